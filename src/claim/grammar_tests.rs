//! In: the word grammar's text. Out: proof that each of its alternatives can be reached and none hides another.
//!
//! For every alternative of every choice phrases are made from the grammar itself that take this alternative and, around it,
//! what is drawn of each other choice; the parser must read one of them whole. An alternative that an earlier one hides, or
//! that can never match, fails.

use super::phrase::{GRAMMAR, Rule, Words};
use super::{Kind, Reader};
use pest::Parser;
use pest_meta::ast::{Expr, Rule as AstRule};
use std::collections::{BTreeMap, BTreeSet};

struct Grammar {
    rules: Vec<AstRule>,
    places: BTreeMap<String, usize>,
    parsers: BTreeMap<String, Rule>,
    reaches: BTreeMap<String, BTreeSet<String>>,
}

impl Grammar {
    fn read() -> Self {
        let pairs =
            pest_meta::parser::parse(pest_meta::parser::Rule::grammar_rules, GRAMMAR).expect("the grammar parses");
        let rules = pest_meta::parser::consume_rules(pairs).expect("the grammar is valid");
        let places: BTreeMap<String, usize> =
            rules.iter().enumerate().map(|(place, rule)| (rule.name.clone(), place)).collect();
        let parsers = Rule::all_rules().iter().map(|rule| (format!("{rule:?}"), *rule)).collect();
        let mut grammar = Self { rules, places, parsers, reaches: BTreeMap::new() };
        let names: Vec<String> = grammar.places.keys().cloned().collect();
        for name in names {
            let mut seen = BTreeSet::new();
            grammar.reach(&name, &mut seen);
            grammar.reaches.insert(name, seen);
        }
        grammar
    }

    fn expr(&self, name: &str) -> Option<&Expr> {
        self.places.get(name).map(|&place| &self.rules[place].expr)
    }

    fn reach(&self, name: &str, seen: &mut BTreeSet<String>) {
        if let Some(expr) = self.expr(name).filter(|_| seen.insert(name.to_owned())) {
            idents(expr).into_iter().for_each(|inner| self.reach(&inner, seen));
        }
    }

    /// How far the parser reads `text` as `entry`.
    fn reads(&self, entry: &str, text: &str) -> Option<usize> {
        Some(Words::parse(self.parsers[entry], text).ok()?.next()?.as_span().end())
    }

    fn entries(&self) -> Vec<&str> {
        self.rules.iter().filter_map(|rule| rule.name.strip_prefix("try_")).collect()
    }
}

fn idents(expr: &Expr) -> Vec<String> {
    let mut found = Vec::new();
    walk(expr, &mut |inner| {
        if let Expr::Ident(name) = inner {
            found.push(name.clone());
        }
    });
    found
}

fn walk<'e>(expr: &'e Expr, visit: &mut impl FnMut(&'e Expr)) {
    visit(expr);
    match expr {
        Expr::Seq(left, right) | Expr::Choice(left, right) => {
            walk(left, visit);
            walk(right, visit);
        }
        Expr::PosPred(inner)
        | Expr::NegPred(inner)
        | Expr::Opt(inner)
        | Expr::Rep(inner)
        | Expr::RepOnce(inner)
        | Expr::RepExact(inner, _)
        | Expr::RepMin(inner, _)
        | Expr::RepMax(inner, _)
        | Expr::RepMinMax(inner, _, _)
        | Expr::Push(inner) => walk(inner, visit),
        _ => {}
    }
}

/// The alternatives of every choice that consumes text; those inside a look-ahead are not phrases.
fn alternatives<'e>(expr: &'e Expr, found: &mut Vec<&'e Expr>) {
    match expr {
        Expr::Choice(left, right) => {
            for side in [left, right] {
                if !matches!(**side, Expr::Choice(..)) {
                    found.push(side);
                }
                alternatives(side, found);
            }
        }
        Expr::Seq(left, right) => {
            alternatives(left, found);
            alternatives(right, found);
        }
        Expr::Opt(inner)
        | Expr::Rep(inner)
        | Expr::RepOnce(inner)
        | Expr::RepExact(inner, _)
        | Expr::RepMin(inner, _)
        | Expr::RepMax(inner, _)
        | Expr::RepMinMax(inner, _, _) => alternatives(inner, found),
        _ => {}
    }
}

