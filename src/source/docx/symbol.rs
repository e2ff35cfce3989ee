//! In: a character of a font of symbols. Out: the character that it shows.

/// What a ticked box and an empty one are written as.
pub(super) const fn tick(on: bool) -> &'static str {
    if on { "[x]" } else { "[ ]" }
}

/// A symbol of a font, by its name and the character's number in hexadecimal digits.
pub(super) fn of_font(font: &str, number: &str) -> &'static str {
    let Ok(number) = u32::from_str_radix(number.trim(), 16) else { return "" };
    let font = font.to_ascii_lowercase();
    // Symbols stand in the private area from F000 on, or where letters do.
    match (font.as_str(), number & 0xff) {
        ("wingdings", 0xfe | 0xfd | 0x78) | ("wingdings 2", 0x52..=0x54) => tick(true),
        ("wingdings", 0x6f | 0xa8 | 0x71 | 0x72) | ("wingdings 2", 0xa3 | 0x2a) => tick(false),
        ("wingdings", 0xfc) | ("wingdings 2", 0x50) => "✓",
        ("wingdings", 0xe0 | 0xe8) | ("symbol", 0xae) => "->",
        ("wingdings", 0xa7 | 0x6c | 0x9f) | ("symbol", 0xb7) => "•",
        ("symbol", 0xb0) => "°",
        ("symbol", 0xb1) => "±",
        ("symbol", 0xa3) => "≤",
        ("symbol", 0xb3) => "≥",
        ("symbol", 0xb4) => "×",
        ("symbol", 0x6d) => "μ",
        ("symbol", 0x2d) => "-",
        _ => "",
    }
}

/// A character of the private area, as other programs leave it where Word had a symbol.
pub(super) const fn private(character: char) -> Option<&'static str> {
    match character {
        '\u{f0fe}' | '\u{f0fd}' => Some(tick(true)),
        '\u{f0a8}' | '\u{f06f}' => Some(tick(false)),
        _ => None,
    }
}
