//! In: the grammar's text. Out: for each of its rules the letters that it may start with.
//!
//! It walks pest_meta's tree of the text. Its checked syntax tree would be shorter to walk, but its checks (which the
//! derive has made) take half a second on a grammar of this size.

use pest::iterators::Pair;
use pest_meta::parser::Rule as Meta;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Bytes of an opening that are compared.
pub const LENGTH: usize = 5;

/// What an expression may start with.
#[derive(Default, Clone)]
pub struct First {
    /// Its first bytes, no more than [`LENGTH`].
    pub openings: BTreeSet<Vec<u8>>,
    /// Whether it may start with anything.
    pub anything: bool,
    /// Whether it may match nothing, so that what follows it may come first.
    pub may_be_empty: bool,
}

/// The grammar's rules, and what each may start with as far as it has been worked out.
pub struct Rules<'g> {
    expressions: BTreeMap<&'g str, Pair<'g, Meta>>,
    known: BTreeMap<String, Rc<First>>,
}

impl<'g> Rules<'g> {
    /// Reads a grammar. The derive has read the same text, so it is sound; of another one no rule would be known.
    pub fn of(grammar: &'g str) -> Self {
        let rules = pest_meta::parser::parse(Meta::grammar_rules, grammar).into_iter().flatten();
        let named = rules.filter_map(|rule| {
            let mut parts = rule.into_inner();
            let name = parts.next()?.as_str();
            Some((name, parts.find(|part| part.as_rule() == Meta::expression)?))
        });
        Self { expressions: named.collect(), known: BTreeMap::new() }
    }

    /// The rules that a rule's expression names, in order.
    pub fn names_in(&self, rule: &str) -> Vec<&'g str> {
        let parts =
            self.expressions.get(rule).into_iter().flat_map(|expression| expression.clone().into_inner().flatten());
        parts.filter(|part| part.as_rule() == Meta::identifier).map(|part| part.as_str()).collect()
    }

    /// What a rule may start with.
    pub fn first_of(&mut self, rule: &str) -> Rc<First> {
        if let Some(first) = self.known.get(rule) {
            return Rc::clone(first);
        }
        let first = match self.expressions.get(rule).cloned() {
            Some(expression) => self.first_of_choice(expression),
            None => built_in(rule),
        };
        let first = Rc::new(first);
        self.known.insert(rule.to_owned(), Rc::clone(&first));
        first
    }

    /// Of a choice: what any alternative may start with.
    fn first_of_choice(&mut self, expression: Pair<Meta>) -> First {
        let mut all = First::default();
        let mut alternative = First { may_be_empty: true, ..First::default() };
        for part in expression.into_inner() {
            match part.as_rule() {
                Meta::choice_operator => {
                    all.add(&alternative);
                    alternative = First { may_be_empty: true, ..First::default() };
                }
                // What follows counts as long as all before it may be empty.
                Meta::term if alternative.may_be_empty => {
                    let term = self.first_of_term(part);
                    alternative.may_be_empty = false;
                    alternative.add(&term);
                }
                _ => {}
            }
        }
        all.add(&alternative);
        all
    }

    fn first_of_term(&mut self, term: Pair<Meta>) -> First {
        let mut first = First::default();
        for part in term.into_inner() {
            match part.as_rule() {
                // What only looks ahead takes no letter.
                Meta::positive_predicate_operator | Meta::negative_predicate_operator => {
                    return First { may_be_empty: true, ..First::default() };
                }
                Meta::expression => first = self.first_of_choice(part),
                Meta::identifier => first = (*self.first_of(part.as_str())).clone(),
                Meta::string => first = letters(part.as_str()),
                Meta::range => first = range(part.as_str()),
                Meta::optional_operator | Meta::repeat_operator | Meta::repeat_max => first.may_be_empty = true,
                Meta::repeat_exact | Meta::repeat_min | Meta::repeat_min_max => {
                    first.may_be_empty |= may_be_none(&part)
                }
                Meta::repeat_once_operator | Meta::opening_paren | Meta::closing_paren => {}
                _ => first.anything = true,
            }
        }
        first
    }
}

impl First {
    fn add(&mut self, other: &Self) {
        self.openings.extend(other.openings.iter().cloned());
        self.anything |= other.anything;
        self.may_be_empty |= other.may_be_empty;
    }
}

/// Whether a repetition such as `{0,3}` may take no round.
fn may_be_none(repetition: &Pair<Meta>) -> bool {
    let least = repetition.clone().into_inner().find(|part| part.as_rule() == Meta::number);
    least.is_none_or(|least| least.as_str().chars().all(|digit| digit == '0'))
}

/// A literal as the grammar writes it, with its quotes.
fn letters(quoted: &str) -> First {
    let bare = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(quoted);
    let text = unescaped(bare);
    let Some(text) = text else { return First { anything: true, ..First::default() } };
    let opening = &text.as_bytes()[..LENGTH.min(text.len())];
    let openings = Some(opening).filter(|opening| !opening.is_empty());
    First {
        openings: openings.map(<[u8]>::to_vec).into_iter().collect(),
        may_be_empty: text.is_empty(),
        anything: false,
    }
}

/// A literal's text; `None` for an escape that this grammar has no use for.
fn unescaped(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        plain.push_str(before);
        if let Some(code) = escape.strip_prefix("u{") {
            let (code, after) = code.split_once('}')?;
            plain.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
            rest = after;
        } else {
            let sign = escape.chars().next()?;
            plain.push(match sign {
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                '"' | '\\' => sign,
                _ => return None,
            });
            rest = &escape[sign.len_utf8()..];
        }
    }
    plain.push_str(rest);
    Some(plain)
}

/// A range as the grammar writes it: `'a'..'z'`.
fn range(written: &str) -> First {
    match written.as_bytes() {
        [b'\'', from, b'\'', between @ .., b'\'', to, b'\''] if between.iter().all(|byte| b". ".contains(byte)) => {
            First { openings: (*from..=*to).map(|byte| vec![byte]).collect(), ..First::default() }
        }
        _ => First { anything: true, ..First::default() },
    }
}

/// The rules that pest itself provides. The text that is read is in lower case.
fn built_in(name: &str) -> First {
    match name {
        "ASCII_ALPHA" => range("'a'..'z'"),
        "ASCII_DIGIT" => range("'0'..'9'"),
        "ASCII_ALPHANUMERIC" => {
            let mut both = range("'a'..'z'");
            both.add(&range("'0'..'9'"));
            both
        }
        "SOI" | "EOI" => First { may_be_empty: true, ..First::default() },
        _ => First { anything: true, ..First::default() },
    }
}
