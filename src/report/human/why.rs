//! In: how sentences were read. Out: for each, the phrases, the rules that told its voice and stances, and its claims.

use crate::claim::{ByWords, ClaimFound, ClauseFound, Explanation, Kind, Section, StanceFrom, Voice, WordClasses};
use crate::report::look::shorten;
use crate::report::{Look, words};

const ROW_GRAMMAR: &str = "grammar/sentence.pest";
const STATEMENTS: &str = "grammar/words/clauses.pest";

/// The sentences of one document, or words that stand in none. `line` gives the line of a sentence, from 1.
pub fn why(
    source: Option<&str>,
    explained: &[Explanation],
    expected: Option<Kind>,
    line: impl Fn(&Explanation) -> usize,
    look: Look,
) -> String {
    let mut out = String::new();
    for one in explained {
        out.push_str(&format!("{}\n", look.line(true)));
        let place = match source {
            Some(source) => format!("{source}, line {}, {}", line(one), section(one.section)),
            None => format!("as a sentence of {}", section(one.section)),
        };
        out.push_str(&look.title("", &place));
        out.push_str(&look.paragraph("  ", &one.sentence));
        out.push_str(&sentence(one, look));
        out.extend(expected.map(|kind| why_not(one, kind, look)));
    }
    out
}

fn section(section: Section) -> String {
    match section {
        Section::Summary => "the case summary or note".to_owned(),
        Section::Rationale(n) => format!("the rationale for item {n}"),
    }
}

fn sentence(one: &Explanation, look: Look) -> String {
    let voice = format!("{}: {}", one.voice.name(), one.voice.meaning());
    let mut out = format!("\n{}{}", look.bold("Voice: "), look.paragraph("", &voice));
    for clause in &one.clauses {
        out.push_str(&look.paragraph("  - ", &self::clause(one, clause)));
    }
    out.push_str(&format!("\n{}\n", look.bold("Phrases, each with its mark, its rule and its meaning")));
    for phrase in &one.phrases {
        let place = format!("  {}  {:<26} ", phrase.mark, shorten(&phrase.words, 26));
        out.push_str(&look.paragraph(&place, &format!("{} ({})", phrase.rule, phrase.file)));
        let kinds: Vec<_> = phrase.kinds.iter().map(|kind| kind.name()).collect();
        let stance = phrase.stance.map(|stance| format!(", {} by itself", stance.name())).unwrap_or_default();
        let of = if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) };
        out.push_str(&look.paragraph(&" ".repeat(32), &format!("{}{of}{stance}", phrase.meaning)));
    }
    out.push_str(&look.paragraph("  row of marks: ", &one.row));
    out.push_str(&by_words(&one.by_words, look));
    out.push_str(&format!("\n{}\n", look.bold("Claims")));
    if one.claims.is_empty() {
        out.push_str("  none\n");
    }
    out.extend(one.claims.iter().map(|claim| self::claim(one, claim, look)));
    out
}

/// The words with their classes, phrase by phrase, and the statements that these make.
fn by_words(read: &ByWords, look: Look) -> String {
    let mut out = format!("\n{}\n", look.bold("By words: phrases, each with its words and their classes"));
    for phrase in &read.phrases {
        let word = |word: &WordClasses| format!("{} ({})", word.word, word.classes.join(", "));
        let words = phrase.words.iter().map(word).collect::<Vec<_>>().join(" ");
        out.push_str(&look.paragraph(&format!("  {:<18} ", phrase.rule), &words));
    }
    for statement in &read.statements {
        out.push_str(&look.paragraph(&format!("  statement {}: ", statement.rule), &statement.words));
    }
    out
}

/// The first and last words of a clause, who speaks in it, and what tells.
fn clause(one: &Explanation, clause: &ClauseFound) -> String {
    let words = |at: usize| one.phrases.get(at).map_or("", |phrase| phrase.words.as_str());
    let place = match (clause.start, clause.end) {
        (start, end) if end <= start => "no phrase was recognised".to_owned(),
        (start, end) if end == start + 1 => format!("\"{}\"", words(start)),
        (start, end) => format!("\"{}\" to \"{}\"", words(start), words(end - 1)),
    };
    let told = match (&clause.rule, clause.told_by) {
        (Some(rule), Some(at)) => format!("rule {rule} of {ROW_GRAMMAR}, told by \"{}\"", words(at)),
        (Some(rule), None) => format!("rule {rule} of {ROW_GRAMMAR}"),
        (None, _) => "it does not tell who speaks, so it goes on as before".to_owned(),
    };
    let mut out = format!("{place}: {} ({told})", clause.voice.name());
    if clause.rule.as_deref() == Some("verdict") && clause.voice == Voice::Procedure {
        out.push_str("; a decision that the case summary tells is procedure");
    }
    if clause.fact_until > clause.start && clause.voice == Voice::Verdict {
        out.push_str(&format!("; the fact up to \"{}\" counts", words(clause.fact_until - 1)));
    }
    if clause.fact_from < clause.end && clause.voice == Voice::Verdict {
        out.push_str(&format!("; the fact from \"{}\" on counts", words(clause.fact_from)));
    }
    out
}

fn claim(one: &Explanation, claim: &ClaimFound, look: Look) -> String {
    let name = claim.kind.name();
    let mut out = look.paragraph("  - ", &format!("{name} {}, from \"{}\"", claim.stance.name(), claim.quote));
    let stated = words::statement(claim.kind, claim.stance, claim.about.as_deref(), claim.value.as_ref());
    out.push_str(&look.paragraph("      ", &stated));
    let words = |at: usize| one.phrases.get(at).map_or("", |phrase| phrase.words.as_str());
    let from = match claim.stance_from {
        StanceFrom::Cue(at) => format!("the cue \"{}\" reaches it", words(at)),
        StanceFrom::Qualifier(at) => format!("\"{}\" stands beside it", words(at)),
        StanceFrom::Words => "its own words say so".to_owned(),
        StanceFrom::Statement => "the statement says so".to_owned(),
        StanceFrom::Plain => "it is asserted, and no cue reaches it".to_owned(),
    };
    let grammar = if claim.stance_from == StanceFrom::Statement { STATEMENTS } else { ROW_GRAMMAR };
    let rule = claim.rule.as_ref().map(|rule| format!(" (rule {rule} of {grammar})")).unwrap_or_default();
    out + &look.paragraph("      stance: ", &format!("{from}{rule}"))
}

fn why_not(one: &Explanation, kind: Kind, look: Look) -> String {
    let reason = one.why_not(kind).unwrap_or_else(|| "It is there: see the claims above.".to_owned());
    format!("\n{}\n{}", look.bold(&format!("Expected: {}", kind.name())), look.paragraph("  ", &reason))
}
