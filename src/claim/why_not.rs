//! In: how a sentence was read, and a kind of claim that somebody expected of it. Out: why it is not there.

use super::explain::Explanation;
use super::grammar_files::{file_of, phrases_of};
use super::{Kind, NamedPhrase, Reader, Voice};

/// Kinds that the row grammar makes of phrases that do not name them: the marks of these phrases, and what must stand
/// beside one.
const FROM_THE_ROW: [(Kind, &str, &str); 3] = [
    (Kind::PriorStudy, "s", "words that say it was done or what it showed"),
    (Kind::ImagingConfirmation, "q", "a study that shows it"),
    (Kind::SurgeryPlanned, "T", "words that say it lies ahead"),
];

impl Explanation {
    /// Why the sentence makes no claim of this kind, as one or more sentences; `None` where it makes one.
    pub fn why_not(&self, kind: Kind) -> Option<String> {
        if self.claims.iter().any(|claim| claim.kind == kind) {
            return None;
        }
        if kind.reader() == Reader::Words {
            return Some(self.why_not_by_words(kind));
        }
        let from_row = FROM_THE_ROW.iter().find(|(made, _, _)| *made == kind);
        let marks = from_row.map_or("", |(_, marks, _)| marks);
        let mut reasons = Vec::new();
        for (place, phrase) in self.phrases.iter().enumerate() {
            if phrase.kinds.contains(&kind) {
                reasons.push(self.reason(place));
            } else if marks.contains(phrase.mark) {
                let missing = from_row.map_or("", |(_, _, missing)| missing);
                reasons
                    .push(self.other_voice(place).unwrap_or_else(|| format!("\"{}\" needs {missing}.", phrase.words)));
            }
        }
        reasons.dedup();
        if reasons.is_empty() { Some(nothing_recognised(kind)) } else { Some(reasons.join(" ")) }
    }

    /// Why no statement of the words makes a claim of this kind.
    fn why_not_by_words(&self, kind: Kind) -> String {
        match self.stated.iter().find(|(stated, _)| *stated == kind) {
            Some((_, words)) => {
                let spoken = self.clauses.iter().map(|clause| clause.voice).find(|&voice| voice != Voice::Patient);
                let meaning = spoken.unwrap_or(self.voice).meaning();
                format!("\"{words}\" states it, but its clause is {meaning}, not a fact about this patient.")
            }
            None => {
                let phrase = |phrase: &NamedPhrase| {
                    let words = phrase.words.iter().map(|word| word.word.as_str()).collect::<Vec<_>>().join(" ");
                    format!("\"{words}\" ({})", phrase.rule)
                };
                let phrases = self.by_words.phrases.iter().map(phrase).collect::<Vec<_>>().join(", ");
                format!(
                    "No statement of {} was found. The phrases are: {phrases}. grammar/words/clauses.pest makes statements \
                     of them, and grammar/lexicon/ lists the words.",
                    kind.name()
                )
            }
        }
    }

    /// Why a phrase that speaks of the kind makes no claim.
    fn reason(&self, place: usize) -> String {
        let phrase = &self.phrases[place];
        let words = &phrase.words;
        if let Some(reason) = self.other_voice(place) {
            return reason;
        }
        match phrase.mark {
            'l' => format!("\"{words}\" counts only where a cue says that it is or is not documented."),
            'h' => format!("\"{words}\" needs a finding beside it, such as normal or decreased."),
            'q' => format!("\"{words}\" counts only as what an imaging study shows."),
            _ => self.taken_by_another(place),
        }
    }

    /// That the phrase stands where somebody else speaks.
    fn other_voice(&self, place: usize) -> Option<String> {
        let clause = self.clauses.iter().find(|clause| (clause.start..clause.end).contains(&place));
        let spoken = clause.map_or(self.voice, |clause| clause.voice);
        if spoken == Voice::Patient
            || clause.is_some_and(|clause| {
                place < clause.fact_until || spoken == Voice::Verdict && place >= clause.fact_from
            })
        {
            return None;
        }
        let words = &self.phrases[place].words;
        let told = clause.and_then(|clause| Some((self.phrases.get(clause.told_by?)?, clause.rule.as_deref()?)));
        let by = told.map_or_else(
            || ", as the words before it".to_owned(),
            |(phrase, rule)| format!(", told by \"{}\" (rule `{rule}` of grammar/sentence.pest)", phrase.words),
        );
        let meaning = spoken.meaning();
        Some(format!("\"{words}\" was recognised, but its clause is {meaning}{by}, not a fact about this patient."))
    }

    /// That a rule of the row took the phrase and made nothing of it.
    fn taken_by_another(&self, place: usize) -> String {
        let words = &self.phrases[place].words;
        let scope = self.scopes.iter().find(|scope| (scope.start..scope.end).contains(&place));
        match scope {
            Some(scope) => format!(
                "\"{words}\" was recognised, but rule `{}` of grammar/sentence.pest takes it in and asserts nothing of it.",
                scope.rule
            ),
            None => format!("\"{words}\" was recognised, but no rule of grammar/sentence.pest asserts it here."),
        }
    }
}

/// That no words of the kind are known, and where they would be written down.
fn nothing_recognised(kind: Kind) -> String {
    let rules = phrases_of(kind);
    let mut files: Vec<_> = rules.iter().map(|rule| file_of(rule)).collect();
    files.sort_unstable();
    files.dedup();
    let found = match (rules.is_empty(), FROM_THE_ROW.iter().any(|(made, _, _)| *made == kind)) {
        (false, _) => format!(" Such phrases are found by {} in {}.", rules.join(", "), files.join(", ")),
        (true, true) => " Such claims are put together in grammar/sentence.pest.".to_owned(),
        (true, false) => String::new(),
    };
    format!("No phrase of {} was recognised in this sentence.{found}", kind.name())
}
