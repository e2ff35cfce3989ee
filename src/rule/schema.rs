//! In: the raw types. Out: the JSON Schema of rule files, from which editors complete and check.

use super::raw::{RawEdition, RawFamily};
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// The schema as text. A file that names an `edition` is read as one, any other as a family.
pub fn schema() -> String {
    let mut generator = SchemaSettings::draft07().into_generator();
    let edition = generator.subschema_for::<RawEdition>();
    let family = generator.subschema_for::<RawFamily>();
    let mut definitions = generator.take_definitions(true);
    definitions.values_mut().for_each(tidy);
    let whole = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "imrcheck rule file",
        "description": "What a guideline asks of a treatment family, or what holds for all families of an edition.",
        "if": {"required": ["edition"]},
        "then": edition,
        "else": family,
        "definitions": definitions,
    });
    format!("{whole:#}\n")
}

/// Rule files leave out what they do not say, rather than write `null` or a default.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.remove("default");
            fields.remove("format");
            if let Some(Value::Array(types)) = fields.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = &types[..] {
                    let only = only.clone();
                    fields.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(choices)) = fields.get_mut("anyOf") {
                choices.retain(|choice| choice.get("type").is_none_or(|name| name != "null"));
                if let [only] = &choices[..] {
                    let only = json!([only]);
                    fields.remove("anyOf");
                    fields.insert("allOf".to_owned(), only);
                }
            }
            fields.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}
