//! In: reports, and readings of the same letters by people. Out: how well the letters were read: claims, families,
//! requests and voices, with every claim that was missed and every one that is not there.

mod align;
mod file;
pub mod human;
mod items;
pub mod json;
mod score;
mod total;
mod voices;

pub use file::{Fault, Reference, ReferenceClaim, ReferenceItem, ReferenceSentence};
pub use items::{FIELDS, ItemScore, Share, WrongField};
pub use score::{ClaimFault, Hits, LetterScore};
pub use total::{ReferenceEvaluation, stem};
pub use voices::{VoiceScore, WrongVoice};
