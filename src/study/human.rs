//! In: nothing. Out: what the reports of studies for people have in common.

use crate::report::{Look, words};
use crate::rule::Program;

/// How the two kinds of evidence differ, that this is no advice, and what made it.
pub fn closing(program: Program, look: Look) -> String {
    let (kinds, advice) = (look.paragraph("", words::TWO_KINDS), look.paragraph("", words::DISCLAIMER));
    format!("\n{}\n{kinds}{advice}{}", look.line(true), look.paragraph("", &program.to_string()))
}
