//! The actual outcome of an item is not reachable from the stages that judge it.

/// Every source file of a stage.
fn files_of(stage: &str) -> Vec<std::path::PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(stage);
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

#[test]
fn no_stage_that_judges_names_the_outcomes() {
    let mut seen = 0;
    for stage in ["claim", "fact", "rule", "decision", "request"] {
        for path in files_of(stage) {
            let text = std::fs::read_to_string(&path).unwrap();
            seen += 1;
            for word in ["Outcomes", "letter::Outcome", "Outcome::"] {
                assert!(!text.contains(word), "{} names {word}", path.display());
            }
            for verdict in ["Upheld", "Overturned"] {
                let lines = text.lines().filter(|line| line.contains(verdict));
                assert!(lines.count() == 0 || stage == "decision", "{} names {verdict}", path.display());
            }
        }
    }
    assert!(seen > 20, "only {seen} files were looked at");
}

/// No treatment and no page of a guideline is named where the rules are read and judged.
#[test]
fn what_a_guideline_asks_stands_in_yaml_only() {
    for stage in ["fact", "rule", "decision"] {
        for path in files_of(stage) {
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let code: String =
                code.filter(|line| !line.contains(".yaml")).collect::<Vec<_>>().join("\n").to_lowercase();
            for name in ["opioid", "norco", "acupuncture", "benzodiazepine", "morphine", "p. 78", "120.0"] {
                let allowed = name == "opioid" && code.contains("kind::opioidagreement");
                assert!(allowed || !code.contains(name), "{} names {name}", path.display());
            }
        }
    }
}
