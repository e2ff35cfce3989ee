//! Reading bytes: text, PDF, folders, JSON Lines, running text, hostile input.
#![allow(clippy::unwrap_used)]

use crate::common::shared;
use crate::pdfs;
use imrcheck::source::{self, Document, Limits, Prose};
use imrcheck::span::Span;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn read_with(path: &Path, limits: &Limits) -> Vec<Result<Document, String>> {
    let inputs = source::open(&[path.to_owned()], limits);
    inputs.map(|input| input.read(limits).map_err(|error| error.to_string())).collect()
}

/// What reading a file of this name and content gives.
fn read(name: &str, bytes: &[u8]) -> Result<Document, String> {
    let folder = folder(&[(name, bytes)]);
    let mut all = read_with(&folder.path().join(name), &Limits::default());
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[test]
fn text_is_read_in_its_encoding() {
    let cases: [(&[u8], &str, &[&str]); 5] = [
        ("Größe 5".as_bytes(), "Größe 5", &[]),
        ("\u{feff}Norco".as_bytes(), "Norco", &[]),
        (b"\xff\xfeN\0o\0", "No", &[]),
        (b"\xfe\xff\0N\0o", "No", &[]),
        (b"patient\x92s \xb0 \x96 pain", "patient’s ° – pain", &["decoded-as-windows-1252"]),
    ];
    for (bytes, text, codes) in cases {
        let document = read("note.txt", bytes).unwrap();
        assert_eq!(document.text, text);
        assert_eq!(document.notes.iter().map(|note| note.code).collect::<Vec<_>>(), codes);
    }
}

#[test]
fn what_cannot_be_read_is_an_error_with_name_and_cure() {
    let cases: [(&str, &[u8], &str); 8] = [
        ("empty.txt", b"", "the file is empty. Check"),
        ("blank.txt", b" \n\n ", "the file is empty. Check"),
        ("data.txt", b"abc\0\x01\x02def", "holds binary data. Save"),
        ("noise.txt", b"\x01\x02\x03\xff\xfe\x80abc", "holds binary data. Save"),
        ("letter.docx", b"PK\x03\x04rest", "a packed file that is damaged or cut off. Get it again"),
        ("letter.pdf", b"Case Number: 1", "does not begin as a PDF does"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "damaged or cut off"),
        ("garbage.txt", b"%PDF-1.4 \xff\xff\xff not a pdf at all", "damaged or cut off"),
    ];
    for (name, bytes, message) in cases {
        let error = read(name, bytes).unwrap_err();
        assert!(error.contains(name) && error.contains(message) && error.ends_with('.'), "{error}");
    }
    let missing = read_with(Path::new("no/such/file.txt"), &Limits::default()).remove(0).unwrap_err();
    assert_eq!(missing, "no/such/file.txt: cannot read: no such file or folder. Check the spelling of the path.");
}

#[test]
fn a_document_over_the_limit_is_refused_without_being_held() {
    let limits = Limits { document_bytes: 1000, ..Limits::default() };
    let folder = folder(&[("big.txt", "x ".repeat(501).as_bytes()), ("fits.txt", "x ".repeat(500).as_bytes())]);
    let all = read_with(folder.path(), &limits);
    assert!(all[0].as_ref().unwrap_err().contains("larger than 1000 bytes. Check"));
    assert_eq!(all[1].as_ref().unwrap().text.len(), 1000);
}

#[test]
fn a_folder_is_read_in_name_order_with_known_kinds_only() {
    let files: [(&str, &[u8]); 7] = [
        ("b/2.txt", b"two"),
        ("b/10.TXT", b"ten"),
        ("a.txt", b"a"),
        ("c.jsonl", b"{\"name\":\"r1\",\"text\":\"one\"}\n{\"text\":\"two\"}\n"),
        ("d.txt", b""),
        ("e.txt", b"e"),
        ("image.png", b"\x89PNG"),
    ];
    let folder = folder(&files);
    let all = read_with(folder.path(), &Limits::default());
    let names: Vec<_> = all.iter().map(|read| read.as_ref().map_or("error", |document| &document.text)).collect();
    assert_eq!(names, ["a", "ten", "two", "one", "two", "error", "e"]);
    assert_eq!(all[3].as_ref().unwrap().name, "r1");
    assert!(all[4].as_ref().unwrap().name.ends_with("c.jsonl:2"));
}

#[test]
fn a_folder_with_nothing_to_read_is_an_error() {
    let folder = folder(&[("image.png", b"\x89PNG")]);
    let all = read_with(folder.path(), &Limits::default());
    assert_eq!(all.len(), 1);
    assert!(all[0].as_ref().unwrap_err().contains("the folder holds nothing that can be read. Give"));
}

#[cfg(unix)]
#[test]
fn a_ring_of_links_ends() {
    let folder = folder(&[("sub/a.txt", b"a")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/up")).unwrap();
    let all = read_with(folder.path(), &Limits::default());
    assert_eq!(all.len(), 2);
    assert!(all[1].as_ref().unwrap_err().contains("leads back"));
}

#[test]
fn paths_are_read_in_the_order_given() {
    let folder = folder(&[("1.txt", b"1"), ("2.txt", b"2"), ("3/x.txt", b"3")]);
    let paths: Vec<PathBuf> = ["3", "2.txt", "none.txt", "1.txt"].iter().map(|name| folder.path().join(name)).collect();
    let limits = Limits::default();
    let texts = source::open(&paths, &limits)
        .map(|input| input.read(&limits).map_or("error".to_owned(), |document| document.text));
    assert_eq!(texts.collect::<Vec<_>>(), ["3", "2", "error", "1"]);
}

#[test]
fn a_bad_line_of_json_is_an_error_with_its_number_and_the_rest_is_read() {
    let lines = b"\xef\xbb\xbf{\"name\":\"a\",\"text\":\"A\"}\r\n\n{\"name\":\"b\"}\n[1]\n{\"name\":\"c\",\"text\":\" \"}\n{\"name\":\"d\",\"text\":\"D\",\"more\":1}";
    let folder = folder(&[("all.jsonl", lines), ("none.jsonl", b"\n\n")]);
    let all = read_with(&folder.path().join("all.jsonl"), &Limits::default());
    assert_eq!(all.len(), 5);
    assert_eq!(all[0].as_ref().unwrap().text, "A");
    for (at, message) in [
        (1, "line 3: not a record (missing field `text`"),
        (2, "line 4: not a record"),
        (3, "line 5: the record's text is empty"),
    ] {
        let error = all[at].as_ref().unwrap_err();
        assert!(error.contains(message) && error.contains("all.jsonl"), "{error}");
        assert!(!error.contains("line 1"), "{error}");
    }
    assert_eq!(all[4].as_ref().unwrap().name, "d");
    let none = read_with(&folder.path().join("none.jsonl"), &Limits::default());
    assert!(none.len() == 1 && none[0].as_ref().unwrap_err().contains("the file holds no record"));
}

#[test]
fn a_record_over_the_limit_is_refused_and_the_next_is_read() {
    let limits = Limits { document_bytes: 100, ..Limits::default() };
    let lines = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"short\"}}\n", "x".repeat(5000));
    let folder = folder(&[("all.jsonl", lines.as_bytes())]);
    let all = read_with(&folder.path().join("all.jsonl"), &limits);
    assert!(all[0].as_ref().unwrap_err().contains("line 1: the record is larger than 100 bytes"));
    assert_eq!(all[1].as_ref().unwrap().text, "short");
}

/// Text as it stands in a document, with the running text that it makes.
const PROSE: [(&str, &str); 18] = [
    ("one\n two\r\n\r\nthree", "one two three"),
    ("  led \u{a0}\u{2003}by\u{3000}space ", "led by space"),
    ("anti-\ninflammatory", "anti-inflammatory"),
    ("anti- \n\n inflammatory", "anti-inflammatory"),
    ("11-21-\n2016", "11-21-2016"),
    ("L4-\nL5", "L4-L5"),
    ("short-\nand long-term", "short- and long-term"),
    ("pain -\nsevere", "pain - severe"),
    ("- item\n- item", "- item - item"),
    ("since 2016.In March", "since 2016. In March"),
    ("(none).The next. A", "(none). The next. A"),
    ("9792.20 e.g. U.S. 0.025%", "9792.20 e.g. U.S. 0.025%"),
    ("the patient’s “pain” – 5—6…", "the patient's \"pain\" - 5-6..."),
    ("oﬃce ﬁle", "office file"),
    ("inflam\u{ad}\nmatory zero\u{200b}width", "inflammatory zerowidth"),
    ("end of page\n\u{c}next page", "end of page next page"),
    ("line one\n3\n\u{c}Page 4 of 7\nline two", "line one line two"),
    ("take\n30\ntablets", "take 30 tablets"),
];

#[test]
fn running_text_reads_as_it_was_written() {
    for (text, expected) in PROSE {
        let prose = Prose::new(text, Span::new(0, text.len()));
        assert_eq!(prose.text, expected, "{text:?}");
    }
}

#[test]
fn a_contracted_not_is_spelled_out_and_leads_back_to_its_bytes() {
    let text = "He didn’t  walk, can't\nsit and WON'T stand; isn't the patient's aunt tn't?";
    let prose = Prose::new(text, Span::new(0, text.len())).with_not_spelled_out();
    assert_eq!(prose.text, "He did not walk, cannot sit and will not stand; is not the patient's aunt tn't?");
    for (words, expected, written) in [
        ("did not walk", "didn’t  walk", "didn't walk"),
        ("did", "did", "did"),
        (" not", "n’t", "n't"),
        ("walk", "walk", "walk"),
        ("cannot sit", "can't\nsit", "can't sit"),
        ("will not stand; is not", "WON'T stand; isn't", "WON'T stand; isn't"),
        ("aunt", "aunt", "aunt"),
    ] {
        let start = prose.text.find(words).unwrap();
        let place = Span::new(start, start + words.len());
        assert_eq!(prose.span(place).of(text), expected, "{words}");
        assert_eq!(prose.as_written(place), written, "{words}");
    }
    let plain = Prose::new("He did not walk.", Span::new(0, 16));
    assert_eq!(plain.clone().with_not_spelled_out(), plain);
}

#[test]
fn every_word_of_running_text_leads_back_to_its_bytes() {
    let text = "x ﬁrst “anti-\n inflammatory” is 2016.In\u{a0}\u{a0}use – é";
    let prose = Prose::new(text, Span::new(2, text.len()));
    assert_eq!(prose.text, "first \"anti-inflammatory\" is 2016. In use - é");
    let cases = [
        ("first", "ﬁrst"),
        ("\"anti-inflammatory\"", "“anti-\n inflammatory”"),
        ("inflammatory", "inflammatory"),
        ("2016. In use", "2016.In\u{a0}\u{a0}use"),
        ("-  é", ""),
        ("- é", "– é"),
    ];
    for (words, bytes) in cases {
        let Some(at) = prose.text.find(words) else { continue };
        assert_eq!(prose.span(Span::new(at, at + words.len())).of(text), bytes);
    }
}

proptest! {
    #[test]
    fn spans_of_running_text_lie_on_character_borders(text in "([a-zA-Z0-9 .\\-]|\\s|[“”’–ﬁﬃ\u{a0}\u{ad}\u{200b}\u{c}é𝄞]|\\PC){0,60}", from in 0..30_usize) {
        let start = (0..=from.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let prose = Prose::new(&text, Span::new(start, text.len()));
        prop_assert!(!prose.text.contains("  ") && prose.text.trim_end() == prose.text);
        let borders: Vec<usize> = prose.text.char_indices().map(|(at, _)| at).chain([prose.text.len()]).collect();
        let mut last = start;
        for (at, &border) in borders.iter().enumerate() {
            let point = prose.span(Span::new(border, border));
            prop_assert!(text.is_char_boundary(point.start) && (prose.text.is_empty() || point.start >= start));
            for &end in &borders[at + 1..] {
                let span = prose.span(Span::new(border, end));
                prop_assert!(text.get(span.start..span.end).is_some() && span.start >= last);
            }
            last = if at + 1 < borders.len() { point.start } else { last };
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), pdf in any::<bool>()) {
        let bytes = if pdf { [b"%PDF-1.5\n".as_slice(), &bytes].concat() } else { bytes };
        let _ = read("any.txt", &bytes);
    }
}

#[test]
fn a_pdf_gives_its_words_page_by_page() {
    let document =
        read("letter.pdf", &pdfs::with_pages(&["Case summary of a long letter", "Second page of this letter"]))
            .unwrap();
    assert_eq!(
        document.text.split_whitespace().collect::<Vec<_>>().join(" "),
        "Case summary of a long letter Second page of this letter"
    );
    assert_eq!(document.text.matches("\n\u{c}").count(), 1);
    assert!(document.notes.is_empty());
}

#[test]
fn pages_without_text_are_noted_and_a_scan_is_refused() {
    let scanned = pdfs::with_pages(&["Case summary of a long letter", pdfs::PICTURE, ""]);
    let document = read("mixed.pdf", &scanned).unwrap();
    assert_eq!(document.notes.len(), 1);
    assert_eq!(document.notes[0].code, "page-without-text");
    assert!(document.notes[0].message.starts_with("Page 2 gave no text"));
    let error = read("scan.pdf", &pdfs::with_pages(&[pdfs::PICTURE, pdfs::PICTURE])).unwrap_err();
    assert!(error.contains("scan.pdf: the PDF holds no text") && error.contains("(OCR)"), "{error}");
}

#[test]
fn a_locked_pdf_is_refused_and_one_with_an_empty_password_is_read() {
    let text = "Case summary of a long letter";
    assert!(read("open.pdf", &pdfs::encrypted(text, "")).unwrap().text.contains("long letter"));
    let error = read("locked.pdf", &pdfs::encrypted(text, "secret")).unwrap_err();
    assert!(error.contains("locked.pdf: the PDF is locked with a password. Open it"), "{error}");
}

#[test]
fn a_pdf_cut_off_anywhere_is_read_or_refused() {
    let whole = pdfs::with_pages(&["Case summary of a long letter", "Second page of this letter"]);
    for end in (0..whole.len()).step_by(whole.len() / 40) {
        if let Err(error) = read("cut.pdf", &whole[..end]) {
            assert!(error.contains("cut.pdf: "), "{error}");
        }
    }
}

#[test]
fn hostile_pdfs_are_refused_in_bounded_time() {
    for (name, bytes, message) in pdfs::hostile() {
        let start = std::time::Instant::now();
        let error = read("hostile.pdf", &bytes).expect_err(name);
        assert!(error.contains("hostile.pdf: the PDF ") && error.contains(message), "{name}: {error}");
        assert!(start.elapsed().as_secs() < 20, "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn too_many_pages_are_refused() {
    let folder = folder(&[("three.pdf", &pdfs::with_pages(&["a", "b", "c"]))]);
    let limits = Limits { pages: 2, ..Limits::default() };
    let error = read_with(folder.path(), &limits).remove(0).unwrap_err();
    assert!(error.contains("more than 2 pages. Split"), "{error}");
}

#[test]
fn real_pdfs_give_the_words_of_their_texts() {
    let Some(shared) = shared() else { return };
    let limits = Limits::default();
    let words = |text: &str| {
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort();
        words
    };
    let open = |folder: &str| source::open(&[shared.join("letters/2016-2017").join(folder)], &limits);
    let mut count = 0;
    for (pdf, text) in open("pdf").zip(open("text")) {
        let (pdf, text) = (pdf.read(&limits).unwrap(), text.read(&limits).unwrap());
        assert_eq!(words(&pdf.text), words(&text.text), "{}", pdf.name);
        assert_eq!(pdf.text.matches('\u{c}').count() + 1, text.text.matches('\u{c}').count(), "{}", pdf.name);
        assert!(pdf.notes.is_empty(), "{:?}", pdf.notes);
        count += 1;
    }
    assert_eq!(count, 101);
}
