//! In: the bytes of a zip file. Out: [`Package`], the parts of the Word document in it, unpacked as they are asked for and
//! all together within the limit; or what else the file is.

use super::xml::{self, Tag, Visit};
use crate::source::bytes::megabytes;
use crate::source::text::{self, Fault};
use crate::source::{Limits, apart, kind};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most files in one Word document: a long report with a hundred pictures has some two hundred.
const MOST_FILES: usize = 4096;
/// What each file in a zip is listed under at its end.
const LISTED: &[u8] = b"PK\x01\x02";
/// The list of the parts and what each is.
const TYPES: &str = "[content_types].xml";

/// A Word document, unpacked part by part.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// The place of each file, by its name in lower case: names differ in case between programs.
    files: BTreeMap<String, usize>,
    /// What each part is (its content type), by its name in lower case.
    types: BTreeMap<String, String>,
    /// Bytes that may still be unpacked.
    left: usize,
    limits: Limits,
}

impl Package {
    /// Opens a zip file.
    ///
    /// # Errors
    /// Where it is cut off or holds too many files.
    pub(super) fn open(bytes: Vec<u8>, limits: &Limits) -> Result<Self, Fault> {
        // Before anything makes room for them.
        if bytes.windows(LISTED.len()).filter(|window| *window == LISTED).take(MOST_FILES + 1).count() > MOST_FILES {
            return Err(hostile(&format!("more than {MOST_FILES} files are packed in it")));
        }
        let word = kind::contains(&bytes, b"word/");
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| match word {
            true => damaged("it cannot be unpacked"),
            false => (
                "this is a packed file that is damaged or cut off".to_owned(),
                "Get it again from where it came.".to_owned(),
            ),
        })?;
        let names = archive.file_names_raw().map(|name| plain(&String::from_utf8_lossy(name)));
        let files = names.zip(0..).collect();
        let mut package = Self { archive, files, types: BTreeMap::new(), left: limits.expanded_bytes, limits: *limits };
        package.types = match package.part(TYPES)? {
            Some(list) => types(&list, limits.nesting)?,
            None => BTreeMap::new(),
        };
        Ok(package)
    }

    /// The text of a part; nothing where there is none of that name.
    ///
    /// # Errors
    /// Where it cannot be unpacked, or all parts together exceed the limit.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(place) = self.files.get(&plain(name)) else { return Ok(None) };
        let mut bytes = Vec::new();
        let most = u64::try_from(self.left).unwrap_or(u64::MAX).saturating_add(1);
        let file = self.archive.by_index(*place).map_err(|error| closed(&error))?;
        file.take(most).read_to_end(&mut bytes).map_err(|_| damaged("a part of it cannot be unpacked"))?;
        if bytes.len() > self.left {
            return Err(too_large(&self.limits));
        }
        self.left -= bytes.len();
        Ok(Some(text::of_part(bytes)))
    }

    /// The name of the part with the document's text.
    ///
    /// # Errors
    /// Where the file is no Word document: says what it is.
    pub(super) fn main(&mut self) -> Result<String, Fault> {
        let named = |part: &(&String, &String)| part.1.contains("word") && part.1.ends_with(".main+xml");
        if let Some((name, _)) = self.types.iter().find(named) {
            return Ok(name.clone());
        }
        if self.files.contains_key("word/document.xml") {
            return Ok("word/document.xml".to_owned());
        }
        Err(self.otherwise())
    }

    /// The names of the parts of a kind, such as `numbering`.
    pub(super) fn named(&self, kind: &str) -> Vec<String> {
        let ending = format!("wordprocessingml.{kind}+xml");
        let named = self.types.iter().filter(|(_, of)| of.ends_with(&ending)).map(|(name, _)| name.clone());
        let names: Vec<String> = named.collect();
        if names.is_empty() { vec![format!("word/{kind}.xml")] } else { names }
    }

    /// What a zip file is that is no Word document.
    fn otherwise(&mut self) -> Fault {
        let of_office = |kind: &str| self.types.values().any(|of| of.contains(kind));
        let has = |name: &str| self.files.contains_key(name);
        let (sheet, slides) = (of_office("spreadsheetml"), of_office("presentationml"));
        let pages = has("index/document.iwa") || has("index.zip");
        let declared = self.part("mimetype").ok().flatten().unwrap_or_default();
        let save = "Save it as .docx, PDF or plain text and give that file.";
        let (what, cure) = if sheet || declared.contains("opendocument.spreadsheet") {
            ("this is a spreadsheet, which is not read", "Save the letter or note in it as PDF or plain text.")
        } else if slides || declared.contains("opendocument.presentation") {
            ("this is a presentation, which is not read", "Save it as PDF and give that file.")
        } else if declared.contains("opendocument") {
            ("this is an OpenDocument text (.odt), which is not read", save)
        } else if declared.contains("epub") {
            ("this is an electronic book, which is not read", save)
        } else if pages {
            ("this is a document of Apple Pages, which is not read", save)
        } else {
            ("this is a packed file (zip) and no Word document", "Unpack it and give the documents in it.")
        };
        (what.to_owned(), cure.to_owned())
    }
}

/// A name as names are compared: without a leading slash, in lower case.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

fn closed(error: &ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => (
            "this is a packed file that is locked with a password".to_owned(),
            "Unpack it with the password and give the documents in it.".to_owned(),
        ),
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => (
            "this is packed in a way that Word documents are not".to_owned(),
            "Unpack it and give the documents in it, or open it in Word and save it anew.".to_owned(),
        ),
        _ => damaged("a part of it cannot be unpacked"),
    }
}

/// What a Word document is that lacks something.
pub(super) fn damaged(what: &str) -> Fault {
    apart::damaged(super::KIND, what)
}

/// A Word document that no program writes.
pub(super) fn hostile(why: &str) -> Fault {
    let cure = "It is damaged or made to harm; open it in Word and save it as PDF.";
    (format!("the {} cannot be read safely: {why}", super::KIND), cure.to_owned())
}

/// A Word document with more elements within each other than may be.
pub(super) fn too_deep(most: usize) -> Fault {
    let (what, _) = hostile(&format!("its elements stand within each other more than {most} deep"));
    let cure = "It is damaged or made to harm: open it in Word and save it as PDF. If it is neither, raise the limit with \
                --max-nesting.";
    (what, cure.to_owned())
}

/// A Word document over the limit.
pub(super) fn too_large(limits: &Limits) -> Fault {
    let what = format!("the {} unpacks to more than {}", super::KIND, megabytes(limits.expanded_bytes));
    (what, "Save it as PDF, split it, or raise the limit with --max-expanded.".to_owned())
}

/// What each part is.
fn types(list: &str, nesting: usize) -> Result<BTreeMap<String, String>, Fault> {
    struct Types(BTreeMap<String, String>);
    impl Visit for Types {
        fn open(&mut self, tag: &Tag<'_>) -> Result<bool, Fault> {
            if let ("Override", Some(part), Some(of)) =
                (tag.name(), tag.attribute("PartName"), tag.attribute("ContentType"))
            {
                self.0.insert(plain(&part), of);
                if self.0.len() > MOST_FILES {
                    return Err(hostile(&format!("more than {MOST_FILES} files are named in it")));
                }
            }
            Ok(true)
        }
    }
    let mut found = Types(BTreeMap::new());
    xml::walk(list, nesting, &mut found)?;
    Ok(found.0)
}
