//! In: the lines of `rules/drugs.tsv`. Out: [`Drugs`], a table of drug names; or every fault with its line.

use crate::grammar::Mixing;
use indexmap::map::Entry;
use indexmap::{IndexMap, IndexSet};
use std::sync::atomic::{AtomicU64, Ordering};

/// The table that is in the binary.
const BUILT_IN: &str = include_str!("../../rules/drugs.tsv");

/// The most words that one name may have.
const WORDS_IN_A_NAME: usize = 4;

/// How many tables were read; the one without a name is the first.
static TABLES: AtomicU64 = AtomicU64::new(1);

const COLUMNS: [&str; 11] = [
    "name",
    "generic",
    "class",
    "family",
    "mme_2009",
    "mme_2016",
    "mme_2022",
    "mme_unit",
    "fixed_mg",
    "route",
    "formulary",
];

/// Drugs by name, in any case and spelled with spaces, hyphens or slashes.
#[derive(Debug, Clone, Default)]
pub struct Drugs {
    by_name: IndexMap<String, Drug>,
    /// The words with which a name begins: most words of a text are none of them.
    first_words: IndexSet<String, Mixing>,
    /// No other table has it that was read since the program began, but for copies.
    number: u64,
}

impl PartialEq for Drugs {
    fn eq(&self, other: &Self) -> bool {
        self.by_name == other.by_name
    }
}

/// What the table says of one drug name.
#[derive(Debug, Clone, PartialEq)]
pub struct Drug {
    /// Name as the table spells it, such as `Norco`.
    pub name: String,
    /// Active ingredients, such as `hydrocodone/acetaminophen`; release last (`oxycodone ER`).
    pub generic: String,
    /// Pharmacological class, such as `opioid_short_acting`.
    pub class: String,
    /// Treatment family of the contract.
    pub family: String,
    /// Milligrams of morphine equal to one unit of the drug, where a table gives one number.
    pub factors: Factors,
    /// Milligrams of the opioid where the name itself tells them (`Tylenol #3`: 30).
    pub fixed_mg: Option<f64>,
    /// How it reaches the body.
    pub route: Route,
    /// Status in the drug formulary in force since 2018; `None` where not known.
    pub formulary: Option<String>,
}

/// Opioid conversion factors by the table that a guideline uses. An empty one is not known, not zero.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Factors {
    /// Table of the guideline of 2009.
    pub mtus_2009: Option<f64>,
    /// CDC table of 2016.
    pub cdc_2016: Option<f64>,
    /// CDC table of 2022.
    pub cdc_2022: Option<f64>,
    /// What one unit is.
    pub unit: FactorUnit,
}

/// What a conversion factor is multiplied with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FactorUnit {
    /// No factor is known.
    #[default]
    Unknown,
    /// Milligrams a day.
    Milligrams,
    /// Micrograms an hour, of a patch.
    MicrogramsAnHour,
}

/// How a drug reaches the body, as far as it matters to the family.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Route {
    /// Swallowed or put on the skin, as the request says.
    #[default]
    Any,
    /// A patch or gel of it works in the whole body.
    Systemic,
    /// Given by injection.
    Injected,
}

/// A row of a drug table that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}. {cure}")]
pub struct DrugFault {
    /// The file as the user named it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub cure: String,
}

impl Drugs {
    /// The table in the binary. A test shows that it has no fault; a row with one would be left out.
    pub fn built_in() -> Self {
        Self::read_rows("rules/drugs.tsv", BUILT_IN).0
    }

    /// Reads a table; `file` is named in the faults, of which all are returned at once.
    ///
    /// # Errors
    /// One fault per row that has a wrong number of columns, an empty name, an unknown word or a number that is none.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<DrugFault>> {
        let (drugs, faults) = Self::read_rows(file, text);
        if faults.is_empty() { Ok(drugs) } else { Err(faults) }
    }

    /// Number of names.
    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    /// Whether the table holds no name.
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// All drugs in the table's order.
    pub fn iter(&self) -> impl Iterator<Item = &Drug> {
        self.by_name.values()
    }

    /// The drug of this name; `hydrocodone-acetaminophen` and `Hydrocodone/Acetaminophen` are one name.
    pub fn get(&self, name: &str) -> Option<&Drug> {
        self.by_name.get(&key(name).0)
    }

    /// What tells this table from others: what was read with one holds for no other.
    pub(crate) const fn number(&self) -> u64 {
        self.number
    }

    /// Whether a name begins with this word, which is in lower case.
    pub(super) fn begins_with(&self, word: &str) -> bool {
        self.first_words.contains(word)
    }

    /// The longest name that starts at the first of `words` (offset and lower-case word each), and how many it takes.
    pub(super) fn longest(&self, words: &[(usize, &str)]) -> Option<(usize, &Drug)> {
        words.iter().find(|(_, word)| *word != "and").filter(|(_, word)| self.begins_with(word))?;
        let mut key = String::new();
        let mut best = None;
        let mut named = 0;
        for (count, (_, word)) in words.iter().enumerate() {
            if *word != "and" {
                named += 1;
                if named > WORDS_IN_A_NAME {
                    break;
                }
                if !key.is_empty() {
                    key.push(' ');
                }
                key.push_str(word);
                best = self.by_name.get(&key).map(|drug| (count + 1, drug)).or(best);
            }
        }
        best
    }

    fn read_rows(file: &str, text: &str) -> (Self, Vec<DrugFault>) {
        let most = text.lines().count();
        let by_name = IndexMap::with_capacity(most);
        let first_words = IndexSet::with_capacity_and_hasher(most, Mixing::default());
        let mut drugs = Self { by_name, first_words, number: TABLES.fetch_add(1, Ordering::Relaxed) };
        let mut faults = Vec::new();
        let rows = text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty() && !row.starts_with('#'));
        for (index, row) in rows {
            let drug = cells(row).and_then(|cells| if cells == COLUMNS { Ok(None) } else { drug(cells).map(Some) });
            if let Err((what, cure)) = drug.and_then(|drug| drug.map_or(Ok(()), |drug| drugs.insert(drug))) {
                faults.push(DrugFault { file: file.to_owned(), line: index + 1, what, cure });
            }
        }
        (drugs, faults)
    }

    fn insert(&mut self, drug: Drug) -> Result<(), (String, String)> {
        let (key, words) = key(&drug.name);
        if words == 0 || words > WORDS_IN_A_NAME {
            return fault(&format!("the name {:?} has {words} words", drug.name), "Give it one to four.");
        }
        let first = key.split(' ').next().unwrap_or_default();
        if !self.first_words.contains(first) {
            self.first_words.insert(first.to_owned());
        }
        match self.by_name.entry(key) {
            Entry::Vacant(place) => {
                place.insert(drug);
                Ok(())
            }
            Entry::Occupied(_) => {
                fault(&format!("the name {:?} stands here a second time", drug.name), "Keep one of the two rows.")
            }
        }
    }
}

