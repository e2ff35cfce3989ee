//! Requests: tables of item texts with what is asked for.
