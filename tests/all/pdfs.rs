//! PDFs made for tests: plain, pictured, encrypted, and hostile in each known way.
#![allow(clippy::unwrap_used)]

use lopdf::content::{Content, Operation};
use lopdf::{
    Dictionary, Document, EncryptionState, EncryptionVersion, Object, ObjectId, Permissions, Stream, dictionary,
};

/// Stands for a page that is a picture.
pub const PICTURE: &str = "<picture>";

/// The parts of a document that tests change.
struct Made {
    document: Document,
    /// The node of all pages.
    tree: ObjectId,
    /// The resources that all pages share.
    resources: ObjectId,
}

fn text(words: &str) -> Vec<u8> {
    let place = [("BT", vec![]), ("Tf", vec!["F1".into(), 12.into()]), ("Td", vec![50.into(), 700.into()])];
    let show = [("Tj", vec![Object::string_literal(words)]), ("ET", vec![])];
    let operations: Vec<_> =
        place.into_iter().chain(show).map(|(name, operands)| Operation::new(name, operands)).collect();
    Content { operations }.encode().unwrap()
}

fn make(pages: &[&str]) -> Made {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let image = dictionary! { "Subtype" => "Image", "Width" => 1, "Height" => 1, "Filter" => "DCTDecode" };
    let picture = document.add_object(Stream::new(image, b"\xff\xd8 no picture".to_vec()));
    let resources = document.add_object(
        dictionary! { "Font" => dictionary! { "F1" => font }, "XObject" => dictionary! { "Im0" => picture } },
    );
    let kids: Vec<Object> = pages
        .iter()
        .map(|&words| {
            let content = if words == PICTURE { b"q 600 0 0 800 0 0 cm /Im0 Do Q".to_vec() } else { text(words) };
            let content = document.add_object(Stream::new(Dictionary::new(), content));
            document.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content }).into()
        })
        .collect();
    let count = i64::try_from(kids.len()).unwrap();
    let media = vec![0.into(), 0.into(), 600.into(), 800.into()];
    let pages = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources, "MediaBox" => media };
    document.objects.insert(tree, pages.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    document
        .trailer
        .set("ID", vec![Object::string_literal("0123456789abcdef"), Object::string_literal("0123456789abcdef")]);
    Made { document, tree, resources }
}

fn save(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A PDF with a line of text, or a picture, on each page.
pub fn with_pages(pages: &[&str]) -> Vec<u8> {
    save(make(pages).document)
}

/// A field of a form, as it stands on a page: its left and lower edge, its name, and what was filled in.
pub fn field(left: i64, bottom: i64, name: &str, value: &str) -> Dictionary {
    dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "T" => Object::string_literal(name),
        "V" => Object::string_literal(value), "Rect" => rectangle(left, bottom),
    }
}

/// A box of a form, with the name that is shown beside the pointer.
pub fn tick_box(left: i64, bottom: i64, name: &str, hint: &str, state: &str) -> Dictionary {
    dictionary! {
        "Subtype" => "Widget", "FT" => "Btn", "T" => Object::string_literal(name), "TU" => Object::string_literal(hint),
        "AS" => Object::Name(state.as_bytes().to_vec()), "Rect" => rectangle(left, bottom),
    }
}

fn rectangle(left: i64, bottom: i64) -> Vec<Object> {
    vec![left.into(), bottom.into(), (left + 90).into(), (bottom + 15).into()]
}

/// A PDF with these words on its pages and a form: `fields` gives for each page what stands on it.
pub fn with_form(pages: &[&str], fields: impl FnOnce(&mut Document) -> Vec<Vec<Dictionary>>) -> Vec<u8> {
    let Made { mut document, .. } = make(pages);
    let ids: Vec<ObjectId> = document.page_iter().collect();
    let mut all: Vec<Object> = Vec::new();
    for (page, widgets) in ids.into_iter().zip(fields(&mut document)) {
        let list: Vec<Object> = widgets.into_iter().map(|widget| document.add_object(widget).into()).collect();
        all.extend(list.clone());
        document.get_dictionary_mut(page).unwrap().set("Annots", list);
    }
    let form = document.add_object(dictionary! { "Fields" => all });
    document.catalog_mut().unwrap().set("AcroForm", form);
    save(document)
}

/// A PDF with a form of the kind that only one program lays out.
pub fn with_dynamic_form(words: &str) -> Vec<u8> {
    let Made { mut document, .. } = make(&[words]);
    let form = document
        .add_object(dictionary! { "Fields" => Vec::<Object>::new(), "XFA" => Object::string_literal("<xdp/>") });
    document.catalog_mut().unwrap().set("AcroForm", form);
    save(document)
}

