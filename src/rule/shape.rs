//! In: a YAML tree. Out: the value that the raw types read, without what does not fit; each misfit becomes a fault.

use super::fault::Fault;
use super::suggest::did_you_mean;
use super::tree::{Data, Node};
use serde_yaml::{Mapping, Value};

/// What may stand at a place in a rule file.
pub enum Shape {
    /// Words. A bare number is read as words too.
    Text,
    /// A number.
    Number,
    /// A number, or the name of a parameter.
    Bound,
    /// A list of this.
    List(&'static Shape),
    /// A map with these keys.
    Map(&'static [(&'static str, &'static Shape)]),
    /// A map from names to this.
    Named(&'static Shape),
    /// Words, or a map or list.
    TextOr(&'static Shape),
    /// A number, or a map or list.
    NumberOr(&'static Shape),
}

use Shape::{Bound, List, Map, Named, Number, NumberOr, Text, TextOr};

static TEXTS: Shape = List(&Text);
static CONDITIONS: Shape = List(&CONDITION);
static CONDITION: Shape = Map(&[
    ("all", &CONDITIONS),
    ("any", &CONDITIONS),
    ("not", &CONDITION),
    ("of", &CONDITIONS),
    ("fact", &Text),
    ("recorded", &Text),
    ("without", &Text),
    ("unchallenged", &Text),
    ("at_most", &Bound),
    ("at_least", &Bound),
    ("below", &Bound),
    ("above", &Bound),
    ("is", &TEXTS),
    ("mentions", &TEXTS),
]);
static GIVEN: Shape = Named(&TextOr(&List(&Number)));
static EXAMPLES: Shape = List(&TextOr(&Map(&[("says", &Text), ("request", &Text), ("facts", &GIVEN)])));
static CASE: Shape = Map(&[
    ("name", &Text),
    ("request", &Text),
    ("facts", &GIVEN),
    ("prediction", &Text),
    ("still_with", &List(&GIVEN)),
    ("not_with", &List(&GIVEN)),
]);
static CRITERION: Shape = Map(&[
    ("id", &Text),
    ("title", &Text),
    ("page", &Text),
    ("cite", &Text),
    ("confidence", &Text),
    ("applies_when", &CONDITION),
    ("met", &CONDITION),
    ("unless", &CONDITION),
    ("help", &Text),
    ("why", &Text),
    (
        "examples",
        &Map(&[
            ("met", &EXAMPLES),
            ("contradicted", &EXAMPLES),
            ("undocumented", &EXAMPLES),
            ("not_applicable", &EXAMPLES),
        ]),
    ),
]);
static PARAMETER: Shape = Map(&[
    ("value", &Number),
    ("unit", &Text),
    ("range", &List(&Number)),
    ("help", &Text),
    ("page", &Text),
    ("confidence", &Text),
]);
static SUPPORTS: Shape = List(&SUPPORT);
static SUPPORT: Shape =
    TextOr(&Map(&[("all", &SUPPORTS), ("any", &SUPPORTS), ("at_least", &Number), ("of", &SUPPORTS)]));

/// A family file.
pub static FAMILY: Shape = Map(&[
    ("family", &Text),
    ("title", &Text),
    ("source", &Map(&[("document", &Text), ("section", &Text), ("pages", &Text)])),
    ("note", &Text),
    ("follows", &TEXTS),
    ("parameters", &Named(&PARAMETER)),
    ("criteria", &List(&CRITERION)),
    ("drop", &TEXTS),
    ("supported_when", &SUPPORT),
    ("cases", &List(&CASE)),
]);

static AMOUNT: Shape = Map(&[
    ("unit", &Text),
    ("days_supply", &Number),
    ("page", &Text),
    ("confidence", &Text),
    ("help", &Text),
    ("factors", &Named(&NumberOr(&List(&Map(&[("up_to", &Number), ("factor", &Number)]))))),
    ("hourly", &TEXTS),
]);

/// An edition file.
pub static EDITION: Shape = Map(&[
    ("edition", &Text),
    ("title", &Text),
    ("extends", &Text),
    ("in_force", &Map(&[("from", &Text), ("to", &Text)])),
    ("note", &Text),
    ("daily_amounts", &Named(&AMOUNT)),
]);

/// The value of `node` as far as it has this shape. A part that has not is left out and reported.
pub fn fit(node: &Node, shape: &Shape, faults: &mut Vec<Fault>) -> Option<Value> {
    match (shape, &node.data) {
        (Text | TextOr(_), Data::Scalar { text, .. }) => Some(Value::String(text.clone())),
        (Number | NumberOr(_), Data::Scalar { text, plain: true }) if number(text).is_some() => number(text),
        (Bound, Data::Scalar { text, .. }) => Some(number(text).unwrap_or_else(|| Value::String(text.clone()))),
        (List(inner), Data::List(items)) => {
            let fitted: Option<Vec<Value>> = items.iter().map(|item| fit(item, inner, faults)).collect();
            fitted.map(Value::Sequence)
        }
        (Map(fields), Data::Map(_)) => Some(Value::Mapping(map(node, fields, faults))),
        (Named(inner), Data::Map(entries)) => {
            let fitted = entries.iter().filter_map(|entry| {
                fit(&entry.value, inner, faults).map(|value| (Value::String(entry.key.clone()), value))
            });
            Some(Value::Mapping(fitted.collect()))
        }
        (TextOr(inner) | NumberOr(inner), Data::Map(_) | Data::List(_)) => fit(node, inner, faults),
        _ => {
            let what = format!("{} is expected here", expected(shape));
            faults.push(Fault::new(
                "wrong-type",
                what,
                "See docs/writing-rules.md for what stands where.",
                node.place.clone(),
            ));
            None
        }
    }
}

fn map(node: &Node, fields: &[(&str, &Shape)], faults: &mut Vec<Fault>) -> Mapping {
    let mut fitted = Mapping::new();
    for entry in node.entries() {
        let Some((_, shape)) = fields.iter().find(|(name, _)| *name == entry.key) else {
            let cure = did_you_mean(&entry.key, fields.iter().map(|(name, _)| *name));
            let what = format!("there is no field `{}` here", entry.key);
            faults.push(Fault::new("unknown-field", what, cure, entry.place.clone()));
            continue;
        };
        if let Some(value) = fit(&entry.value, shape, faults) {
            fitted.insert(Value::String(entry.key.clone()), value);
        }
    }
    fitted
}

fn number(text: &str) -> Option<Value> {
    text.parse::<i64>()
        .map(Value::from)
        .ok()
        .or_else(|| text.parse::<f64>().ok().filter(|n| n.is_finite()).map(Value::from))
}

fn expected(shape: &Shape) -> &'static str {
    match shape {
        Text => "text",
        Number => "a number",
        Bound => "a number or the name of a parameter",
        List(_) => "a list",
        Map(_) | Named(_) => "fields with values",
        TextOr(_) => "a name or words, or fields with values",
        NumberOr(_) => "a number or a list of steps",
    }
}
