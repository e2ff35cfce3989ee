//! In: a line's start. Out: whether the line is page furniture (a page number or running footer) and no part of the text.

/// Longest line that is looked at, in bytes.
const LONGEST: usize = 120;

/// The length in bytes of the line at the start of `text` if it is page furniture. A bare number counts only beside a
/// page break.
pub(super) fn at_line_start(text: &str, page_break: bool) -> Option<usize> {
    let first = *text.as_bytes().first()?;
    if !matches!(first, b'P' | b'p' | b'F' | b'f' | b'-' | b'0'..=b'9') {
        return None;
    }
    let window = text.as_bytes().get(..LONGEST).unwrap_or(text.as_bytes());
    let length = window
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r' | 0x0c))
        .or_else(|| (window.len() == text.len()).then_some(text.len()))?;
    let line = text.get(..length)?.trim_end();
    let beside_break = page_break || next_is_page_break(&text[length..]);
    (is_footer(line) || beside_break && is_bare_number(line)).then_some(length)
}

/// Whether the next thing after a line is a page break.
fn next_is_page_break(rest: &str) -> bool {
    let gap = &rest[..rest.len() - rest.trim_start().len()];
    gap.contains('\u{c}')
}

/// "Page 3", "Page 3 of 7", or the footer that names the letter.
fn is_footer(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    if lower.starts_with("final determination letter for imr case number") {
        return true;
    }
    let Some(rest) = lower.strip_prefix("page ") else { return false };
    rest.split(" of ").all(is_bare_number)
}

/// "3" or "- 3 -".
fn is_bare_number(line: &str) -> bool {
    let digits = line.trim_matches(['-', ' ']);
    (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}