/// A PDF that this password opens.
pub fn encrypted(words: &str, user_password: &str) -> Vec<u8> {
    let mut document = make(&[words]).document;
    let permissions = Permissions::PRINTABLE;
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password,
        key_length: 128,
        permissions,
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    save(document)
}

/// Each known way to make a reader run away, with its name and a part of the message that refuses it.
pub fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let endless = b"begincmap 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap";
    vec![
        ("a drawing within itself", forms(1, b"/X0 Do"), "a drawing holds itself"),
        ("drawings within each other in a ring", forms(2, b"/X1 Do /X0 Do"), "a drawing holds itself"),
        ("drawings that double at each level", nested(), "unpacks to more than 32 MB"),
        ("pages in a ring", ring(), "groups of its pages stand within each other more than 256 deep"),
        ("a content that unpacks to 64 MB", bomb(None), "unpacks to more than 32 MB"),
        ("packed objects that unpack to 64 MB", bomb(Some("/FlateDecode")), "unpacks to more than 32 MB"),
        ("objects packed twice over", bomb(Some("[/FlateDecode /FlateDecode]")), "its index is packed twice over"),
        ("a character table with endless ranges", with_font(endless, None), "counts more characters than there are"),
        ("a font with endless widths", with_font(b"", Some(4_000_000_000)), "counts more characters than there are"),
        ("a page without a size", unsized_page(), "the text of its pages cannot be read"),
    ]
}

/// Forms X0, X1 … that share the page's resources and so can draw each other.
fn forms(count: usize, content: &[u8]) -> Vec<u8> {
    let Made { mut document, resources, .. } = make(&[PICTURE]);
    let mut names = Dictionary::new();
    for at in 0..count {
        let form = Stream::new(dictionary! { "Subtype" => "Form", "Resources" => resources }, content.to_vec());
        names.set(format!("X{at}"), document.add_object(form));
    }
    let first = names.get(b"X0").and_then(Object::as_reference).unwrap();
    names.set("Im0", first);
    document.get_dictionary_mut(resources).unwrap().set("XObject", names);
    save(document)
}

/// Thirty forms, each of which draws the next one twice: a thousand million drawings.
fn nested() -> Vec<u8> {
    let Made { mut document, resources, .. } = make(&[PICTURE]);
    let mut inner = document.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, text("x")));
    for _ in 0..30 {
        let own = dictionary! { "XObject" => dictionary! { "X" => inner } };
        let form = Stream::new(dictionary! { "Subtype" => "Form", "Resources" => own }, b"/X Do /X Do".to_vec());
        inner = document.add_object(form);
    }
    document.get_dictionary_mut(resources).unwrap().set("XObject", dictionary! { "Im0" => inner });
    save(document)
}

/// A PDF whose words stand in a drawing within so many drawings.
pub fn drawings(levels: usize, words: &str) -> Vec<u8> {
    let Made { mut document, resources, .. } = make(&[PICTURE]);
    let mut inner = document.get_object(resources).and_then(Object::as_dict).unwrap().get(b"Font").unwrap().clone();
    let fonts = dictionary! { "Font" => inner };
    let words = Stream::new(dictionary! { "Subtype" => "Form", "Resources" => fonts }, text(words));
    inner = document.add_object(words).into();
    for _ in 0..levels {
        let own = dictionary! { "XObject" => dictionary! { "X" => inner } };
        let form = Stream::new(dictionary! { "Subtype" => "Form", "Resources" => own }, b"/X Do".to_vec());
        inner = document.add_object(form).into();
    }
    document.get_dictionary_mut(resources).unwrap().set("XObject", dictionary! { "Im0" => inner });
    save(document)
}

/// A page tree whose root names itself as its parent, and has no page size to stop the search for one.
fn ring() -> Vec<u8> {
    let Made { mut document, tree, .. } = make(&["text"]);
    let pages = document.get_dictionary_mut(tree).unwrap();
    pages.set("Parent", tree);
    pages.remove(b"MediaBox");
    save(document)
}

/// A stream of 64 MB of spaces, packed: as a page's content, or as packed objects with this filter, which are written by
/// hand since no library writes such a thing.
fn bomb(packed_objects: Option<&str>) -> Vec<u8> {
    let Made { mut document, .. } = make(&["text"]);
    let mut stream = Stream::new(Dictionary::new(), vec![b' '; 64 << 20]);
    stream.compress().unwrap();
    let Some(filter) = packed_objects else {
        let page = document.page_iter().next().unwrap();
        let content = document.add_object(stream);
        document.get_dictionary_mut(page).unwrap().set("Contents", content);
        return save(document);
    };
    let length = stream.content.len();
    let head =
        format!("%PDF-1.5\n9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter {filter} /Length {length} >>\nstream\n");
    let whole = save(document);
    [head.as_bytes(), &stream.content, b"\nendstream\nendobj\n", &whole].concat()
}

