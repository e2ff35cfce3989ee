//! In: judged reports. Out: one log in SARIF 2.1.0, the format in which programs exchange findings.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. It holds no text of a document unless asked.

use crate::report::{ConflictFinding, Evidence, Finding, Label, Lines, Report, Severity, conflict_findings, findings};
use crate::rule::{Program, Truth};
use crate::span::Span;
use indexmap::IndexMap;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

/// What may not stand in a path of an address as it is.
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':')
    .add(b'\\');

/// The findings of one document, ready to be joined with others.
#[derive(Debug, Clone, Default)]
pub struct Results {
    results: Vec<Value>,
    rules: IndexMap<String, Value>,
}

/// The findings of a document. `with_text`: whether the words that decided are shown.
pub fn results(report: &Report, asked: Option<Evidence>, with_text: bool) -> Results {
    let lines = Lines::new(&report.document.text);
    let mut all = Results::default();
    for finding in findings(report, report.explained(asked)) {
        all.results.push(result(report, &finding, &lines, with_text));
        all.rules.entry(finding.code.clone()).or_insert_with(|| rule(&finding));
    }
    for conflict in conflict_findings(report) {
        all.results.push(contradiction(report, &conflict, &lines, with_text));
        let about = json!({"id": conflict.code, "shortDescription": {"text": "Statements that contradict each other"}});
        all.rules.entry(conflict.code).or_insert(about);
    }
    all
}

/// A contradiction: the first place, and what contradicts it as related places.
fn contradiction(report: &Report, conflict: &ConflictFinding, lines: &Lines<'_>, with_text: bool) -> Value {
    let (first, places) = places(report, &conflict.labels, lines, with_text);
    let item = conflict.item.map_or(String::new(), |n| format!("Item {n}. "));
    json!({
        "ruleId": conflict.code,
        "level": "warning",
        "message": {"text": format!("{item}{}. {}", conflict.message, conflict.help)},
        "locations": first,
        "relatedLocations": places,
        "properties": {"item": conflict.item},
    })
}

/// The whole log.
pub fn log(documents: &[Results], program: Program) -> String {
    let mut rules: IndexMap<String, Value> = IndexMap::new();
    let mut results = Vec::new();
    for document in documents {
        rules.extend(document.rules.clone());
        results.extend(document.results.iter().cloned());
    }
    for result in &mut results {
        let index = result["ruleId"].as_str().and_then(|id| rules.get_index_of(id));
        result["ruleIndex"] = json!(index);
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "imrcheck",
                "version": program.version,
                "properties": {"rules": program.rules},
                "shortDescription": {"text": "Checks medical-necessity documentation in California workers' compensation"},
                "fullDescription": {"text": crate::report::DISCLAIMER},
                "rules": rules.into_values().collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    crate::visible::escaped_json(log.to_string()) + "\n"
}

fn rule(finding: &Finding) -> Value {
    json!({
        "id": finding.code,
        "shortDescription": {"text": finding.title},
        "help": {"text": finding.help},
        "properties": {"cite": finding.cite, "file": finding.rule.file, "line": finding.rule.line},
    })
}

fn result(report: &Report, finding: &Finding, lines: &Lines<'_>, with_text: bool) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    };
    let against = if finding.truth == Truth::Contradicted {
        format!(" {}", crate::report::words::on_contradicted(finding))
    } else {
        String::new()
    };
    let message =
        format!("Item {}. {}.{against} {} Source: {}", finding.item, finding.message, finding.help, finding.cite);
    let (first, places) = places(report, &finding.labels, lines, with_text);
    let mut result = json!({
        "ruleId": finding.code,
        "level": level,
        "message": {"text": message},
        "locations": first,
        "partialFingerprints": {"itemAndPoint/v1": format!("{}:{}", finding.item, finding.code)},
        "properties": {"item": finding.item, "truth": finding.truth, "silent": finding.silent},
    });
    if !places.is_empty() {
        result["relatedLocations"] = Value::Array(places);
    }
    if let Some(settled) = &finding.settled {
        let justification = crate::report::words::settled(settled);
        result["suppressions"] = json!([{"kind": "external", "status": "accepted", "justification": justification}]);
    }
    result
}

/// The place to show, and the others.
fn places(report: &Report, labels: &[Label], lines: &Lines<'_>, with_text: bool) -> (Vec<Value>, Vec<Value>) {
    let of = |labels: &[Label]| -> Vec<Value> {
        labels.iter().map(|label| place(report, label.span, &label.text, lines, with_text)).collect()
    };
    let (first, others) = labels.split_at(1.min(labels.len()));
    (of(first), of(others))
}

/// A place in the document. Lines and columns are those of the text as extracted.
fn place(report: &Report, span: Span, remark: &str, lines: &Lines<'_>, with_text: bool) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(&report.document.name)}});
    let words = span.of(&report.document.text);
    if !words.is_empty() {
        let ((line, column), (end_line, end_column)) = (lines.position(span.start), lines.position(span.end));
        let mut region =
            json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column});
        if with_text {
            region["snippet"] = json!({"text": words});
        }
        physical["region"] = region;
    }
    json!({"physicalLocation": physical, "message": {"text": remark}})
}

/// The address of a document: relative as the user named it, `file:` where the path is absolute.
fn uri(name: &str) -> String {
    let path = name.replace('\\', "/");
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    if let (true, Some(rest)) = (drive, path.get(2..)) {
        return format!("file:///{}:{}", &path[..1], utf8_percent_encode(rest, NOT_IN_PATH));
    }
    let encoded = utf8_percent_encode(&path, NOT_IN_PATH).to_string();
    match path.as_str() {
        "-" => "stdin".to_owned(),
        _ if path.starts_with('/') => format!("file://{encoded}"),
        _ => encoded,
    }
}
