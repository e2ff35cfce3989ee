//! In: the letters at a place of a sentence. Out: the longest phrase that the word grammar reads there.

use super::phrase::{GRAMMAR, Rule, Sense, Words as Parser, name};
use super::recall::{Known, Recall, Words};
use crate::grammar::{Automaton, Grammar, Id, Prepared, Rules, bits, has, put, taken, work};
use pest::Parser as _;
use pest::iterators::Pair;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::LazyLock;

/// The rules that may begin a phrase, by their place in the grammar's list, and the automaton that tells where.
struct Entries {
    grammar: &'static Prepared,
    phrases: Vec<Entry>,
    /// Those that are tried at the head of a sentence only, as those called `opening_…`.
    heads_only: Rules,
    automaton: Automaton,
}

/// A rule that may begin a phrase.
struct Entry {
    /// The rule, to be tried as an optional one.
    rule: Rule,
    /// Its place in the grammar.
    id: Id,
}

static ENTRIES: LazyLock<Entries> = LazyLock::new(|| {
    let grammar = Prepared::new(Grammar::of(GRAMMAR));
    let tried = Rule::all_rules().iter().filter_map(|&rule| Some((rule, name(rule).strip_prefix("try_")?)));
    let tried = tried.filter_map(|(rule, name)| Some((Entry { rule, id: grammar.grammar().named(name)? }, name)));
    let (phrases, names): (Vec<_>, Vec<&str>) = tried.unzip();
    let heads = names.iter().enumerate().filter(|(_, name)| name.starts_with("opening_"));
    let mut heads_only = [0; 3];
    heads.for_each(|(index, _)| put(&mut heads_only, index));
    let automaton = Automaton::new(grammar, &names);
    let anywhere = bits(automaton.anywhere()).find_map(|index| names.get(index));
    assert!(anywhere.is_none(), "grammar/claims: {anywhere:?} can open with anything");
    Entries { grammar, phrases, heads_only, automaton }
});

thread_local! {
    static RECALL: RefCell<Recall> = RefCell::default();
}

/// A phrase that was read.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// Bytes that the rule took.
    pub length: usize,
    pub sense: Rc<Sense>,
}

/// A sentence in lower case, of which phrases are read.
pub(super) struct Places<'s> {
    sentence: &'s str,
    words: OnceCell<Words>,
    /// Whether what was read before at the same letters is read again.
    afresh: bool,
    /// The longest phrase at the start of a text, at the head of the sentence or further on, and how far it was looked at.
    longest: fn(&str, bool) -> (Known, usize),
}

impl<'s> Places<'s> {
    /// The places of a sentence.
    pub fn of(sentence: &'s str) -> Self {
        Self { sentence, words: OnceCell::new(), afresh: false, longest }
    }

    /// The same with every phrase tried at every word, and by pest alone, as a check on the automaton and the matcher.
    #[cfg(test)]
    pub fn trying_all(sentence: &'s str) -> Self {
        Self { longest: longest_of_all, ..Self::afresh(sentence) }
    }

    /// The same without what was read before, as a check on what is kept.
    #[cfg(test)]
    pub fn afresh(sentence: &'s str) -> Self {
        Self { afresh: true, ..Self::of(sentence) }
    }

    /// The longest phrase at byte `at`, with no byte looked at from `end` on, which is the same for all that ask.
    pub fn longest(&self, at: usize, end: usize) -> Known {
        let search = || (self.longest)(self.sentence.get(at..end).unwrap_or(""), at == 0);
        let words = self.words.get_or_init(|| RECALL.with_borrow_mut(|recall| recall.words(self.sentence)));
        if self.afresh || !words.begins(at) {
            return search().0;
        }
        if let Some(known) = RECALL.with_borrow(|recall| recall.get(words, at, end).cloned()) {
            return known;
        }
        let (known, looked_at) = search();
        RECALL.with_borrow_mut(|recall| recall.keep(words, at, at + looked_at, end, known.clone()));
        known
    }
}

/// The longest phrase at the start of a text, and the bytes that were looked at to know. The matcher tells which it is,
/// and pest what it says.
fn longest(rest: &str, is_head: bool) -> (Known, usize) {
    let walked = ENTRIES.automaton.at(rest);
    let (mut best, mut looked_at) = ((0, 0), walked.looked_at);
    for index in bits(walked.rules).filter(|&index| is_head || !has(ENTRIES.heads_only, index)) {
        let Some(entry) = ENTRIES.phrases.get(index) else { continue };
        let taken = taken(ENTRIES.grammar, entry.id, rest);
        looked_at = looked_at.max(taken.looked_at);
        if let Some(length) = taken.length.filter(|length| *length > best.0) {
            best = (length, index);
        }
    }
    let told = (best.0 > 0).then(|| told(rest, best.1)).flatten();
    debug_assert_eq!(told.as_ref().map_or(0, |told| told.length), best.0, "{rest:?}");
    (told, looked_at)
}

/// The same, by pest alone, which must take of every phrase what the matcher takes.
#[cfg(test)]
fn longest_of_all(rest: &str, is_head: bool) -> (Known, usize) {
    let tried = (0..ENTRIES.phrases.len()).filter(|&index| is_head || !has(ENTRIES.heads_only, index));
    let all = tried.filter_map(|index| {
        let (told, Entry { rule, id }) = (told(rest, index), &ENTRIES.phrases[index]);
        let taken = taken(ENTRIES.grammar, *id, rest).length.filter(|length| *length > 0);
        assert_eq!(taken, told.as_ref().map(|told| told.length), "{rule:?} of {rest:?}");
        told
    });
    (all.reduce(|best, told| if told.length > best.length { told } else { best }), rest.len() + 1)
}

/// What the rule at this place in the list reads at the start of a text.
fn told(rest: &str, index: usize) -> Option<Told> {
    let entry = ENTRIES.phrases.get(index)?;
    work::call();
    let pair: Pair<'_, Rule> = Parser::parse(entry.rule, rest).ok()?.next()?;
    let length = pair.as_span().end();
    (length > 0).then(|| Told { length, sense: Rc::new(Sense::of(pair)) })
}
