//! In: facts about one item. Out: [`FactSheet`], all of them, each found by the place of its name.

use super::Fact;
use super::name::FactName;
use std::collections::BTreeMap;

const SILENT: &Fact = &Fact::SILENT;

/// All facts about one item, by name.
#[derive(Debug, Clone)]
pub struct FactSheet {
    /// The item's treatment family.
    pub family: String,
    /// By each name's place, how many facts stand up to that of the name; 0 where nothing is known of it.
    places: Vec<u32>,
    /// Every fact of which something is known.
    facts: Vec<(FactName, Fact)>,
}

impl FactSheet {
    /// An item of this treatment family, of which nothing is known yet.
    pub fn new(family: &str) -> Self {
        Self { family: family.to_owned(), places: Vec::new(), facts: Vec::new() }
    }

    /// The fact of that name; silent where nothing is known.
    pub fn of(&self, name: FactName) -> &Fact {
        let place = self.places.get(name.place()).and_then(|place| (*place as usize).checked_sub(1));
        place.map_or(SILENT, |place| &self.facts[place].1)
    }

    /// The same of a name in words.
    pub fn get(&self, name: &str) -> &Fact {
        FactName::known(name).map_or(SILENT, |name| self.of(name))
    }

    /// Adds or replaces a fact.
    pub fn set(&mut self, name: impl Into<FactName>, fact: Fact) {
        let name = name.into();
        if self.places.len() <= name.place() {
            self.places.resize(name.place() + 1, 0);
        }
        match (self.places[name.place()] as usize).checked_sub(1) {
            Some(place) => self.facts[place].1 = fact,
            None => {
                self.facts.push((name, fact));
                self.places[name.place()] = self.facts.len() as u32;
            }
        }
    }

    /// Every fact of which something is known, by name in the order of the alphabet.
    pub fn by_name(&self) -> BTreeMap<&'static str, &Fact> {
        self.facts.iter().map(|(name, fact)| (name.as_str(), fact)).collect()
    }
}

impl PartialEq for FactSheet {
    fn eq(&self, other: &Self) -> bool {
        self.family == other.family && self.by_name() == other.by_name()
    }
}
