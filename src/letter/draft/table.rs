//! In: the lines of a table of requests. Out: one request for each row, put together from its cells.

use super::found::{Detail, Found, without_stop};
use super::line::{Kind, Line};
use super::parser::{Rule, is, nodes, span};
use crate::letter::lines::trimmed;
use crate::span::Span;

/// What parts the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parted {
    Bars,
    Tabs,
    /// By two blanks or more, so that an empty cell shows only by where the others stand.
    Blanks,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Service,
    Code,
    Diagnosis,
    Detail(Detail),
    Nothing,
}

/// A cell and the number of characters before it in its line.
#[derive(Debug, Clone, Copy)]
struct Cell {
    span: Span,
    column: usize,
}

/// A table whose header was read.
#[derive(Debug)]
pub(super) struct Table {
    parted: Parted,
    columns: Vec<(Role, usize)>,
    pub(super) rows: Vec<Found>,
}

impl Table {
    /// A table, where `raw` is the header of one. In a list of requests (`expected`) a column of treatments is enough;
    /// elsewhere a list of medicines would look the same, so that a word of asking or a code must tell.
    pub(super) fn header(text: &str, raw: Span, expected: bool) -> Option<Self> {
        let parted =
            [Parted::Bars, Parted::Tabs, Parted::Blanks].into_iter().find(|&by| cells(text, raw, by).len() > 1)?;
        let (mut columns, mut asks, mut unknown) = (Vec::new(), expected, 0);
        for cell in cells(text, raw, parted) {
            let mut role = None;
            for node in nodes(Rule::column, cell.span.of(text)) {
                role = role.or_else(|| role_of(node.as_rule()));
                asks |= node.as_rule() == Rule::of_code || node.into_inner().any(|it| it.as_rule() == Rule::asked_for);
            }
            unknown += usize::from(role.is_none() && !cell.span.is_empty());
            columns.push((role.unwrap_or(Role::Nothing), cell.column));
        }
        let has = |wanted: fn(&Role) -> bool| columns.iter().any(|(role, _)| wanted(role));
        let service = has(|role| *role == Role::Service);
        let more = has(|role| matches!(role, Role::Code | Role::Diagnosis | Role::Detail(_)));
        (service && more && asks && unknown <= 1).then_some(Self { parted, columns, rows: Vec::new() })
    }

    /// Takes a line as a part of the table; `false` where the table has ended before it. `gap`: after a blank line.
    pub(super) fn take(&mut self, text: &str, raw: Span, gap: bool) -> bool {
        let line = Line::read(text, raw);
        let more_of_header = self.rows.is_empty() && is(Rule::header_more, raw.of(text));
        if line.kind == Kind::Printed || more_of_header {
            return true;
        }
        let cells = cells(text, raw, self.parted);
        if self.ends(&line, &cells, gap) {
            return false;
        }
        let placed = self.placed(&cells);
        if self.opens_row(text, &placed, gap) {
            self.rows.push(Found::default());
        }
        let columns = &self.columns;
        if let Some(row) = self.rows.last_mut() {
            for (index, cell) in placed.into_iter().filter(|(_, cell)| !cell.span.is_empty()) {
                match columns.get(index).map(|(role, _)| *role) {
                    Some(Role::Service) => row.words.push(without_stop(text, cell.span)),
                    Some(Role::Detail(detail)) => row.details.push((detail, cell.span)),
                    _ => {}
                }
            }
        }
        true
    }

    /// Whether a line is none of the table's: a heading, or words that fit no column.
    fn ends(&self, line: &Line, cells: &[Cell], gap: bool) -> bool {
        if self.parted == Parted::Bars {
            return cells.len() < 2;
        }
        let heading = matches!(line.kind, Kind::Requests { .. } | Kind::Plan | Kind::Section | Kind::Label);
        let alone = match cells {
            [one] => gap || self.parted == Parted::Tabs || self.is_wide(*one),
            _ => false,
        };
        heading || alone
    }

    /// Whether a cell reaches over the columns after its own.
    fn is_wide(&self, cell: Cell) -> bool {
        let own = self.nearest(cell.column);
        let next = self.columns.get(own + 2).map(|(_, start)| *start);
        next.is_some_and(|next| cell.column + cell.span.len() > next)
    }

    /// Each cell with the index of its column.
    fn placed(&self, cells: &[Cell]) -> Vec<(usize, Cell)> {
        let by_order = self.parted != Parted::Blanks || cells.len() == self.columns.len();
        let index = |(order, cell): (usize, &Cell)| (if by_order { order } else { self.nearest(cell.column) }, *cell);
        cells.iter().enumerate().map(index).collect()
    }

    fn nearest(&self, column: usize) -> usize {
        let distances = self.columns.iter().enumerate().map(|(index, (_, start))| (start.abs_diff(column), index));
        distances.min().map_or(0, |(_, index)| index)
    }

    /// Whether a line begins a row, and does not go on with the cells of the line before.
    fn opens_row(&self, text: &str, placed: &[(usize, Cell)], gap: bool) -> bool {
        let role = |index: usize| self.columns.get(index).map(|(role, _)| *role);
        let filled = |wanted: Role| placed.iter().find(|(at, cell)| role(*at) == Some(wanted) && !cell.span.is_empty());
        let Some((_, service)) = filled(Role::Service) else { return false };
        let words = service.span.of(text);
        let goes_on =
            !gap && !self.rows.is_empty() && words.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | '#'));
        let coded = self.columns.iter().any(|(role, _)| *role == Role::Code);
        let amount = || placed.iter().any(|(at, _)| matches!(role(*at), Some(Role::Detail(_))));
        let complete = if coded { filled(Role::Code).is_some() } else { amount() };
        !goes_on && (self.parted != Parted::Blanks || complete || is(Rule::starts, words))
    }
}

fn role_of(rule: Rule) -> Option<Role> {
    match rule {
        Rule::of_service => Some(Role::Service),
        Rule::of_code => Some(Role::Code),
        Rule::of_diagnosis => Some(Role::Diagnosis),
        Rule::of_nothing => Some(Role::Nothing),
        detail => Detail::of(detail).map(Role::Detail),
    }
}

/// The cells of a line, empty ones too where bars or tabs show them.
fn cells(text: &str, raw: Span, parted: Parted) -> Vec<Cell> {
    let line = raw.of(text);
    let (rule, cell) = match parted {
        Parted::Bars => (Rule::barred, Rule::bar_text),
        Parted::Tabs => (Rule::tabbed, Rule::tab_text),
        Parted::Blanks => (Rule::spaced, Rule::space_text),
    };
    let (mut characters, mut counted) = (0, 0);
    let found = nodes(rule, line).filter(|node| node.as_rule() == cell);
    found
        .map(|node| {
            let start = node.as_span().start();
            characters += line.get(counted..start).map_or(0, |before| before.chars().count());
            counted = start;
            Cell { span: trimmed(text, span(&node, raw.start)), column: characters }
        })
        .collect()
}
