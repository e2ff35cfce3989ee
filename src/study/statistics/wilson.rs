//! In: a count out of a total. Out: Wilson's interval for the proportion.

/// 97.5 % point of the normal distribution: 95 % lie between its negative and itself.
const Z: f64 = 1.959_963_984_540_054;

/// The 95 % Wilson score interval of `part` out of `whole` (Wilson, JASA 1927), within 0 to 1. `None` for no items.
pub fn wilson(part: usize, whole: usize) -> Option<(f64, f64)> {
    if whole == 0 || part > whole {
        return None;
    }
    let (n, p) = (whole as f64, part as f64 / whole as f64);
    let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let (centre, scale) = (p + Z * Z / (2.0 * n), 1.0 + Z * Z / n);
    let low = if part == 0 { 0.0 } else { (centre - spread) / scale };
    let high = if part == whole { 1.0 } else { (centre + spread) / scale };
    Some((low, high))
}
