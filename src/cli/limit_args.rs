//! In: the words on the command line about how large a document may be. Out: the [`Limits`], and the help that explains
//! them.

use crate::source::Limits;
use clap::Args;
use std::time::Duration;

/// The largest size that can be asked for: what is read is held in memory.
const MOST_BYTES: usize = 4 << 30;

/// What the options stand under in the help.
const HEADING: &str = "Limits of a document";

/// How large a document may be. What is larger is refused with a message, and the others are read.
#[derive(Debug, Clone, Copy, Args)]
pub struct LimitArgs {
    /// The largest file, or record of a file of many documents, such as 500kB or 32MB. [default: 16MB]
    #[arg(long, help_heading = HEADING, value_name = "SIZE", value_parser = size)]
    pub max_bytes: Option<usize>,
    /// The most pages of a PDF. [default: 500]
    #[arg(long, help_heading = HEADING, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub max_pages: Option<u32>,
    /// The largest size that a PDF or Word document may have once unpacked: small files can be made to unpack to very
    /// large ones. [default: 32MB]
    #[arg(long, help_heading = HEADING, value_name = "SIZE", value_parser = size)]
    pub max_expanded: Option<usize>,
    /// The most drawings of a PDF, groups of its pages, or elements of a Word document within each other. [default: 256]
    #[arg(long, help_heading = HEADING, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub max_nesting: Option<u32>,
    /// The longest time to take the text out of a PDF or Word document, and then to read it, in seconds. [default: 30]
    #[arg(long, help_heading = HEADING, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub max_seconds: Option<u32>,
    /// The most requests of a note, or disputed items of a letter. [default: 500]
    #[arg(long, help_heading = HEADING, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub max_items: Option<u32>,
    /// The most sentences of a note, or of a letter's case summary and rationales. [default: 50000]
    #[arg(long, help_heading = HEADING, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub max_sentences: Option<u32>,
}

impl LimitArgs {
    /// The limits asked for, and the usual ones for the rest.
    pub fn limits(self) -> Limits {
        let usual = Limits::default();
        let count = |asked: Option<u32>, usual| asked.and_then(|count| usize::try_from(count).ok()).unwrap_or(usual);
        let seconds = self.max_seconds.map(|seconds| Duration::from_secs(seconds.into()));
        Limits {
            document_bytes: self.max_bytes.unwrap_or(usual.document_bytes),
            pages: count(self.max_pages, usual.pages),
            expanded_bytes: self.max_expanded.unwrap_or(usual.expanded_bytes),
            nesting: count(self.max_nesting, usual.nesting),
            document_time: seconds.unwrap_or(usual.document_time),
            items: count(self.max_items, usual.items),
            sentences: count(self.max_sentences, usual.sentences),
        }
    }
}

/// Reads "16MB", "500 kB", "1.5 GB" or a number of bytes. A kB is 1024 bytes, as file managers of Windows count.
fn size(text: &str) -> Result<usize, String> {
    let form = "write it as 500kB, 16MB or 1GB";
    let text = text.trim();
    let digits = text.find(|one: char| !one.is_ascii_digit() && one != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit: usize = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" | "bytes" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        other => return Err(format!("`{other}` is no unit of size; {form}")),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let read = |digits: &str| digits.parse::<usize>().ok();
    let whole = read(if whole.is_empty() && !part.is_empty() { "0" } else { whole });
    let tenths = if part.is_empty() { Some(0) } else { read(part.get(..1).unwrap_or(part)) };
    let bytes = whole.zip(tenths).and_then(|(whole, tenths)| whole.checked_mul(unit)?.checked_add(tenths * unit / 10));
    match bytes {
        None => Err(format!("`{text}` is no size; {form}")),
        Some(0) => Err("at least one byte must be allowed".to_owned()),
        Some(bytes) if bytes > MOST_BYTES => Err("the largest size is 4GB".to_owned()),
        Some(bytes) => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        let cases = [("16MB", 16 << 20), ("500 kB", 500 << 10), ("1g", 1 << 30), ("1.5MB", 3 << 19), ("1000", 1000)];
        for (text, bytes) in cases {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for text in ["", "MB", "16 parsecs", "0", "-1", "5GB", "1..5MB", "99999999999999999999"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
