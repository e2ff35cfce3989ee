//! In: the letters at a place of a sentence. Out: the longest phrase that the word grammar reads there.

use super::phrase::{GRAMMAR, Rule, Sense, Words as Parser, name};
use super::recall::{Known, Recall, Words};
use super::sentences::{Read, Sentences};
use crate::grammar::{Ahead, Automaton, Gaps, Grammar, Rules, Walked, work};
use pest::Parser as _;
use pest::iterators::Pair;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::LazyLock;

/// The rules that may begin a phrase, by their place in the grammar's list, and the automaton that tells where.
struct Entries {
    /// Each rule, to be tried as an optional one.
    rules: Vec<Rule>,
    /// Those that are tried at the head of a sentence only, as those called `opening_…`.
    heads_only: Rules,
    /// How many letters each may look past those that the automaton looks at; `None` where there is no bound.
    beyond: Vec<Option<usize>>,
    automaton: Automaton,
}

static ENTRIES: LazyLock<Entries> = LazyLock::new(|| {
    let tried = Rule::all_rules().iter().filter_map(|&rule| Some((rule, name(rule).strip_prefix("try_")?)));
    let (rules, names): (Vec<_>, Vec<&str>) = tried.unzip();
    let heads = names.iter().enumerate().filter(|(_, name)| name.starts_with("opening_"));
    let heads_only = heads.fold([0; 3], |heads, (index, _)| with(heads, index));
    let grammar = Grammar::of(GRAMMAR);
    let mut ahead = Ahead::of(&grammar);
    let beyond = names.iter().map(|name| ahead.beyond(name)).collect();
    let automaton = Automaton::new(grammar, &names, Gaps::LetThrough);
    let anywhere = bits(automaton.anywhere()).find_map(|index| names.get(index));
    assert!(anywhere.is_none(), "grammar/claims: {anywhere:?} can open with anything");
    Entries { rules, heads_only, beyond, automaton }
});

thread_local! {
    static RECALL: RefCell<Recall> = RefCell::default();
    static SENTENCES: RefCell<Sentences> = RefCell::default();
}

/// A phrase that was read.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// Bytes that the rule took.
    pub length: usize,
    /// The rule's place in the grammar's list.
    index: usize,
    pub sense: Rc<Sense>,
}

impl Told {
    /// Whether it goes before another: it is longer, or as long and stands first in the grammar.
    fn leads(&self, other: Option<&Self>) -> bool {
        other.is_none_or(|other| (other.length, self.index) < (self.length, other.index))
    }
}

/// A sentence in lower case, of which phrases are read.
pub(super) struct Places<'s> {
    sentence: &'s str,
    /// What was read in it so far.
    read: Read,
    words: OnceCell<Words>,
    /// Whether what was read before at the same letters is read again.
    afresh: bool,
    /// Tells which phrases can be tried at the start of a text, and how many of its bytes they can take at most.
    among: Among,
}

/// Tells which rules can be tried at the start of a text, and how many of its bytes they can take at most.
type Among = fn(&str, &mut dyn FnMut(usize, Rules)) -> Walked;

impl<'s> Places<'s> {
    /// The places of a sentence.
    pub fn of(sentence: &'s str) -> Self {
        let read = SENTENCES.with_borrow_mut(|sentences| sentences.get(sentence));
        let words = OnceCell::new();
        Self { sentence, read, words, afresh: false, among: |text, reach| ENTRIES.automaton.walk(text, reach) }
    }

    /// The same with every phrase tried at every word, as a check on the automaton.
    #[cfg(test)]
    pub fn trying_all(sentence: &'s str) -> Self {
        let among: Among = |text, _| Walked { open: [u64::MAX; 3], looked_at: text.len() + 1 };
        Self { among, ..Self::afresh(sentence) }
    }

    /// The same without what was read before, as a check on what is kept.
    #[cfg(test)]
    pub fn afresh(sentence: &'s str) -> Self {
        Self { afresh: true, read: Read::default(), ..Self::of(sentence) }
    }

    /// The longest phrase at byte `at`, with no byte looked at from `end` on, which is the same for all that ask.
    pub fn longest(&self, at: usize, end: usize) -> Option<Told> {
        self.read.get_or(at, || self.search(at, end))
    }

