//! In: conditions, supports and examples as rule files write them. Out: what each form comes to at its border, and what
//! is refused.

use super::{load, load_all};
use imrcheck::fact::{Fact, FactSheet, FactValue, Range, State};
use imrcheck::rule::{Criterion, Family, Rulebooks, Truth, mutants};

/// A family of one criterion that asks for this condition.
pub fn asking(condition: &str) -> String {
    format!(
        "family: thing
title: Things
source: {{document: A guideline}}
parameters:
  longest: {{value: 21, unit: days, range: [14, 60], help: Longest use., confidence: known}}
criteria:
  - id: thing/a
    title: A
    page: \"1\"
    confidence: known
    met: {condition}
    help: Say so.
supported_when: thing/a
"
    )
}

/// The family of these rules.
pub fn family(rulebooks: &Rulebooks) -> Family {
    Family::clone(rulebooks.edition("test").unwrap().families.get("thing").unwrap())
}

fn criterion(condition: &str) -> Criterion {
    family(&load("thing", &asking(condition)).unwrap()).criteria.remove(0)
}

/// What a criterion comes to where this is on record.
pub fn truth(criterion: &Criterion, facts: &[(&str, Fact)]) -> Truth {
    let mut sheet = FactSheet::new("thing");
    facts.iter().for_each(|(name, fact)| sheet.set(*name, fact.clone()));
    criterion.judge(&sheet, true).truth
}

fn number(low: f64, high: Option<f64>) -> Fact {
    Fact::of_request(FactValue::Range(Range { low, high }))
}

/// A fact of which no more is known than this.
pub fn state(state: State) -> Fact {
    Fact { state, ..Fact::SILENT }
}

fn codes(family: &str) -> Vec<&'static str> {
    load("thing", family).err().map_or_else(Vec::new, |faults| faults.0.iter().map(|fault| fault.code).collect())
}

#[test]
fn a_bound_counts_its_border_as_it_says() {
    use Truth::{Contradicted, Met, Undocumented};
    for (bound, five, six, seven) in [
        ("below", Met, Contradicted, Contradicted),
        ("at_most", Met, Met, Contradicted),
        ("at_least", Contradicted, Met, Met),
        ("above", Contradicted, Contradicted, Met),
    ] {
        let asked = criterion(&format!("{{fact: sessions, {bound}: 6}}"));
        let exactly = |n: f64| truth(&asked, &[("sessions", number(n, Some(n)))]);
        assert_eq!([5.0, 6.0, 7.0].map(exactly), [five, six, seven], "{bound}");
        // Known within bounds only: settled where both ends agree, and never by a missing end.
        let within = [(4.0, Some(5.0)), (7.0, Some(8.0)), (5.0, Some(7.0)), (5.0, None), (7.0, None)];
        let within = within.map(|(low, high)| truth(&asked, &[("sessions", number(low, high))]));
        assert_eq!(within, [five, seven, Undocumented, Undocumented, seven], "{bound}");
    }
}

#[test]
fn so_many_of_several_must_hold() {
    let asked = criterion("{at_least: 2, of: [{fact: red_flag}, {fact: muscle_spasm}, {fact: drug_test}]}");
    let of = |states: [State; 3]| {
        let facts = ["red_flag", "muscle_spasm", "drug_test"].into_iter().zip(states.map(state));
        truth(&asked, &facts.collect::<Vec<_>>())
    };
    use State::{Denied, Documented, Silent};
    assert_eq!(of([Documented, Documented, Denied]), Truth::Met);
    assert_eq!(of([Documented, Denied, Denied]), Truth::Contradicted);
    assert_eq!(of([Documented, Denied, Silent]), Truth::Undocumented);
    assert_eq!(of([Denied, Denied, Silent]), Truth::Contradicted);
    for n in ["0", "4", "1.5", "longest"] {
        let text =
            asking(&format!("{{at_least: {n}, of: [{{fact: red_flag}}, {{fact: drug_test}}, {{fact: pain_score}}]}}"));
        assert_eq!(codes(&text), ["count"], "{n}");
    }
    let all = asking("{at_least: 3, of: [{fact: red_flag}, {fact: drug_test}, {fact: pain_score}]}");
    assert!(codes(&all).is_empty(), "all of them is as many as there are");
}