/// The alternatives of one choice.
fn sides(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::Choice(left, right) => sides(left).into_iter().chain(sides(right)).collect(),
        _ => vec![expr],
    }
}

/// Makes a phrase that takes the alternative `target` of the rule `home`.
struct Maker<'g> {
    grammar: &'g Grammar,
    target: &'g Expr,
    home: &'g str,
    /// Which phrase of those that take the target; the first takes the first of each choice.
    draw: u64,
}

/// A phrase so far, and what a look-ahead wants to stand behind it.
#[derive(Clone, Default)]
struct Made {
    text: String,
    behind: String,
}

impl<'g> Maker<'g> {
    fn new(grammar: &'g Grammar, target: &'g Expr, home: &'g str) -> Self {
        Self { grammar, target, home, draw: 0 }
    }

    /// One of so many, another at each call: a linear congruential generator, by Knuth's constants. The same for each run.
    fn drawn(&mut self, of: usize) -> usize {
        if self.draw == 0 {
            return 0;
        }
        self.draw = self.draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.draw >> 33).unwrap() % of
    }

    /// A phrase that takes the target, and what must stand behind it.
    fn phrase(&mut self, entry: &str, draw: u64) -> Made {
        self.draw = draw;
        let mut made = Made::default();
        let grammar = self.grammar;
        grammar.expr(entry).into_iter().for_each(|expr| self.make(expr, &mut made));
        made
    }

    fn leads(&self, expr: &Expr) -> bool {
        let mut leads = false;
        walk(expr, &mut |inner| {
            leads |= std::ptr::eq(inner, self.target)
                || matches!(inner, Expr::Ident(name) if self.grammar.reaches.get(name).is_some_and(|set| set.contains(self.home)));
        });
        leads
    }

    fn make(&mut self, expr: &Expr, made: &mut Made) {
        match expr {
            Expr::Str(text) | Expr::Insens(text) => Self::add(text, made),
            Expr::Range(from, _) => Self::add(from, made),
            Expr::Ident(name) => match name.as_str() {
                "ASCII_DIGIT" => Self::add("7", made),
                "ASCII_ALPHANUMERIC" | "ASCII_ALPHA" | "ANY" => Self::add("x", made),
                _ => {
                    let grammar = self.grammar;
                    grammar.expr(name).into_iter().for_each(|inner| self.make(inner, made));
                }
            },
            Expr::Seq(left, right) => {
                self.make(left, made);
                self.make(right, made);
            }
            Expr::Choice(..) => {
                let sides = sides(expr);
                let leading = sides.iter().position(|side| self.leads(side));
                let side = leading.unwrap_or_else(|| self.drawn(sides.len()));
                self.make(sides[side], made);
            }
            Expr::PosPred(inner) => {
                let mut wanted = Made::default();
                self.make(inner, &mut wanted);
                made.behind = wanted.text;
            }
            Expr::Opt(inner) | Expr::Rep(inner) | Expr::RepMax(inner, _) | Expr::RepMinMax(inner, 0, _)
                if self.leads(inner) || self.drawn(3) == 1 =>
            {
                self.make(inner, made);
            }
            Expr::RepMinMax(_, 0, _) => {}
            Expr::RepExact(inner, count) | Expr::RepMin(inner, count) | Expr::RepMinMax(inner, count, _) => {
                (0..*count).for_each(|_| self.make(inner, made));
            }
            Expr::RepOnce(inner) | Expr::Push(inner) => self.make(inner, made),
            _ => {}
        }
    }

    fn add(text: &str, made: &mut Made) {
        if let Some(rest) = made.behind.strip_prefix(text) {
            made.behind = rest.to_owned();
        } else {
            made.behind.clear();
        }
        made.text.push_str(text);
    }
}

