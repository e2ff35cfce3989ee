//! In: the marked text of an item. Out: pest's tree of it. Private to this stage.

/// The grammar of requests: `grammar/request.pest`, `body.pest` and `treatment.pest` as one.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/request.pest"]
#[grammar = "../grammar/body.pest"]
#[grammar = "../grammar/treatment.pest"]
pub struct RequestParser;
