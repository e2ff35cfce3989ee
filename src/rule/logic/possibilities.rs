//! In: truths. Out: [`Possibilities`], a set of what something can come to: true, open, false, or not applicable.

use crate::fact::Kleene;

/// A set of possibilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Possibilities(u8);

impl Possibilities {
    /// No possibility at all.
    pub const NONE: Self = Self(0);
    /// Only not applicable.
    pub const NOT_APPLICABLE: Self = Self(8);

    /// How many sets there are.
    pub const COUNT: usize = 16;

    /// Every set, in the order of [`Possibilities::index`].
    pub fn every() -> impl Iterator<Item = Self> {
        (0..16).map(Self)
    }

    /// The set's place among all sets.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Only this truth.
    pub const fn of(truth: Kleene) -> Self {
        match truth {
            Kleene::False => Self(1),
            Kleene::Unknown => Self(2),
            Kleene::True => Self(4),
        }
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any possibility of `other` is in this set.
    pub const fn can_be(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether any possibility is in this set that is not in `other`.
    pub const fn can_differ_from(self, other: Self) -> bool {
        self.0 & !other.0 != 0
    }

    /// Whether only one possibility is left.
    pub const fn is_settled(self) -> bool {
        self.0.count_ones() == 1
    }

    /// The truths in the set; none stands for not applicable.
    pub fn each(self) -> impl Iterator<Item = Option<Kleene>> {
        let truths = Kleene::ALL.into_iter().filter(move |truth| self.can_be(Self::of(*truth))).map(Some);
        truths.chain(self.can_be(Self::NOT_APPLICABLE).then_some(None))
    }

    /// Every possibility of `join` over one of this set and one of `other`.
    pub fn joined(self, other: Self, join: impl Fn(Option<Kleene>, Option<Kleene>) -> Option<Kleene>) -> Self {
        let mut all = Self::NONE;
        for one in self.each() {
            for two in other.each() {
                all = all.with(join(one, two).map_or(Self::NOT_APPLICABLE, Self::of));
            }
        }
        all
    }
}
