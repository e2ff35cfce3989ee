//! In: the command line. Out: what the user sees. The only code that prints.
