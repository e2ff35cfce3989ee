//! In: an alignment of sentences. Out: [`VoiceScore`], in how many of them the right voice was heard, and each where not.

use super::align::Alignment;
use super::file::Reference;
use super::items::Share;
use crate::claim::{Section, Voice};
use crate::report::Report;
use serde::Serialize;

/// Who speaks in the sentences of a letter's reference, against what was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VoiceScore {
    /// The sentences of the reference whose voice was read rightly. One whose words were not found is a wrong one.
    pub sentences: Share,
    /// Sentences of the reference whose words were not found in the text that was read.
    pub not_found: usize,
    /// How often each voice (first) was read as each (second), in the order of [`Voice::ALL`].
    pub read_as: [[usize; 4]; 4],
    /// The sentences whose voice was read wrongly.
    pub wrong: Vec<WrongVoice>,
}

/// A sentence whose voice was read wrongly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WrongVoice {
    /// Where it stands.
    pub section: Section,
    /// Who speaks.
    pub reference: Voice,
    /// Who was read to speak; nothing where the sentence was not found.
    pub read: Option<Voice>,
    /// Its words.
    pub sentence: String,
}

impl VoiceScore {
    pub(super) fn of(report: &Report, reference: &Reference, alignment: &Alignment) -> Self {
        let mut score = Self::default();
        for (&section, sentences) in &reference.sentences {
            for (at, sentence) in sentences.iter().enumerate() {
                let read = alignment.read(section, at).and_then(|index| report.reading.sentences.get(index));
                let read = read.map(|sentence| sentence.voice);
                score.count(sentence.voice, read);
                if read != Some(sentence.voice) {
                    let sentence =
                        WrongVoice { section, reference: sentence.voice, read, sentence: sentence.text.clone() };
                    score.wrong.push(sentence);
                }
            }
        }
        score
    }

    fn count(&mut self, reference: Voice, read: Option<Voice>) {
        self.sentences.count(read == Some(reference));
        match read {
            Some(read) => self.read_as[place(reference)][place(read)] += 1,
            None => self.not_found += 1,
        }
    }

    /// Adds the counts of another letter; what is wrong stays with its letter.
    pub fn add(&mut self, other: &Self) {
        self.sentences.add(other.sentences);
        self.not_found += other.not_found;
        let cells = self.read_as.iter_mut().flatten().zip(other.read_as.iter().flatten());
        cells.for_each(|(sum, count)| *sum += count);
    }
}

fn place(voice: Voice) -> usize {
    Voice::ALL.iter().position(|&one| one == voice).unwrap_or_default()
}
