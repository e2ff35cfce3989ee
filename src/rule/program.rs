//! Names what made an output: the program's version, and a hash of the rules that it judged by.

use super::fault::SourceFile;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::LazyLock;

/// What an output was made with. Two outputs with the same `Program`, of the same document, are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Program {
    /// The program's version, such as `0.1.0`.
    pub version: &'static str,
    /// Sixteen hexadecimal digits that differ where any rule file does.
    #[schemars(with = "String")]
    pub rules: RulesHash,
}

/// The first eight bytes of a SHA-256 over the names and texts of the rule files, in order of name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RulesHash([u8; 8]);

impl RulesHash {
    /// A hash of these bytes.
    pub const fn new(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }
}

impl Program {
    /// This program with the rules that it holds itself.
    pub fn builtin() -> Self {
        static BUILTIN: LazyLock<Program> = LazyLock::new(|| Program::of(super::BUILTIN_FILES.iter().copied()));
        *BUILTIN
    }

    /// This program with rules of a folder.
    pub(super) fn of_files(files: &[SourceFile]) -> Self {
        // An edition's files are known by folder and name, wherever the folder of rules lies.
        let known_by = |file: &SourceFile| file.name.rsplitn(3, '/').take(2).map(str::len).sum::<usize>() + 1;
        let mut named: Vec<_> = files
            .iter()
            .map(|file| (&file.name[file.name.len().saturating_sub(known_by(file))..], file.text.as_str()))
            .collect();
        named.sort_unstable();
        Self::of(named)
    }

    fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut hash = Sha256::new();
        for (name, text) in files {
            for part in [name, text] {
                hash.update(part);
                hash.update([0]);
            }
        }
        let mut rules = [0; 8];
        rules.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
        Self { version: env!("CARGO_PKG_VERSION"), rules: RulesHash(rules) }
    }
}

/// As reports for people name it.
impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "imrcheck {}, rules {}", self.version, self.rules)
    }
}

impl fmt::Display for RulesHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Serialize for RulesHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> SourceFile {
        SourceFile { name: name.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn the_hash_is_of_names_and_texts_and_not_of_the_folder() {
        let program = |folder: &str, text: &str| Program::of_files(&[file(&format!("{folder}mtus/a.yaml"), text)]);
        assert_eq!(program("", "x"), program("/home/rules/", "x"));
        assert_ne!(program("", "x").rules, program("", "y").rules);
        assert_eq!(program("", "x").to_string().len(), "imrcheck 0.1.0, rules 0123456789abcdef".len());
    }
}
