//! Cleans text before people see it: control characters never reach a terminal, and marks that turn the direction of
//! writing are shown instead of obeyed.

use std::borrow::Cow;

/// A space at which no line ends. Only the program's own text holds it; it is gone before anything is printed.
pub(crate) const TIE: char = '\u{1f}';

/// `text` on one line: each control character is a space, each mark of direction is named (`[U+202E]`).
///
/// Apply it to whatever a document, a rule file or a file name brings into a report or a message. Line breaks become
/// spaces too, so that nothing can pretend to be a line of the program's own.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|one| push(&mut out, one));
    out
}

/// The same for a whole report before it is written: line breaks and tabs stay, and so do codes of color where `color`
/// says that the report may have them.
pub fn printable(text: &str, color: bool) -> Cow<'_, str> {
    // Nearly always there is nothing to change.
    if !text.chars().any(|one| is_hidden(one) && !matches!(one, '\n' | '\t')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(one) = rest.chars().next() {
        let code = if color { color_code(rest) } else { 0 };
        if code > 0 {
            out.push_str(&rest[..code]);
            rest = &rest[code..];
            continue;
        }
        match one {
            '\n' | '\t' => out.push(one),
            '\r' if rest.starts_with("\r\n") => {}
            _ => push(&mut out, one),
        }
        rest = &rest[one.len_utf8()..];
    }
    Cow::Owned(out)
}

/// `text` with as many bytes, so that places in it stay where they are. It is for text that is shown with line numbers
/// and marks under words. Line breaks and tabs stay; a mark of direction becomes U+FFFD.
pub fn clean_in_place(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '\n' | '\t' => out.push(one),
            _ if is_direction(one) && one.len_utf8() == 3 => out.push('\u{fffd}'),
            _ if is_hidden(one) => (0..one.len_utf8()).for_each(|_| out.push(' ')),
            _ => out.push(one),
        }
    }
    out
}

/// JSON with the characters that JSON allows and a terminal obeys written as escapes: the same values, other bytes.
pub fn escaped_json(json: String) -> String {
    if !json.chars().any(is_hidden) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for one in json.chars() {
        match one {
            // Line breaks between values of pretty JSON; within strings they are escaped already.
            '\n' => out.push(one),
            _ if is_hidden(one) => out.push_str(&format!("\\u{:04x}", u32::from(one))),
            _ => out.push(one),
        }
    }
    out
}

/// Whether a terminal, a browser or an editor would do something else with this character than show it.
pub fn is_hidden(one: char) -> bool {
    one.is_control() || is_direction(one) || matches!(one, '\u{2028}' | '\u{2029}')
}

/// The marks that turn the direction of writing, Unicode's Bidi_Control.
fn is_direction(one: char) -> bool {
    matches!(one, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn push(out: &mut String, one: char) {
    match one {
        _ if is_direction(one) => out.push_str(&format!("[U+{:04X}]", u32::from(one))),
        _ if is_hidden(one) => out.push(' '),
        _ => out.push(one),
    }
}

/// How many bytes of `text` are a code of color (`ESC [ 1;31 m`) at its beginning; 0 where there is none.
fn color_code(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("\u{1b}[") else { return 0 };
    let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
    if rest[digits..].starts_with('m') { 2 + digits + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A title, a color that hides, a right-to-left override, a C1 control, a bell.
    const HOSTILE: &str = "a\u{1b}]0;t\u{7}b\u{1b}[8mc\u{202e}d\u{9b}e\u{7f}f";

    #[test]
    fn one_line_holds_no_control_and_names_directions() {
        assert_eq!(clean(HOSTILE), "a ]0;t b [8mc[U+202E]d e f");
        assert_eq!(clean("a\r\nb\tc"), "a  b c");
    }

    #[test]
    fn a_report_keeps_lines_and_its_colors_only() {
        assert_eq!(printable("a\r\n\tb\u{1b}[1;31mc\u{1b}[2Jd", true), "a\n\tb\u{1b}[1;31mc [2Jd");
        assert_eq!(printable("\u{1b}[1mc\u{202e}\n", false), " [1mc[U+202E]\n");
    }

    #[test]
    fn in_place_keeps_every_offset() {
        assert_eq!(clean_in_place(HOSTILE).len(), HOSTILE.len());
        assert!(!clean_in_place(HOSTILE).chars().any(is_hidden));
    }

    #[test]
    fn json_keeps_its_values() {
        let json = escaped_json(serde_json::to_string(HOSTILE).unwrap_or_default());
        assert!(!json.chars().any(is_hidden), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).ok().as_deref(), Some(HOSTILE));
    }
}
