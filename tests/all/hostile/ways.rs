//! In: any bytes. Out: nothing, or a panic where a promise is broken: every way by which bytes from outside reach the
//! program, each gone to its end. The tests here and the fuzz targets in `tests/fuzz` share this file.
#![allow(clippy::unwrap_used)]

use imrcheck::report::{Judge, Look, Report, Sidecar, findings, html, human, json, narrated, sarif};
use imrcheck::rule::{BUILTIN_FILES, Rulebooks, RulesError, SourceFile, lint};
use imrcheck::source::{self, Document, Limits, Prose};
use imrcheck::span::Span;
use imrcheck::study::pile::{self, Pile, Sheet};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Once};
use std::time::Duration;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What takes any bytes.
pub type Way = fn(&[u8]);

/// Every way in, by the name of its fuzz target.
pub const ALL: [(&str, Way); 6] =
    [("text", text), ("pdf", pdf), ("docx", docx), ("rule_yaml", rule_yaml), ("jsonl", jsonl), ("sidecar", sidecar)];

/// The project's folder: of the tests it is the package's own, of the fuzz targets two above it.
static PROJECT: LazyLock<PathBuf> = LazyLock::new(|| {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().find(|folder| folder.join("grammar").is_dir()).unwrap().to_owned()
});

static JUDGE: LazyLock<Judge> =
    LazyLock::new(|| Judge::new(Rulebooks::builtin_for_judging().unwrap(), None, None).unwrap());

/// A letter that sidecar files and rule files are tried on.
static LETTER: LazyLock<Report> = LazyLock::new(|| {
    let path = PROJECT.join("tests/letters/opioid-four-as-missing.txt");
    let text = std::fs::read_to_string(path).unwrap();
    judged(Document { name: "letter.txt".to_owned(), text, notes: Vec::new() })
});

/// Limits that keep one input from holding up all others.
static LIMITS: LazyLock<Limits> = LazyLock::new(|| Limits {
    document_bytes: 1 << 20,
    pages: 50,
    expanded_bytes: 4 << 20,
    document_time: Duration::from_secs(60),
    ..Limits::default()
});

/// Bytes as a plain text.
pub fn text(bytes: &[u8]) {
    whole(read("any.txt", bytes));
}

/// Bytes as a PDF.
pub fn pdf(bytes: &[u8]) {
    whole(read("any.pdf", bytes));
}

/// Bytes as a Word document. What is no packed file is taken for the parts of one, parted by a byte that no text holds:
/// a packed file would not outlive most changes, for its parts have checksums.
pub fn docx(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return whole(read("any.docx", bytes));
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in PARTS.iter().zip(std::iter::once(TYPES.as_bytes()).chain(bytes.split(|&byte| byte == 0xff))) {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(part).unwrap();
    }
    whole(read("any.docx", &zip.finish().unwrap().into_inner()));
}

/// The parts of a Word document, in the order in which an input gives them, after the list of parts.
const PARTS: [&str; 5] =
    ["[Content_Types].xml", "word/document.xml", "word/numbering1.xml", "word/styles1.xml", "word/header1.xml"];

/// The list of parts.
const TYPES: &str = "<Types>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/numbering1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
    <Override PartName=\"/word/styles1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/></Types>";

/// Bytes as a file of many documents.
pub fn jsonl(bytes: &[u8]) {
    whole(read("any.jsonl", bytes));
}

/// Bytes as a file of rules: an edition of their own, and a family beside an edition that is in order.
pub fn rule_yaml(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let file = |name: &str, text: &str| SourceFile { name: name.to_owned(), text: text.to_owned() };
    let edition = |(name, text): &(&str, &str)| name.ends_with("mtus-2009/edition.yaml").then(|| file(name, text));
    let edition = BUILTIN_FILES.iter().find_map(edition).unwrap();
    let folder = edition.folder().to_owned();
    let family = text.lines().find_map(|line| line.strip_prefix("family:")).map_or("opioid", str::trim);
    let beside = vec![edition, file(&format!("{folder}/{family}.yaml"), &text)];
    let alone = vec![file("own/edition.yaml", &text), file("own/other.yaml", "")];
    for files in [beside, alone] {
        match Rulebooks::from_files(files) {
            Ok(rulebooks) => rules(rulebooks),
            Err(faults) => {
                faults.0.iter().for_each(|fault| assert!(fault.place.line() > 0));
                drop(imrcheck::report::drawn(&RulesError::Faults(faults), Look::default()));
            }
        }
    }
}

/// What is done with rules that are in order.
fn rules(rulebooks: Rulebooks) {
    drop(lint::lint(&rulebooks));
    drop(imrcheck::study::rulebook::pages(&rulebooks));
    let judge = Judge::new(rulebooks, None, None).unwrap();
    let mut report = LETTER.clone();
    judge.judge(&mut report);
    shown(&report);
}

