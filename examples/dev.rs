use imrcheck::{claim::*, request::Drugs, source::Prose, span::Span};
use std::io::BufRead;
fn main() {
    let drugs = Drugs::built_in();
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let v: serde_json::Value = serde_json::from_str(&line).unwrap();
        let text = v["text"].as_str().unwrap();
        let section = if v["section"] == "summary" { Section::Summary } else { Section::Rationale(1) };
        let prose = Prose::new(text, Span::new(0, text.len()));
        let mut r = Reading::default();
        read_section(&prose, section, &drugs, &mut r);
        println!("{}", serde_json::json!({"id": v["id"], "sentences": r.sentences, "claims": r.claims, "row": debug(&prose, &drugs)}));
    }
}