fn with_font(table: &[u8], last_character: Option<i64>) -> Vec<u8> {
    let Made { mut document, resources, .. } = make(&["text of a page that is long enough"]);
    let table = document.add_object(Stream::new(Dictionary::new(), table.to_vec()));
    let mut descendant =
        dictionary! { "Type" => "Font", "Subtype" => "CIDFontType2", "FontDescriptor" => dictionary! {} };
    if let Some(last) = last_character {
        descendant.set("W", vec![0.into(), last.into(), 500.into()]);
    }
    let fonts = vec![document.add_object(descendant).into()];
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "X", "Encoding" => "Identity-H", "DescendantFonts" => fonts, "ToUnicode" => table,
    };
    let font = document.add_object(font);
    document.get_dictionary_mut(resources).unwrap().set("Font", dictionary! { "F1" => font });
    save(document)
}

/// The reader underneath panics on this one.
fn unsized_page() -> Vec<u8> {
    let Made { mut document, tree, .. } = make(&["text"]);
    document.get_dictionary_mut(tree).unwrap().remove(b"MediaBox");
    save(document)
}

/// How a page of a PDF is damaged.
#[derive(Debug, Clone, Copy)]
pub enum Damage {
    /// The last part of its packed content is gone.
    CutContent,
    /// Its content is not in the file.
    LostContent,
    /// One of its contents is not in the file; the other is.
    LostPart,
    /// Bytes that mean nothing stand between its words.
    Garbage,
    /// A drawing that it shows is cut off.
    CutDrawing,
    /// The table of its font's characters is cut off.
    CutTable,
}

/// Three pages of text, the second of which is damaged.
pub fn damaged(pages: [&str; 3], damage: Damage) -> Vec<u8> {
    let Made { mut document, resources, .. } = make(&pages);
    let page = document.page_iter().nth(1).unwrap();
    let content = document.get_page_contents(page)[0];
    let cut = |words: &str| {
        let mut stream = Stream::new(Dictionary::new(), text(&format!("{words}{}", " and more".repeat(400))));
        stream.compress().unwrap();
        let half = stream.content.len() / 2;
        let mut dictionary = stream.dict.clone();
        dictionary.set("Length", i64::try_from(half).unwrap());
        Stream::new(dictionary, stream.content[..half].to_vec())
    };
    match damage {
        Damage::CutContent => _ = document.objects.insert(content, cut(pages[1]).into()),
        Damage::LostContent => _ = document.objects.remove(&content),
        Damage::LostPart => {
            let gone = document.new_object_id();
            let both: Vec<Object> = vec![content.into(), gone.into()];
            document.get_dictionary_mut(page).unwrap().set("Contents", both);
        }
        Damage::Garbage => {
            let bytes = [text(pages[1]), b"\n)]>> \xff\xfe (\x01".to_vec(), text("lost words")].concat();
            document.objects.insert(content, Stream::new(Dictionary::new(), bytes).into());
        }
        Damage::CutDrawing => {
            let mut form = cut("drawn");
            form.dict.set("Subtype", "Form");
            let form = document.add_object(form);
            let own = dictionary! { "XObject" => dictionary! { "X0" => form } };
            document.get_dictionary_mut(page).unwrap().set("Resources", own);
            let bytes = [text(pages[1]), b"\n/X0 Do".to_vec()].concat();
            document.objects.insert(content, Stream::new(Dictionary::new(), bytes).into());
        }
        Damage::CutTable => {
            let table = document.add_object(cut("begincmap"));
            let font = dictionary! {
                "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "ToUnicode" => table,
            };
            let font = document.add_object(font);
            let mut own = document.get_dictionary(resources).unwrap().clone();
            own.set("Font", dictionary! { "F1" => font });
            document.get_dictionary_mut(page).unwrap().set("Resources", own);
        }
    }
    save(document)
}

/// A PDF whose page tree counts more pages than it holds.
pub fn with_lost_pages(pages: &[&str], counted: i64) -> Vec<u8> {
    let Made { mut document, tree, .. } = make(pages);
    document.get_dictionary_mut(tree).unwrap().set("Count", counted);
    save(document)
}