/// How many phrases are made of an alternative before it counts as unreached.
const DRAWS: u64 = 300;

fn is_read_whole(grammar: &Grammar, entry: &str, made: &Made) -> bool {
    let ends = ["", ".", " x", ", x"];
    ends.iter().any(|end| {
        let input = format!("{}{}{end}", made.text, made.behind);
        grammar.reads(entry, &input).is_some_and(|read| read >= made.text.trim_end().len())
    })
}

/// The alternatives that no generated phrase reaches, as `rule: phrase`.
fn unreached(grammar: &Grammar) -> (usize, Vec<String>) {
    let mut tried = 0;
    let mut faults = Vec::new();
    for rule in &grammar.rules {
        let entry = grammar.entries().into_iter().find(|entry| grammar.reaches[*entry].contains(&rule.name));
        let Some(entry) = entry else { continue };
        let mut targets = Vec::new();
        alternatives(&rule.expr, &mut targets);
        for target in targets {
            let mut maker = Maker::new(grammar, target, &rule.name);
            tried += 1;
            let mut made = (0..DRAWS).map(|draw| maker.phrase(entry, draw));
            if !made.any(|made| is_read_whole(grammar, entry, &made)) {
                let input = maker.phrase(entry, 0).text;
                faults.push(format!("{} (by {entry}): {input:?}", rule.name));
            }
        }
    }
    (tried, faults)
}

/// Alternatives that no generated phrase reached when this was last counted.
const KNOWN_UNREACHED: usize = 114;

