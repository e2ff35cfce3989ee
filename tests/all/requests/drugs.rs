//! The drug table: sound as shipped, and faults named with file and line.

use super::grammar::FAMILIES;
use imrcheck::request::{Drugs, FactorUnit};

const SHIPPED: &str = include_str!("../../../rules/drugs.tsv");
const NORCO: &str = "Norco\thydrocodone/acetaminophen\topioid_short_acting\topioid\t1\t1\t1\tmg\t\t\tNon-Exempt";

#[test]
fn the_shipped_table_has_no_fault() {
    let drugs = Drugs::read("drugs.tsv", SHIPPED).unwrap();
    assert!(drugs.len() > 700);
    for drug in drugs.iter() {
        assert!(FAMILIES.contains(&drug.family.as_str()), "{}: unknown family {}", drug.name, drug.family);
        let factors = [drug.factors.mtus_2009, drug.factors.cdc_2016, drug.factors.cdc_2022];
        let known = factors.iter().any(Option::is_some);
        assert_eq!(known, drug.factors.unit != FactorUnit::Unknown, "{}: factor and unit go together", drug.name);
    }
}

#[test]
fn a_name_is_found_however_it_is_joined() {
    let drugs = Drugs::built_in();
    for name in ["hydrocodone/acetaminophen", "Hydrocodone-Acetaminophen", "HYDROCODONE AND ACETAMINOPHEN"] {
        assert_eq!(drugs.get(name).unwrap().generic, "hydrocodone/acetaminophen");
    }
}

#[test]
fn all_faults_are_reported_with_their_lines() {
    let rows = [
        NORCO,
        "only\tthree\tcells",
        NORCO,
        &NORCO.replace("Norco", "Abc").replace("\t1\t1\t1", "\tone\t1\t1"),
        &NORCO.replace("Norco", "a b c d e"),
        &NORCO.replace("Norco", "Def").replace("\tmg\t", "\tgrains\t"),
        &NORCO.replace("Norco", "Ghi").replace("\topioid\t1", "\t\t1"),
    ]
    .join("\n");
    let faults = Drugs::read("my/drugs.tsv", &rows).unwrap_err();
    let found: Vec<String> = faults.iter().map(ToString::to_string).collect();
    let expected = [
        "my/drugs.tsv:2: the row has 3 columns. Give it the eleven of the head line, with tabs between.",
        "my/drugs.tsv:3: the name \"Norco\" stands here a second time. Keep one of the two rows.",
        "my/drugs.tsv:4: mme_2009 is \"one\". Give a number above 0, or leave it empty.",
        "my/drugs.tsv:5: the name \"a b c d e\" has 5 words. Give it one to four.",
        "my/drugs.tsv:6: mme_unit is \"grains\". Use mg or mcg/h, or leave it empty.",
        "my/drugs.tsv:7: name, generic, class or family is empty. Fill all four.",
    ];
    assert_eq!(found, expected);
}
