//! In: an item's text and the drug table. Out: [`Marked`], the text in lower case with each drug name marked.
//!
//! The grammar knows no drug by name. Each name is overwritten, byte by byte, with a mark that tells how the drug
//! reaches the body; so every offset stays what it was.

use super::drugs::{Drug, Drugs, Route, words};
use std::collections::BTreeMap;

/// An item's text with its drug names marked.
pub struct Marked<'d> {
    /// Lower case, as long as the item's text, with marks for names.
    pub text: String,
    /// Which drug stands at which offset.
    pub drugs: BTreeMap<usize, &'d Drug>,
}

impl<'d> Marked<'d> {
    /// Marks each drug name, the longest first.
    pub fn new(text: &str, drugs: &'d Drugs) -> Self {
        let lower: String =
            text.chars().map(|c| if c.is_ascii_control() { ' ' } else { c.to_ascii_lowercase() }).collect();
        let found = find(&lower, drugs);
        let mut marked = String::with_capacity(lower.len());
        for (&start, &(end, drug)) in &found {
            marked.push_str(lower.get(marked.len()..start).unwrap_or(""));
            marked.extend(std::iter::repeat_n(mark(drug), end - start));
        }
        marked.push_str(lower.get(marked.len()..).unwrap_or(""));
        Self { text: marked, drugs: found.into_iter().map(|(start, (_, drug))| (start, drug)).collect() }
    }
}

fn find<'d>(text: &str, drugs: &'d Drugs) -> BTreeMap<usize, (usize, &'d Drug)> {
    let words: Vec<(usize, &str)> = words(text).collect();
    let mut found = BTreeMap::new();
    let mut at = 0;
    while at < words.len() {
        let Some((count, drug)) = drugs.longest(close_words(text, &words[at..])) else {
            at += 1;
            continue;
        };
        let (last, word) = words[at + count - 1];
        found.insert(words[at].0, (last + word.len(), drug));
        at += count;
    }
    found
}

/// The first words that can be one name: nothing but a space, a hyphen, a slash or the like stands between them.
fn close_words<'w, 't>(text: &str, words: &'w [(usize, &'t str)]) -> &'w [(usize, &'t str)] {
    let joined = |pair: &[(usize, &str)]| {
        let gap = text.get(pair[0].0 + pair[0].1.len()..pair[1].0).unwrap_or(",");
        gap.len() <= 3 && gap.chars().all(|c| " -/.&+".contains(c))
    };
    let few = &words[..words.len().min(7)];
    let length = 1 + few.windows(2).take_while(|pair| joined(pair)).count();
    &few[..length.min(few.len())]
}

const fn mark(drug: &Drug) -> char {
    match drug.route {
        Route::Any => '\u{1}',
        Route::Systemic => '\u{2}',
        Route::Injected => '\u{3}',
    }
}

impl Drugs {
    /// Bytes of the longest drug name at the start of `text`, which is in lower case.
    pub fn longest_name(&self, text: &str) -> Option<usize> {
        words(text).next().filter(|(at, word)| *at == 0 && self.begins_with(word))?;
        let words: Vec<(usize, &str)> = words(text).take(7).collect();
        let (count, _) = self.longest(close_words(text, &words))?;
        let (last, word) = words.get(count - 1)?;
        Some(last + word.len())
    }
}
