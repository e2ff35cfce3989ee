//! Reads what a sentence's phrases state, as `grammar/words/clauses.pest` puts them together.

use super::Said;
use super::phrase::Phrase;
use super::value;
use crate::claim::{Kind, Stance, Value};
use crate::lexicon::Token;
use crate::span::Span;
use pest::Parser;
use pest::iterators::Pair;
use std::ops::Range;

#[derive(pest_derive::Parser)]
#[grammar = "grammar/generated/names.pest"]
#[grammar = "grammar/words/clauses.pest"]
struct Clauses;

/// How many bytes a phrase takes in the row of phrases.
const LETTER: usize = '\u{f000}'.len_utf8();

/// Treatments that are named, however they are named.
const TREATMENTS: [Rule; 7] =
    [Rule::treat, Rule::injected, Rule::drug, Rule::generic, Rule::first_drug, Rule::brand, Rule::first_brand];
/// Drugs by a name of their own.
const BRANDS: [Rule; 2] = [Rule::brand, Rule::first_brand];
/// Drugs that are tried first, by class or name.
const FIRST_DRUGS: [Rule; 2] = [Rule::first_drug, Rule::first_brand];
/// Care without a name.
const UNNAMED: [Rule; 2] = [Rule::plain_course, Rule::some_therapy];
/// Counted visits and injections.
const COUNTED: [Rule; 2] = [Rule::counted, Rule::shot];

/// A sentence's words, phrases, and their row.
pub struct Sentence<'a> {
    /// In lower case.
    pub text: &'a str,
    /// Its words.
    pub tokens: &'a [Token],
    /// Its phrases.
    pub phrases: &'a [Phrase],
}

/// One part of a statement: what it is, and which phrases make it.
#[derive(Debug, Clone)]
struct Part {
    rule: Rule,
    places: Range<usize>,
}

/// A statement: its rule, its phrases, its parts, and the stance of the cue that reaches it.
struct Statement<'a> {
    sentence: &'a Sentence<'a>,
    rule: Rule,
    places: Range<usize>,
    parts: Vec<Part>,
    cue: Option<Stance>,
    said: Vec<Said>,
}

/// What the sentence states.
pub fn read(sentence: &Sentence<'_>) -> Vec<Said> {
    let row: String = sentence.phrases.iter().map(|phrase| phrase.letter).collect();
    let Ok(mut tree) = Clauses::parse(Rule::sentence, &row) else { return Vec::new() };
    let mut said = Vec::new();
    for pair in tree.next().into_iter().flat_map(Pair::into_inner) {
        walk(sentence, pair, None, &mut said);
    }
    said
}

/// The rules that took phrases together, for `--why`: each with the phrases that it took.
pub fn taken(phrases: &[Phrase]) -> Vec<(String, Range<usize>)> {
    let row: String = phrases.iter().map(|phrase| phrase.letter).collect();
    let Ok(mut tree) = Clauses::parse(Rule::sentence, &row) else { return Vec::new() };
    let parts = tree.next().into_iter().flat_map(Pair::into_inner).filter(|pair| pair.as_rule() != Rule::EOI);
    parts.map(|pair| (format!("{:?}", pair.as_rule()), places(&pair))).collect()
}

fn places(pair: &Pair<'_, Rule>) -> Range<usize> {
    let span = pair.as_span();
    span.start() / LETTER..span.end() / LETTER
}

fn walk(sentence: &Sentence<'_>, pair: Pair<'_, Rule>, cue: Option<Stance>, said: &mut Vec<Said>) {
    let stance = match pair.as_rule() {
        Rule::undocumented | Rule::neither | Rule::missing => Some(Stance::Undocumented),
        Rule::not_done => Some(Stance::Denied),
        Rule::planned => Some(Stance::Planned),
        _ => None,
    };
    if stance.is_some() {
        return pair.into_inner().for_each(|part| walk(sentence, part, stance, said));
    }
    // A list of what was had holds treatments with their time.
    if pair.as_rule() == Rule::listed {
        let dated = pair.clone().into_inner().filter(|part| part.as_rule() == Rule::dated);
        dated.for_each(|part| walk(sentence, part, cue, said));
    }
    let (rule, places) = (pair.as_rule(), places(&pair));
    let part = |part: Pair<'_, Rule>| Part { rule: part.as_rule(), places: self::places(&part) };
    let parts = pair.into_inner().map(part).collect();
    let mut statement = Statement { sentence, rule, places, parts, cue, said: Vec::new() };
    statement.assert();
    said.append(&mut statement.said);
}

