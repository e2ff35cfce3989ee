//! The rulebooks in the binary: complete, citable, with examples; and which edition is in force when.

use imrcheck::letter::Dates;
use imrcheck::rule::{BUILTIN_FILES, Rulebooks, clock};
use std::collections::BTreeSet;
use std::path::Path;

fn rules() -> Rulebooks {
    Rulebooks::builtin().unwrap_or_else(|faults| panic!("{:?}", miette::Report::new(faults)))
}

#[test]
fn the_binary_holds_every_rule_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut on_disk = BTreeSet::new();
    for edition in std::fs::read_dir(&folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
        for file in std::fs::read_dir(edition.path()).unwrap() {
            let name = format!("{}/{}", edition.file_name().display(), file.unwrap().file_name().display());
            assert!(on_disk.insert(name));
        }
    }
    let compiled: BTreeSet<String> = BUILTIN_FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(compiled, on_disk);
    let names: Vec<&str> = BUILTIN_FILES.iter().map(|(name, _)| *name).collect();
    assert!(names.is_sorted(), "the list is in order of name");
}

#[test]
fn the_folder_loads_as_the_binary_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let loaded = imrcheck::rule::load(&folder).unwrap();
    let ids = |rules: &Rulebooks| {
        let books = rules.iter();
        books
            .map(|book| (book.id.clone(), book.criteria().map(|c| c.cite.clone()).collect::<Vec<_>>()))
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&loaded), ids(&rules()));
}

/// Where silence means that nothing was objected to, a criterion cannot be undocumented and has no example of it. Lint
/// asks for an example of every truth that a criterion can come to.
#[test]
fn every_criterion_has_a_page_and_examples() {
    for book in rules().iter() {
        for criterion in book.criteria() {
            let examples = &criterion.examples;
            for (truth, examples) in [("met", &examples.met), ("contradicted", &examples.contradicted)] {
                assert!(!examples.is_empty(), "{} of {} has no example of {truth}", criterion.id, book.id);
            }
            assert!(criterion.cite.contains(&criterion.page) || criterion.cite.contains("p."), "{}", criterion.cite);
            assert!(criterion.help.ends_with('.'), "{}: {}", criterion.id, criterion.help);
        }
    }
}

#[test]
fn the_edition_follows_the_clock() {
    let rules = rules();
    let at = |ur: &str, decision: &str, text: &str| {
        let dates = Dates { ur_denial: ur.parse().ok(), decision: decision.parse().ok(), ..Dates::default() };
        let (book, edition) = rules.in_force(clock(&dates, text.parse().ok())).unwrap();
        assert_eq!(book.id, edition.id);
        (edition.id, edition.why)
    };
    assert_eq!(at("2015-01-13", "2017-03-01", "").0, "mtus-2009");
    assert!(at("2015-01-13", "", "").1.contains("utilization review"));
    assert!(at("", "2015-06-01", "2017-03-01").1.contains("the decision"));
    assert!(at("", "", "2015-02-11").1.contains("latest date in the text"));
    assert_eq!(at("2016-07-28", "", "").0, "mtus-2009");
    assert_eq!(at("2016-07-29", "", "").0, "mtus-2016");
    assert_eq!(at("2017-11-30", "", "").0, "mtus-2016");
    assert_eq!(at("2017-12-01", "", "").0, "mtus-acoem");
    assert!(at("", "", "").1.contains("no date"));
    assert!(at("2001-01-01", "", "").1.contains("nearest"));
}

/// The families of the contract, each covered by every edition.
#[test]
fn every_edition_covers_every_family() {
    let rules = rules();
    let first = rules.edition("mtus-2009").unwrap();
    assert_eq!(first.families.keys().count(), 42);
    for book in rules.iter() {
        assert!(first.families.keys().all(|family| book.families.contains_key(family)), "{}", book.id);
    }
    let limit = |id: &str| rules.edition(id).unwrap().families.get("opioid").unwrap().parameters["max_daily_mme"].value;
    assert_eq!(["mtus-2009", "mtus-2016", "mtus-acoem"].map(limit), [120.0, 80.0, 50.0]);
}

/// Examples and cases prove rules; without them a letter is judged the same.
#[test]
fn without_examples_letters_are_judged_the_same() {
    let judge = |rules: Rulebooks| imrcheck::report::Judge::new(rules, None, None).unwrap();
    let (whole, lean) = (judge(rules()), judge(Rulebooks::builtin_for_judging().unwrap()));
    let examples = |judge: &imrcheck::report::Judge| {
        judge.rulebooks().iter().flat_map(|book| book.families.values()).any(|family| !family.cases.is_empty())
    };
    assert!(examples(&whole) && !examples(&lean));
    for document in crate::common::own_texts() {
        let said = |judge: &imrcheck::report::Judge| {
            let mut report = imrcheck::report::Report::read(document.clone(), &[]);
            judge.judge(&mut report);
            imrcheck::report::json::check(&report, None)
        };
        assert_eq!(said(&whole), said(&lean), "{}", document.name);
    }
}

/// A family that is read when it is asked for is that of the whole rulebook, without its examples and cases.
#[test]
fn a_family_read_when_asked_for_is_the_same() {
    let lean = Rulebooks::builtin_for_judging().unwrap();
    for (whole, lean) in rules().iter().zip(lean.iter()) {
        assert_eq!((&whole.id, whole.from, whole.to), (&lean.id, lean.from, lean.to));
        assert!(whole.families.keys().eq(lean.families.keys()));
        for (name, family) in whole.families.iter() {
            let mut family = imrcheck::rule::Family::clone(family);
            family.cases.clear();
            family.criteria.iter_mut().for_each(|criterion| criterion.examples = Default::default());
            assert_eq!(format!("{family:?}"), format!("{:?}", lean.families.get(name).unwrap()), "{}/{name}", whole.id);
        }
    }
}
