//! Word documents that are made to harm, damaged, or something else: each is an error with a cure, soon.
#![allow(clippy::unwrap_used)]

use super::made::{TYPES, body, document, heading, li, note, p, packed, table, with_parts};
use super::{read, read_with};
use imrcheck::source::Limits;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Longest time that a refusal may take, also in a program that was not optimised.
const SOON: Duration = Duration::from_secs(20);

fn text_part(xml: &[u8]) -> Vec<u8> {
    packed(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", xml)])
}

/// Each known way to make a reader of such files run away, with a part of the message that refuses it.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let spaces = vec![b' '; 64 << 20];
    let many: Vec<(String, Vec<u8>)> = (0..5000).map(|at| (format!("word/media/{at}.xml"), Vec::new())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let nested = |name: &str, times: usize| {
        body(&format!("{}{}", format!("<w:{name}>").repeat(times), format!("</w:{name}>").repeat(times)))
    };
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><d>&b;</d>";
    let shared = format!("<w:numbering>{}</w:numbering>", "<w:num w:numId=\"1\"/>".repeat(10));
    let wide = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc/>".repeat(600_000));
    vec![
        ("a part that unpacks to 64 MB", text_part(&spaces), "unpacks to more than 32 MB"),
        ("a list of parts that unpacks to 64 MB", packed(&[("[Content_Types].xml", &spaces)]), "unpacks to more than"),
        ("5000 files", packed(&many), "more than 4096 files"),
        (
            "elements without end",
            text_part(nested("p", 100_000).as_bytes()),
            "stand within each other more than 256 deep. ",
        ),
        (
            "tables within tables",
            text_part(nested("tbl", 100_000).as_bytes()),
            "stand within each other more than 256 deep. ",
        ),
        ("entities that stand for others", text_part(laughs.as_bytes()), "declares entities of its own"),
        ("600 000 cells", document(&wide), "unpacks to more than 32 MB"),
        ("styles that unpack to 64 MB", with_parts(&p("x"), &[("styles", &"<s>".repeat(20 << 20))]), "more than 32 MB"),
        (
            "a text that breaks off",
            text_part(body(&p("x")).split("<w:sectPr/>").next().unwrap().as_bytes()),
            "its text breaks off",
        ),
        ("ends that do not fit", text_part(b"<w:document><w:body></w:document>"), "not well-formed"),
        ("no text part", packed(&[("[Content_Types].xml", TYPES.as_bytes())]), "the part with its text is missing"),
        ("nothing in it", with_parts("", &[("numbering", &shared)]), "the Word document is empty"),
    ]
}

#[test]
fn hostile_word_documents_are_refused_in_bounded_time() {
    for (name, bytes, message) in hostile() {
        let start = Instant::now();
        let error = read("hostile.docx", &bytes).expect_err(name);
        assert!(error.contains("hostile.docx: the Word document ") && error.contains(message), "{name}: {error}");
        assert!(error.ends_with('.'), "{error}");
        assert!(start.elapsed() < SOON, "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn sizes_that_a_file_states_are_not_believed() {
    // The size that the list of files states, of the text part: its first four bytes after the packed size.
    let mut bytes = text_part(&vec![b' '; 48 << 20]);
    let entry = |bytes: &[u8]| bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    let at = entry(&bytes) + 24;
    bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    assert!(read("liar.docx", &bytes).unwrap_err().contains("unpack"));
    let mut bytes = document(&p("Knee pain."));
    let at = entry(&bytes) + 24;
    bytes[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes()[..]);
    let _ = read("liar.docx", &bytes);
}

#[test]
fn a_huge_attribute_or_many_columns_cost_no_more_than_they_are_long() {
    let start = Instant::now();
    let long = format!("<w:p w:rsidR=\"{}\">{}</w:p>", "a".repeat(8 << 20), super::made::r("Knee pain."));
    assert_eq!(read("long.docx", &document(&long)).unwrap().text, "Knee pain.");
    let many: String = (0..200_000).map(|at| format!(" w:a{at}=\"x\"")).collect();
    let many = format!("<w:p><w:pPr><w:pStyle{many}/></w:pPr>{}</w:p>", super::made::r("Knee pain."));
    assert_eq!(read("many.docx", &document(&many)).unwrap().text, "Knee pain.");
    let cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"4000000000\"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>";
    let wide =
        format!("<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"999999999\"/></w:trPr>{}</w:tr></w:tbl>", cell.repeat(2));
    assert!(read("wide.docx", &document(&wide)).unwrap().text.len() < 200);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn a_small_file_gives_no_more_text_than_a_large_one_may_hold() {
    let start = Instant::now();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("long.docx"), document(&p(&"knee pain ".repeat(220_000)))).unwrap();
    let error =
        read_with(folder.path(), &Limits { document_bytes: 2 << 20, ..Limits::default() }).remove(0).unwrap_err();
    assert!(error.contains("holds more than 2 MB of text. Split it") && error.contains("--max-bytes"), "{error}");
    let many = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(100_000);
    assert_eq!(read("many.docx", &document(&many)).unwrap().text.len(), 199_999);
    let fields = "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"separate\"/><w:t>a</w:t></w:r>";
    assert_eq!(
        read("fields.docx", &document(&format!("<w:p>{}</w:p>", fields.repeat(20_000)))).unwrap().text.len(),
        20_000
    );
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn what_is_no_word_document_says_what_it_is() {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let compound = |name: &str| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 900], &wide(name)].concat();
    let typed = |of: &str| {
        packed(&[(
            "[Content_Types].xml",
            format!("<T><Override PartName=\"/x\" ContentType=\"{of}\"/></T>").as_bytes(),
        )])
    };
    let declared = |of: &str| packed(&[("mimetype", of.as_bytes())]);
    let whole = document(&p("Knee pain."));
    let cases: [(&str, Vec<u8>, &str); 24] = [
        ("locked.docx", compound("EncryptedPackage"), "the Word document is locked with a password. Open it"),
        ("locked.xlsx", compound("EncryptedPackage"), "the Office document is locked with a password. Open it"),
        ("note.doc", compound("WordDocument"), "an old Word document (.doc), which is not read. Open it in Word"),
        ("mail.msg", compound("__substg1.0_0E1D001F"), "an Outlook message. Save the letter"),
        ("note.doc", b"{\\rtf1\\ansi Knee pain.}".to_vec(), "a Rich Text file (.rtf), which is not read. Open it"),
        ("note.odt", declared("application/vnd.oasis.opendocument.text"), "an OpenDocument text (.odt)"),
        ("book.epub", declared("application/epub+zip"), "an electronic book"),
        ("x.pages", packed(&[("Index/Document.iwa", b"x")]), "a document of Apple Pages"),
        (
            "x.xlsx",
            typed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
            "a spreadsheet",
        ),
        (
            "x.pptx",
            typed("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
            "a presentation",
        ),
        ("all.zip", packed(&[("a.txt", b"x")]), "a packed file (zip) and no Word document. Unpack it"),
        ("all.zip", b"PK\x05\x06".to_vec(), "a packed file that is damaged or cut off"),
        ("cut.docx", whole[..whole.len() / 2].to_vec(), "the Word document is damaged or cut off"),
        ("web.html", b"\n<!DOCTYPE html><p>Knee pain.</p>".to_vec(), "a web page (HTML), which is not read"),
        ("web.htm", [b"\xff\xfe".as_slice(), &wide("<html>x")].concat(), "a web page (HTML), which is not read"),
        ("w.xml", b"<?xml version=\"1.0\"?><w:wordDocument/>".to_vec(), "an XML file"),
        ("scan.png", b"\x89PNG\r\n\x1a\n".to_vec(), "a picture (PNG), and no text. Run text recognition"),
        ("scan.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), "a picture (JPEG)"),
        ("fax.tif", b"II*\0\x08\0\0\0".to_vec(), "a picture (TIFF)"),
        ("photo.heic", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), "a picture (HEIC)"),
        ("scan.txt", b"BM\x36\x10\0\0\0\0\0\0\x36\0".to_vec(), "a picture, and no text"),
        ("note.txt.gz", b"\x1f\x8b\x08\0".to_vec(), "a packed file (gzip). Unpack it"),
        ("all.7z", b"7z\xbc\xaf\x27\x1c\0".to_vec(), "a packed file (7-Zip)"),
        ("empty.docx", Vec::new(), "the file is empty"),
    ];
    for (name, bytes, message) in cases {
        let error = read(name, &bytes).expect_err(name);
        assert!(error.contains(&format!("{name}: ")) && error.contains(message), "{name}: {error}");
        assert!(error.ends_with('.'), "{error}");
    }
    assert_eq!(read("bmi.txt", b"BMI 38, knee pain.").unwrap().text, "BMI 38, knee pain.");
}

#[test]
fn a_file_is_read_by_what_it_holds_whatever_its_name() {
    let whole = document(&p("Knee pain."));
    for name in ["note.pdf", "note", "note.txt", "note.doc"] {
        assert_eq!(read(name, &whole).unwrap().text, "Knee pain.");
    }
    let pdf = crate::pdfs::with_pages(&["Case summary of a long letter"]);
    for name in ["note.docx", "note.txt", "note"] {
        assert!(read(name, &pdf).unwrap().text.contains("long letter"));
    }
    let text = read("note.docx", b"Knee pain.").unwrap();
    assert_eq!((text.text.as_str(), text.notes[0].code), ("Knee pain.", "named-otherwise"));
}

#[test]
fn a_folder_gives_its_word_documents_and_passes_over_what_word_leaves_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("b.docx", document(&p("b"))),
        ("a.DOCX", document(&p("a"))),
        ("~$b.docx", b"somebody".to_vec()),
        ("._b.docx", b"\0\x05\x16\x07".to_vec()),
        ("c.docx", document(&p("c"))[..200].to_vec()),
        ("d.txt", b"d".to_vec()),
    ] {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let all = read_with(folder.path(), &Limits::default());
    let texts: Vec<_> = all.iter().map(|read| read.as_ref().map_or("error", |document| &document.text)).collect();
    assert_eq!(texts, ["a", "b", "error", "d"]);
}

#[test]
fn the_error_names_the_option_that_raises_the_limit() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.docx"), document(&p(&"Knee pain. ".repeat(10_000)))).unwrap();
    let refused = |limits: Limits| read_with(folder.path(), &limits).remove(0).unwrap_err();
    let usual = Limits::default();
    assert!(refused(Limits { document_bytes: 100, ..usual }).contains("--max-bytes"));
    assert!(refused(Limits { expanded_bytes: 50_000, ..usual }).contains("--max-expanded"));
    assert!(refused(Limits { document_time: Duration::ZERO, ..usual }).contains("--max-seconds"));
    assert!(read_with(folder.path(), &Limits { expanded_bytes: 500_000, ..usual })[0].is_ok());
}

#[test]
fn a_word_document_cut_off_anywhere_is_read_or_refused() {
    let whole = note(&[heading("Plan"), li(1, 0, "MRI"), table(&[&["a", "b"], &["c", "d"]])].concat());
    for end in (0..whole.len()).step_by(whole.len() / 60) {
        if let Err(error) = read("cut.docx", &whole[..end]) {
            assert!(error.contains("cut.docx: "), "{error}");
        }
    }
}

/// Pieces from which a text part is put together at random; most open something that nothing ends.
const PIECES: [&str; 34] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:t>MRI &amp; x</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:numPr><w:ilvl w:val=\"99\"/><w:numId w:val=\"1\"/></w:numPr>",
    "<w:del/>",
    "<w:br/>",
    "<w:tab/>",
    "<w:sdt>",
    "</w:sdt>",
    "<w:sdtPr><w14:checkbox/></w:sdtPr>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<mc:AlternateContent>",
    "</mc:AlternateContent>",
    "<mc:Choice>",
    "</mc:Choice>",
    "&#x1F600;",
    "&nope;",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:ffData><w:checkBox/></w:ffData>",
    "<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_packed_as_a_text_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        never_panics(&text_part(&bytes))?;
    }

    #[test]
    fn any_pieces_put_together_are_read_or_refused(pieces in proptest::collection::vec(0..PIECES.len(), 0..60), ends in any::<bool>()) {
        let xml: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        never_panics(&if ends { note(&xml) } else { text_part(xml.as_bytes()) })?;
    }

    #[test]
    fn any_change_of_a_document_is_read_or_refused(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = note(&[heading("Plan"), li(1, 0, "MRI"), li(1, 1, "x"), table(&[&["a", "b"], &["c", "d"]])].concat());
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        never_panics(&bytes)?;
    }
}

/// A panic underneath is told as damage to the structure.
fn never_panics(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Err(error) = read("any.docx", bytes) {
        prop_assert!(!error.contains("its structure"), "{error}");
    }
    Ok(())
}
