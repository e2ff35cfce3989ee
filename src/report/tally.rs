//! In: reports. Out: [`Tally`]: how many predictions agree with the decisions, beside "always upheld".

use crate::letter::Outcome;
use crate::report::{BOTH, Evidence, Report};

/// Agreement on one kind of evidence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Items that have both a prediction and a decision.
    pub compared: usize,
    /// Of these, how many predictions agree.
    pub agree: usize,
    /// Of these, how many denials were upheld: what "always upheld" would get right.
    pub upheld: usize,
    /// Of the items with a decision, how many no rule covers.
    pub not_covered: usize,
}

/// Agreement of many items.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents.
    pub documents: usize,
    /// Items.
    pub items: usize,
    /// On the summary alone.
    pub summary: Count,
    /// With the reviewer's findings.
    pub findings: Count,
}

impl Tally {
    /// The tally of one document.
    pub fn of(report: &Report) -> Self {
        let mut tally = Self { documents: 1, items: report.letter.items.len(), ..Self::default() };
        for evidence in BOTH {
            let count = tally.count_mut(evidence);
            for view in report.items() {
                let judged = view.judgements.and_then(|judgements| judgements.by(evidence)).is_some();
                match view.agreement(evidence) {
                    Some(agrees) => {
                        count.compared += 1;
                        count.agree += usize::from(agrees);
                        count.upheld += usize::from(view.outcome == Some(Outcome::Upheld));
                    }
                    None => count.not_covered += usize::from(judged && view.outcome.is_some()),
                }
            }
        }
        tally
    }

    /// Adds another tally.
    pub fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.items += other.items;
        for evidence in BOTH {
            let more = other.count(evidence);
            let count = self.count_mut(evidence);
            count.compared += more.compared;
            count.agree += more.agree;
            count.upheld += more.upheld;
            count.not_covered += more.not_covered;
        }
    }

    /// The count on this kind of evidence.
    pub fn count(&self, evidence: Evidence) -> Count {
        match evidence {
            Evidence::Summary => self.summary,
            Evidence::Findings => self.findings,
        }
    }

    fn count_mut(&mut self, evidence: Evidence) -> &mut Count {
        match evidence {
            Evidence::Summary => &mut self.summary,
            Evidence::Findings => &mut self.findings,
        }
    }
}
