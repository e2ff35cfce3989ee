//! In: the folder `src`. Out: its files, each with its code apart from its comments, its string literals and its tests.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use walkdir::WalkDir;

/// A file of `src` without its tests.
pub struct SourceText {
    /// Path below `src`, such as `claim/row.rs`.
    pub path: String,
    /// The code, with every comment left out and every string literal as `""`.
    pub code: String,
    /// The string literals, as written.
    pub literals: Vec<String>,
}

impl SourceText {
    /// The stage that the file belongs to: its folder, or its own name where it stands alone.
    pub fn stage(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }
}

/// All files of `src`, in path order.
pub fn sources() -> Vec<SourceText> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "rs"));
    let texts = files.map(|file| {
        let path = file.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        (path, std::fs::read_to_string(file.path()).unwrap())
    });
    let texts = texts.filter(|(path, _)| !path.ends_with("_tests.rs"));
    let sources: Vec<_> = texts.map(|(path, text)| split(path, without_tests(&text))).collect();
    assert!(sources.len() > 60, "only {} files were found", sources.len());
    sources
}

/// What stands before the module of tests, which is the last thing in a file.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap()
}

fn split(path: String, text: &str) -> SourceText {
    let mut source = SourceText { path, code: String::new(), literals: Vec::new() };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        rest = if rest.starts_with("//") {
            &rest[rest.find('\n').unwrap_or(rest.len())..]
        } else if let Some((literal, after)) = literal(rest) {
            source.literals.push(literal.to_owned());
            source.code.push_str("\"\"");
            after
        } else {
            let length = character(rest).unwrap_or(first.len_utf8());
            source.code.push_str(&rest[..length]);
            &rest[length..]
        };
    }
    source
}

/// The string literal at the start of `text`, and what follows it.
fn literal(text: &str) -> Option<(&str, &str)> {
    if let Some(raw) = text.strip_prefix('r') {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        let body = raw[marks..].strip_prefix('"')?;
        let end = body.find(&format!("\"{}", "#".repeat(marks)))?;
        return Some((&body[..end], &body[end + 1 + marks..]));
    }
    let body = text.strip_prefix('"')?;
    let mut escaped = false;
    let end = body.find(|one| {
        let ends = one == '"' && !escaped;
        escaped = one == '\\' && !escaped;
        ends
    })?;
    Some((&body[..end], &body[end + 1..]))
}

/// Length of the character literal at the start of `text`, so that `'"'` opens no string; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    let inner = match body.strip_prefix('\\') {
        Some(escape) => 1 + escape.find('\'')?.max(1),
        None => body.chars().next()?.len_utf8(),
    };
    body[inner..].starts_with('\'').then_some(inner + 2)
}

#[test]
fn comments_literals_and_code_are_told_apart() {
    let text =
        "let a = \"x \\\" y\"; // \"no\"\nlet b = '\"'; let c = r#\"raw \"q\" \"#; fn d<'a>(e: &'a str) { '\\'' }\n";
    let source = split("claim/a.rs".to_owned(), text);
    assert_eq!(source.literals, ["x \\\" y", "raw \"q\" "]);
    assert_eq!(source.code, "let a = \"\"; \nlet b = '\"'; let c = \"\"; fn d<'a>(e: &'a str) { '\\'' }\n");
    assert_eq!(source.stage(), "claim");
}
