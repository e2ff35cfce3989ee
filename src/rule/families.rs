//! In: checked families, or files of families that nobody asked for yet. Out: [`Families`], those of an edition by name.

use super::load::Unread;
use super::rulebook::Family;
use indexmap::IndexMap;
use std::sync::{Arc, OnceLock};

/// The treatment families of an edition by name. One of the program's own is read when it is first asked for: a letter
/// needs one or two of forty. Copies share what was read, so that a study can hold many rulebooks that differ in one.
#[derive(Debug, Clone, Default)]
pub struct Families {
    slots: IndexMap<String, Slot>,
}

#[derive(Debug, Clone)]
struct Slot {
    /// Nothing inside where the files are faulty, which a test excludes.
    family: Arc<OnceLock<Option<Arc<Family>>>>,
    /// What it is read from, where that is left for later.
    unread: Option<Arc<Unread>>,
}

impl Slot {
    fn of(family: Family) -> Self {
        Self { family: Arc::new(OnceLock::from(Some(Arc::new(family)))), unread: None }
    }

    fn get(&self, name: &str) -> Option<&Arc<Family>> {
        let read = || self.unread.as_ref().and_then(|unread| unread.family(name)).map(Arc::new);
        self.family.get_or_init(read).as_ref()
    }
}

impl Families {
    /// Those of the names, each to be read from `unread` when it is asked for.
    pub fn later(names: impl IntoIterator<Item = String>, unread: Unread) -> Self {
        let unread = Arc::new(unread);
        let slot = |name| (name, Slot { family: Arc::default(), unread: Some(Arc::clone(&unread)) });
        Self { slots: names.into_iter().map(slot).collect() }
    }

    /// Adds a family, or puts it in the place of the one of its name.
    pub fn insert(&mut self, family: Family) {
        self.slots.insert(family.name.clone(), Slot::of(family));
    }

    /// The family of that name.
    pub fn get(&self, name: &str) -> Option<&Arc<Family>> {
        self.slots.get(name)?.get(name)
    }

    /// Whether there is a family of that name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.slots.contains_key(name)
    }

    /// The names of all families, in order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.slots.keys()
    }

    /// All families, in order.
    pub fn values(&self) -> impl Iterator<Item = &Arc<Family>> {
        self.iter().map(|(_, family)| family)
    }

    /// Names and families, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Arc<Family>)> {
        self.slots.iter().filter_map(|(name, slot)| Some((name, slot.get(name)?)))
    }

    /// Puts a changed copy in the place of each family that is `wanted`. The others stay shared.
    pub fn change(&mut self, wanted: impl Fn(&Family) -> bool, change: impl Fn(&mut Family)) {
        for (name, slot) in &mut self.slots {
            if let Some(family) = slot.get(name).filter(|family| wanted(family)) {
                let mut changed = Family::clone(family);
                change(&mut changed);
                *slot = Slot::of(changed);
            }
        }
    }
}
