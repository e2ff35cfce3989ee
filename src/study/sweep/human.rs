//! In: a [`Sweep`]. Out: tables for people, at most 100 columns wide.

use super::{Parameter, Sweep};
use crate::report::look::shorten;
use crate::report::{BOTH, Evidence, Look, words};
use crate::study::ablation::human::as_they_stand;
use crate::study::change::Change;
use crate::study::statistics::Bootstrap;
use crate::study::table::{number, signed, signed_interval, table};
use crate::study::{ListedItem, Turned, said};

/// Most flips that are shown at one combination; all of them are in the other formats.
const SHOWN: usize = 20;

/// The whole sweep.
pub fn sweep(sweep: &Sweep, bootstrap: &Bootstrap, look: Look) -> String {
    let mut out = format!("{}\n", look.line(true));
    let counts = format!("{} letters, {} items", sweep.counted.letters, sweep.counted.items);
    out.push_str(&format!("{}\n", look.bold(&format!("The rules with other numbers: {counts}"))));
    if sweep.counted.partial {
        out.push_str(&look.paragraph("  ", words::PARTIAL));
    }
    out.extend(sweep.parameters.iter().map(|parameter| look.paragraph("  ", &described(parameter))));
    out.extend(sweep.unused().map(|parameter| look.paragraph("  ! ", &no_letter(parameter))));
    for evidence in BOTH {
        out.push_str(&on(sweep, evidence, bootstrap, look));
    }
    out.push_str(&look.paragraph("  ", &words::intervals_of_change(bootstrap.resamples, bootstrap.seed)));
    out.push_str(&flips(sweep, look));
    out
}

/// What a parameter is, and what it is in the rules as they stand.
pub fn described(parameter: &Parameter) -> String {
    let stands: Vec<String> = parameter.stands.iter().map(|(edition, value)| format!("{value} in {edition}")).collect();
    format!(
        "{} ({}): {} As the rules stand: {}.",
        parameter.name,
        parameter.unit,
        sentence(&parameter.help),
        stands.join(", ")
    )
}

/// Said of a parameter that judges no letter.
pub fn no_letter(parameter: &Parameter) -> String {
    format!("{} is in no edition that judges these letters: nothing can change with it.", parameter.name)
}

fn sentence(help: &str) -> String {
    if help.is_empty() || help.ends_with('.') { help.to_owned() } else { format!("{help}.") }
}

/// The values of a combination; several are named and parted by `between`.
pub fn values(sweep: &Sweep, values: &[f64], between: &str) -> String {
    match sweep.parameters.as_slice() {
        [_] => values.first().map(ToString::to_string).unwrap_or_default(),
        parameters => {
            let named = parameters.iter().zip(values).map(|(parameter, value)| format!("{}={value}", parameter.name));
            named.collect::<Vec<_>>().join(between)
        }
    }
}

fn on(sweep: &Sweep, evidence: Evidence, bootstrap: &Bootstrap, look: Look) -> String {
    let mut out = format!("\n{}\n", look.bold(words::evidence(evidence, false)));
    out.push_str(&look.paragraph("  ", &as_they_stand(&sweep.counted.by(evidence))));
    out.push_str(&table(HEAD, rows(sweep, evidence, &sweep.changes(evidence, bootstrap)), look));
    out
}

/// The names of the columns of [`rows`].
pub const HEAD: [&str; 9] = [
    "",
    "flip to overturned",
    "flip to upheld",
    "agreement",
    "always upheld",
    "balanced accuracy",
    "change",
    "95 % interval",
    "kappa",
];

/// One row for each combination of values; `changes` are those of [`Sweep::changes`].
pub fn rows(sweep: &Sweep, evidence: Evidence, changes: &[Vec<Change>]) -> Vec<[String; 9]> {
    let always = sweep.counted.by(evidence).always_upheld();
    let rows = sweep.points.iter().zip(changes).map(|(point, changes)| {
        let effect = point.of(evidence);
        let change = |key: &str| changes.iter().find(|change| change.measure.key == key);
        let after = |key: &str| number(change(key).and_then(|change| change.after));
        let balanced = change("balanced_accuracy");
        [
            values(sweep, &point.values, "\n"),
            effect.to_overturned.to_string(),
            effect.to_upheld.to_string(),
            after("agreement"),
            number(always.agreement()),
            after("balanced_accuracy"),
            signed(balanced.and_then(Change::difference)),
            signed_interval(balanced.and_then(|change| change.interval)),
            after("kappa"),
        ]
    });
    rows.collect()
}

/// An item that flips, in one line.
pub fn flip(turned: &Turned) -> String {
    let (from, to) = (said::predicted(turned.from), said::predicted(turned.to));
    let evidence = words::evidence(turned.evidence, false).to_lowercase();
    let ListedItem { source, n, text, outcome, .. } = &turned.item;
    let decided = words::outcome(*outcome);
    format!("{source}, item {n}: {}: {from} -> {to}, decided {decided} ({evidence})", shorten(text, 80))
}

/// The items that flip at a combination.
pub fn flips_at(sweep: &Sweep, point: usize) -> Vec<&Turned> {
    sweep.flips.iter().filter(|(at, _)| *at == point).map(|(_, turned)| turned).collect()
}

fn flips(sweep: &Sweep, look: Look) -> String {
    let mut out = format!("\n{}\n", look.bold("What flips, compared with the rules as they stand"));
    for (index, point) in sweep.points.iter().enumerate() {
        let these = flips_at(sweep, index);
        out.push_str(&look.paragraph("  ", &format!("{} ({})", values(sweep, &point.values, ", "), these.len())));
        for turned in these.iter().take(SHOWN) {
            let line = flip(turned);
            out.push_str(&look.paragraph("    ", &line));
        }
        if these.len() > SHOWN {
            let rest = format!("and {} more; --format csv or json lists them all", these.len() - SHOWN);
            out.push_str(&look.paragraph("    ", &rest));
        }
    }
    out
}
