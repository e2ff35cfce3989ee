//! What of a Word document is shown as text, piece by piece.
#![allow(clippy::unwrap_used)]

use super::made::{self, body, heading, li, note, p, packed, r, table, with_parts};
use super::{read, text};

/// Each with the text that it gives.
#[test]
fn pieces_of_a_document_read_as_they_are_shown() {
    let style =
        |style: &str, words: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", r(words));
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let cases: Vec<(&str, String, &str)> = vec![
        ("tabs and breaks", "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>".to_owned(), "a\tb\nc-d"),
        ("entities", p("a &lt; b &amp; c &#176;"), "a < b & c °"),
        ("words in several runs", format!("<w:p>{}<w:hyperlink>{}</w:hyperlink><w:smartTag>{}</w:smartTag></w:p>", r("Nor"), r("co 10"), r(" mg")), "Norco 10 mg"),
        ("blank paragraphs", [p("a"), p(""), p(" "), p("b")].concat(), "a\n\nb"),
        ("headings", [p("a"), heading("Plan"), p("b")].concat(), "a\n\nPlan\nb"),
        ("levels", [li(1, 0, "a"), li(1, 1, "b"), li(1, 1, "c"), li(1, 2, "d"), li(1, 0, "e"), li(1, 1, "f")].concat(), "1. a\n  a) b\n  b) c\n    i. d\n2. e\n  a) f"),
        ("a list begun anew", [li(1, 0, "a"), li(1, 0, "b"), p("x"), li(3, 0, "c"), li(1, 0, "d")].concat(), "1. a\n2. b\nx\n1. c\n2. d"),
        ("bullets", [li(2, 0, "a"), li(2, 0, "b")].concat(), "- a\n- b"),
        ("numbers of several levels", [li(4, 0, "a"), li(4, 1, "b"), li(4, 1, "c")].concat(), "1. a\n  1.1. b\n  1.2. c"),
        ("numbers without a stop", [li(5, 0, "a"), li(5, 1, "b")].concat(), "1. a\n  1.1. b"),
        ("a list by its style", [style("Listed", "a"), style("Ring", "x"), style("Listed", "b")].concat(), "1. a\nx\n2. b"),
        ("no list after all", "<w:p><w:pPr><w:pStyle w:val=\"Listed\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>".to_owned(), "a"),
        ("an entry of two lines", "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>".to_owned(), "1. a\n   b"),
        ("deleted words", format!("<w:p>{}<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom></w:p>", r("a "), r("new"), r("gone")), "a new"),
        ("a deleted end of a paragraph", format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}", r("a "), p("b")), "a b"),
        ("a deleted entry", format!("{}<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>{}", li(1, 0, "a"), li(1, 0, "b")), "1. a\n2. b"),
        ("former properties", format!("<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:pPrChange></w:pPr>{}</w:p>", r("a")), "a"),
        ("hidden words", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>a</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t>y</w:t></w:r></w:p>".to_owned(), "a"),
        ("a placeholder", format!("<w:p>{}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>", r("Age: "), r("Click here")), "Age:"),
        ("a control around paragraphs", format!("<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", p("a")), "a"),
        ("a field", format!("<w:p>{}<w:r><w:instrText>DATE</w:instrText></w:r>{}{}{}</w:p>", field("begin"), field("separate"), r("1/2/2016"), field("end")), "1/2/2016"),
        ("a field in the code of another", format!("<w:p>{}{}{}{}{}{}{}{}</w:p>", field("begin"), field("begin"), field("separate"), r("hidden"), field("end"), field("separate"), r("a"), field("end")), "a"),
        ("a field that nothing ends", format!("<w:p>{}{}</w:p>", field("begin"), r("a")), "a"),
        ("boxes of a form", "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>Yes</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>No</w:t></w:r></w:p>".to_owned(), "[x] Yes[ ] No"),
        ("a choice of a form", "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"left\"/><w:listEntry w:val=\"right\"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t> knee</w:t></w:r></w:p>".to_owned(), "right knee"),
        ("symbols", "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>MRI</w:t><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t>5</w:t></w:r></w:p>".to_owned(), "[x] MRI≥5"),
        ("a text box once", format!("<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>{}", r("a"), p("box"), p("box"), p("b")), "a\nbox\nb"),
        ("a table", [p("a"), table(&[&["A", "B|C"], &["1\n2", "3"], &["", "4"]]), p("b")].concat(), "a\n\nA\tB/C\n1 2\t3\n\t4\n\nb"),
        ("a page within a table", table(&[&["Left\n1. x", "Right\n2. y"]]), "Left\n1. x\n\nRight\n2. y"),
        ("a deleted row", format!("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("x"), p("a")), "a\n"),
    ];
    for (name, xml, expected) in cases {
        assert_eq!(text(&xml).trim_end(), expected.trim_end(), "{name}");
    }
}

#[test]
fn a_table_within_a_cell_keeps_its_rows() {
    let inner = table(&[&["A", "B"], &["1", "2"]]);
    let xml = format!("<w:tbl><w:tr><w:tc>{}{inner}<w:p/></w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("x"), p("y"));
    assert_eq!(text(&xml).trim_end(), "x\n\nA\tB\n1\t2\n\ny");
}

#[test]
fn what_stands_beside_the_text_is_noted() {
    let side = |words: &str| format!("<w:hdr xmlns:w=\"w\">{}</w:hdr>", p(words));
    let (long, short) = (side("Patient 4711, seen in the clinic of the valley"), side("1"));
    let document =
        read("a.docx", &with_parts(&p("Knee pain."), &[("header", &long), ("footer", &short), ("footnotes", &long)]))
            .unwrap();
    assert_eq!(document.text, "Knee pain.");
    assert_eq!(document.notes.len(), 1);
    assert_eq!(
        (document.notes[0].code, &*document.notes[0].message),
        ("parts-left-out", "The text of its headers and footnotes was not read.")
    );
    let chunk = format!("{}<w:altChunk r:id=\"x\"/>", p("Knee pain."));
    let document = read("a.docx", &note(&chunk)).unwrap();
    assert!(document.notes[0].message.contains("embedded documents"), "{:?}", document.notes);
}

#[test]
fn pictures_without_text_are_a_scan_and_with_little_text_are_noted() {
    let picture = "<w:p><w:r><w:drawing><a:blip r:embed=\"x\"/></w:drawing></w:r></w:p>";
    let error = read("scan.docx", &note(picture)).unwrap_err();
    assert!(error.contains("scan.docx: the Word document holds no text, only pictures") && error.contains("(OCR)"));
    let document = read("scan.docx", &note(&[picture, &p("Fax of 3/2/2012")].concat())).unwrap();
    assert_eq!(document.notes[0].code, "picture-without-text");
    let long = p(&"Knee pain since the fall. ".repeat(20));
    assert!(read("logo.docx", &note(&[picture, &long].concat())).unwrap().notes.is_empty());
}

#[test]
fn parts_are_found_by_the_list_of_parts_or_by_their_usual_names() {
    let text = body(&p("Knee pain."));
    let named = "<Types><Override PartName=\"/word/document2.xml\" ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>";
    let moved = packed(&[("[Content_Types].xml", named.as_bytes()), ("word\\Document2.xml", text.as_bytes())]);
    let plain = packed(&[("word/document.xml", text.as_bytes())]);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let wide = packed(&[("[Content_Types].xml", made::TYPES.as_bytes()), ("word/document.xml", &wide)]);
    let other_prefix = packed(&[("word/document.xml", text.replace("w:", "ns0:").as_bytes())]);
    for bytes in [moved, plain, wide, other_prefix] {
        assert_eq!(read("a.docx", &bytes).unwrap().text, "Knee pain.");
    }
}
