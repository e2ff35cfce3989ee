//! In: one sentence in lower case. Out: its phrases: what the word grammar recognises, from left to right, longest first.

use super::longest::Places;
use super::sentences::phrases;
use super::{Kind, Stance, Value};
use crate::request::Drugs;
use crate::span::Span;
use pest::Parser as _;
use pest::iterators::Pair;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::LazyLock;

#[derive(pest_derive::Parser)]
#[grammar = "grammar/claims/common.pest"]
#[grammar = "grammar/claims/entries.pest"]
#[grammar = "grammar/claims/cues.pest"]
#[grammar = "grammar/claims/voices.pest"]
#[grammar = "grammar/claims/treatments.pest"]
#[grammar = "grammar/claims/history.pest"]
#[grammar = "grammar/claims/response.pest"]
#[grammar = "grammar/claims/monitoring.pest"]
#[grammar = "grammar/claims/condition.pest"]
#[grammar = "grammar/claims/request_faults.pest"]
pub(super) struct Words;

/// The word grammar's text, file after file.
pub(super) const GRAMMAR: &str = concat!(
    include_str!("../../grammar/claims/common.pest"),
    include_str!("../../grammar/claims/entries.pest"),
    include_str!("../../grammar/claims/cues.pest"),
    include_str!("../../grammar/claims/voices.pest"),
    include_str!("../../grammar/claims/treatments.pest"),
    include_str!("../../grammar/claims/history.pest"),
    include_str!("../../grammar/claims/response.pest"),
    include_str!("../../grammar/claims/monitoring.pest"),
    include_str!("../../grammar/claims/condition.pest"),
    include_str!("../../grammar/claims/request_faults.pest"),
);

/// A phrase tried never sees more than this many bytes, so that no sentence costs more than its length.
const WINDOW: usize = 240;

/// What the word grammar recognised at one place of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// Bytes of the sentence.
    pub span: Span,
    /// What it says.
    sense: Rc<Sense>,
}

/// What the words of a phrase say, wherever they stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Sense {
    /// Bytes of the words, without white space behind them.
    length: usize,
    /// The letter by which `grammar/sentence.pest` knows it.
    pub mark: u8,
    /// The rule of the word grammar, for `--why`.
    pub rule: &'static str,
    /// Kinds that it speaks of.
    pub kinds: Vec<Kind>,
    /// The stance that it carries itself.
    pub stance: Option<Stance>,
    /// The stance of each kind: the next one written behind it in the grammar.
    pub stances: Vec<Option<Stance>>,
    /// Typed value.
    pub value: Option<Value>,
}

impl Deref for Phrase {
    type Target = Sense;

    fn deref(&self) -> &Sense {
        &self.sense
    }
}

/// The rule for what became of the procedure that an item serves.
pub(super) const FATE_OF_ANOTHER: &str = "primary_phrase";

/// Since when or how long, in words that begin with the time; of words that hold a date alone, since then.
pub(super) fn time_value(words: &str) -> Option<Value> {
    let read = |words: &str| Sense::of(Words::parse(Rule::try_time_span, words).ok()?.next()?).value;
    let starts = || std::iter::once(0).chain(words.match_indices(' ').map(|(space, _)| space + 1));
    let said = starts().find_map(|start| read(&words[start..]));
    let behind = |lead: &str| starts().find_map(|start| read(&format!("{lead} {}", &words[start..])));
    said.or_else(|| behind("for")).or_else(|| behind("since"))
}

/// The rule's name in the grammar.
pub(super) fn name(rule: Rule) -> &'static str {
    &facts(rule).name
}

/// What the name of a rule tells.
struct RuleFacts {
    name: String,
    /// The kind that is called so.
    kind: Option<Kind>,
}

/// Worked out once for all rules, in the order of their numbers.
fn facts(rule: Rule) -> &'static RuleFacts {
    static FACTS: LazyLock<Vec<RuleFacts>> = LazyLock::new(|| {
        let mut rules = Rule::all_rules().to_vec();
        rules.push(Rule::EOI);
        rules.sort_unstable();
        rules.dedup();
        let names = rules.iter().map(|rule| format!("{rule:?}"));
        names.map(|name| RuleFacts { kind: Kind::from_name(&name), name }).collect()
    });
    &FACTS[rule as usize]
}