impl Statement<'_> {
    fn has(&self, rules: &[Rule]) -> bool {
        self.parts.iter().any(|part| rules.contains(&part.rule))
    }

    fn parts(&self, rules: &[Rule]) -> Vec<Part> {
        self.parts.iter().filter(|part| rules.contains(&part.rule)).cloned().collect()
    }

    /// The treatments that it names; operations, where they were had.
    fn treatments(&self) -> Vec<Part> {
        let operations: &[Rule] =
            if self.cue.is_none() && !self.has(&[Rule::course]) { &[Rule::operated] } else { &[] };
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

    fn say(&mut self, kind: Kind, stance: Stance, places: &Range<usize>, about: Option<Span>, value: Option<Value>) {
        let firm = ![Rule::at_home, Rule::long_used].contains(&self.rule);
        self.said.push(Said { kind, stance, span: self.span(places), about, value, firm });
    }

    /// A claim on the statement as a whole.
    fn whole(&mut self, kind: Kind, stance: Stance) {
        let places = self.places.clone();
        self.say(kind, stance, &places, None, None);
    }

    fn tried(&mut self, part: &Part, response: &'static str) {
        let about = Some(self.span(&part.places));
        self.say(Kind::TreatmentTried, self.stance(), &part.places, about, Some(Value::Response { response }));
    }

    fn homes(&mut self) {
        for part in self.parts(&[Rule::home]) {
            self.say(Kind::HomeExercise, self.stance(), &part.places, None, None);
        }
        if self.has(&[Rule::exercises]) {
            self.whole(Kind::HomeExercise, self.stance());
        }
    }

    /// Counted visits, each with what was counted.
    fn sessions(&mut self) {
        for part in self.parts(&COUNTED) {
            let words = part.places.clone().flat_map(|place| self.sentence.phrases[place].words.clone()).collect();
            let near = self.treatments().first().map(|part| self.span(&part.places));
            let (count, about) = value::counted(self.sentence, words);
            self.say(Kind::PriorSessions, self.stance(), &part.places, about.or(near), count);
        }
    }

    /// What the statement asserts.
    fn assert(&mut self) {
        match self.rule {
            Rule::failing | Rule::lingering => self.failing(),
            Rule::held => self.held(),
            Rule::helped => self.helped(),
            Rule::dated | Rule::long_used => self.dated(),
            Rule::had | Rule::listed => self.had(),
            Rule::cannot | Rule::cannot_alone => self.cannot(),
            Rule::can => self.can(),
            Rule::barred_ if self.has(&FIRST_DRUGS) || self.has(&[Rule::first]) => {
                self.whole(Kind::FirstLineFailure, self.stance());
            }
            Rule::course_alone if self.cue.is_some() => self.whole(Kind::ConservativeCare, self.stance()),
            Rule::first_alone if self.cue.is_some() => self.whole(Kind::FirstLineFailure, self.stance()),
            Rule::at_home | Rule::taught_home => self.homes(),
            Rule::how_many | Rule::some_visits => self.whole(Kind::PriorSessions, self.stance()),
            Rule::how_long => self.whole(Kind::TreatmentDuration, self.stance()),
            Rule::loose | Rule::loose_list => self.loose(),
            _ => {}
        }
    }

    /// Treatments that brought nothing: those that are named were tried, and care or first-line drugs have failed.
    fn failing(&mut self) {
        let (plain, failed) = (self.cue.is_none(), self.rule == Rule::failing);
        let first = self.has(&[Rule::first]) || self.has(&FIRST_DRUGS);
        let drugs = first || self.has(&[Rule::drug, Rule::brand, Rule::generic]);
        let unnamed = self.has(&UNNAMED) && failed && !first;
        // Under a cue a therapy that failed is spoken of as care.
        let therapy = !plain && failed && self.has(&[Rule::treat, Rule::injected]) && !drugs;
        if self.has(&[Rule::course]) || unnamed || therapy {
            self.whole(Kind::ConservativeCare, self.stance());
        }
        let of_drugs = self.has(&FIRST_DRUGS) && !self.has(&[Rule::course, Rule::some_therapy]);
        if failed && (self.has(&[Rule::first]) || of_drugs) {
            self.whole(Kind::FirstLineFailure, self.stance());
        }
        if self.has(&[Rule::cannot_also]) {
            self.whole(Kind::Intolerance, self.stance());
        }
        if plain {
            let named = self.parts(&TREATMENTS);
            named.iter().chain(&self.parts(&[Rule::counted])).for_each(|part| self.tried(part, "failed"));
            if !failed && named.is_empty() && !self.has(&[Rule::course]) {
                self.parts(&UNNAMED).iter().for_each(|part| self.tried(part, "failed"));
            }
            self.sessions();
        }
        self.homes();
    }

    /// Care or drugs of which it is said that they have not failed.
    fn held(&mut self) {
        if self.has(&[Rule::course, Rule::plain_course]) {
            self.whole(Kind::ConservativeCare, Stance::Denied);
        }
        if self.has(&[Rule::first]) || self.has(&FIRST_DRUGS) {
            self.whole(Kind::FirstLineFailure, Stance::Denied);
        }
    }

    fn helped(&mut self) {
        let helped = [self.treatments(), self.parts(&[Rule::counted])].concat();
        helped.iter().for_each(|part| self.tried(part, "improved"));
        self.homes();
        self.sessions();
    }

    /// Treatments with since when or how long they were had.
    fn dated(&mut self) {
        let time = self.parts(&[Rule::since, Rule::begun]).first().map(|part| part.places.clone());
        let said = time.as_ref().map(|places| self.span(places));
        let length = said.and_then(|span| value::duration(span.of(self.sentence.text)));
        let treatments = self.treatments();
        for part in &treatments {
            let about = Some(self.span(&part.places));
            let places = time.as_ref().unwrap_or(&part.places);
            self.say(Kind::TreatmentDuration, self.stance(), places, about, length.clone());
        }
        if treatments.is_empty() && !self.has(&[Rule::course]) && !self.has(&COUNTED) {
            let places = time.unwrap_or(self.places.clone());
            self.say(Kind::TreatmentDuration, self.stance(), &places, None, length);
        }
        self.homes();
        self.sessions();
    }

    fn had(&mut self) {
        let treatments = [self.parts(&[Rule::some_therapy]), self.treatments()].concat();
        treatments.iter().for_each(|part| self.tried(part, "not_stated"));
        if self.cue.is_some() && self.has(&[Rule::first]) {
            self.whole(Kind::FirstLineFailure, self.stance());
        }
        if self.cue.is_some() && self.has(&[Rule::course]) {
            self.whole(Kind::ConservativeCare, self.stance());
        }
        self.homes();
        self.sessions();
        // "Received six visits" says how many; in a list, each treatment was tried as well.
        if self.parts.len() > 1 || self.rule == Rule::listed {
            self.parts(&COUNTED).iter().for_each(|part| self.tried(part, "not_stated"));
        }
    }

    fn cannot(&mut self) {
        self.whole(Kind::Intolerance, self.stance());
        let first = self.sentence.phrases.get(self.places.start).map_or("", |phrase| phrase.name);
        // "Cannot tolerate Norco" does not say that it was taken; "took Norco and could not tolerate it" does.
        if self.cue.is_none() && first != "cannot_take" {
            self.parts(&BRANDS).iter().for_each(|part| self.tried(part, "not_stated"));
        }
    }

    fn can(&mut self) {
        let stance = if self.cue == Some(Stance::Undocumented) { Stance::Undocumented } else { Stance::Denied };
        self.whole(Kind::Intolerance, stance);
        if self.cue.is_none() {
            self.parts(&BRANDS).iter().for_each(|part| self.tried(part, "not_stated"));
        }
    }

    /// Treatments right behind a cue, or in a plan.
    fn loose(&mut self) {
        let planned = self.cue == Some(Stance::Planned);
        let more: &[Rule] = if planned { &[Rule::some_therapy, Rule::counted] } else { &[] };
        // An injection that lies ahead is an invasive procedure, which another kind names.
        let is_told = |part: &&Part| !(planned && part.rule == Rule::injected);
        let treatments = [self.treatments(), self.parts(more)].concat();
        treatments.iter().filter(is_told).for_each(|part| self.tried(part, "not_stated"));
        if !planned {
            if self.has(&[Rule::course]) {
                self.whole(Kind::ConservativeCare, self.stance());
            }
            if self.has(&[Rule::first]) {
                self.whole(Kind::FirstLineFailure, self.stance());
            }
            if self.has(&COUNTED) {
                self.whole(Kind::PriorSessions, self.stance());
            }
        }
        self.homes();
    }
}
