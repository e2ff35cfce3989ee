//! Word documents made for tests, from pieces of their XML.
#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const OFFICE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The list of parts of a Word document.
pub const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

/// A zip file with these parts, packed.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document's text part.
pub fn body(xml: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:w14=\"w14\" xmlns:mc=\"mc\" \
         xmlns:wps=\"wps\" xmlns:v=\"v\"><w:body>{xml}<w:sectPr/></w:body></w:document>"
    )
}

/// A Word document with this text.
pub fn document(xml: &str) -> Vec<u8> {
    with_parts(xml, &[])
}

/// A Word document with this text and further parts: kind and XML.
pub fn with_parts(xml: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut types = format!(
        "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{OFFICE}.document.main+xml\"/>"
    );
    let mut files = vec![("word/document.xml".to_owned(), body(xml))];
    for (kind, xml) in parts {
        let name = format!("word/{kind}1.xml");
        types.push_str(&format!("<Override PartName=\"/{name}\" ContentType=\"{OFFICE}.{kind}+xml\"/>"));
        files.push((name, (*xml).to_owned()));
    }
    types.push_str("</Types>");
    files.insert(0, ("[Content_Types].xml".to_owned(), types));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
    packed(&files)
}

/// A paragraph.
pub fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", r(text))
}

/// Words.
pub fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph that is an entry of a list.
pub fn li(list: usize, level: usize, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        r(text)
    )
}

/// A heading.
pub fn heading(text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>{}</w:p>", r(text))
}

/// A table of cells with a paragraph for each line.
pub fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc><w:tcPr/>{}</w:tc>", text.lines().map(p).collect::<String>() + "<w:p/>");
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// The styles of a document: a heading, a paragraph of a list, and hidden words.
pub const STYLES: &str = "<w:styles xmlns:w=\"w\">\
    <w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Base\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Listed\"><w:basedOn w:val=\"Base\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Ring\"><w:basedOn w:val=\"Ring\"/></w:style>\
    <w:style w:type=\"character\" w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";

/// Lists: 1 counts "1." "a)" "i.", 2 has bullets, 3 is a new start of 1, 4 counts "1.1.", 5 "1.1".
pub fn lists() -> String {
    let level = |level: usize, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"10\">{}{}{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"20\">{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"40\">{}{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"50\">{}{}</w:abstractNum>\
         <w:num w:numId=\"5\"><w:abstractNumId w:val=\"50\"/></w:num>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"10\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"20\"/></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"10\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
         <w:num w:numId=\"4\"><w:abstractNumId w:val=\"40\"/></w:num></w:numbering>",
        level(0, "decimal", "%1."),
        level(1, "lowerLetter", "%2)"),
        level(2, "lowerRoman", "%3."),
        level(0, "bullet", "\u{f0b7}"),
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2."),
        level(0, "decimal", "%1"),
        level(1, "decimal", "%1.%2"),
    )
}

/// A document with lists and styles.
pub fn note(xml: &str) -> Vec<u8> {
    with_parts(xml, &[("styles", STYLES), ("numbering", &lists())])
}
