//! In: the word grammar's own text. Out: for each word of a sentence, which phrases can begin there.
//!
//! The list is derived from the grammar (the literals with which each rule can open), so nothing is written twice and
//! no phrase can be missed: a test finds the same claims with and without it.

use pest_meta::ast::Expr;
use std::collections::{BTreeMap, BTreeSet};

/// Openings longer than this are cut; a longer one would only tell apart what pest tells apart anyway.
const LONGEST: usize = 7;

/// Up to 192 phrases, a bit for each.
pub type Phrases = [u64; 3];

/// A trie over the openings of all phrases.
pub struct Openings {
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    next: BTreeMap<u8, usize>,
    phrases: Phrases,
}

impl Openings {
    /// Reads the grammar and indexes the rules named, in their order.
    ///
    /// # Errors
    /// Returns what is wrong with the grammar, or the name of a rule that could open with anything.
    pub fn new(grammar: &str, rules: &[&str]) -> Result<Self, String> {
        let pairs = pest_meta::parser::parse(pest_meta::parser::Rule::grammar_rules, grammar).map_err(|error| error.to_string())?;
        let ast = pest_meta::parser::consume_rules(pairs).map_err(|errors| format!("{errors:?}"))?;
        let by_name: BTreeMap<&str, &Expr> = ast.iter().map(|rule| (rule.name.as_str(), &rule.expr)).collect();
        let mut openings = Self { nodes: vec![Node::default()] };
        for (index, name) in rules.iter().enumerate() {
            let expr = by_name.get(name).ok_or_else(|| format!("no rule {name}"))?;
            for prefix in prefixes(expr, &by_name) {
                if prefix.text.is_empty() {
                    return Err(format!("rule {name} can open with anything"));
                }
                openings.insert(prefix.text.as_bytes(), index);
            }
        }
        Ok(openings)
    }

    fn insert(&mut self, text: &[u8], phrase: usize) {
        let mut node = 0;
        for &byte in text {
            let fresh = self.nodes.len();
            let next = *self.nodes[node].next.entry(byte).or_insert(fresh);
            if next == fresh {
                self.nodes.push(Node::default());
            }
            node = next;
        }
        self.nodes[node].phrases[phrase / 64] |= 1 << (phrase % 64);
    }

    /// The phrases that can begin at the start of `text`.
    pub fn at(&self, text: &[u8]) -> Phrases {
        let mut found = [0; 3];
        let mut node = &self.nodes[0];
        for byte in text {
            let Some(&next) = node.next.get(byte) else { break };
            node = &self.nodes[next];
            for (all, here) in found.iter_mut().zip(node.phrases) {
                *all |= here;
            }
        }
        found
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Prefix {
    text: String,
    /// Whether what follows in a sequence may be appended.
    open: bool,
}

impl Prefix {
    fn whole(text: &str) -> Self {
        match text.char_indices().nth(LONGEST) {
            Some((cut, _)) => Self { text: text[..cut].to_owned(), open: false },
            None => Self { text: text.to_owned(), open: true },
        }
    }
}

type Rules<'a> = BTreeMap<&'a str, &'a Expr>;

fn prefixes(expr: &Expr, rules: &Rules<'_>) -> BTreeSet<Prefix> {
    match expr {
        Expr::Str(text) => BTreeSet::from([Prefix::whole(text)]),
        Expr::Insens(text) => BTreeSet::from([Prefix::whole(&text.to_ascii_lowercase())]),
        Expr::Range(from, to) => range(from, to),
        Expr::Ident(name) => named(name, rules),
        Expr::Seq(left, right) => sequence(prefixes(left, rules), || prefixes(right, rules)),
        Expr::Choice(left, right) => prefixes(left, rules).into_iter().chain(prefixes(right, rules)).collect(),
        Expr::Opt(inner) | Expr::Rep(inner) | Expr::RepMax(inner, _) | Expr::RepMinMax(inner, 0, _) | Expr::RepMin(inner, 0) => {
            let mut found = repeated(prefixes(inner, rules));
            found.insert(Prefix::whole(""));
            found
        }
        Expr::RepOnce(inner) | Expr::RepExact(inner, _) | Expr::RepMin(inner, _) | Expr::RepMinMax(inner, _, _) => {
            repeated(prefixes(inner, rules))
        }
        Expr::PosPred(_) | Expr::NegPred(_) => BTreeSet::from([Prefix::whole("")]),
        _ => BTreeSet::from([Prefix { text: String::new(), open: false }]),
    }
}

/// One round of a repetition; more rounds only lengthen it, so the prefix is left as it is.
fn repeated(inner: BTreeSet<Prefix>) -> BTreeSet<Prefix> {
    inner.into_iter().filter(|prefix| !(prefix.open && prefix.text.is_empty())).map(|prefix| Prefix { open: false, ..prefix }).collect()
}

fn range(from: &str, to: &str) -> BTreeSet<Prefix> {
    match (from.chars().next(), to.chars().next()) {
        (Some(from), Some(to)) if from <= to && to.is_ascii() => (from..=to).map(|c| Prefix::whole(&c.to_string())).collect(),
        _ => BTreeSet::from([Prefix { text: String::new(), open: false }]),
    }
}

fn named(name: &str, rules: &Rules<'_>) -> BTreeSet<Prefix> {
    match name {
        "ASCII_DIGIT" => range("0", "9"),
        "ASCII_ALPHA" | "ASCII_ALPHA_LOWER" => range("a", "z"),
        "ASCII_ALPHANUMERIC" => range("0", "9").into_iter().chain(range("a", "z")).collect(),
        "SOI" | "EOI" => BTreeSet::from([Prefix::whole("")]),
        _ => rules.get(name).map_or_else(|| BTreeSet::from([Prefix { text: String::new(), open: false }]), |expr| prefixes(expr, rules)),
    }
}

fn sequence(left: BTreeSet<Prefix>, right: impl FnOnce() -> BTreeSet<Prefix>) -> BTreeSet<Prefix> {
    if left.iter().all(|prefix| !prefix.open) {
        return left;
    }
    let right = right();
    let mut found = BTreeSet::new();
    for prefix in left {
        if !prefix.open {
            found.insert(prefix);
            continue;
        }
        for next in &right {
            let joined = Prefix::whole(&format!("{}{}", prefix.text, next.text));
            found.insert(Prefix { open: joined.open && next.open, text: joined.text });
        }
    }
    found
}

