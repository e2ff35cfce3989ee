//! In: a row of marks. Out: [`Row`], what the row grammar makes of it; what was made of the same row before is kept.

use super::row::{Assertion, Clause, assertions, clauses};
use crate::kept::{Kept, kept};
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

thread_local! {
    /// Rows as they were read: sentences differ more than the marks in them.
    static READ: RefCell<Kept<Rc<Row>>> = Kept::up_to(30_000, 60);
}

/// Reads a row; one that was met before as it was read then.
pub(super) fn read(row: &str) -> Rc<Row> {
    kept(&READ, row, || Rc::new(Row { clauses: clauses(row), assertions: assertions(row) }))
}
