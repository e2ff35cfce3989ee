//! In: a PDF. Out: the same without pictures and compression, or why it is refused: what it asks for must be bounded
//! before libraries that do not bound it are let at it.

use super::damage::Damage;
use super::pdf::entry;
use super::text::Fault;
use super::{Limits, bytes::megabytes, inflate};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::BTreeMap;

/// Most bytes of packed objects in an encrypted file, where they cannot be measured before they are unpacked.
const ENCRYPTED_OBJECTS: usize = 512 << 10;
/// Longest content of a page that shows nothing, in bytes.
const EMPTY_PAGE: usize = 1000;
/// Highest character number of a PDF font.
const HIGHEST_CHARACTER: i64 = 0xffff;
/// How many times over a document's bytes may be drawn: fonts are read again for every page.
const REDRAWN: usize = 8;

/// What is known of a page before its words are.
pub(super) struct Page {
    /// Whether something is drawn there.
    pub(super) drawn: bool,
    /// Whether all that it shows could be read.
    pub(super) whole: bool,
}

/// Refuses a file whose packed objects or index, which are unpacked before anything can be asked of the document, would
/// take more than the limit.
pub(super) fn packed_objects(bytes: &[u8], limits: &Limits) -> Result<(), Fault> {
    let encrypted = contains(bytes, b"/Encrypt");
    let (mut expanded, mut locked) = (0, 0);
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let start = at + found + b"stream".len();
        let head = &bytes[at + found.saturating_sub(1024)..at + found];
        at = start;
        if bytes[..start].ends_with(b"endstream") {
            continue;
        }
        let dictionary = &head[rfind(head, b"obj").unwrap_or(0)..];
        if !contains(dictionary, b"ObjStm") && !contains(dictionary, b"XRef") && !dictionary.contains(&b'#') {
            continue;
        }
        if contains(dictionary, b"LZW") || count(dictionary, b"FlateDecode") > 1 || dictionary.contains(&b'#') {
            return Err(hostile("its index is packed twice over"));
        }
        let body = bytes[start..].trim_ascii_start();
        expanded += inflate::measure(body, limits.expanded_bytes);
        locked += if contains(dictionary, b"ObjStm") { find(body, b"endstream").unwrap_or(body.len()) } else { 0 };
        if expanded > limits.expanded_bytes || encrypted && locked > ENCRYPTED_OBJECTS {
            return Err(too_large(limits));
        }
    }
    Ok(())
}

/// Makes a loaded document safe to read: pictures emptied, streams unpacked within the limit, and everything that is
/// read over and over counted. With it goes what is known of each page.
pub(super) fn document(mut document: Document, limits: &Limits) -> Result<(Document, Vec<Page>), Fault> {
    let pages: Vec<ObjectId> = document.page_iter().take(limits.pages.saturating_add(1)).collect();
    if pages.is_empty() {
        return Err(hostile("it has no page"));
    }
    if pages.len() > limits.pages {
        let what = format!("the PDF has more than {} pages", limits.pages);
        return Err((what, "Split it into one file a letter, or raise the limit with --max-pages.".to_owned()));
    }
    let damage = unpack(&mut document, limits)?;
    if document.objects.values().any(|object| has_endless_widths(&document, object)) {
        return Err(hostile("a font counts more characters than there are"));
    }
    let mut costs = Costs { document: &document, nesting: limits.nesting, known: BTreeMap::new() };
    let mut total = 0_usize;
    for page in &pages {
        total = total.saturating_add(costs.page(*page)?);
        if total > limits.expanded_bytes.saturating_mul(REDRAWN) {
            return Err(too_large(limits));
        }
    }
    let damage = Damage::of(&document, damage);
    let known = pages.iter().map(|page| {
        let content = document.get_page_content(*page).unwrap_or_default();
        Page { drawn: is_drawn(&content), whole: damage.is_whole(&document, *page, &content) }
    });
    let known = known.collect();
    Ok((document, known))
}

/// Whether a page shows more than white: a picture, or more lines than an empty page's frame.
fn is_drawn(content: &[u8]) -> bool {
    content.len() > EMPTY_PAGE || contains(content, b"Do") || contains(content, b"BI")
}

/// Empties pictures and unpacks every other stream, all together within the limit. Gives those that could be unpacked
/// only in part.
fn unpack(document: &mut Document, limits: &Limits) -> Result<Vec<ObjectId>, Fault> {
    let (mut left, mut damaged) = (limits.expanded_bytes, Vec::new());
    for (id, object) in &mut document.objects {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image") {
            stream.set_plain_content(Vec::new());
            continue;
        }
        let (plain, whole) = inflate::stream(stream, left).ok_or_else(|| too_large(limits))?;
        damaged.extend((!whole).then_some(*id));
        left = left.saturating_sub(plain.len());
        if inflate::ranges(&plain) > inflate::MOST_RANGES {
            return Err(hostile("a font counts more characters than there are"));
        }
        stream.set_plain_content(plain);
    }
    Ok(damaged)
}

/// A list of character widths "from to width" is spread out by the reader, so its bounds must be characters.
fn has_endless_widths(document: &Document, object: &Object) -> bool {
    let beyond = |object: &Object| {
        object.as_i64().is_ok_and(|number| !(-HIGHEST_CHARACTER..=HIGHEST_CHARACTER).contains(&number))
    };
    match object {
        Object::Array(list) => list.iter().any(|object| has_endless_widths(document, object)),
        Object::Dictionary(dictionary) => {
            let widths = entry(document, dictionary, b"W").and_then(|widths| widths.as_array().ok());
            widths.is_some_and(|widths| widths.iter().any(beyond))
                || dictionary.iter().any(|(_, object)| has_endless_widths(document, object))
        }
        _ => false,
    }
}

