//! Makes the forms of a word: plurals of nouns; third person, past and -ing form of verbs.

/// A form of a word and the class that tells which form it is; none of nouns and of words that stay as they are.
pub type Form = (String, Option<&'static str>);

/// Classes of verb forms.
pub const VERB_FORMS: [&str; 4] = ["base_form", "s_form", "past_form", "ing_form"];

/// All forms of a lemma. `speech` is `n`, `v` or `x`; `irregular` are the plurals of a noun or the past forms of a verb that do
/// not follow the rules.
pub fn forms(lemma: &str, speech: &str, irregular: &str) -> Vec<Form> {
    let irregular: Vec<&str> = irregular.split(',').map(str::trim).filter(|form| !form.is_empty()).collect();
    match speech {
        "n" => noun(lemma, &irregular),
        "v" => verb(lemma, &irregular),
        _ => std::iter::once(lemma).chain(irregular).map(|form| (form.to_owned(), None)).collect(),
    }
}

fn noun(lemma: &str, irregular: &[&str]) -> Vec<Form> {
    let plurals = if irregular.is_empty() {
        let (before, last) = lemma.rsplit_once(' ').map_or(("", lemma), |(before, last)| (before, last));
        vec![format!("{before} {}", plural(last)).trim().to_owned()]
    } else {
        irregular.iter().map(|form| (*form).to_owned()).collect()
    };
    std::iter::once(lemma.to_owned()).chain(plurals).map(|form| (form, None)).collect()
}

/// Of a verb of several words the first is inflected: "go through", "went through".
fn verb(lemma: &str, irregular: &[&str]) -> Vec<Form> {
    let (first, rest) = lemma.split_once(' ').map_or((lemma, ""), |(first, rest)| (first, rest));
    let whole = |first: String| format!("{first} {rest}").trim().to_owned();
    let mut forms = vec![
        (lemma.to_owned(), Some("base_form")),
        (whole(plural(first)), Some("s_form")),
        (whole(ing(first)), Some("ing_form")),
    ];
    if irregular.is_empty() {
        forms.push((whole(past(first)), Some("past_form")));
    }
    forms.extend(irregular.iter().map(|form| ((*form).to_owned(), Some("past_form"))));
    forms
}

fn is_vowel(letter: Option<u8>) -> bool {
    letter.is_some_and(|letter| b"aeiou".contains(&letter))
}

fn before_last(word: &str, back: usize) -> Option<u8> {
    word.len().checked_sub(back + 1).and_then(|at| word.as_bytes().get(at)).copied()
}

/// Ends in a consonant and y: "therapy".
fn ends_in_y(word: &str) -> bool {
    word.len() > 1 && word.ends_with('y') && !is_vowel(before_last(word, 1))
}

fn plural(word: &str) -> String {
    if ends_in_y(word) {
        format!("{}ies", &word[..word.len() - 1])
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) || word == "go" || word == "do" {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

/// Verbs of more than one syllable whose last consonant is doubled all the same.
const DOUBLED: [&str; 11] =
    ["omit", "submit", "permit", "refer", "begin", "admit", "forget", "control", "occur", "recur", "prefer"];

/// One syllable that ends in one vowel and one consonant, such as "stop".
fn doubles(word: &str) -> bool {
    let syllables = word.bytes().filter(|&letter| b"aeiou".contains(&letter)).count();
    let closed = !is_vowel(before_last(word, 0)) && is_vowel(before_last(word, 1)) && !is_vowel(before_last(word, 2));
    closed && !word.ends_with(['w', 'x', 'y']) && (syllables == 1 || DOUBLED.contains(&word))
}

fn stem(word: &str) -> String {
    if doubles(word) { format!("{word}{}", &word[word.len() - 1..]) } else { word.to_owned() }
}

fn past(word: &str) -> String {
    if word.ends_with('e') {
        format!("{word}d")
    } else if ends_in_y(word) {
        format!("{}ied", &word[..word.len() - 1])
    } else {
        format!("{}ed", stem(word))
    }
}

fn ing(word: &str) -> String {
    if word.ends_with('e') && !word.ends_with("ee") && word != "be" {
        format!("{}ing", &word[..word.len() - 1])
    } else {
        format!("{}ing", stem(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(lemma: &str, speech: &str, irregular: &str) -> Vec<String> {
        forms(lemma, speech, irregular).into_iter().map(|(form, _)| form).collect()
    }

    #[test]
    fn nouns_get_a_plural() {
        for (lemma, plural) in [("therapy", "therapies"), ("brace", "braces"), ("boot", "boots"), ("day", "days")] {
            assert_eq!(made(lemma, "n", ""), [lemma, plural]);
        }
        assert_eq!(made("heat pack", "n", ""), ["heat pack", "heat packs"]);
        assert_eq!(made("orthosis", "n", "orthoses"), ["orthosis", "orthoses"]);
    }

    #[test]
    fn verbs_get_three_more_forms() {
        assert_eq!(made("stop", "v", ""), ["stop", "stops", "stopping", "stopped"]);
        assert_eq!(made("try", "v", ""), ["try", "tries", "trying", "tried"]);
        assert_eq!(made("use", "v", ""), ["use", "uses", "using", "used"]);
        assert_eq!(made("refer for", "v", ""), ["refer for", "refers for", "referring for", "referred for"]);
        assert_eq!(made("take", "v", "took,taken"), ["take", "takes", "taking", "took", "taken"]);
        assert_eq!(made("relieve", "v", ""), ["relieve", "relieves", "relieving", "relieved"]);
        assert_eq!(made("attend", "v", ""), ["attend", "attends", "attending", "attended"]);
    }
}
