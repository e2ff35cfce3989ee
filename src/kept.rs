//! In: texts, and what was made of them. Out: [`Kept`], the same again where the same text is met again.

use indexmap::IndexMap;
use std::cell::RefCell;
use std::thread::LocalKey;

/// What was made of texts. Letters say much the same, so much of it need not be made twice.
#[derive(Debug)]
pub struct Kept<V> {
    known: IndexMap<Box<str>, V>,
    most: usize,
    longest: usize,
}

/// What a thread keeps of one sort.
pub type Keeper<V> = LocalKey<RefCell<Kept<V>>>;

impl<V: Clone> Kept<V> {
    /// Keeps no more texts than `most`, and none that is `longest` bytes or longer, so that no text can fill the memory.
    pub fn up_to(most: usize, longest: usize) -> RefCell<Self> {
        RefCell::new(Self { known: IndexMap::new(), most, longest })
    }
}

/// What was made of `text` before, or is made of it now. `make` must give the same for the same text, whoever asks.
pub fn kept<V: Clone>(keeper: &'static Keeper<V>, text: &str, make: impl FnOnce() -> V) -> V {
    if let Some(known) = keeper.with_borrow(|kept| kept.known.get(text).cloned()) {
        return known;
    }
    let made = make();
    keeper.with_borrow_mut(|kept| {
        if kept.known.len() < kept.most && text.len() < kept.longest {
            kept.known.insert(text.into(), made.clone());
        }
    });
    made
}
