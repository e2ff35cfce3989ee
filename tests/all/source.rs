//! Reading bytes: text, PDF, folders, hostile input.
#![allow(clippy::unwrap_used)]
use crate::common::shared;
use imrcheck::source::{self, Limits};
#[test]
fn words() {
    let Some(shared) = shared() else { return };
    let limits = Limits::default();
    let words = |t: &str| {
        let mut w: Vec<String> = t.split_whitespace().map(str::to_owned).collect();
        w.sort();
        w
    };
    let (a, b) = (shared.join("letters/2016-2017/pdf"), shared.join("letters/2016-2017/text"));
    let (mut pages, mut n) = (0, 0);
    let t = std::time::Instant::now();
    for (p, t) in source::open(&[a], &limits).zip(source::open(&[b], &limits)) {
        let (p, t) = (p.read(&limits).unwrap(), t.read(&limits).unwrap());
        if words(&p.text) != words(&t.text) {
            println!("differs {}", p.name);
        }
        if p.text.matches('\u{c}').count() + 1 == t.text.matches('\u{c}').count() {
            pages += 1;
        }
        assert!(p.notes.is_empty(), "{:?}", p.notes);
        n += 1;
    }
    println!("{n} {pages} {:?}", t.elapsed());
}