/// Bytes as the file beside a document that says what is settled.
pub fn sidecar(bytes: &[u8]) {
    let Ok(sidecar) = Sidecar::read(&String::from_utf8_lossy(bytes)) else { return };
    assert_eq!(
        Sidecar::read(&sidecar.to_yaml().unwrap()),
        Ok(sidecar.clone()),
        "written and read again it is the same"
    );
    let report = Report { sidecar, ..LETTER.clone() };
    assert!(report.stale().len() <= report.sidecar.settled.len());
    shown(&report);
}

/// What reading a file of this name gives. Panics of the libraries underneath are no fault: they are told as damage.
fn read(name: &str, bytes: &[u8]) -> Vec<Document> {
    watch_own_panics();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    let before = OWN_PANICS.load(Ordering::Relaxed);
    let inputs = source::open(&[folder.path().join(name)], &LIMITS);
    let read: Vec<_> = inputs.map(|input| input.read(&LIMITS)).collect();
    assert_eq!(before, OWN_PANICS.load(Ordering::Relaxed), "the program itself panicked");
    for error in read.iter().filter_map(|read| read.as_ref().err()).map(ToString::to_string) {
        assert!(error.contains(name) && error.ends_with('.'), "{error}");
        assert!(!error.contains("took longer than"), "{error}");
    }
    read.into_iter().flatten().collect()
}

/// Panics of this program in a thread that catches them.
static OWN_PANICS: AtomicUsize = AtomicUsize::new(0);

/// Counts panics in the program's own code, which `source` would catch with those of the libraries.
fn watch_own_panics() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        // The program puts a hook of its own in place when it first reads such a document; this one goes on top of it.
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("none.docx"), b"PK\x03\x04").unwrap();
        let inputs = source::open(&[folder.path().join("none.docx")], &LIMITS);
        assert!(inputs.map(|input| input.read(&LIMITS)).all(|read| read.is_err()));
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let own = info.location().is_some_and(|at| is_own(Path::new(at.file())));
            if own {
                OWN_PANICS.fetch_add(1, Ordering::Relaxed);
                eprintln!("{info}");
            }
            before(info);
        }));
    });
}

fn is_own(file: &Path) -> bool {
    file.strip_prefix(&*PROJECT).unwrap_or(file).starts_with("src")
}

/// How many documents of one input are taken through all stages: a thousand of them would tell no more.
const ENOUGH: usize = 4;

/// Takes documents through every stage and every renderer.
fn whole(documents: Vec<Document>) {
    for document in documents.into_iter().take(ENOUGH) {
        let report = judged(document);
        places(&report);
        shown(&report);
        let asked = Report::read(report.document.clone(), &["MRI of the knee".to_owned(), String::new()]);
        assert_eq!(asked.letter.items.len(), report.letter.items.len() + 1);
        shown(&asked);
    }
}

fn judged(document: Document) -> Report {
    let mut report = Report::read(document, &[]);
    JUDGE.judge(&mut report);
    report
}

/// Every place lies in the text, and every quote stands there.
fn places(report: &Report) {
    let text = &report.document.text;
    let lies = |span: Span| assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{span:?}");
    report.reading.sentences.iter().for_each(|sentence| lies(sentence.span));
    report.letter.items.iter().for_each(|item| lies(item.span));
    for claim in &report.reading.claims {
        lies(claim.span);
        assert_eq!(Prose::new(text, claim.span).text, claim.quote, "{claim:?}");
    }
    let of_conflict = |conflict: &imrcheck::conflict::Conflict| {
        conflict.second.iter().chain([&conflict.first]).for_each(|place| lies(place.span));
    };
    report.conflicts.iter().for_each(of_conflict);
}

/// Shows a report in every form that there is.
fn shown(report: &Report) {
    let program = report.program;
    let look = Look { width: 60, ..Look::default() };
    let texts = [human::extract(report, look), human::check(report, None, look), narrated::check(report, None)];
    texts.iter().for_each(|text| assert!(!text.contains('\u{1b}'), "an escape code got through: {text:?}"));
    for line in [json::extract(report), json::check(report, None)] {
        assert!(!line.contains('\n') && serde_json::from_str::<serde_json::Value>(&line).is_ok(), "{line}");
    }
    let page = html::check(report, None);
    assert!(!page.to_lowercase().contains("<script"), "a script got through");
    let logs = [false, true].map(|with_text| sarif::log(&[sarif::results(report, None, with_text)], program));
    assert!(logs.iter().all(|log| serde_json::from_str::<serde_json::Value>(log).is_ok()));
    let mut pile = Pile::default();
    (0..2).for_each(|_| pile.add(Sheet::of(report, None)));
    drop((pile::csv::pile(&pile, program), pile::human::pile(&pile, look), pile::html::pile(&pile, &[], program)));
    drop(imrcheck::report::BOTH.map(|evidence| findings(report, evidence)));
}
