//! Lints of the request grammar: no alternative that an earlier one hides, families of the contract only.

use pest_meta::ast::{Expr, Rule};
use pest_meta::optimizer;
use pest_meta::parser::{self, Rule as Meta};
use std::path::Path;

/// Families of the contract (docs: treatment families).
pub const FAMILIES: [&str; 42] = [
    "opioid",
    "muscle_relaxant",
    "benzodiazepine",
    "nsaid",
    "gastroprotective",
    "anticonvulsant",
    "antidepressant",
    "topical_analgesic",
    "compound_medication",
    "sleep_aid",
    "other_medication",
    "epidural_steroid_injection",
    "facet_procedure",
    "trigger_point_injection",
    "joint_injection",
    "other_injection",
    "physical_therapy",
    "chiropractic",
    "acupuncture",
    "therapy_modality",
    "work_conditioning",
    "gym_membership",
    "psychotherapy",
    "psychological_evaluation",
    "functional_restoration_program",
    "imaging",
    "electrodiagnostic",
    "drug_testing",
    "laboratory_test",
    "functional_capacity_evaluation",
    "other_diagnostic",
    "surgery",
    "surgical_service",
    "electrical_stimulator",
    "orthosis",
    "hot_cold_therapy",
    "other_equipment",
    "consultation",
    "office_visit",
    "home_health",
    "transportation",
    "other",
];

fn rules() -> Vec<Rule> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar");
    let text: String = ["request.pest", "body.pest", "treatment.pest"]
        .iter()
        .map(|file| std::fs::read_to_string(folder.join(file)).unwrap())
        .collect();
    let pairs = parser::parse(Meta::grammar_rules, &text).unwrap();
    parser::consume_rules(pairs).unwrap()
}

/// The literal that an expression begins with, and whether it is the whole of it.
fn opening(expr: &Expr) -> Option<(&str, bool)> {
    match expr {
        Expr::Str(text) => Some((text, true)),
        Expr::Seq(first, _) => opening(first).map(|(text, _)| (text, false)),
        _ => None,
    }
}

fn alternatives<'e>(expr: &'e Expr, found: &mut Vec<&'e Expr>) {
    match expr {
        Expr::Choice(left, right) => {
            alternatives(left, found);
            alternatives(right, found);
        }
        other => found.push(other),
    }
}

fn choices<'e>(expr: &'e Expr, found: &mut Vec<&'e Expr>) {
    match expr {
        Expr::Choice(..) => {
            found.push(expr);
            let mut parts = Vec::new();
            alternatives(expr, &mut parts);
            parts.into_iter().for_each(|part| choices(part, found));
        }
        Expr::Seq(left, right) => {
            choices(left, found);
            choices(right, found);
        }
        Expr::Opt(inner)
        | Expr::Rep(inner)
        | Expr::RepOnce(inner)
        | Expr::RepMinMax(inner, ..)
        | Expr::PosPred(inner)
        | Expr::NegPred(inner) => choices(inner, found),
        _ => {}
    }
}

/// A choice takes the first alternative that fits and never looks back: "heat" before "heating" hides "heating".
#[test]
fn no_alternative_is_hidden_by_an_earlier_prefix() {
    let mut hidden = Vec::new();
    for rule in rules() {
        let mut found = Vec::new();
        choices(&rule.expr, &mut found);
        for choice in found {
            let mut parts = Vec::new();
            alternatives(choice, &mut parts);
            for (index, later) in parts.iter().enumerate() {
                let Some((later, _)) = opening(later) else { continue };
                let earlier = parts[..index].iter().filter_map(|part| opening(part));
                for (literal, whole) in earlier.filter(|(literal, _)| later.starts_with(literal)) {
                    if whole {
                        hidden.push(format!("{}: {literal:?} hides {later:?}", rule.name));
                    }
                }
            }
        }
    }
    assert!(hidden.is_empty(), "{}", hidden.join("\n"));
}

#[test]
fn every_family_has_a_rule_or_a_drug() {
    let rules = rules();
    let drugs = imrcheck::request::Drugs::built_in();
    for family in FAMILIES {
        let named = rules.iter().any(|rule| rule.name == family) || drugs.iter().any(|drug| drug.family == family);
        assert!(named, "no rule and no drug leads to {family}");
    }
}

#[test]
fn the_grammar_has_no_rule_that_calls_itself() {
    let optimized = optimizer::optimize(rules());
    assert!(!optimized.is_empty());
    for rule in rules() {
        let calls = format!("{:?}", rule.expr);
        assert!(!calls.contains(&format!("Ident(\"{}\")", rule.name)), "{} calls itself", rule.name);
    }
}
