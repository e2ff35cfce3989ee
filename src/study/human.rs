//! In: nothing. Out: what the reports of studies for people have in common.

use crate::report::{Look, words};

/// How the two kinds of evidence differ, and that this is no advice.
pub fn closing(look: Look) -> String {
    let (kinds, advice) = (look.paragraph("", words::TWO_KINDS), look.paragraph("", words::DISCLAIMER));
    format!("\n{}\n{kinds}{advice}", look.line(true))
}