#[test]
fn so_many_criteria_support_a_request() {
    let criteria = ["a", "b", "c"].map(|id| {
        let fact = match id {
            "a" => "red_flag",
            "b" => "muscle_spasm",
            _ => "drug_test",
        };
        format!("  - {{id: thing/{id}, title: {id}, page: \"1\", confidence: known, met: {{fact: {fact}}}, help: Say so.}}\n")
    });
    let text = |support: &str| {
        let criteria = criteria.concat();
        format!(
            "family: thing\ntitle: Things\nsource: {{document: A guideline}}\ncriteria:\n{criteria}supported_when: {support}\n"
        )
    };
    let two = text("{at_least: 2, of: [thing/a, thing/b, thing/c]}");
    let family = family(&load("thing", &two).unwrap());
    use Truth::{Contradicted, Met, Undocumented};
    use imrcheck::decision::support_of;
    use imrcheck::fact::Kleene;
    assert_eq!(support_of(&family.support, &[Met, Met, Contradicted]), Kleene::True);
    assert_eq!(support_of(&family.support, &[Met, Contradicted, Undocumented]), Kleene::Unknown);
    assert_eq!(support_of(&family.support, &[Met, Contradicted, Contradicted]), Kleene::False);
    assert_eq!(family.support.ways(), 3);
    assert_eq!(codes(&text("{at_least: 4, of: [thing/a, thing/b, thing/c]}")), ["count"]);
    assert_eq!(codes(&text("{of: [thing/a, thing/b, thing/c]}")), ["support"]);
    assert_eq!(codes(&text("{at_least: 1, of: [thing/a, thing/b], any: [thing/c]}")), ["support"]);
}

#[test]
fn words_are_compared_without_regard_to_case() {
    let asked = criterion("{fact: request_generic, is: [Oxycodone, hydrocodone]}");
    let word = |word: &str| truth(&asked, &[("request_generic", Fact::of_request(FactValue::Text(word.to_owned())))]);
    assert_eq!(
        [word("oxycodone"), word("HYDROCODONE"), word("codeine")],
        [Truth::Met, Truth::Met, Truth::Contradicted]
    );
    assert_eq!(truth(&asked, &[]), Truth::Undocumented);
}

#[test]
fn what_examples_give_outright_is_a_state_a_number_bounds_or_a_word() {
    let with = |given: &str| {
        let text = asking("{fact: pain_score, at_most: 5}");
        let examples = format!("    help: Say so.\n    examples: {{met: [{{facts: {{pain_score: {given}}}}}]}}\n");
        text.replace("    help: Say so.\n", &examples)
    };
    let given = |words: &str| {
        let family = family(&load("thing", &with(words)).unwrap());
        family.criteria[0].examples.met[0].given["pain_score"].clone()
    };
    assert_eq!(given("[3]"), number(3.0, None));
    assert_eq!(given("[3, 4]"), number(3.0, Some(4.0)));
    assert_eq!(given("[4, 4]"), number(4.0, Some(4.0)));
    assert_eq!(given("4"), number(4.0, Some(4.0)));
    assert_eq!(given("conflicting"), state(State::Conflicting));
    assert_eq!(given("silent"), state(State::Silent));
    assert_eq!(given("severe"), Fact::of_request(FactValue::word("severe")));
    for wrong in ["[4, 3]", "[]", "[1, 2, 3]"] {
        assert!(codes(&with(wrong)).contains(&"bounds"), "{wrong}");
    }
}

#[test]
fn an_alias_and_a_folder_without_an_edition_are_told_of() {
    let text = asking("{fact: red_flag}");
    assert!(
        codes(&text.replace("family: thing\ntitle: Things", "family: &name thing\ntitle: *name")).contains(&"alias")
    );
    let faults = load_all(&[("test/thing.yaml", &text)]).unwrap_err().0;
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["no-edition"]);
    assert!(faults[0].what.contains("`test`"), "{faults:?}");
}

#[test]
fn an_edition_drops_the_criteria_that_it_names() {
    let base = "edition: base\ntitle: Base\nin_force: {from: 2009-07-18, to: 2016-07-28}\n";
    let next = "edition: next\ntitle: Next\nextends: base\nin_force: {from: 2016-07-29}\n";
    let two = asking("{fact: red_flag}").replace(
        "supported_when: thing/a",
        "  - {id: thing/b, title: B, page: \"1\", confidence: known, met: {fact: drug_test}, help: Say so.}\nsupported_when: {all: [thing/a, thing/b]}",
    );
    let change = "drop: [thing/a]\nsupported_when: thing/b\n";
    let files = [
        ("base/edition.yaml", base),
        ("base/thing.yaml", two.as_str()),
        ("next/edition.yaml", next),
        ("next/thing.yaml", change),
    ];
    let rulebooks = load_all(&files).unwrap();
    let ids =
        |edition: &str| rulebooks.edition(edition).unwrap().criteria().map(|one| one.id.clone()).collect::<Vec<_>>();
    assert_eq!(
        (ids("base"), ids("next")),
        (vec!["thing/a".to_owned(), "thing/b".to_owned()], vec!["thing/b".to_owned()])
    );
    let page =
        imrcheck::study::rulebook::pages(&rulebooks).into_iter().find(|page| page.name == "thing.md").unwrap().text;
    assert!(page.contains("- met when: no longer (red flag)"), "{page}");
    assert!(page.contains("- supported when: thing/b (before: thing/a and thing/b)"), "{page}");
}

