//! Changes the text of a sidecar file entry by entry, so that the comments that somebody wrote into it survive.

use super::settled::{Settled, Sidecar};
use crate::span::Span;
use saphyr_parser::{Event, Parser};

/// The text of a sidecar file with `entry` at its end and without the entries that `replaced` picks.
///
/// # Errors
/// What is wrong with the text, with the line, as a clause.
pub fn with_entry(text: &str, entry: Settled, replaced: impl Fn(&Settled) -> bool) -> Result<String, String> {
    let mut all = Sidecar::read(text)?;
    let gone: Vec<usize> = (0..all.settled.len()).filter(|&index| replaced(&all.settled[index])).collect();
    let new = serde_yaml::to_string(std::slice::from_ref(&entry)).map_err(|error| error.to_string())?;
    all.settled.retain(|one| !replaced(one));
    all.settled.push(entry);
    let layout = Layout::of(text);
    let edited = layout.edited(&gone, &new);
    // A file that is written in another way than entry by entry is written anew, below its comments.
    match edited.filter(|edited| Sidecar::read(edited).is_ok_and(|read| read == all)) {
        Some(edited) => Ok(edited),
        None => Ok(layout.comments(Span::new(0, text.len()), "") + &all.to_yaml()?),
    }
}

/// Where the values and entries of a file stand.
struct Layout<'a> {
    text: &'a str,
    /// The bytes of every key and value: a `#` in there begins no comment.
    scalars: Vec<Span>,
    /// The lines of each entry, from its dash to its last value.
    entries: Vec<Span>,
}

impl<'a> Layout<'a> {
    fn of(text: &'a str) -> Self {
        // The parser counts characters.
        let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        let byte = |index: usize| bytes.get(index).copied().unwrap_or(text.len());
        let mut layout = Self { text, scalars: Vec::new(), entries: Vec::new() };
        let (mut depth, mut first) = (0_usize, None);
        for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
            match event {
                Event::Scalar(..) => {
                    let scalar = Span::new(byte(span.start.index()), byte(span.end.index()));
                    layout.scalars.push(scalar);
                    // Within the file's map, the list of entries and the map of one.
                    if depth == 3 {
                        first.get_or_insert(scalar.start);
                    }
                }
                Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
                Event::MappingEnd | Event::SequenceEnd => {
                    if depth == 3
                        && let Some(start) = first.take()
                    {
                        layout.entry(start);
                    }
                    depth = depth.saturating_sub(1);
                }
                _ => {}
            }
        }
        layout
    }

    /// Notes the lines of an entry whose first key begins at `start` and whose last value is the last one read.
    fn entry(&mut self, start: usize) {
        let last = self.scalars.last().map_or(start, |last| last.end);
        let line_start = |at: usize| self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        // A value of several lines ends where the next line begins.
        let last = if last > 0 && last == line_start(last) { last - 1 } else { last };
        let end = self.text[last..].find('\n').map_or(self.text.len(), |more| last + more + 1);
        self.entries.push(Span::new(line_start(start), end));
    }

    /// The text without the entries `gone` and with `new`, a list of one, after the last entry; nothing where the file is
    /// not written entry by entry.
    fn edited(&self, gone: &[usize], new: &str) -> Option<String> {
        let last = self.entries.last()?;
        let dash = last.of(self.text).find('-')?;
        let indent = &last.of(self.text)[..dash];
        if !indent.trim().is_empty() {
            return None;
        }
        let mut out = String::with_capacity(self.text.len() + new.len());
        let mut at = 0;
        for &index in gone {
            let entry = self.entries.get(index)?;
            out.push_str(&self.text[at..entry.start]);
            out.push_str(&self.comments(*entry, indent));
            at = entry.end;
        }
        // Of an entry that is gone the text was passed already.
        out.push_str(&self.text[at..last.end.max(at)]);
        if !out.ends_with('\n') {
            out.push('\n');
        }
        new.lines().for_each(|line| out.push_str(&format!("{indent}{line}\n")));
        out.push_str(&self.text[last.end..]);
        Some(out)
    }

    /// The comments that stand within these bytes, a line each.
    fn comments(&self, within: Span, indent: &str) -> String {
        let mut out = String::new();
        let mut at = within.start;
        for line in within.of(self.text).split_inclusive('\n') {
            let begins = |&(offset, _): &(usize, &str)| {
                let place = at + offset;
                let parted = self.text[..place].ends_with([' ', '\t', '\n']) || place == 0;
                parted && !self.scalars.iter().any(|scalar| scalar.start <= place && place < scalar.end)
            };
            if let Some((offset, _)) = line.match_indices('#').find(begins) {
                out.push_str(&format!("{indent}{}\n", line[offset..].trim_end()));
            }
            at += line.len();
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn entry(finding: &str, reason: &str) -> Settled {
        let date = date(2026, 5, 4);
        Settled { finding: finding.to_owned(), item: Some(1), request: None, reason: reason.to_owned(), date, by: None }
    }

    fn added(text: &str, finding: &str) -> String {
        with_entry(text, entry(finding, "seen"), |one| one.finding == finding).unwrap_or_else(|error| error)
    }

    const NEW: &str = "- finding: b\n  item: 1\n  reason: seen\n  date: 2026-05-04\n";

    #[test]
    fn an_entry_is_added_below_the_others_and_comments_stay() {
        let text = "# for the audit\nsettled:\n  # first\n  - finding: a # see page 3\n    reason: \"no # comment\"\n    \
                    date: 2026-05-01\n# the end\n";
        let indented: String = NEW.lines().map(|line| format!("  {line}\n")).collect();
        assert_eq!(added(text, "b"), text.replace("# the end\n", &format!("{indented}# the end\n")));
    }

    #[test]
    fn a_replaced_entry_leaves_its_comments() {
        let text = "settled:\n- finding: b # page 3\n  # asked again\n  reason: |\n    old\n    words\n  date: 2026-05-01\n\
                    - finding: a\n  reason: x\n  date: 2026-05-01\n";
        let rest = "- finding: a\n  reason: x\n  date: 2026-05-01\n";
        assert_eq!(added(text, "b"), format!("settled:\n# page 3\n# asked again\n{rest}{NEW}"));
        let alone = "settled:\n- finding: b\n  reason: x\n  date: 2026-05-01 # last\n";
        assert_eq!(added(alone, "b"), format!("settled:\n# last\n{NEW}"));
    }

    #[test]
    fn a_file_in_another_style_is_written_anew_below_its_comments() {
        let text = "settled: [ {finding: a, reason: x, date: 2026-05-01} ] # short\n";
        let whole = format!("# short\nsettled:\n- finding: a\n  reason: x\n  date: 2026-05-01\n{NEW}");
        assert_eq!(added(text, "b"), whole);
        assert_eq!(added("settled: []\n", "b"), format!("settled:\n{NEW}"));
        assert_eq!(added("", "b"), format!("settled:\n{NEW}"));
        assert!(added("settled: [", "b").contains("line"));
    }
}
