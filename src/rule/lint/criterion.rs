//! In: criteria. Out: those that can never come out one way, that say the same, or that lack examples.

use crate::rule::fault::Fault;
use crate::rule::logic::{CONTRADICTED, Found, MET, Possibilities, Space, UNDOCUMENTED};
use crate::rule::rulebook::Criterion;

/// Facts over which the criterion has this possibility.
fn facts_for(criterion: &Criterion, possibility: Possibilities) -> Found {
    let mut space = Space::default();
    let formula = space.criterion(criterion);
    space.find(|choice| choice.possibilities(&formula).can_be(possibility))
}

/// What is wrong with one criterion by itself.
pub fn lint(criterion: &Criterion, found: &mut Vec<Fault>) {
    let mut say = |code, what: &str, cure: String| {
        found.push(Fault::new(code, format!("`{}` {what}", criterion.id), cure, criterion.place.clone()));
    };
    let examples = &criterion.examples;
    let ways = [
        (MET, "met", "never-met", examples.met.is_empty()),
        (CONTRADICTED, "contradicted", "never-contradicted", examples.contradicted.is_empty()),
        (UNDOCUMENTED, "undocumented", "", examples.undocumented.is_empty()),
    ];
    for (possibility, name, never, no_example) in ways {
        match facts_for(criterion, possibility) {
            Found::Witness(_) if !no_example => {}
            found @ Found::Witness(_) => {
                let cure = format!("Give one under `examples: {name}`. Witness: {}.", found.in_words());
                say("missing-example", &format!("has no example that shows it {name}"), cure);
            }
            Found::Nothing if never.is_empty() => {}
            Found::Nothing => {
                let cure = format!(
                    "Change its condition so that some record can show it. {}",
                    instead(criterion, possibility)
                );
                say(never, &format!("can never be {name}"), cure);
            }
            Found::TooMany => {
                let cure = "Split it into criteria that ask less; this one was not checked to the end.";
                say("too-many-facts", "uses too many facts to be checked", cure.to_owned());
            }
        }
    }
}

/// The nearest that there is to a possibility that cannot be: everything that can be denied is denied, or documented.
fn instead(criterion: &Criterion, missing: Possibilities) -> String {
    let others = [(CONTRADICTED, "contradicted"), (UNDOCUMENTED, "undocumented"), (MET, "met")];
    let shown =
        others.into_iter().filter(|(possibility, _)| *possibility != missing).filter_map(|(possibility, name)| {
            let found = facts_for(criterion, possibility);
            found.is_witness().then(|| format!("{name} with {}", found.in_words()))
        });
    format!("Witness: {}.", shown.collect::<Vec<_>>().join("; "))
}

/// Criteria that say the same as another, or are met whenever another is.
pub fn pairs(criteria: &[Criterion], found: &mut Vec<Fault>) {
    for (index, one) in criteria.iter().enumerate() {
        for two in &criteria[index + 1..] {
            match (implies(one, two), implies(two, one)) {
                (true, true) => found.push(same(one, two)),
                (true, false) => found.push(implied(two, one)),
                (false, true) => found.push(implied(one, two)),
                (false, false) => {}
            }
        }
    }
}

/// Whether every record that meets `one` meets `two`. False where the search was given up.
fn implies(one: &Criterion, two: &Criterion) -> bool {
    facts_between(one, two) == Found::Nothing && facts_for(one, MET).is_witness()
}

/// Facts that meet `one` and do not meet `two`.
fn facts_between(one: &Criterion, two: &Criterion) -> Found {
    let mut space = Space::default();
    let (one, two) = (space.criterion(one), space.criterion(two));
    space.find(|choice| choice.possibilities(&one).can_be(MET) && choice.possibilities(&two).can_differ_from(MET))
}

fn same(one: &Criterion, two: &Criterion) -> Fault {
    let what = format!("`{}` is met by the same records as `{}`", two.id, one.id);
    let cure = format!("Keep one of the two. Witness: {}.", facts_for(one, MET).in_words());
    Fault::new("same-criterion", what, cure, two.place.clone())
}

fn implied(implied: &Criterion, by: &Criterion) -> Fault {
    let what = format!("`{}` is met whenever `{}` is", implied.id, by.id);
    let (both, alone) = (facts_for(by, MET).in_words(), facts_between(implied, by).in_words());
    let cure =
        format!("Leave one out, or ask for what sets them apart. Witness: {both} meets both; {alone} meets it alone.");
    Fault::new("implied-criterion", what, cure, implied.place.clone())
}
