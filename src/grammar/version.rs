//! In: the files by which documents are read. Out: their version, which names what a reading was made with.

use sha2::{Digest, Sha256};

macro_rules! files {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("../../", $name)))),*] };
}

/// Every file by which documents are read, with its text. A test proves that no grammar is left out.
pub const READ_BY: &[(&str, &str)] = files![
    "grammar/body.pest",
    "grammar/claims/common.pest",
    "grammar/claims/condition.pest",
    "grammar/claims/cues.pest",
    "grammar/claims/entries.pest",
    "grammar/claims/history.pest",
    "grammar/claims/monitoring.pest",
    "grammar/claims/request_faults.pest",
    "grammar/claims/response.pest",
    "grammar/claims/treatments.pest",
    "grammar/claims/voices.pest",
    "grammar/conflict.pest",
    "grammar/draft.pest",
    "grammar/generated/clause_heads.tsv",
    "grammar/generated/clauses.pest",
    "grammar/generated/forms.tsv",
    "grammar/generated/letters.tsv",
    "grammar/generated/phrase_heads.tsv",
    "grammar/generated/phrases.pest",
    "grammar/generated/sets.tsv",
    "grammar/letter.pest",
    "grammar/request.pest",
    "grammar/sentence.pest",
    "grammar/treatment.pest",
    "rules/drugs.tsv",
    "rules/subjects.tsv",
];

/// Raised where text is taken from a file's bytes in another way, so that what was kept is read anew.
const EXTRACTION: u8 = 2;

/// The version of what reads documents: the program's own, and sixteen digits that differ where any of the files does.
pub fn version() -> String {
    let mut hash = Sha256::new();
    hash.update([EXTRACTION]);
    for (name, text) in READ_BY {
        hash.update(name);
        hash.update([0]);
        hash.update(text);
        hash.update([0]);
    }
    let digits: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{digits}", env!("CARGO_PKG_VERSION"))
}
