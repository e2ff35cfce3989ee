//! The promises of ARCHITECTURE.md, each as a test.

mod alike;
mod any_text;
mod blind;
mod deterministic;
mod growth;
mod house;
mod layout;
mod rust_text;
mod spans;
