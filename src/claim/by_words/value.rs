//! Reads how many visits were counted, and of what.

use super::statement::Sentence;
use crate::claim::Value;
use crate::claim::reading_of_values::whole_number;
use crate::lexicon;
use crate::span::Span;
use std::ops::Range;

/// How many were counted, and what: the words that name the treatment.
pub fn counted(sentence: &Sentence<'_>, words: Range<usize>) -> (Option<Value>, Option<Span>) {
    let tokens = || sentence.tokens.get(words.clone()).unwrap_or_default().iter();
    let is_of = |token: &lexicon::Token, class: &str| lexicon::is_of(*token, class);
    let number = tokens().find(|token| is_of(token, "number")).map(|token| token.span.of(sentence.text));
    let count = number.and_then(whole_number).map(|count| Value::Count { count });
    let is_treatment =
        |token: &&lexicon::Token| ["therapy", "injection", "device"].iter().any(|class| is_of(token, class));
    let named: Vec<Span> = tokens().filter(is_treatment).map(|token| token.span).collect();
    let about = named.first().zip(named.last()).map(|(first, last)| Span::new(first.start, last.end));
    (count, about)
}
