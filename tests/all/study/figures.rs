//! Figures of pages and numbers of tables: axes, places and signs at their borders.

#![allow(clippy::unwrap_used)]

use super::rule_change::{LETTERS, imrcheck};
use imrcheck::letter::Outcome;
use imrcheck::report::{Evidence, Look, Predicted};
use imrcheck::study::statistics::Bootstrap;
use imrcheck::study::sweep::{Point, human};
use imrcheck::study::{Confusion, ListedItem, Sweep, Turned};

/// The page of a study of the letters with these words.
fn page(study: &[&str], words: &[&str]) -> String {
    let all = std::fs::read_to_string(LETTERS).unwrap();
    let some: Vec<&str> = all.lines().filter(|line| words.iter().any(|word| line.contains(word))).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letters.jsonl");
    std::fs::write(&path, some.join("\n")).unwrap();
    let options = ["--format", "html", "--resamples", "100", path.to_str().unwrap()];
    let (code, out, err) = imrcheck(&[study, &options].concat());
    assert_eq!((code, err.as_str()), (0, ""));
    out
}

/// A label of the upright axis of the first figure, at this height.
fn has_label(page: &str, label: &str, y: &str) -> bool {
    let figure = page.split("</svg>").next().unwrap();
    figure.contains(&format!("x=\"34\" y=\"{y}\" text-anchor=\"end\">{label}</text>"))
}

const SWEEP: [&str; 3] = ["sweep", "--set", "opioid.max_daily_mme=60,120"];

/// Of one item each way, both predicted wrongly, kappa is -1: the axis goes from there to 1.
#[test]
fn an_axis_goes_below_nothing_where_a_measure_does() {
    let page = page(&SWEEP, &["relaxant-30-days", "opioid-60-mme-denied"]);
    assert!(has_label(&page, "-1", "186") && has_label(&page, "0", "101") && has_label(&page, "1", "16"), "{page}");
    // The marks of kappa, triangles, stand at the bottom.
    assert!(page.contains("points=\"54,177 49,186 59,186\""), "{page}");
}

#[test]
fn an_axis_begins_with_nothing_where_no_measure_is_below() {
    let page = page(&SWEEP, &["opioid-and-relaxant"]);
    assert!(has_label(&page, "0", "186") && has_label(&page, "0.50", "101") && has_label(&page, "1", "16"), "{page}");
    // A share of all is a share, and no count.
    assert!(page.contains("<th scope=\"row\">60</th><td>1.00</td><td>1.00</td><td>1.00</td><td>0.50</td>"), "{page}");
}

#[test]
fn a_value_by_itself_stands_in_the_middle() {
    let page = page(&["sweep", "--set", "opioid.max_daily_mme=50"], &["opioid-and-relaxant"]);
    assert!(page.contains("cx=\"208\"") && !page.contains("NaN"), "{page}");
}

/// One item is upheld and one is not covered before: between their bars there is room for nothing else.
#[test]
fn a_prediction_that_no_item_has_takes_no_room_in_a_figure() {
    let rules = tempfile::tempdir().unwrap();
    let own = rules.path().join("mine");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("edition.yaml"), "edition: mine\ntitle: Mine\nin_force: {from: 2009-07-18}\n").unwrap();
    let family = "family: muscle_relaxant\ntitle: Relaxants\nsource: {document: A guideline}\ncriteria:\n  \
        - {id: muscle_relaxant/test, title: A test, page: \"1\", confidence: known, met: {fact: drug_test}, help: Say so.}\n\
        supported_when: muscle_relaxant/test\n";
    std::fs::write(own.join("muscle_relaxant.yaml"), family).unwrap();
    let study = ["compare", "--base", rules.path().to_str().unwrap(), "--with", "mtus-2009"];
    let page = page(&study, &["relaxant-100-days", "opioid-60-mme-denied"]);
    let bar = |y: &str| format!("x=\"92\" y=\"{y}\" width=\"8\" height=\"95\"");
    assert!(page.contains(&bar("24")) && page.contains(&bar("143")), "{page}");
}

/// One of three thousand items flips: that is a change of less than a thousandth, and no nothing with a minus.
#[test]
fn no_zero_has_a_minus() {
    let mut sweep = Sweep::default();
    sweep.counted.letters = 1;
    sweep.counted.summary = vec![Confusion { upheld_upheld: 3000, overturned_overturned: 9, ..Confusion::default() }];
    sweep.counted.findings = sweep.counted.summary.clone();
    let (source, text, family) = ("a.txt".to_owned(), "Norco".to_owned(), "opioid".to_owned());
    let item = ListedItem { source, n: 1, text, family, outcome: Some(Outcome::Upheld) };
    let turned = Turned { item, evidence: Evidence::Summary, from: Predicted::Upheld, to: Predicted::Overturned };
    let mut point = Point::default();
    point.effects.add(0, &turned);
    sweep.points.push(point);
    let text = human::sweep(&sweep, &Bootstrap { resamples: 100, seed: 1 }, Look::default());
    assert!(text.contains("+0.000") && !text.contains("-0.000"), "{text}");
}
