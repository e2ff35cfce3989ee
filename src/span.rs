//! In: byte offsets. Out: [`Span`], the half-open byte range by which every finding leads back to the document; and
//! [`Spans`], many of them, which are asked without a pass over all.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A half-open byte range `start..end` into a document's text as extracted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Number of bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the range holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside this range.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The text that the range covers, or `""` where it does not lie on character borders of `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Ranges that are asked what they hold, in time that hardly grows with their number.
#[derive(Debug, Clone, Default)]
pub struct Spans {
    /// By their starts, each with the furthest end up to it.
    ranges: Vec<(usize, usize)>,
}

impl Spans {
    /// These ranges, in any order.
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut ranges: Vec<_> = spans.into_iter().map(|span| (span.start, span.end)).collect();
        ranges.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut ranges {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { ranges }
    }

    /// Whether `span` lies wholly inside one of the ranges.
    pub fn hold(&self, span: Span) -> bool {
        self.furthest_end(|start| start <= span.start).is_some_and(|end| span.end <= end)
    }

    /// Whether `span` shares a byte with one of the ranges.
    pub fn meet(&self, span: Span) -> bool {
        self.furthest_end(|start| start < span.end).is_some_and(|end| span.start < end)
    }

    fn furthest_end(&self, starts: impl Fn(usize) -> bool) -> Option<usize> {
        let count = self.ranges.partition_point(|(start, _)| starts(*start));
        self.ranges[..count].last().map(|(_, end)| *end)
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, Spans};

    #[test]
    fn many_ranges_hold_and_meet_what_one_of_them_does() {
        let all = [Span::new(9, 12), Span::new(2, 20), Span::new(2, 4), Span::new(25, 25), Span::new(30, 33)];
        let spans = Spans::new(all);
        for start in 0..36 {
            for end in start..36 {
                let span = Span::new(start, end);
                assert_eq!(spans.hold(span), all.iter().any(|one| one.contains(span)), "{span:?}");
                let meets = |one: &Span| one.start < end && start < one.end;
                assert_eq!(spans.meet(span), all.iter().any(meets), "{span:?}");
            }
        }
        assert!(!Spans::default().hold(Span::new(0, 0)) && !Spans::default().meet(Span::new(0, 1)));
    }
}
