//! In: any bytes. Out: a crash where the way `pdf` breaks a promise.
#![no_main]

#[path = "../../all/hostile/ways.rs"]
#[allow(dead_code, reason = "each target goes one way of them")]
mod ways;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ways::pdf(bytes));