/// The phrases of a sentence given in lower case.
pub(super) fn find(sentence: &str, drugs: &Drugs) -> Rc<[Phrase]> {
    phrases(sentence, drugs, || Finder { sentence, drugs, places: Places::of(sentence) }.find())
}

/// The same without what was read before.
#[cfg(test)]
pub(super) fn find_afresh(sentence: &str, drugs: &Drugs) -> Vec<Phrase> {
    Finder { sentence, drugs, places: Places::afresh(sentence) }.find()
}

/// The same with every phrase tried at every word.
#[cfg(test)]
pub(super) fn find_trying_all(sentence: &str, drugs: &Drugs) -> Vec<Phrase> {
    Finder { sentence, drugs, places: Places::trying_all(sentence) }.find()
}

struct Finder<'s> {
    sentence: &'s str,
    drugs: &'s Drugs,
    places: Places<'s>,
}

impl Finder<'_> {
    fn find(&self) -> Vec<Phrase> {
        let bytes = self.sentence.as_bytes();
        let mut phrases = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let starts_word = at == 0 || !bytes[at].is_ascii_alphanumeric() || !bytes[at - 1].is_ascii_alphanumeric();
            if bytes[at] == b' ' || !starts_word || !self.sentence.is_char_boundary(at) {
                at += 1;
                continue;
            }
            match self.longest(at) {
                Some(phrase) if self.yields(&phrase) => at += 1,
                Some(phrase) => {
                    at = phrase.span.end.max(at + 1);
                    phrases.push(phrase);
                }
                None => at += 1,
            }
        }
        phrases
    }

    /// Whether a cue gives way to a phrase that begins inside it and carries its own stance: in "is not working", "not
    /// working".
    fn yields(&self, cue: &Phrase) -> bool {
        if !matches!(cue.mark, b'N' | b'/' | b'U' | b'W' | b'=' | b':' | b'~' | b'a' | b'H') {
            return false;
        }
        let inside = self.sentence[cue.span.start..cue.span.end].match_indices(' ');
        inside
            .filter_map(|(space, _)| self.longest(cue.span.start + space + 1))
            .any(|phrase| matches!(phrase.mark, b'f' | b'U' | b'W') && phrase.span.end > cue.span.end)
    }

    fn longest(&self, at: usize) -> Option<Phrase> {
        let end = window_end(self.sentence, at);
        let best = self.places.longest(at, end);
        let best_length = best.as_ref().map_or(0, |told| told.length);
        let drug = self.drugs.longest_name(&self.sentence[at..end]).filter(|&length| length > best_length);
        if let Some(length) = drug {
            let sense = Sense { length, mark: b't', rule: "drug table", ..Sense::default() };
            return Some(Phrase { span: Span::new(at, at + length), sense: Rc::new(sense) });
        }
        let sense = best?.sense;
        Some(Phrase { span: Span::new(at, at + sense.length), sense })
    }
}

fn window_end(sentence: &str, at: usize) -> usize {
    let mut end = (at + WINDOW).min(sentence.len());
    while !sentence.is_char_boundary(end) {
        end -= 1;
    }
    end
}

impl Sense {
    /// What a rule that was read says.
    pub fn of(pair: Pair<'_, Rule>) -> Self {
        let length = pair.as_str().trim_end().len();
        let rule = name(pair.as_rule());
        let parts: Vec<Pair<'_, Rule>> = pair.into_inner().collect();
        let kinds: Vec<Kind> = parts.iter().filter_map(|part| facts(part.as_rule()).kind).collect();
        let stance = parts.iter().find_map(|part| stance_of(part.as_rule()));
        let value = super::reading_of_values::value(&parts);
        let mark = mark_of(
            &parts,
            &kinds,
            stance.or_else(|| matches!(value, Some(Value::Score { .. })).then_some(Stance::Documented)),
        );
        let mut stances = stances(&parts);
        if value.as_ref().is_some_and(Value::tells_no_relief) {
            let of_kinds = kinds.iter().zip(&mut stances).filter(|(kind, _)| **kind == Kind::PainRelief);
            of_kinds.for_each(|(_, stance)| *stance = Some(Stance::Denied));
        }
        Self { length, mark, rule, kinds, stance, stances, value }
    }
}

