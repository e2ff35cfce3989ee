//! In: nothing. Out: [`Work`], what a thread has asked of grammars: a measure of speed that is the same on any machine.

use std::cell::Cell;

/// What was asked of grammars.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Calls of pest.
    pub calls: u64,
    /// Letters that automata took, and expressions that the matcher visited.
    pub steps: u64,
}

thread_local! {
    static DONE: Cell<Work> = const { Cell::new(Work { calls: 0, steps: 0 }) };
}

/// What this thread has asked so far.
pub fn done() -> Work {
    DONE.get()
}

/// Notes a call of pest.
pub fn call() {
    let done = DONE.get();
    DONE.set(Work { calls: done.calls + 1, ..done });
}

/// Notes steps of an automaton or of the matcher.
pub(super) fn steps(more: u64) {
    let done = DONE.get();
    DONE.set(Work { steps: done.steps + more, ..done });
}
