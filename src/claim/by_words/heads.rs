//! Which rules a place in a row can begin, by what stands there and by what follows (`grammar/generated/*_heads.tsv`): a
//! rule is tried nowhere else. Words that a gap passes are left out: what follows is the next that no gap passes.

/// How many ways fit into one number.
const WIDTH: usize = u64::BITS as usize;

/// The ways into rules.
pub struct Heads {
    /// The names of the rules, in the order in which they are tried.
    pub names: Vec<&'static str>,
    /// The rule of each way, by its place among the names.
    rules: Vec<usize>,
    /// The ways that need nothing behind the first letter, a bit each; so all sets of ways below.
    alone: Vec<u64>,
    /// For each rule, the letters of which it needs one somewhere, a bit each.
    needs: Vec<Vec<u64>>,
    /// What is known of each letter, by its number.
    letters: Vec<Letter>,
}

/// What is known of a letter.
struct Letter {
    /// The ways that it can begin.
    first: Vec<u64>,
    /// The ways that it can go on.
    second: Vec<u64>,
    /// Whether gaps pass it.
    soft: bool,
}

/// What a row holds.
pub struct Followed {
    /// For each place, the ways that something from there on goes on.
    ways: Vec<u64>,
    /// The ways into rules for which the row has all that they need.
    possible: Vec<u64>,
}

impl Heads {
    /// Reads a generated table: a line of the rules, a line of the ways, each the number of a rule with a stop where it
    /// needs nothing more, a line of what each rule needs, then a line for each letter.
    pub fn read(table: &'static str) -> Self {
        let mut rows = table.lines();
        let names = rows.next().unwrap_or_default().split(' ').collect();
        let ways: Vec<&str> = rows.next().unwrap_or_default().split(' ').collect();
        let rules = ways.iter().filter_map(|way| way.trim_end_matches('.').parse().ok()).collect();
        let alone = bits(ways.iter().map(|way| way.ends_with('.')));
        let hex = |digits: &str| bits(digits.bytes().flat_map(four));
        let needs = rows.next().unwrap_or_default().split(' ').map(hex).collect();
        let letter = |row: &str| {
            let mut cells = row.split('\t');
            let mut ways = || hex(cells.next().unwrap_or_default());
            let (first, second) = (ways(), ways());
            Letter { first, second, soft: cells.next() == Some("soft") }
        };
        Self { names, rules, alone, needs, letters: rows.map(letter).collect() }
    }

    /// How many letters there are.
    pub fn letters(&self) -> u16 {
        u16::try_from(self.letters.len()).unwrap_or(u16::MAX)
    }

    /// What follows each place of a row. What stands behind a letter that no gap passes is not reached.
    pub fn followed(&self, row: &[u16]) -> Followed {
        let width = self.alone.len();
        let mut followed = vec![0; (row.len() + 1) * width];
        let mut there = vec![0_u64; self.letters.len().div_ceil(WIDTH)];
        for &letter in row {
            if let Some(word) = there.get_mut(usize::from(letter) / WIDTH) {
                *word |= 1 << (usize::from(letter) % WIDTH);
            }
        }
        let has = |needs: &Vec<u64>| needs.iter().zip(&there).any(|(needs, there)| needs & there != 0);
        let met: Vec<bool> = self.needs.iter().map(has).collect();
        let possible = bits(self.rules.iter().map(|&rule| met.get(rule).copied().unwrap_or(true)));
        for (at, &letter) in row.iter().enumerate().rev() {
            let Some(letter) = self.letters.get(usize::from(letter)) else { continue };
            let (here, behind) = followed[at * width..].split_at_mut(width);
            for (place, ways) in here.iter_mut().enumerate() {
                *ways = letter.second[place] | if letter.soft { behind[place] } else { 0 };
            }
        }
        Followed { ways: followed, possible }
    }

    /// The rules that may fit at a place, in order.
    pub fn rules(&self, row: &[u16], at: usize, followed: &Followed) -> impl Iterator<Item = usize> {
        let width = self.alone.len();
        let first = row.get(at).and_then(|&letter| self.letters.get(usize::from(letter)));
        let behind = &followed.ways[(at + 1) * width..(at + 2) * width];
        let fits = move |letter: &Letter, word: usize| {
            letter.first[word] & followed.possible[word] & (self.alone[word] | behind[word])
        };
        let ways = first.into_iter().flat_map(move |letter| (0..width).map(move |word| fits(letter, word)));
        let mut last = usize::MAX;
        let places = ways.enumerate().flat_map(|(word, ways)| set_bits(ways).map(move |bit| word * WIDTH + bit));
        // The ways into a rule follow each other.
        places.map(|way| self.rules[way]).filter(move |&rule| std::mem::replace(&mut last, rule) != rule)
    }
}

/// Finds the rule that takes what the rule of a name takes, or nothing: it builds no report of an error where it fails.
pub fn optional<R: Copy + std::fmt::Debug>(rules: &[R]) -> impl Fn(&str) -> Option<R> {
    let named: Vec<(String, R)> = rules.iter().map(|&rule| (format!("{rule:?}"), rule)).collect();
    move |name| named.iter().find(|(other, _)| other.strip_prefix("try_") == Some(name)).map(|&(_, rule)| rule)
}

fn set_bits(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(bit)
    })
}

/// The four bits of a hexadecimal digit, the least first.
fn four(digit: u8) -> [bool; 4] {
    let value = char::from(digit).to_digit(16).unwrap_or_default();
    [1, 2, 4, 8].map(|bit| value & bit != 0)
}

fn bits(all: impl Iterator<Item = bool>) -> Vec<u64> {
    let mut words = Vec::new();
    for (place, bit) in all.enumerate() {
        if place % WIDTH == 0 {
            words.push(0);
        }
        if let Some(last) = words.last_mut() {
            *last |= u64::from(bit) << (place % WIDTH);
        }
    }
    words
}