/// "Function has worsened" denies one kind and documents another: a stance holds for the kinds before it that have none.
fn stances(parts: &[Pair<'_, Rule>]) -> Vec<Option<Stance>> {
    let mut stances = Vec::new();
    for part in parts {
        if facts(part.as_rule()).kind.is_some() {
            stances.push(None);
        } else if let Some(stance) = stance_of(part.as_rule()) {
            stances.iter_mut().filter(|own| own.is_none()).for_each(|own| *own = Some(stance));
        }
    }
    stances
}

fn stance_of(rule: Rule) -> Option<Stance> {
    match rule {
        Rule::documented => Some(Stance::Documented),
        Rule::denied => Some(Stance::Denied),
        Rule::undocumented => Some(Stance::Undocumented),
        Rule::planned => Some(Stance::Planned),
        _ => None,
    }
}

fn mark_of(parts: &[Pair<'_, Rule>], kinds: &[Kind], stance: Option<Stance>) -> u8 {
    let own = parts.iter().find_map(|part| mark(part.as_rule()));
    match own {
        Some(mark) => mark,
        None if kinds.is_empty() => b'_',
        None if stance.is_some() => b'f',
        None => b'k',
    }
}

/// The letter of each mark in `grammar/sentence.pest`.
fn mark(rule: Rule) -> Option<u8> {
    Some(match rule {
        Rule::undocumented_ahead => b'U',
        Rule::unshown_ahead => b'W',
        Rule::or_unrecorded_mark => b'?',
        Rule::not_done_mark => b')',
        Rule::undocumented_behind => b'u',
        Rule::denied_ahead => b'N',
        Rule::never_had_mark => b'/',
        Rule::denied_behind => b'n',
        Rule::planned_ahead => b'P',
        Rule::documented_ahead => b'D',
        Rule::border => b'b',
        Rule::semicolon_mark => b';',
        Rule::comma_mark => b',',
        Rule::statement_mark => b'%',
        Rule::answered_no_mark => b'0',
        Rule::other_person_mark => b'*',
        Rule::absent_mark => b'8',
        Rule::unfilled_mark => b'#',
        Rule::empty_box_mark => b'[',
        Rule::goal_mark => b'@',
        Rule::and_mark => b'&',
        Rule::copula_mark => b'=',
        Rule::colon_mark => b':',
        Rule::past_mark => b'~',
        Rule::link_mark => b'a',
        Rule::able_mark => b'!',
        Rule::able_with_mark => b'>',
        Rule::only_with_cue => b'l',
        Rule::property_mark => b'h',
        Rule::pathology_mark => b'q',
        Rule::normal => b'o',
        Rule::abnormal => b'x',
        Rule::exam_mark => b'e',
        Rule::treatment => b't',
        Rule::operation => b'T',
        Rule::study => b's',
        Rule::region_mark => b'g',
        Rule::had => b'H',
        Rule::trial_mark => b'O',
        Rule::use_mark => b'A',
        Rule::entered_mark => b'E',
        Rule::plan_mark => b'L',
        Rule::plan_list_mark => b'<',
        Rule::future_mark => b'X',
        Rule::sessions_mark => b'c',
        Rule::time_mark => b'y',
        Rule::showed => b'S',
        Rule::date_mark => b'j',
        Rule::verdict_mark => b'v',
        Rule::weak_verdict_mark => b'V',
        Rule::given_mark => b'Y',
        Rule::measured_mark => b'M',
        Rule::procedure_mark => b'z',
        Rule::weak_procedure_mark => b'Z',
        Rule::onward_mark => b'Q',
        Rule::noted_mark => b'^',
        Rule::proof_mark => b'$',
        Rule::complaint_mark => b'J',
        Rule::imperative_mark => b'K',
        Rule::time_now_mark => b'C',
        Rule::possessive_mark => b'I',
        Rule::guideline_mark => b'G',
        Rule::rule_mark => b'R',
        Rule::modal_mark => b'm',
        Rule::general_mark => b'F',
        Rule::definition_mark => b'd',
        Rule::here_mark => b'i',
        Rule::record_mark => b'r',
        Rule::patient_mark => b'p',
        Rule::request_mark => b'w',
        Rule::good_mark => b'+',
        _ => return None,
    })
}

/// Every letter that a phrase can be marked with.
#[cfg(test)]
pub(super) fn mark_letters() -> impl Iterator<Item = char> {
    Rule::all_rules().iter().filter_map(|&rule| mark(rule)).chain(*b"fk_").map(char::from)
}
