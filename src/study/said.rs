//! In: predictions and what decided them. Out: the words for them that the studies share.

use super::Decider;
use crate::report::look::shorten;
use crate::report::{Predicted, Truth};

/// A prediction in one word.
pub fn predicted(predicted: Predicted) -> &'static str {
    match predicted {
        Predicted::Upheld => "upheld",
        Predicted::Overturned => "overturned",
        Predicted::NotCovered => "not covered",
    }
}

/// Whether a criterion holds.
pub fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Met => "met",
        Truth::Contradicted => "contradicted",
        Truth::Undocumented => "not shown",
        Truth::NotApplicable => "not asked",
    }
}

/// A criterion that decided, with the words of the document.
pub fn decider(decider: &Decider) -> String {
    let quote = decider.quote.as_ref().map(|quote| format!(" \"{}\"", shorten(quote, 90))).unwrap_or_default();
    format!("{}: {}{quote}", truth(decider.truth), decider.id)
}
