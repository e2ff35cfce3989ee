//! Reads what a sentence's phrases state, as `grammar/words/clauses.pest` puts them together.

use super::Said;
use super::clause::{self, Clause, Rule};
use super::phrase::Phrase;
use super::value;
use crate::claim::phrase::time_value;
use crate::claim::{Kind, Stance, Value};
use crate::lexicon::Token;
use crate::span::Span;
use std::ops::Range;

/// Treatments that are named, however they are named: phrases of `grammar/words/phrases.pest`, like all below.
const TREATMENTS: [&str; 10] = [
    "oral_named",
    "visited",
    "therapy_named",
    "exercise_named",
    "injection_named",
    "drug_named",
    "generic_named",
    "named_drug_first",
    "brand_named",
    "brand_first_named",
];
/// Drugs by a name of their own.
const BRANDS: [&str; 2] = ["brand_named", "brand_first_named"];
/// Drugs that are tried first, by class or name.
const FIRST_DRUGS: [&str; 3] = ["named_drug_first", "brand_first_named", "oral_named"];
/// Drugs of the first line that nobody names.
const FIRST_LINE: &str = "first_line_named";
/// Drugs, however named.
const DRUGS: [&str; 6] =
    ["drug_named", "generic_named", "named_drug_first", "brand_named", "brand_first_named", FIRST_LINE];
/// Conservative care as a whole.
const COURSE: &str = "care_named";
/// Care without a name.
const UNNAMED: [&str; 2] = ["care_plain", THERAPY];
/// A therapy of which nobody says which.
const THERAPY: &str = "therapy_plain";
/// An operation.
const OPERATION: &str = "operation_named";
/// Exercise at home.
const HOME: &str = "home_named";
/// Counted visits.
const VISITS: [&str; 4] = ["visits", "nth_visit", "prior_visits", "times_said"];
/// Counted visits and injections.
const COUNTED: [&str; 5] = ["visits", "nth_visit", "prior_visits", "times_said", "shots"];

/// Whatever a list names.
const MEMBERS: [&[&str]; 4] = [&TREATMENTS, &[FIRST_LINE, COURSE, OPERATION], &UNNAMED, &COUNTED];

/// A sentence's words, phrases, and their row.
pub struct Sentence<'a> {
    /// In lower case.
    pub text: &'a str,
    /// Its words.
    pub tokens: &'a [Token],
    /// Its phrases.
    pub phrases: &'a [Phrase],
}

/// A statement: its rule, its phrases, those that are its own, and the stance of the cue that reaches it.
struct Statement<'a> {
    sentence: &'a Sentence<'a>,
    rule: Rule,
    places: Range<usize>,
    own: Vec<usize>,
    cue: Option<Stance>,
    said: Vec<Said>,
}

/// What the sentence states.
pub fn read(sentence: &Sentence<'_>) -> Vec<Said> {
    let mut said = Vec::new();
    clause::each(sentence.phrases, |clause| walk(sentence, &clause, None, &mut said));
    said
}

fn walk(sentence: &Sentence<'_>, clause: &Clause<'_>, cue: Option<Stance>, said: &mut Vec<Said>) {
    let stance = match clause.rule() {
        Rule::undocumented | Rule::asked_whether | Rule::neither | Rule::missing => Some(Stance::Undocumented),
        Rule::not_done => Some(Stance::Denied),
        Rule::planned | Rule::prescribed_for => Some(Stance::Planned),
        _ => None,
    };
    if stance.is_some() {
        return clause.parts().for_each(|part| walk(sentence, &part, stance, said));
    }
    let places = clause.places();
    let mut own: Vec<usize> = places.clone().collect();
    for part in clause.parts() {
        let inner = part.places();
        own.retain(|place| !inner.contains(place));
        // A list of what was had holds treatments with their time.
        if part.rule() == Rule::dated {
            walk(sentence, &part, cue, said);
        }
    }
    let mut statement = Statement { sentence, rule: clause.rule(), places, own, cue, said: Vec::new() };
    statement.assert();
    said.append(&mut statement.said);
}

