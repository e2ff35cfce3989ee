//! In: documents beyond each limit. Out: proof that the message names the file, the limit and the option that raises it,
//! that the option does, and that the others in the folder are read.
#![allow(clippy::unwrap_used)]

use crate::command_line::{LETTER, folder, imrcheck, path};
use crate::common::{document, judged_within};
use crate::docx::made;
use crate::pdfs;
use imrcheck::source::Limits;

fn refused(text: &str, limits: &Limits) -> Option<String> {
    judged_within(document(text), limits).err().map(|error| error.to_string())
}

#[test]
fn a_document_is_read_up_to_its_limit_and_refused_beyond() {
    let note = |items: usize| {
        let items: String = (1..=items).map(|n| format!("{n}. MRI of level {n}\n")).collect();
        format!("Request:\n{items}")
    };
    let limits = Limits { items: 7, sentences: 30, ..Limits::default() };
    assert_eq!(refused(&note(7), &limits), None);
    let error = refused(&note(8), &limits).unwrap_or_default();
    let expected = "invented.txt: the document has more than 7 requests or disputed items. Check that it is one letter or \
                    note, split it, or raise the limit with --max-items.";
    assert_eq!(error, expected);
    assert_eq!(refused(&"The knee hurts. ".repeat(30), &limits), None);
    let error = refused(&"The knee hurts. ".repeat(31), &limits).unwrap_or_default();
    assert!(error.contains("more than 30 sentences. ") && error.ends_with("with --max-sentences."), "{error}");
}

/// Of a letter only what is read counts: the case summary and the rationales.
#[test]
fn what_a_letter_tells_elsewhere_does_not_count() {
    let before = "The documents were reviewed. ".repeat(50);
    let letter = format!(
        "{before}\nCLINICAL CASE SUMMARY\nThe knee hurts. It swells.\nIMR ISSUES, DECISIONS AND RATIONALES\nMRI: Upheld\n\n\
         Claims Administrator guideline: none.\n\nDecision rationale: It is not shown.\n"
    );
    assert_eq!(refused(&letter, &Limits { sentences: 3, ..Limits::default() }), None);
    assert!(refused(&letter, &Limits { sentences: 2, ..Limits::default() }).is_some());
}

/// A letter has some ten items, and 500 pages hold some ten thousand sentences.
#[test]
fn the_usual_limits_leave_room_for_the_longest_letters() {
    let usual = Limits::default();
    assert!(usual.items >= 100 && usual.sentences >= 20_000, "{usual:?}");
}

/// A document, the limit that it is beyond, what is said of it, and a limit that it is within.
type Case = (&'static str, Vec<u8>, [&'static str; 3], &'static str);

fn cases() -> Vec<Case> {
    let requests: String = (1..=4).map(|n| format!("{n}. MRI of level {n}\n")).collect();
    let elements = |name: &str, times: usize, inner: &str| {
        format!("{}{inner}{}", format!("<w:{name}>").repeat(times), format!("</w:{name}>").repeat(times))
    };
    let inner = made::p("Request: MRI of the knee");
    let many = inner.clone() + &made::p("MRI. ").repeat(5000);
    let deep = elements("sdtContent", 40, &inner);
    vec![
        (
            "large.txt",
            LETTER.repeat(3).into_bytes(),
            [
                "--max-bytes",
                "2kB",
                "the document is larger than 2048 bytes. Check that it is one letter, split it, or raise",
            ],
            "10kB",
        ),
        (
            "pages.pdf",
            pdfs::with_pages(&["Request: MRI of the knee", "Knee pain", "Back pain"]),
            ["--max-pages", "2", "the PDF has more than 2 pages. Split it into one file a letter, or raise the limit"],
            "3",
        ),
        (
            "expanded.docx",
            made::document(&many),
            [
                "--max-expanded",
                "100kB",
                "the Word document unpacks to more than 102400 bytes. Save it as PDF, split it, or",
            ],
            "1MB",
        ),
        (
            "nested.docx",
            made::document(&deep),
            ["--max-nesting", "30", "its elements stand within each other more than 30 deep. It is damaged or made to"],
            "45",
        ),
        (
            "nested.pdf",
            pdfs::drawings(40, "Request: MRI of the knee"),
            ["--max-nesting", "30", "its drawings stand within each other more than 30 deep. It is damaged or made to"],
            "42",
        ),
        (
            "items.txt",
            format!("Request:\n{requests}").into_bytes(),
            [
                "--max-items",
                "3",
                "the document has more than 3 requests or disputed items. Check that it is one letter",
            ],
            "4",
        ),
        (
            "sentences.txt",
            format!("{}\nRequest: MRI of the knee\n", "The knee hurts. ".repeat(20)).into_bytes(),
            ["--max-sentences", "10", "the document has more than 10 sentences. Check that it is one letter or note"],
            "30",
        ),
    ]
}