/// What a name is looked for by: its words in lower case, "and" left out, with a space between; and how many they are.
fn key(name: &str) -> (String, usize) {
    let (mut key, mut count) = (String::with_capacity(name.len()), 0);
    for (_, word) in words(name).filter(|(_, word)| !word.eq_ignore_ascii_case("and")) {
        if count > 0 {
            key.push(' ');
        }
        key.push_str(word);
        count += 1;
    }
    key.make_ascii_lowercase();
    (key, count)
}

/// The words of a text, with their offsets: letters, digits and `#` together.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let in_word = |c: char| c.is_alphanumeric() || c == '#' || c == '\'';
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(in_word)?;
        let found = &rest[start..];
        let length = found.find(|c| !in_word(c)).unwrap_or(found.len());
        let offset = text.len() - found.len();
        rest = &found[length..];
        Some((offset, &found[..length]))
    })
}

/// The cells of a row.
fn cells(row: &str) -> Result<[&str; COLUMNS.len()], (String, String)> {
    let mut cells = [""; COLUMNS.len()];
    let mut count = 0;
    for cell in row.split('\t') {
        if let Some(place) = cells.get_mut(count) {
            *place = cell.trim();
        }
        count += 1;
    }
    if count == cells.len() {
        return Ok(cells);
    }
    fault(&format!("the row has {count} columns"), "Give it the eleven of the head line, with tabs between.")
}

fn drug(cells: [&str; COLUMNS.len()]) -> Result<Drug, (String, String)> {
    let [name, generic, class, family, y2009, y2016, y2022, unit, fixed, route, formulary] = cells;
    if [name, generic, class, family].contains(&"") {
        return fault("name, generic, class or family is empty", "Fill all four.");
    }
    let factors = Factors {
        mtus_2009: number("mme_2009", y2009)?,
        cdc_2016: number("mme_2016", y2016)?,
        cdc_2022: number("mme_2022", y2022)?,
        unit: factor_unit(unit)?,
    };
    Ok(Drug {
        name: name.to_owned(),
        generic: generic.to_owned(),
        class: class.to_owned(),
        family: family.to_owned(),
        factors,
        fixed_mg: number("fixed_mg", fixed)?,
        route: route_of(route)?,
        formulary: (!formulary.is_empty()).then(|| formulary.to_owned()),
    })
}

fn number(column: &str, cell: &str) -> Result<Option<f64>, (String, String)> {
    if cell.is_empty() {
        return Ok(None);
    }
    match cell.parse::<f64>() {
        Ok(value) if value.is_finite() && value > 0.0 => Ok(Some(value)),
        _ => fault(&format!("{column} is {cell:?}"), "Give a number above 0, or leave it empty."),
    }
}

fn factor_unit(cell: &str) -> Result<FactorUnit, (String, String)> {
    match cell {
        "" => Ok(FactorUnit::Unknown),
        "mg" => Ok(FactorUnit::Milligrams),
        "mcg/h" => Ok(FactorUnit::MicrogramsAnHour),
        _ => fault(&format!("mme_unit is {cell:?}"), "Use mg or mcg/h, or leave it empty."),
    }
}

fn route_of(cell: &str) -> Result<Route, (String, String)> {
    match cell {
        "" => Ok(Route::Any),
        "systemic" => Ok(Route::Systemic),
        "injected" => Ok(Route::Injected),
        _ => fault(&format!("route is {cell:?}"), "Use systemic or injected, or leave it empty."),
    }
}

fn fault<T>(what: &str, cure: &str) -> Result<T, (String, String)> {
    Err((what.to_owned(), cure.to_owned()))
}
