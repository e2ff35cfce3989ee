//! In: a name that does not exist and those that do. Out: a sentence that names the nearest, or what there is.

/// `Did you mean …?` where one name is near; else the names, where they are few.
pub fn did_you_mean<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    match nearest(wrong, known.iter().copied()) {
        Some(name) => format!("Did you mean `{name}`?"),
        _ if known.is_empty() => "There is no other.".to_owned(),
        _ if known.len() <= 20 => format!("There are: {}.", known.join(", ")),
        _ => "Look it up in docs/writing-rules.md.".to_owned(),
    }
}

/// The known name that is near enough to be meant.
pub fn nearest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (edits, name) = known.map(|name| (distance(wrong, name), name)).min()?;
    (edits <= 2.max(wrong.chars().count() / 3)).then_some(name)
}

/// Number of letters to add, drop, change or swap with their neighbour (optimal string alignment).
fn distance(one: &str, two: &str) -> usize {
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=two.len()).collect()];
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=two.len() {
            let changed = rows[i - 1][j - 1] + usize::from(one[i - 1] != two[j - 1]);
            let swapped = i > 1 && j > 1 && one[i - 1] == two[j - 2] && one[i - 2] == two[j - 1];
            let swap = if swapped { rows[i - 2][j - 2] + 1 } else { usize::MAX };
            row.push(changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1).min(swap));
        }
        rows.push(row);
    }
    rows[one.len()][two.len()]
}