impl Statement<'_> {
    fn has(&self, names: &[&str]) -> bool {
        self.own.iter().any(|&place| names.contains(&self.sentence.phrases[place].name))
    }

    fn names_first_line(&self) -> bool {
        self.has(&[FIRST_LINE]) || self.has(&FIRST_DRUGS)
    }

    /// The places of its phrases of these names.
    fn parts(&self, names: &[&str]) -> Vec<usize> {
        self.own.iter().copied().filter(|&place| names.contains(&self.sentence.phrases[place].name)).collect()
    }

    /// The treatments that it names; operations, where they were had.
    fn treatments(&self) -> Vec<usize> {
        let operations: &[&str] = if self.cue.is_none() && !self.has(&[COURSE]) { &[OPERATION] } else { &[] };
        self.parts(&[&TREATMENTS, operations].concat())
    }

    fn stance(&self) -> Stance {
        self.cue.unwrap_or(Stance::Documented)
    }

    fn span(&self, places: &Range<usize>) -> Span {
        let phrases = self.sentence.phrases;
        let first = phrases.get(places.start).or(phrases.last()).map_or(0, |phrase| phrase.span.start);
        let last = phrases.get(places.end.saturating_sub(1)).or(phrases.last()).map_or(0, |phrase| phrase.span.end);
        Span::new(first, last.max(first))
    }

    fn words(&self, place: usize) -> Span {
        self.sentence.phrases[place].span
    }

    fn say(&mut self, kind: Kind, stance: Stance, places: &Range<usize>, about: Option<Span>, value: Option<Value>) {
        let firm = ![Rule::at_home, Rule::long_used].contains(&self.rule);
        self.said.push(Said { kind, stance, span: self.span(places), about, value, firm });
    }

    /// A claim on the statement as a whole.
    fn whole(&mut self, kind: Kind, stance: Stance) {
        let places = self.places.clone();
        self.say(kind, stance, &places, None, None);
    }

    fn tried(&mut self, place: usize, response: &'static str) {
        let phrase = &self.sentence.phrases[place];
        let counted = COUNTED.contains(&phrase.name).then(|| value::counted(self.sentence, phrase.words.clone()).1);
        let (about, value) = (counted.flatten().or(Some(phrase.span)), Some(Value::Response { response }));
        self.say(Kind::TreatmentTried, self.stance(), &(place..place + 1), about, value);
    }

    fn homes(&mut self) {
        for place in self.parts(&[HOME]) {
            self.say(Kind::HomeExercise, self.stance(), &(place..place + 1), None, None);
        }
        if self.rule == Rule::taught_home && self.has(&["exercise_named"]) {
            self.whole(Kind::HomeExercise, self.stance());
        }
    }

    /// Counted visits, each with what was counted.
    fn sessions(&mut self) {
        let treatments = self.treatments();
        for place in self.parts(&COUNTED) {
            let near = treatments.iter().find(|treatment| treatment.abs_diff(place) == 1);
            let near = near.map(|&treatment| self.words(treatment));
            let (count, about) = value::counted(self.sentence, self.sentence.phrases[place].words.clone());
            self.say(Kind::PriorSessions, self.stance(), &(place..place + 1), about.or(near), count);
        }
    }

    /// What the statement asserts.
    fn assert(&mut self) {
        match self.rule {
            Rule::failing | Rule::lingering => self.failing(),
            Rule::held => self.held(),
            Rule::helped => self.helped(),
            Rule::dated | Rule::dated_ahead | Rule::long_used => self.dated(),
            Rule::had | Rule::listed => self.had(),
            Rule::cannot | Rule::cannot_alone => self.cannot(),
            Rule::can => self.can(),
            Rule::counted_times => self.sessions(),
            Rule::barred_ if self.names_first_line() => {
                self.whole(Kind::FirstLineFailure, self.stance());
            }
            Rule::course_alone if self.cue.is_some() => self.whole(Kind::ConservativeCare, self.stance()),
            Rule::first_alone if self.cue.is_some() => self.whole(Kind::FirstLineFailure, self.stance()),
            Rule::at_home | Rule::taught_home => self.homes(),
            Rule::opened if self.cue.is_some() => self.whole(Kind::TreatmentTried, self.stance()),
            Rule::how_many | Rule::some_visits => self.whole(Kind::PriorSessions, self.stance()),
            Rule::how_long | Rule::when_begun => self.whole(Kind::TreatmentDuration, self.stance()),
            Rule::loose | Rule::loose_list => self.loose(),
            _ => {}
        }
    }

    /// Treatments that brought nothing: those that are named were tried, and care or first-line drugs have failed.
    fn failing(&mut self) {
        let (plain, failed) = (self.cue.is_none(), self.rule == Rule::failing);
        let unnamed = self.has(&UNNAMED) && failed && !self.names_first_line();
        // Under a cue a therapy that failed is spoken of as care.
        let therapy =
            !plain && failed && self.has(&["therapy_named", "exercise_named", "injection_named"]) && !self.has(&DRUGS);
        if self.has(&[COURSE]) || unnamed || therapy {
            self.whole(Kind::ConservativeCare, self.stance());
        }
        let of_drugs = self.has(&FIRST_DRUGS) && !self.has(&[COURSE, THERAPY]);
        if failed && (self.has(&[FIRST_LINE]) || of_drugs) {
            self.whole(Kind::FirstLineFailure, self.stance());
        }
        if self.has(&["cannot_take"]) {
            self.whole(Kind::Intolerance, self.stance());
        }
        if plain {
            let named = self.parts(&TREATMENTS);
            named.iter().chain(&self.parts(&VISITS)).for_each(|&place| self.tried(place, "failed"));
            if !failed && named.is_empty() && !self.has(&[COURSE]) {
                self.parts(&UNNAMED).into_iter().for_each(|place| self.tried(place, "failed"));
            }
            self.sessions();
        }
        self.homes();
    }

    /// Care or drugs of which it is said that they have not failed.
    fn held(&mut self) {
        if self.has(&[COURSE, "care_plain"]) {
            self.whole(Kind::ConservativeCare, Stance::Denied);
        }
        if self.names_first_line() {
            self.whole(Kind::FirstLineFailure, Stance::Denied);
        }
    }

    fn helped(&mut self) {
        let helped = [self.treatments(), self.parts(&VISITS)].concat();
        helped.into_iter().for_each(|place| self.tried(place, "improved"));
        self.homes();
        self.sessions();
    }

    /// Treatments with since when or how long they were had.
    fn dated(&mut self) {
        let since = self.parts(&["since_when", "span"]).first().copied();
        let time = since.or(self.parts(&["at_when"]).last().copied()).filter(|_| self.rule != Rule::long_used);
        let length = time.and_then(|place| time_value(self.words(place).of(self.sentence.text)));
        let treatments = self.treatments();
        for &treatment in &treatments {
            // The age of an operation is no time of use.
            if self.sentence.phrases[treatment].name == OPERATION {
                if self.has(&["had_word", "given_word"]) {
                    self.tried(treatment, "not_stated");
                }
                continue;
            }
            let (about, place) = (Some(self.words(treatment)), time.unwrap_or(treatment));
            self.say(Kind::TreatmentDuration, self.stance(), &(place..place + 1), about, length.clone());
        }
        if treatments.is_empty() && !self.has(&[COURSE]) && !self.has(&COUNTED) {
            let places = time.map_or(self.places.clone(), |place| place..place + 1);
            self.say(Kind::TreatmentDuration, self.stance(), &places, None, length);
        }
        self.homes();
        self.sessions();
    }

    fn had(&mut self) {
        let treatments = [self.parts(&[THERAPY]), self.treatments()].concat();
        treatments.into_iter().for_each(|place| self.tried(place, "not_stated"));
        if self.cue.is_some() && self.has(&[FIRST_LINE]) {
            self.whole(Kind::FirstLineFailure, self.stance());
        }
        if self.cue.is_some() && self.has(&[COURSE]) {
            self.whole(Kind::ConservativeCare, self.stance());
        }
        self.homes();
        self.sessions();
        // "Received six visits" says how many; in a list, each treatment was tried as well.
        if self.parts(&MEMBERS.concat()).len() > 1 {
            self.parts(&COUNTED).into_iter().for_each(|place| self.tried(place, "not_stated"));
        }
    }

    fn cannot(&mut self) {
        self.whole(Kind::Intolerance, self.stance());
        let first = self.sentence.phrases.get(self.places.start).map_or("", |phrase| phrase.name);
        // "Cannot tolerate Norco" does not say that it was taken; "took Norco and could not tolerate it" does.
        if self.cue.is_none() && first != "cannot_take" {
            self.parts(&BRANDS).into_iter().for_each(|place| self.tried(place, "not_stated"));
        }
    }

    fn can(&mut self) {
        let stance = if self.cue == Some(Stance::Undocumented) { Stance::Undocumented } else { Stance::Denied };
        self.whole(Kind::Intolerance, stance);
        if self.cue.is_none() {
            self.parts(&BRANDS).into_iter().for_each(|place| self.tried(place, "not_stated"));
        }
    }

    /// Treatments right behind a cue, or in a plan.
    fn loose(&mut self) {
        let planned = self.cue == Some(Stance::Planned);
        let more = match self.cue {
            Some(Stance::Planned) => [&[THERAPY][..], &VISITS].concat(),
            Some(Stance::Denied) => vec![THERAPY],
            _ => Vec::new(),
        };
        // An injection that lies ahead is an invasive procedure, which another kind names.
        let phrases = self.sentence.phrases;
        let is_told = |&place: &usize| !(planned && phrases[place].name == "injection_named");
        let treatments = [self.treatments(), self.parts(&more)].concat();
        treatments.into_iter().filter(is_told).for_each(|place| self.tried(place, "not_stated"));
        if !planned {
            if self.has(&[COURSE]) {
                self.whole(Kind::ConservativeCare, self.stance());
            }
            if self.has(&[FIRST_LINE]) {
                self.whole(Kind::FirstLineFailure, self.stance());
            }
            if self.has(&COUNTED) {
                self.whole(Kind::PriorSessions, self.stance());
            }
        }
        self.homes();
    }
}
