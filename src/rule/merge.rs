//! In: the tree of a file and that of the file it changes. Out: one tree, as if written whole; places stay those of origin.

use super::tree::{Data, Entry, Node};

/// Lays `change` over `base`: what `change` names replaces what `base` has. Parameters and daily amounts merge by
/// name, criteria by id and field, cases by name and field; ids under `drop` go.
pub fn overlay(base: &Node, change: &Node) -> Node {
    let merged = fields(base, change, |key, old, new| match key {
        "parameters" => fields(old, new, |_, old, new| fields(old, new, |_, _, new| new.clone())),
        "daily_amounts" => fields(old, new, |_, _, new| new.clone()),
        "criteria" => by_name("id", old, new),
        "cases" => by_name("name", old, new),
        _ => new.clone(),
    });
    dropped(merged)
}

fn fields(base: &Node, change: &Node, both: impl Fn(&str, &Node, &Node) -> Node) -> Node {
    let mut entries: Vec<Entry> = base.entries().to_vec();
    for new in change.entries() {
        match entries.iter_mut().find(|entry| entry.key == new.key) {
            Some(old) => {
                let value = both(&new.key, &old.value, &new.value);
                *old = Entry { key: new.key.clone(), place: new.place.clone(), value };
            }
            None => entries.push(new.clone()),
        }
    }
    Node { place: change.place.clone(), data: Data::Map(entries) }
}

fn by_name(key: &str, base: &Node, change: &Node) -> Node {
    let (Data::List(_), Data::List(_)) = (&base.data, &change.data) else { return change.clone() };
    let id = |node: &Node| node.get(key).and_then(Node::text).map(str::to_owned);
    let mut items: Vec<Node> = base.items().to_vec();
    let inherited = items.len();
    for new in change.items() {
        let same = |old: &&mut Node| id(old).is_some() && id(old) == id(new);
        match items.iter_mut().take(inherited).find(same) {
            Some(old) => *old = fields(old, new, |_, _, new| new.clone()),
            None => items.push(new.clone()),
        }
    }
    Node { place: change.place.clone(), data: Data::List(items) }
}

fn dropped(mut node: Node) -> Node {
    let gone: Vec<String> =
        node.get("drop").into_iter().flat_map(Node::items).filter_map(Node::text).map(str::to_owned).collect();
    let Data::Map(entries) = &mut node.data else { return node };
    for entry in entries.iter_mut().filter(|entry| entry.key == "criteria") {
        if let Data::List(items) = &mut entry.value.data {
            items.retain(|item| !item.get("id").and_then(Node::text).is_some_and(|id| gone.iter().any(|g| g == id)));
        }
    }
    node
}
