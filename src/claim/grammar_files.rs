//! In: the grammar's own text. Out: in which file a rule stands, which phrases speak of a kind, what a mark means.

use super::Kind;
use super::phrase::GRAMMAR;
use crate::grammar::Grammar;
use std::collections::BTreeSet;

/// The files of the word grammar, in the order in which they make up [`GRAMMAR`].
const FILES: [(&str, &str); 10] = [
    ("grammar/claims/common.pest", include_str!("../../grammar/claims/common.pest")),
    ("grammar/claims/entries.pest", include_str!("../../grammar/claims/entries.pest")),
    ("grammar/claims/cues.pest", include_str!("../../grammar/claims/cues.pest")),
    ("grammar/claims/voices.pest", include_str!("../../grammar/claims/voices.pest")),
    ("grammar/claims/treatments.pest", include_str!("../../grammar/claims/treatments.pest")),
    ("grammar/claims/history.pest", include_str!("../../grammar/claims/history.pest")),
    ("grammar/claims/response.pest", include_str!("../../grammar/claims/response.pest")),
    ("grammar/claims/monitoring.pest", include_str!("../../grammar/claims/monitoring.pest")),
    ("grammar/claims/condition.pest", include_str!("../../grammar/claims/condition.pest")),
    ("grammar/claims/request_faults.pest", include_str!("../../grammar/claims/request_faults.pest")),
];

/// The grammar of rows, whose head tells what each mark means.
const ROW_GRAMMAR: &str = include_str!("../../grammar/sentence.pest");

/// Where the names of drugs stand that the grammar does not list.
const DRUG_TABLE: &str = "rules/drugs.tsv";

/// The file in which a rule of the word grammar stands; for a drug's name, the drug table.
pub(super) fn file_of(rule: &str) -> &'static str {
    let heads = |text: &str| text.lines().any(|line| line.split([' ', '=']).next() == Some(rule));
    FILES.iter().find(|(_, text)| heads(text)).map_or(DRUG_TABLE, |(name, _)| name)
}

/// The phrases of the word grammar that speak of a kind by themselves, by name.
pub(super) fn phrases_of(kind: Kind) -> Vec<&'static str> {
    let grammar = Grammar::of(GRAMMAR);
    let entries = GRAMMAR.lines().filter_map(|line| line.split([' ', '=']).next()?.strip_prefix("try_"));
    entries.filter(|phrase| reaches(&grammar, phrase, kind.name(), &mut BTreeSet::new())).collect()
}

fn reaches<'g>(grammar: &Grammar<'g>, rule: &str, wanted: &str, seen: &mut BTreeSet<&'g str>) -> bool {
    let names = grammar.names_in(rule);
    names.into_iter().any(|name| name == wanted || seen.insert(name) && reaches(grammar, name, wanted, seen))
}

/// What a mark of the row means, as the head of `grammar/sentence.pest` says.
pub(super) fn meaning(mark: char) -> &'static str {
    let head = ROW_GRAMMAR.lines().filter_map(|line| line.strip_prefix("//   "));
    let entries = head.flat_map(|line| line.split("  ")).map(str::trim);
    entries.filter_map(|entry| entry.strip_prefix(mark)).find_map(|rest| rest.strip_prefix(' ')).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Reader;
    use crate::claim::phrase::{find, mark_letters};
    use crate::request::Drugs;

    #[test]
    fn the_files_are_those_of_the_grammar() {
        assert_eq!(FILES.map(|(_, text)| text).concat(), GRAMMAR);
    }

    #[test]
    fn every_mark_has_a_meaning() {
        let without: Vec<char> = mark_letters().filter(|&mark| meaning(mark).is_empty()).collect();
        assert!(without.is_empty(), "say in the head of grammar/sentence.pest what these marks mean: {without:?}");
        assert_eq!((meaning('U'), meaning(',')), ("undocumented ahead", "comma"));
    }

    #[test]
    fn a_rule_and_a_drug_lead_to_their_file() {
        let phrases = find("there is no documentation that norco helped", &Drugs::built_in());
        let files: Vec<_> = phrases.iter().map(|phrase| file_of(phrase.rule)).collect();
        assert!(files.contains(&"grammar/claims/cues.pest") && files.contains(&DRUG_TABLE), "{phrases:?}");
    }

    #[test]
    fn a_kind_leads_to_its_phrases() {
        assert!(phrases_of(Kind::WorkStatus).contains(&"work_phrase"));
        let by_marks: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| kind.reader() == Reader::Marks).collect();
        let known = by_marks.iter().filter(|&&kind| !phrases_of(kind).is_empty()).count();
        assert!(known > 30 && known + 2 > by_marks.len(), "only {known} of {}", by_marks.len());
    }
}