    fn search(&self, at: usize, end: usize) -> Option<Told> {
        let known = self.known(at, end);
        let mut best = known.told.clone();
        for index in bits(known.open) {
            let told = self.sentence.get(at..end).and_then(|rest| told(rest, index));
            best = told.filter(|told| told.leads(best.as_ref())).or(best);
        }
        best
    }

    fn known(&self, at: usize, end: usize) -> Rc<Known> {
        let words = self.words.get_or_init(|| RECALL.with_borrow_mut(|recall| recall.words(self.sentence)));
        if self.afresh || !words.begins(at) {
            return Rc::new(self.read(at, end).0);
        }
        if let Some(known) = RECALL.with_borrow(|recall| recall.get(words, at, end).cloned()) {
            return known;
        }
        let (known, looked_at) = self.read(at, end);
        let known = Rc::new(known);
        RECALL.with_borrow_mut(|recall| recall.keep(words, at, looked_at, end, Rc::clone(&known)));
        known
    }

    /// What the letters at a place decide, and how far they were looked at. Rules that can take more are tried first, so
    /// that most of the others need not be.
    fn read(&self, at: usize, end: usize) -> (Known, usize) {
        let rest = self.sentence.get(at..end).unwrap_or("");
        let mut reached: Vec<(usize, Rules)> = Vec::new();
        let walked = (self.among)(rest, &mut |end, rules| reached.push((end, rules)));
        let not = if at == 0 { [0; 3] } else { ENTRIES.heads_only };
        let mut open = without(walked.open, not);
        let mut looks = 0;
        for index in reached.iter().flat_map(|(_, rules)| bits(without(*rules, not))) {
            match ENTRIES.beyond.get(index) {
                Some(Some(letters)) => looks = looks.max(*letters),
                _ => open = with(open, index),
            }
        }
        let told = longest_of(rest, &reached, add(open, not));
        (Known { told, open }, at + past(rest, walked.looked_at, looks))
    }
}

/// The longest phrase of those that were `reached`, without those that are left out.
fn longest_of(rest: &str, reached: &[(usize, Rules)], mut out: Rules) -> Option<Told> {
    let mut best: Option<Told> = None;
    for &(end, rules) in reached.iter().rev() {
        if best.as_ref().is_some_and(|best| end < best.length) {
            break;
        }
        for index in bits(without(rules, out)) {
            out = with(out, index);
            if best.as_ref().is_some_and(|best| end == best.length && index > best.index) {
                continue;
            }
            best = told(rest, index).filter(|told| told.leads(best.as_ref())).or(best);
        }
    }
    best
}

/// What the rule at this place in the list reads at the start of a text.
fn told(rest: &str, index: usize) -> Option<Told> {
    let &rule = ENTRIES.rules.get(index)?;
    work::call();
    let pair: Pair<'_, Rule> = Parser::parse(rule, rest).ok()?.next()?;
    let length = pair.as_span().end();
    (length > 0).then(|| Told { length, index, sense: Rc::new(Sense::of(pair)) })
}

/// The bytes up to `looked_at`, and so many letters more; past the end where the text ends before.
fn past(text: &str, looked_at: usize, letters: usize) -> usize {
    if letters == 0 {
        return looked_at;
    }
    let border = (looked_at..=text.len()).find(|&at| text.is_char_boundary(at));
    let after = border.and_then(|border| {
        text[border..].char_indices().nth(letters - 1).map(|(at, last)| border + at + last.len_utf8())
    });
    after.unwrap_or(text.len() + 1)
}

fn with(mut rules: Rules, index: usize) -> Rules {
    rules[index / 64] |= 1 << (index % 64);
    rules
}

fn add(rules: Rules, more: Rules) -> Rules {
    [rules[0] | more[0], rules[1] | more[1], rules[2] | more[2]]
}

fn without(rules: Rules, others: Rules) -> Rules {
    [rules[0] & !others[0], rules[1] & !others[1], rules[2] & !others[2]]
}

/// The places of the bits that are set, from the first on.
fn bits(rules: Rules) -> impl Iterator<Item = usize> {
    rules.into_iter().enumerate().flat_map(|(word, mut bits)| {
        std::iter::from_fn(move || {
            let bit = bits.trailing_zeros() as usize;
            bits &= bits.wrapping_sub(1);
            (bit < 64).then_some(word * 64 + bit)
        })
    })
}
