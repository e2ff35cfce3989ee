//! The logic of rules, searched through: what conditions and criteria can come to, on what a truth rests, and what lint
//! says of it.

use super::conditions::{asking, family, state, truth};
use super::load;
use imrcheck::claim::Kind;
use imrcheck::fact::{FactSheet, Kleene, State};
use imrcheck::rule::logic::{Formula, Possibilities};
use imrcheck::rule::{Criterion, Fault, Truth, lint, reached};

const ALL: [State; 3] = [State::Documented, State::Denied, State::Undocumented];

/// A criterion over three facts: where a drug test is on record it asks for a red flag, unless there is muscle spasm.
fn with_exception() -> Criterion {
    let fields = "    applies_when: {fact: drug_test}\n    unless: {fact: muscle_spasm}\n    help:";
    family(&load("thing", &asking("{fact: red_flag}").replace("    help:", fields)).unwrap()).criteria.remove(0)
}

fn linted(condition: &str) -> Vec<Fault> {
    lint::lint(&load("thing", &asking(condition)).unwrap())
}

fn find<'a>(faults: &'a [Fault], code: &str) -> Option<&'a Fault> {
    faults.iter().find(|fault| fault.code == code)
}

/// What a count of clauses can come to is what it comes to over every choice of what each can come to.
#[test]
fn what_a_count_can_come_to_is_exact() {
    let sets: Vec<Possibilities> = Possibilities::every().collect();
    let leaf = |asked| Formula::Leaf { fact: 0, asked };
    for n in 2..=3 {
        let formula = Formula::AtLeast(n, vec![leaf(0), leaf(1), leaf(2)]);
        let settled = [Some(Kleene::True), Some(Kleene::Unknown), Some(Kleene::False), None];
        for third in settled {
            let third = third.map_or(Possibilities::NOT_APPLICABLE, Possibilities::of);
            for (&one, &two) in sets.iter().flat_map(|one| sets.iter().map(move |two| (one, two))) {
                let found = formula.possibilities(&|_, asked| [one, two, third][asked]);
                let mut expected = Possibilities::NONE;
                for first in one.each() {
                    for second in two.each() {
                        let truths: Vec<Kleene> = [first, second].into_iter().chain(third.each()).flatten().collect();
                        expected = expected.with(match truths.is_empty() {
                            true => Possibilities::NOT_APPLICABLE,
                            false => Possibilities::of(Kleene::at_least(n, truths)),
                        });
                    }
                }
                assert_eq!(found, expected, "{n} of {one:?}, {two:?}, {third:?}");
            }
        }
    }
}

/// Lint takes a criterion to come to what an item is judged by it.
#[test]
fn what_a_criterion_can_come_to_is_what_it_is_judged() {
    let leaf = |asked| Box::new(Formula::Leaf { fact: 0, asked });
    let finding = Box::new(Formula::AtLeast(1, vec![*leaf(1), *leaf(2)]));
    let formula = Formula::Criterion { applies: Some(leaf(0)), finding };
    let truths = |state| match state {
        State::Documented => Kleene::True,
        State::Denied => Kleene::False,
        _ => Kleene::Unknown,
    };
    for (applies, met, unless) in
        ALL.into_iter().flat_map(|one| ALL.map(|two| (one, two))).flat_map(|(one, two)| ALL.map(|six| (one, two, six)))
    {
        let facts = [("drug_test", applies), ("red_flag", met), ("muscle_spasm", unless)];
        let expected = match truth(&with_exception(), &facts.map(|(name, one)| (name, state(one)))) {
            Truth::Met => Possibilities::of(Kleene::True),
            Truth::Contradicted => Possibilities::of(Kleene::False),
            Truth::Undocumented => Possibilities::of(Kleene::Unknown),
            Truth::NotApplicable => Possibilities::NOT_APPLICABLE,
        };
        let settled = [applies, met, unless].map(truths);
        let found = formula.possibilities(&|_, asked| Possibilities::of(settled[asked]));
        assert_eq!(found, expected, "{facts:?}");
    }
}

/// Whether the truth rests on what is asked of application, on what is asked to be met, and on the exception.
#[test]
fn on_which_clauses_the_truth_of_a_criterion_rests() {
    use State::{Denied, Documented, Silent};
    for (applies, met, unless, expected) in [
        (Documented, Documented, Denied, [true, true, false]),
        (Documented, Denied, Documented, [true, false, true]),
        (Documented, Denied, Denied, [true, true, true]),
        // Where it does not apply, nothing else decides.
        (Denied, Documented, Denied, [true, false, false]),
        // Where it is open whether it applies, only what is met anyway decides.
        (Silent, Documented, Denied, [true, true, false]),
        (Silent, Denied, Denied, [true, false, false]),
    ] {
        let mut sheet = FactSheet::new("thing");
        let facts = [("drug_test", applies), ("red_flag", met), ("muscle_spasm", unless)];
        facts.into_iter().for_each(|(name, one)| sheet.set(name, state(one)));
        assert_eq!(reached(&with_exception(), &sheet), expected, "{applies:?}, {met:?}, {unless:?}");
    }
}

#[test]
fn lint_names_each_family_of_the_contract_that_an_edition_lacks() {
    let faults = linted("{fact: red_flag}");
    let uncovered: Vec<&Fault> = faults.iter().filter(|fault| fault.code == "uncovered-family").collect();
    let opioid = "no file of `test` covers the family `opioid`";
    assert!(uncovered.iter().any(|fault| fault.what == opioid && fault.place.file.name == "test/edition.yaml"));
    assert_eq!(uncovered.len(), lint::families().count());
}

#[test]
fn what_can_never_be_is_told_with_what_can() {
    let faults = linted("{any: [{fact: red_flag}, {not: {fact: red_flag}}]}");
    let cure = &find(&faults, "never-contradicted").unwrap().cure;
    assert!(cure.ends_with("Witness: undocumented with nothing on record; met with red_flag: documented."), "{cure}");
}

/// What a request gives has a number or none: only a number below the border contradicts it.
#[test]
fn a_number_below_any_border_is_tried() {
    for (border, witness) in [("1", "sessions: 0.5"), ("6", "sessions: 3")] {
        let faults = linted(&format!("{{fact: sessions, at_least: {border}}}"));
        assert!(find(&faults, "never-contradicted").is_none(), "{border}: {faults:#?}");
        let cures = faults.iter().filter(|fault| fault.code == "missing-example").map(|fault| &fault.cure);
        let shown = cures.filter(|cure| cure.contains("examples: contradicted")).all(|cure| cure.contains(witness));
        assert!(shown, "{border}: {faults:#?}");
    }
}

/// Fourteen findings that must each be told one way or the other, and one that must be both: no record can show that, but
/// to be sure takes longer than lint looks.
#[test]
fn lint_gives_up_on_too_many_facts_and_says_so() {
    let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    let told = |name: &&str| format!("{{any: [{{fact: {name}}}, {{not: {{fact: {name}}}}}]}}");
    let both = |name: &str| format!("{{fact: {name}}}, {{not: {{fact: {name}}}}}");
    let asked = |count: usize| {
        let told: Vec<String> = names[..count].iter().map(told).collect();
        format!("{{all: [{}, {}]}}", told.join(", "), both(names[count]))
    };
    let few = linted(&asked(3));
    assert!(find(&few, "never-met").is_some() && find(&few, "too-many-facts").is_none(), "{few:#?}");
    let many = linted(&asked(14));
    assert!(find(&many, "never-met").is_none() && find(&many, "too-many-facts").is_some(), "{many:#?}");
}
