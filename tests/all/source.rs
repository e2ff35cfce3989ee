//! Reading bytes: text, PDF, folders, hostile input.
