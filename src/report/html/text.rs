//! In: a document and its claims. Out: its text line by line with the claims marked, and what each mark was read as.

use super::anchor;
use crate::claim::Claim;
use crate::report::{Lines, Report, words};
use crate::span::Span;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Words from which one or more claims were read.
pub struct Mark {
    /// Their bytes; marks do not overlap.
    span: Span,
    /// The claims, by their place in the reading.
    claims: Vec<usize>,
}

/// All marks of a document, in its order. Claims that overlap share one.
pub fn marks(claims: &[Claim]) -> Vec<Mark> {
    let mut order: Vec<usize> = (0..claims.len()).filter(|&index| !claims[index].span.is_empty()).collect();
    order.sort_by_key(|&index| (claims[index].span, index));
    let mut marks: Vec<Mark> = Vec::new();
    for index in order {
        let span = claims[index].span;
        match marks.last_mut() {
            Some(last) if span.start < last.span.end => {
                last.span.end = last.span.end.max(span.end);
                last.claims.push(index);
            }
            _ => marks.push(Mark { span, claims: vec![index] }),
        }
    }
    marks
}

/// The number, from 1, of the mark that each claim belongs to.
pub fn numbers(marks: &[Mark]) -> BTreeMap<usize, usize> {
    let of_mark = |(number, mark): (usize, &Mark)| mark.claims.iter().map(move |&claim| (claim, number + 1)).collect();
    marks.iter().enumerate().flat_map(of_mark as fn((usize, &Mark)) -> Vec<(usize, usize)>).collect()
}

/// The document's text. Each line has its number; blank lines are left out.
pub fn text(report: &Report, marks: &[Mark], document: usize) -> Markup {
    let text = &report.document.text;
    let mut start = 0;
    let lines = text.split_inclusive('\n').enumerate().filter_map(|(index, line)| {
        let from = start;
        start += line.len();
        let span = Span::new(from, from + line.trim_end().len());
        (!span.is_empty()).then_some((index + 1, span))
    });
    html! {
        div.document role="group" aria-label="Text of the document" tabindex="0" {
            @for (number, span) in lines {
                div.line data-n=(number) { span { (line(report, marks, span, document)) } }
            }
        }
    }
}

/// One line, cut where marks begin and end.
fn line(report: &Report, marks: &[Mark], line: Span, document: usize) -> Markup {
    let text = &report.document.text;
    let first = marks.partition_point(|mark| mark.span.end <= line.start);
    let on_line = marks.iter().enumerate().skip(first).take_while(|(_, mark)| mark.span.start < line.end);
    let mut at = line.start;
    html! {
        @for (index, mark) in on_line {
            @let part = Span::new(mark.span.start.max(line.start), mark.span.end.min(line.end));
            @let before = Span::new(std::mem::replace(&mut at, part.end), part.start);
            (before.of(text))
            @if part.start == mark.span.start {
                a id=(anchor(document, "words", index + 1)) href=(format!("#{}", anchor(document, "read", index + 1)))
                    class=(format!("read {}", stance(report, mark))) { (part.of(text)) sup { (index + 1) } }
            } @else {
                span class=(format!("read {}", stance(report, mark))) { (part.of(text)) }
            }
        }
        (Span::new(at, line.end).of(text))
    }
}

/// The stance of the mark's first claim, which gives it its colour; the list of what was read says it in words.
fn stance(report: &Report, mark: &Mark) -> &'static str {
    mark.claims.first().map_or("", |&claim| report.reading.claims[claim].stance.name())
}

/// What was read from each mark, and which points it bears on. `bears` gives the points of a claim.
pub fn readings(
    report: &Report,
    marks: &[Mark],
    lines: &Lines<'_>,
    bears: &BTreeMap<usize, Vec<(String, String)>>,
    document: usize,
) -> Markup {
    let row = |claim: usize| {
        let points = bears.get(&claim).map(Vec::as_slice).unwrap_or_default();
        html! {
            td { (words::claim(&report.reading.claims[claim])) }
            td {
                @if points.is_empty() { span.soft { "no point" } }
                @for (index, (link, name)) in points.iter().enumerate() {
                    @if index > 0 { ", " }
                    a href=(format!("#{link}")) { (name) }
                }
            }
        }
    };
    html! {
        div.scroll role="group" tabindex="0" aria-label="What was read" {
            table.words {
                thead { tr { th scope="col" { "Words" } th scope="col" { "Line" } th scope="col" { "Read as" }
                    th scope="col" { "Bears on" } } }
                tbody {
                    @for (index, mark) in marks.iter().enumerate() {
                        @for (place, &claim) in mark.claims.iter().enumerate() {
                            tr id=[(place == 0).then(|| anchor(document, "read", index + 1))] {
                                th scope="row" {
                                    a href=(format!("#{}", anchor(document, "words", index + 1))) {
                                        (index + 1) ": " (crate::report::look::shorten(&report.reading.claims[claim].quote, 60))
                                    }
                                }
                                td { (lines.at(mark.span.start) + 1) }
                                (row(claim))
                            }
                        }
                    }
                }
            }
        }
    }
}
