//! What people type: exit codes, messages, formats, bad input.