/// The slips that are tried in a condition or a support, in words.
fn slips(text: &str) -> Vec<String> {
    let family = family(&load("thing", text).unwrap());
    mutants(&family).into_iter().map(|mutant| mutant.what).collect()
}

#[test]
fn slips_move_a_count_by_one_and_stay_within_what_there_is() {
    let of = |n: usize| {
        slips(&asking(&format!(
            "{{at_least: {n}, of: [{{fact: red_flag}}, {{fact: muscle_spasm}}, {{fact: drug_test}}]}}"
        )))
    };
    assert_eq!(of(1), ["2 of instead of 1 of"]);
    assert_eq!(of(2), ["1 of instead of 2 of", "3 of instead of 2 of"]);
    assert_eq!(of(3), ["2 of instead of 3 of"]);
    let support = asking("{fact: red_flag}")
        .replace("supported_when: thing/a", "supported_when: {at_least: 1, of: [thing/a, thing/a, thing/a]}");
    assert_eq!(slips(&support), ["supported_when, 2 of instead of 1 of"]);
    assert_eq!(
        slips(&support.replace("at_least: 1", "at_least: 2")),
        ["supported_when, 1 of instead of 2 of", "supported_when, 3 of instead of 2 of"]
    );
}

#[test]
fn slips_join_parts_otherwise_and_leave_one_out() {
    let all = ["`all` as `any`: red flag and drug test", "left out: red flag", "left out: drug test"];
    assert_eq!(slips(&asking("{all: [{fact: red_flag}, {fact: drug_test}]}")), all);
    let any = ["`any` as `all`: red flag or drug test"];
    assert_eq!(slips(&asking("{any: [{fact: red_flag}, {fact: drug_test}]}")), any);
    let inside = slips(&asking("{any: [{fact: red_flag}, {not: {fact: sessions, at_most: 0}}]}"));
    let joined = ["`any` as `all`: red flag or not sessions at most 0"];
    // What could slip in a part comes before how the parts are joined.
    let parts = ["above 0", "below 0", "at most 1"].map(|what| format!("asked as: sessions {what}"));
    assert_eq!(inside, [&parts[..], &joined.map(str::to_owned)].concat());
    for one in ["{all: [{fact: red_flag}]}", "{any: [{fact: red_flag}]}"] {
        assert!(slips(&asking(one)).is_empty(), "of one part there is no other way: {one}");
    }
}

#[test]
fn slips_join_criteria_otherwise_and_leave_one_out() {
    let of = |support: &str| {
        slips(&asking("{fact: red_flag}").replace("supported_when: thing/a", &format!("supported_when: {support}")))
    };
    let left_out = "supported_when, left out: thing/a";
    let joined = "supported_when, `all` as `any`: thing/a and thing/a";
    assert_eq!(of("{all: [thing/a, thing/a]}"), [joined, left_out, left_out]);
    assert_eq!(of("{any: [thing/a, thing/a]}"), ["supported_when, `any` as `all`: thing/a or thing/a"]);
    for one in ["{all: [thing/a]}", "{any: [thing/a]}"] {
        assert!(of(one).is_empty(), "of one criterion there is no other way: {one}");
    }
}

#[test]
fn slips_turn_a_comparison_round_move_its_border_and_its_number() {
    let of = |bound: &str| {
        let slips = slips(&asking(&format!("{{fact: sessions, at_most: {bound}}}")));
        slips.into_iter().map(|what| what.replace("asked as: sessions ", "")).collect::<Vec<_>>()
    };
    assert_eq!(of("20"), ["above 20", "below 20", "at most 10", "at most 40"]);
    assert_eq!(of("0"), ["above 0", "below 0", "at most 1"]);
    // A parameter is tried at both ends of its range.
    let longest = |n: u32| format!("at most {n} (longest)");
    assert_eq!(
        of("longest"),
        ["above 21 (longest)".to_owned(), "below 21 (longest)".to_owned(), longest(14), longest(60)]
    );
}