#[test]
fn every_alternative_of_the_word_grammar_can_be_reached() {
    let grammar = Grammar::read();
    let (tried, faults) = unreached(&grammar);
    assert!(tried > 1000, "only {tried} alternatives were tried");
    // Most of these the maker does not build (what a look-ahead in the middle of a phrase wants, a score that falls). The
    // number may only fall: a new alternative that is hidden, or can never match, fails here.
    assert!(
        faults.len() <= KNOWN_UNREACHED,
        "{} of {tried} alternatives are not reached, {KNOWN_UNREACHED} were:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Words that are lost because the longer phrase looks as if it began in them, when this was last counted.
const KNOWN_HIDING: usize = 407;

/// "CURES reviewed" is the phrase "CURES" and a word more, though "CURES review" is a phrase too: where a phrase can go on with
/// a word, that word must end where it is said to, or the phrase before it is lost.
#[test]
fn a_word_that_goes_on_hides_no_phrase() {
    let grammar = Grammar::read();
    let mut hidden = BTreeSet::new();
    for rule in &grammar.rules {
        let entry = grammar.entries().into_iter().find(|entry| grammar.reaches[*entry].contains(&rule.name));
        let Some(entry) = entry else { continue };
        let mut targets = Vec::new();
        alternatives(&rule.expr, &mut targets);
        walk(&rule.expr, &mut |inner| targets.extend(if let Expr::Opt(inner) = inner { Some(&**inner) } else { None }));
        for target in targets {
            let made = Maker::new(&grammar, target, &rule.name).phrase(entry, 0);
            let whole = |text: &str| grammar.reads(entry, text) == Some(text.len());
            let Some((shorter, last)) = made.text.rsplit_once(' ').filter(|_| whole(&made.text)) else { continue };
            let goes_on = format!("{shorter} {last}ed ");
            if last.len() > 2 && whole(shorter) && grammar.reads(entry, &goes_on) < Some(shorter.len()) {
                hidden.insert(format!("{} (by {entry}): {goes_on:?}", rule.name));
            }
        }
    }
    let listed = hidden.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(hidden.len() <= KNOWN_HIDING, "{} phrases are hidden, {KNOWN_HIDING} were:\n{listed}", hidden.len());
}

#[test]
fn every_rule_is_used() {
    let grammar = Grammar::read();
    let used: BTreeSet<String> = grammar.rules.iter().flat_map(|rule| idents(&rule.expr)).collect();
    let unused: Vec<&str> = grammar
        .rules
        .iter()
        .map(|rule| rule.name.as_str())
        .filter(|name| !name.starts_with("try_") && !used.contains(*name))
        .collect();
    assert!(unused.is_empty(), "rules that nothing uses, or phrases missing from entries.pest: {unused:?}");
}

/// Each kind has the one reader that the catalogue names: only kinds that are read by marks are rules of the word grammar,
/// and the words of the trap table state those that are read by words, each of them, and no other.
#[test]
fn each_kind_has_one_reader() {
    let grammar = Grammar::read();
    let from_the_row = [Kind::PriorStudy, Kind::ImagingConfirmation, Kind::SurgeryPlanned];
    for kind in Kind::ALL {
        let named = grammar.rules.iter().any(|rule| rule.name == kind.name()) || from_the_row.contains(&kind);
        assert_eq!(named, kind.reader() == Reader::Marks, "{}", kind.name());
    }
    let stated: BTreeSet<Kind> = sentences()
        .iter()
        .flat_map(|text| super::by_words::read(text).iter().map(|said| said.kind).collect::<Vec<_>>())
        .collect();
    let read_by_words: BTreeSet<Kind> = Kind::ALL.into_iter().filter(|kind| kind.reader() == Reader::Words).collect();
    assert_eq!(stated, read_by_words);
}

/// The sentences of the trap table.
pub(super) fn sentences() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let tables = files.map(|path| std::fs::read_to_string(path).unwrap());
    let texts = tables.collect::<Vec<_>>();
    let traps = texts.iter().flat_map(|text| text.lines()).filter_map(|line| line.strip_prefix("- text: "));
    traps.map(|text| text.trim_matches('"').to_ascii_lowercase()).collect()
}

#[test]
fn the_openings_hide_no_phrase() {
    let drugs = crate::request::Drugs::built_in();
    let sentences = sentences();
    assert!(sentences.len() > 400, "{}", sentences.len());
    for sentence in sentences {
        let with = told(&super::phrase::find(&sentence, &drugs));
        assert_eq!(with, told(&super::phrase::find_trying_all(&sentence, &drugs)), "{sentence}");
    }
}

fn told(phrases: &[super::phrase::Phrase]) -> Vec<String> {
    phrases.iter().map(|phrase| format!("{phrase:?}")).collect()
}

/// What is kept of a phrase is kept by all that decides it: sentences that go on as another does are read as if nothing
/// had been read before.
#[test]
fn what_was_read_before_changes_nothing() {
    let drugs = crate::request::Drugs::built_in();
    let sentences = sentences();
    let (mut checked, mut heads) = (0, sentences.iter());
    for (place, sentence) in sentences.iter().enumerate() {
        let other = &sentences[(place * 7 + 3) % sentences.len()];
        let cuts = |text: &str| text.match_indices([' ', ',']).map(|(at, _)| at).collect::<Vec<_>>();
        for (one, two) in cuts(sentence).into_iter().zip(cuts(other).into_iter().rev()) {
            let mixed = format!("{}{}", &sentence[..one], &other[two..]);
            let read = told(&super::phrase::find(&mixed, &drugs));
            assert_eq!(read, told(&super::phrase::find_afresh(&mixed, &drugs)), "{mixed}");
            checked += 1;
        }
        // Each is read a second time, after what came between.
        for head in heads.by_ref().take(1) {
            assert_eq!(
                told(&super::phrase::find(head, &drugs)),
                told(&super::phrase::find_afresh(head, &drugs)),
                "{head}"
            );
        }
    }
    assert!(checked > 2000, "{checked}");
}

#[test]
fn what_was_read_with_one_drug_table_holds_for_no_other() {
    let (shipped, empty) = (crate::request::Drugs::built_in(), crate::request::Drugs::default());
    let named = |drugs| super::phrase::find("she has zolpidem at night", drugs).iter().any(|found| found.mark == b't');
    for _ in 0..3 {
        assert!(named(&shipped));
    }
    assert!(!named(&empty));
    assert!(named(&shipped.clone()));
}
