//! The promises of ARCHITECTURE.md, each as a test.

mod any_text;
mod blind;
mod deterministic;
mod house;
mod layout;
mod rust_text;
mod spans;
