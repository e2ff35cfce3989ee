//! Rule files: faults with their places, truth tables, examples.