#[test]
fn a_number_at_the_end_of_its_range_is_no_slip_of_itself() {
    let text = asking("{fact: sessions, at_most: longest}").replace("value: 21", "value: 14");
    let numbers: Vec<String> = slips(&text).into_iter().filter(|what| what.contains("at most")).collect();
    assert_eq!(numbers, ["asked as: sessions at most 60 (longest)"]);
}

#[test]
fn words_have_brackets_only_where_they_would_be_misread() {
    let words = |condition: &str| imrcheck::rule::in_words(&criterion(condition).met);
    assert_eq!(words("{any: [{all: [{fact: red_flag}]}, {fact: drug_test}]}"), "red flag or drug test");
    let both = "{any: [{all: [{fact: red_flag}, {fact: pain_score}]}, {fact: drug_test}]}";
    assert_eq!(words(both), "(red flag and pain score) or drug test");
    let value = |low, high| imrcheck::rule::fact_in_words("pain_score", &number(low, high));
    assert_eq!(
        [value(3.0, Some(4.0)), value(4.0, Some(4.0)), value(3.0, None)],
        ["pain_score: [3, 4]", "pain_score: 4", "pain_score: [3]"]
    );
    let missed = Fact { state: State::Undocumented, ..number(4.0, Some(4.0)) };
    let words = imrcheck::rule::fact_in_words("pain_score", &missed);
    assert_eq!(words, "pain_score: undocumented (4)", "that a reviewer misses it is said too");
}

#[test]
fn few_names_are_all_told_and_many_are_not() {
    let names: Vec<String> = (0..21).map(|n| format!("{n:010}")).collect();
    let cure = |count: usize| imrcheck::rule::did_you_mean("zzz", names[..count].iter().map(String::as_str));
    assert!(cure(20).starts_with("There are: 0000000000, ") && cure(21).starts_with("Look it up"));
}

#[test]
fn a_family_that_an_edition_adds_has_its_whole_page() {
    let base = "edition: base\ntitle: Base\nin_force: {from: 2009-07-18, to: 2016-07-28}\n";
    let next = "edition: next\ntitle: Next\nextends: base\nin_force: {from: 2016-07-29}\n";
    let thing = asking("{fact: red_flag}");
    let rulebooks =
        load_all(&[("base/edition.yaml", base), ("next/edition.yaml", next), ("next/thing.yaml", &thing)]).unwrap();
    let pages = imrcheck::study::rulebook::pages(&rulebooks);
    let page = &pages.iter().find(|page| page.name == "thing.md").unwrap().text;
    assert!(page.contains("A request is supported when: thing/a") && !page.contains("As in base"), "{page}");
}

#[test]
fn a_fact_on_what_was_tried_is_one_of_a_family_of_the_edition() {
    assert!(codes(&asking("{fact: tried_thing}")).is_empty());
    assert_eq!(codes(&asking("{fact: tried_nothing}")), ["unknown-fact"]);
}

#[test]
fn letters_that_changed_places_are_mistakes_too() {
    let near = |wrong: &str| imrcheck::rule::nearest(wrong, ["abcdef", "uvwxyz"].into_iter());
    assert_eq!([near("bacdef"), near("badcef"), near("badcfe")], [Some("abcdef"), Some("abcdef"), None]);
}

#[test]
fn a_longer_name_may_have_more_mistakes() {
    let near = |wrong: &str| imrcheck::rule::nearest(wrong, ["objective_findings"].into_iter());
    assert_eq!(near("objctv_findngs"), Some("objective_findings"), "four letters of fourteen");
    assert_eq!(near("objctv_fndngs"), None, "five of thirteen");
    assert_eq!(near("objective"), None, "half of it is not near, though no letter of it is wrong");
}

#[test]
fn a_criterion_that_is_switched_off_is_asked_of_no_request() {
    let rulebooks = load("thing", &asking("{fact: red_flag}")).unwrap();
    let found = [("red_flag", state(State::Documented))];
    let without = |id: &str| {
        let book = rulebooks.edition("test").unwrap().without(id);
        truth(&book.families.get("thing").unwrap().criteria[0], &found)
    };
    assert_eq!((without("thing/a"), without("thing/b")), (Truth::NotApplicable, Truth::Met));
}
