//! In: the name of a form's field, as programs give it: "Service_Good RequestedRow2". Out: the words in it, without what
//! only counts.

/// Longest name that is shown, in characters.
const LONGEST: usize = 120;

/// The words of a name: "ServiceGood Requested2" gives "Service Good Requested".
pub(super) fn words(name: &str) -> String {
    let name: String = name.chars().take(LONGEST).collect();
    // "Diagnosis[0]" is how some programs count.
    let name = name.split('[').next().unwrap_or_default();
    let spaced = parted(name);
    let mut words: Vec<&str> = spaced.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|word| is_count(word)) {
        words.pop();
    }
    words.join(" ").trim_end_matches(|one: char| one.is_ascii_digit() || one == ':').trim().to_owned()
}

/// Whether a word only counts rows or fields.
fn is_count(word: &str) -> bool {
    let word = word.trim_matches(|one: char| !one.is_ascii_alphanumeric());
    word.is_empty()
        || word.bytes().all(|byte| byte.is_ascii_digit())
        || word.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("row"))
            && word[3..].bytes().all(|byte| byte.is_ascii_digit())
}

/// A name with spaces where words meet: at underscores, before a capital after a small letter, and before the last of
/// several capitals that small ones follow.
fn parted(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut text = String::new();
    for (at, &one) in characters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| characters.get(before)).copied().unwrap_or(' ');
        let after = characters.get(at + 1).copied().unwrap_or(' ');
        let meets = one.is_uppercase() && (before.is_lowercase() || before.is_uppercase() && after.is_lowercase());
        let counts = one.is_ascii_digit() && before.is_lowercase();
        if meets || counts {
            text.push(' ');
        }
        text.push(if matches!(one, '_' | '\t' | '\n' | '\r' | '|') { ' ' } else { one });
    }
    text
}

/// Whether a name says anything to a reader, and is not only what a program calls its next field.
pub(super) fn tells(words: &str) -> bool {
    const GENERIC: [&str; 11] = [
        "text",
        "text field",
        "textfield",
        "check box",
        "checkbox",
        "field",
        "fill",
        "undefined",
        "untitled",
        "dropdown",
        "combo box",
    ];
    words.chars().filter(|one| one.is_alphabetic()).count() > 1 && !GENERIC.contains(&&*words.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{tells, words};

    #[test]
    fn names_give_their_words() {
        for (name, expected) in [
            ("Diagnosis 1", "Diagnosis"),
            ("ServiceGood Requested1", "Service Good Requested"),
            ("CPTHCPCS Code_2", "CPTHCPCS Code"),
            ("ICDCode RequiredRow3", "ICD Code Required"),
            ("Other Information Frequency Duration Quantity etc1", "Other Information Frequency Duration Quantity etc"),
            ("Diagnosis[0]", "Diagnosis"),
            ("Date of Injury:", "Date of Injury"),
            ("Row", "Row"),
            ("7", ""),
        ] {
            assert_eq!(words(name), expected, "{name}");
        }
        assert!(tells("Claim Number") && !tells("Text") && !tells(""));
    }
}
