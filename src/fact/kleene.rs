//! In: truths. Out: [`Kleene`], three-valued logic in which silence is neither yes nor no.

/// A truth value of strong Kleene logic, ordered `False < Unknown < True`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kleene {
    /// It is known not to hold.
    False,
    /// Nothing that can be shown settles it.
    Unknown,
    /// It is known to hold.
    True,
}

impl Kleene {
    /// Every value, in order.
    pub const ALL: [Self; 3] = [Self::False, Self::Unknown, Self::True];

    /// Holds where both hold.
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Holds where either holds.
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// Holds where at least `n` of `truths` hold; fails where so many fail that `n` cannot be reached.
    pub fn at_least(n: usize, truths: impl IntoIterator<Item = Self>) -> Self {
        let (mut held, mut open) = (0, 0);
        for truth in truths {
            match truth {
                Self::True => held += 1,
                Self::Unknown => open += 1,
                Self::False => {}
            }
        }
        if held >= n {
            Self::True
        } else if held + open >= n {
            Self::Unknown
        } else {
            Self::False
        }
    }
}

impl std::ops::Not for Kleene {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl From<bool> for Kleene {
    fn from(known: bool) -> Self {
        if known { Self::True } else { Self::False }
    }
}
