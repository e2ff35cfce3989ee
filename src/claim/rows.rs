//! In: a row of marks. Out: [`Row`], what the row grammar makes of it; what was made of the same row before is kept.

use super::row::{Assertion, Clause, assertions, clauses};
use indexmap::IndexMap;
use std::cell::RefCell;
use std::rc::Rc;

/// What the row grammar makes of a row.
#[derive(Debug)]
pub(super) struct Row {
    /// Who speaks in each clause.
    pub clauses: Vec<Clause>,
    /// What is asserted.
    pub assertions: Vec<Assertion>,
}

/// No more rows are kept than this, and none longer.
const MOST_ROWS: usize = 30_000;
const LONGEST_ROW: usize = 60;

thread_local! {
    /// Rows as they were read: sentences differ more than the marks in them.
    static READ: RefCell<IndexMap<Box<str>, Rc<Row>>> = RefCell::default();
}

/// Reads a row; one that was met before as it was read then.
pub(super) fn read(row: &str) -> Rc<Row> {
    if let Some(known) = READ.with_borrow(|rows| rows.get(row).cloned()) {
        return known;
    }
    let read = Rc::new(Row { clauses: clauses(row), assertions: assertions(row) });
    READ.with_borrow_mut(|rows| {
        if rows.len() < MOST_ROWS && row.len() <= LONGEST_ROW {
            rows.insert(row.into(), Rc::clone(&read));
        }
    });
    read
}
