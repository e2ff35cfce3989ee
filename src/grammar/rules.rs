//! In: places in a list of rules. Out: [`Rules`], a set of them.

/// Up to 192 rules, a bit for each.
pub type Rules = [u64; 3];

/// Adds one rule to others.
#[inline]
pub fn put(rules: &mut Rules, index: usize) {
    rules[index / 64] |= 1 << (index % 64);
}

/// Whether a rule is one of them.
#[inline]
pub fn has(rules: Rules, index: usize) -> bool {
    rules[index / 64] & (1 << (index % 64)) != 0
}

/// Adds rules to others.
#[inline]
pub fn add(all: &mut Rules, more: &Rules) {
    all.iter_mut().zip(more).for_each(|(all, more)| *all |= more);
}

/// The rules that are not among the others.
#[inline]
pub fn without(rules: Rules, others: Rules) -> Rules {
    [rules[0] & !others[0], rules[1] & !others[1], rules[2] & !others[2]]
}

/// How many rules there are.
#[inline]
pub fn count(rules: Rules) -> u32 {
    rules.iter().map(|word| word.count_ones()).sum()
}

/// The places of the rules, from the first on.
pub fn bits(rules: Rules) -> impl Iterator<Item = usize> {
    rules.into_iter().enumerate().flat_map(|(word, mut bits)| {
        std::iter::from_fn(move || {
            let bit = bits.trailing_zeros() as usize;
            bits &= bits.wrapping_sub(1);
            (bit < 64).then_some(word * 64 + bit)
        })
    })
}
