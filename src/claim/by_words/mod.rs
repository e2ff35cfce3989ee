//! Reads claims on treatment history from a sentence's words: words get their classes from the lexicon, classes make
//! phrases, phrases make statements (grammar/words/). [`Kind::reader`] says which kinds are read so.

mod clause;
mod heads;
mod phrase;
mod statement;
mod value;

use super::{Kind, Stance, Value};
use crate::kept::{Kept, kept};
use crate::lexicon;
use crate::span::Span;
use serde::Serialize;
use statement::Sentence;
use std::cell::RefCell;
use std::rc::Rc;

/// One thing that a sentence states, before anybody knows who speaks in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// What is asserted.
    pub kind: Kind,
    /// How.
    pub stance: Stance,
    /// Bytes of the sentence.
    pub span: Span,
    /// The bytes that name what it speaks of.
    pub about: Option<Span>,
    /// Its typed value.
    pub value: Option<Value>,
    /// Whether words say that it was had or done; a mention alone says nothing beside a decision.
    pub firm: bool,
}

/// No more sentences are kept than this, and none that is longer in bytes, so that no text can fill the memory.
const MOST_SENTENCES: usize = 15_000;
const LONGEST_SENTENCE: usize = 600;

thread_local! {
    /// Two in five sentences of a letter stand in letters before it, word for word.
    static SENTENCES: RefCell<Kept<Rc<[Said]>>> = Kept::up_to(MOST_SENTENCES, LONGEST_SENTENCE);
}

/// Reads a sentence given in lower case.
pub fn read(text: &str) -> Rc<[Said]> {
    kept(&SENTENCES, text, || {
        let (tokens, phrases) = phrase::find(text);
        statement::read(&Sentence { text, tokens: &tokens, phrases: &phrases }).into()
    })
}

/// How a sentence was read by words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ByWords {
    /// Each phrase, from left to right.
    pub phrases: Vec<NamedPhrase>,
    /// Each statement: its rule in `grammar/words/clauses.pest` and its words.
    pub statements: Vec<NamedWords>,
}

/// A phrase with its words and their classes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedPhrase {
    /// The rule in `grammar/words/phrases.pest`; `word` for a word that is in no phrase.
    pub rule: &'static str,
    /// Its words with the classes of each.
    pub words: Vec<WordClasses>,
}

/// A word with its classes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordClasses {
    /// The word, or the words of one term.
    pub word: String,
    /// Its classes in the lexicon.
    pub classes: Vec<&'static str>,
}

/// Words that a rule took together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedWords {
    /// The rule.
    pub rule: String,
    /// From the first to the last word.
    pub words: String,
}

/// Explains how a sentence given in lower case is read.
pub fn explain(text: &str) -> ByWords {
    let (tokens, phrases) = phrase::find(text);
    let word = |token: &lexicon::Token| WordClasses {
        word: token.span.of(text).to_owned(),
        classes: lexicon::classes(*token),
    };
    let named = |phrase: &phrase::Phrase| NamedPhrase {
        rule: phrase.name,
        words: tokens[phrase.words.clone()].iter().map(word).collect(),
    };
    let statements = clause::named(&phrases).into_iter().filter_map(|(rule, places)| {
        let (first, last) = (phrases.get(places.start)?, phrases.get(places.end.checked_sub(1)?)?);
        Some(NamedWords { rule, words: Span::new(first.span.start, last.span.end).of(text).to_owned() })
    });
    ByWords { phrases: phrases.iter().map(named).collect(), statements: statements.collect() }
}