/// What is told, without the line ends and bars that may stand anywhere in it, even within the name of an option.
fn told(message: &str) -> String {
    message.chars().filter(|one| !one.is_whitespace() && !"|│".contains(*one)).collect()
}

/// What is wrong and what to do, as they are told.
fn closed(message: &str) -> String {
    told(&message.replacen(". ", "help:", 1))
}

#[test]
fn beyond_a_limit_a_document_is_refused_with_a_cure_and_the_others_are_read() {
    for (name, bytes, [option, least, message], enough) in cases() {
        let folder = folder(&[(name, &bytes), ("letter.txt", LETTER.as_bytes())]);
        let whole = folder.path().display().to_string();
        let said = imrcheck(&["check", &whole, option, least, "--format", "json"], b"");
        let told = told(&said.err);
        assert_eq!(said.code, 2, "{name}: {told}");
        assert!(told.contains(name) && told.contains(&closed(message)), "{name}: {told}");
        assert!(told.contains(&format!("thelimitwith{option}.")), "{name}: {told}");
        let documents: Vec<_> = said.out.lines().collect();
        assert!(documents.len() == 1 && documents[0].contains("letter.txt"), "{name}: {documents:?}");
        let raised = imrcheck(&["check", &path(&folder, name), option, enough, "--format", "json"], b"");
        assert!(raised.code < 2 && raised.out.lines().count() == 1, "{name}: {}", raised.err);
    }
}

/// What takes longer than a second, to take out the text and to read it.
fn endless() -> [(&'static str, Vec<u8>, &'static str); 2] {
    let paragraphs = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(900_000);
    [
        ("long.docx", made::document(&paragraphs), "the Word document took longer than 1 second to read. "),
        (
            "long.txt",
            "Her pain is 8/10. ".repeat(40_000).into_bytes(),
            "the document took longer than 1 second to read. ",
        ),
    ]
}

#[test]
fn a_document_that_takes_too_long_is_given_up_and_the_others_are_read() {
    for (name, bytes, message) in endless() {
        let folder = folder(&[(name, &bytes), ("letter.txt", LETTER.as_bytes())]);
        let whole = folder.path().display().to_string();
        let said = imrcheck(&["check", &whole, "--max-seconds", "1", "--format", "json"], b"");
        let told = told(&said.err);
        assert!(said.code == 2 && said.out.lines().count() == 1 && said.out.contains("letter.txt"), "{told}");
        assert!(told.contains(name) && told.contains(&closed(message)), "{told}");
        assert!(told.contains("orgiveitmoretimewith--max-seconds."), "{told}");
    }
}

/// The stack of the thread that reads grows with the levels that are allowed.
#[test]
fn as_deep_as_the_option_allows_is_read() {
    let folder = folder(&[("deep.pdf", &pdfs::drawings(990, "Request: MRI of the knee"))]);
    let said = imrcheck(&["extract", &path(&folder, "deep.pdf"), "--max-nesting", "1000"], b"");
    assert!(said.code == 0 && said.out.contains("MRI of the knee"), "{} {}", said.out, said.err);
}
