//! In: a note. Out: requests for one side of the body where the note speaks only of the other.

use super::note::{Note, Told};
use super::{Code, Conflict, Material, Place};
use crate::fact::{Regions, regions_named, sides_named};
use crate::request::{Part, PartFound, parts};
use crate::span::Span;

/// One mention can be a slip of its own; from here on it is what the note is about.
const ENOUGH: usize = 2;

/// A part of the body with its side.
struct Sided {
    regions: Regions,
    side: Part,
    span: Span,
}

pub(super) fn find(material: &Material, note: &Note) -> Vec<Conflict> {
    let told: Vec<Sided> = note
        .sentences
        .iter()
        .flat_map(|told| {
            let found = sided(&told.parts, &told.prose.text);
            let placed = found.into_iter().map(|one| Sided { span: told.prose.span(one.span), ..one });
            placed.filter(|one| !note.is_requested(one.span)).collect::<Vec<_>>()
        })
        .collect();
    let items = material.letter.items.iter();
    let found = items.filter_map(|item| {
        let asked = sided(&parts(&item.text, material.drugs), &item.text);
        let [asked] = asked.as_slice() else { return None };
        let (other, word) = match asked.side {
            Part::Left => (Part::Right, "left"),
            Part::Right => (Part::Left, "right"),
            _ => return None,
        };
        // Only parts that there are two of: the sides of the spine are those of its nerves.
        let same: Vec<&Sided> =
            told.iter().filter(|one| asked.regions.len() == 1 && one.regions == asked.regions).collect();
        let clear = same.len() >= ENOUGH && same.iter().all(|one| one.side == other) && is_paired(&asked.regions);
        // "Right carpal tunnel syndrome" names the side, if not the wrist.
        let is_told = |told: &Told| !note.is_requested(told.span) && sides_named(&told.prose.text).contains(word);
        let clear = clear && !note.sentences.iter().any(is_told);
        let second = same.iter().map(|one| Place::in_note(one.span)).collect();
        let first = Place::in_note(item.span);
        clear.then_some(Conflict { item: Some(item.n), code: Code::Side, kind: None, first, second })
    });
    found.collect()
}

/// Parts of the body that there are two of.
fn is_paired(regions: &Regions) -> bool {
    ["shoulder", "elbow", "wrist", "hip", "knee", "ankle"].iter().any(|paired| regions.contains(paired))
}

/// The parts of the body in a text that stand with one side.
fn sided(parts: &[PartFound], text: &str) -> Vec<Sided> {
    let regions = parts.iter().filter(|found| found.part == Part::Region);
    let found = regions.filter_map(|region| {
        let within = |found: &&PartFound| region.span.contains(found.span);
        let mut sides = parts.iter().filter(within).map(|found| found.part);
        let side = sides.find(|part| matches!(part, Part::Left | Part::Right | Part::Bilateral))?;
        let more = sides.any(|part| matches!(part, Part::Left | Part::Right | Part::Bilateral) && part != side);
        let side = if more { Part::Bilateral } else { side };
        Some(Sided { regions: regions_named(region.span.of(text)), side, span: region.span })
    });
    found.collect()
}