/// What reading pages and drawings costs, in bytes, each drawing counted as often as it is drawn.
struct Costs<'a> {
    document: &'a Document,
    /// Most levels of drawings within drawings, and of page groups within page groups.
    nesting: usize,
    /// Costs known; nothing while a drawing is being counted, so that one within itself is found.
    known: BTreeMap<ObjectId, Option<usize>>,
}

impl Costs<'_> {
    fn page(&mut self, id: ObjectId) -> Result<usize, Fault> {
        let document = self.document;
        let page = document.get_dictionary(id).map_err(|_| hostile("a page is missing"))?;
        let mut resources = entry(document, page, b"Resources");
        let mut above = page;
        for depth in 0.. {
            let Some(parent) = entry(document, above, b"Parent").and_then(|parent| parent.as_dict().ok()) else {
                break;
            };
            resources = resources.or_else(|| entry(document, parent, b"Resources"));
            above = parent;
            if depth > self.nesting {
                return Err(too_deep("groups of its pages", self.nesting));
            }
        }
        let content = document.get_page_content(id).unwrap_or_default();
        let resources = resources.and_then(|resources| resources.as_dict().ok());
        self.drawing(&content, resources, 0)
    }

    /// The cost of what `content` draws with `resources`.
    fn drawing(&mut self, content: &[u8], resources: Option<&Dictionary>, depth: usize) -> Result<usize, Fault> {
        let Some(resources) = resources else { return Ok(content.len()) };
        if depth > self.nesting {
            return Err(too_deep("its drawings", self.nesting));
        }
        let fonts = entry(self.document, resources, b"Font").and_then(|fonts| fonts.as_dict().ok());
        let fonts = fonts.map_or(0, |fonts| fonts.iter().map(|(_, font)| self.font(font)).sum());
        let forms = entry(self.document, resources, b"XObject").and_then(|forms| forms.as_dict().ok());
        let mut dearest = 0;
        for (_, form) in forms.into_iter().flat_map(Dictionary::iter) {
            dearest = dearest.max(self.form(form, resources, depth)?);
        }
        Ok(content.len().saturating_add(fonts).saturating_add(count(content, b"Do").saturating_mul(dearest)))
    }

    fn form(&mut self, form: &Object, outer: &Dictionary, depth: usize) -> Result<usize, Fault> {
        let Ok(id) = form.as_reference() else { return Ok(0) };
        match self.known.get(&id) {
            Some(Some(cost)) => return Ok(*cost),
            Some(None) => return Err(hostile("a drawing holds itself")),
            None => {}
        }
        let Ok(stream) = self.document.get_object(id).and_then(Object::as_stream) else { return Ok(0) };
        self.known.insert(id, None);
        let resources = entry(self.document, &stream.dict, b"Resources").and_then(|resources| resources.as_dict().ok());
        // Only where it draws at all: most forms share the page's resources, which name the form itself.
        let draws = count(&stream.content, b"Do") > 0;
        let resources = resources.or(draws.then_some(outer));
        let cost = self.drawing(&stream.content, resources, depth + 1)?.max(1);
        self.known.insert(id, Some(cost));
        Ok(cost)
    }

    /// The bytes of a font's streams: the font itself and its table of characters.
    fn font(&self, font: &Object) -> usize {
        let dictionary = |object: &Object| {
            self.document.dereference(object).ok().and_then(|(_, object)| object.as_dict().ok().cloned())
        };
        let Some(font) = dictionary(font) else { return 0 };
        let descendants = entry(self.document, &font, b"DescendantFonts").and_then(|fonts| fonts.as_array().ok());
        let descendant = descendants.and_then(|fonts| fonts.first()).and_then(dictionary);
        let of_one = |font: &Dictionary| {
            let own = entry(self.document, font, b"ToUnicode").map_or(0, size);
            let descriptor =
                entry(self.document, font, b"FontDescriptor").and_then(|descriptor| descriptor.as_dict().ok());
            let files = [&b"FontFile"[..], b"FontFile2", b"FontFile3"];
            own + descriptor.map_or(0, |descriptor| {
                files.iter().filter_map(|key| entry(self.document, descriptor, key)).map(size).sum()
            })
        };
        of_one(&font) + descendant.as_ref().map_or(0, of_one)
    }
}

fn size(object: &Object) -> usize {
    object.as_stream().map_or(0, |stream: &Stream| stream.content.len())
}

pub(super) fn hostile(why: &str) -> Fault {
    let cure = "It is damaged or made to harm; print it to a new PDF with a program that can show it.";
    (format!("the PDF cannot be read safely: {why}"), cure.to_owned())
}

/// Where no end is in sight: a ring has none.
fn too_deep(what: &str, most: usize) -> Fault {
    let (what, _) = hostile(&format!("{what} stand within each other more than {most} deep"));
    let cure = "It is damaged or made to harm: print it to a new PDF with a program that can show it. If it is neither, \
                raise the limit with --max-nesting.";
    (what, cure.to_owned())
}

pub(super) fn too_large(limits: &Limits) -> Fault {
    let what = format!("the PDF unpacks to more than {}", megabytes(limits.expanded_bytes));
    (what, "Print it to a new PDF, split it, or raise the limit with --max-expanded.".to_owned())
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

fn rfind(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).rposition(|window| window == needle)
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    find(haystack, needle).is_some()
}

fn count(haystack: &[u8], needle: &[u8]) -> usize {
    haystack.windows(needle.len()).filter(|window| *window == needle).count()
}
