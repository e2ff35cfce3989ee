//! In: the files of `rules/`. Out: their names and texts, compiled into the binary. A test proves that none is left out.

macro_rules! files {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("../../rules/", $name)))),*] };
}

/// Every rule file as `EDITION/FAMILY.yaml` with its text, in order of name.
pub const FILES: &[(&str, &str)] = files![
    "mtus-2009/benzodiazepine.yaml",
    "mtus-2009/consultation.yaml",
    "mtus-2009/edition.yaml",
    "mtus-2009/muscle_relaxant.yaml",
    "mtus-2009/opioid.yaml",
    "mtus-2009/psychotherapy.yaml",
    "mtus-2009/trigger_point_injection.yaml",
];
