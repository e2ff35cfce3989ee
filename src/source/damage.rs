//! Finds the pages of a PDF that could be read only in part, so that no lost word passes for one that was never there.

use super::pdf::entry;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// Most levels of page groups within each other; the guard refuses documents with more.
const LEVELS: usize = 4096;

/// What of a document is not whole.
pub(super) struct Damage {
    /// Objects that are damaged, or that show something that is.
    tainted: BTreeSet<ObjectId>,
}

impl Damage {
    /// Follows `streams`, which could be unpacked only in part, to all that shows them.
    pub(super) fn of(document: &Document, streams: Vec<ObjectId>) -> Self {
        let mut tainted: BTreeSet<ObjectId> = streams.iter().copied().collect();
        if streams.is_empty() {
            return Self { tainted };
        }
        let mut shown_by: BTreeMap<ObjectId, Vec<ObjectId>> = BTreeMap::new();
        for (id, object) in &document.objects {
            references(object, &mut |to| shown_by.entry(to).or_default().push(*id));
        }
        let mut open = streams;
        while let Some(id) = open.pop() {
            for shower in shown_by.get(&id).into_iter().flatten() {
                if tainted.insert(*shower) {
                    open.push(*shower);
                }
            }
        }
        Self { tainted }
    }

    /// Whether all that a page shows is there and could be read; `content` is what its streams hold together.
    pub(super) fn is_whole(&self, document: &Document, page: ObjectId, content: &[u8]) -> bool {
        let Ok(own) = document.get_dictionary(page) else { return false };
        let streams = document.get_page_contents(page);
        let there = |id: &ObjectId| matches!(document.objects.get(id), Some(Object::Stream(_)));
        // Contents that lead nowhere give no stream at all.
        let named = own.has(b"Contents") && !matches!(own.get(b"Contents"), Ok(Object::Null | Object::Array(_)));
        if self.tainted.contains(&page) || !streams.iter().all(there) || named && streams.is_empty() {
            return false;
        }
        Content::decode_strict(content).is_ok() && !self.inherits(document, own)
    }

    /// Whether fonts or drawings that a page takes from the groups it lies in are damaged.
    fn inherits(&self, document: &Document, page: &Dictionary) -> bool {
        let mut above = page;
        for _ in 0..LEVELS {
            let parent = entry(document, above, b"Parent").and_then(|parent| parent.as_dict().ok());
            let Some(parent) = parent else { return false };
            let mut tainted = false;
            if let Ok(resources) = parent.get(b"Resources") {
                references(resources, &mut |to| tainted |= self.tainted.contains(&to));
            }
            if tainted {
                return true;
            }
            above = parent;
        }
        false
    }
}

/// How many pages the document says it has, where it says so.
pub(super) fn pages_counted(document: &Document) -> Option<usize> {
    let pages = entry(document, document.catalog().ok()?, b"Pages")?.as_dict().ok()?;
    usize::try_from(entry(document, pages, b"Count")?.as_i64().ok()?).ok()
}

/// Calls `take` with every object that this one shows. A page shows its contents and resources, and not what it lies in.
fn references(object: &Object, take: &mut impl FnMut(ObjectId)) {
    match object {
        Object::Reference(id) => take(*id),
        Object::Array(list) => list.iter().for_each(|one| references(one, take)),
        Object::Dictionary(dictionary) => of_dictionary(dictionary, take),
        Object::Stream(stream) => of_dictionary(&stream.dict, take),
        _ => {}
    }
}

fn of_dictionary(dictionary: &Dictionary, take: &mut impl FnMut(ObjectId)) {
    let is_page = dictionary.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Page");
    for (key, value) in dictionary {
        let shows = if is_page { key == b"Contents" || key == b"Resources" } else { key != b"Parent" && key != b"P" };
        if shows {
            references(value, take);
        }
    }
}
