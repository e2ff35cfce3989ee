//! In: the elements of content controls and form fields. Out: which words are shown, and the marks of their boxes.

use super::symbol::tick;
use super::xml::Tag;

/// Most fields within each other.
const MOST_FIELDS: usize = 32;
/// Most choices of a field that are kept; Word allows 25.
const MOST_CHOICES: usize = 100;

/// A content control.
#[derive(Debug, Default)]
pub(super) struct Control {
    /// Of a box: whether it is ticked.
    ticked: Option<bool>,
    /// Whether its mark has been written.
    written: bool,
    /// Whether it holds no words but those that ask for some.
    placeholder: bool,
}

/// A field, such as a box of a form: its code and its result stand between its marks.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// Whether its result is being read, which is shown; its code is not.
    result: bool,
    ticked: Option<bool>,
    choices: Vec<String>,
    chosen: usize,
}

/// The controls and fields that are open.
#[derive(Debug, Default)]
pub(super) struct Controls {
    controls: Vec<Control>,
    /// Whether properties of a control are being read.
    properties: bool,
    fields: Vec<Field>,
    /// Whether fields are read as plain text, since their marks do not pair.
    pub(super) plain: bool,
}

impl Controls {
    /// Takes an element that tells of a control or field.
    pub(super) fn open(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "sdt" => self.controls.push(Control::default()),
            "sdtPr" => self.properties = true,
            "fldChar" => self.mark(tag),
            _ if self.properties => self.property(tag),
            _ => self.of_field(tag),
        }
    }

    /// Ends an element. What a field of a form shows is returned.
    pub(super) fn close(&mut self, name: &str) -> Option<String> {
        match name {
            "sdt" => drop(self.controls.pop()),
            "sdtPr" => self.properties = false,
            "ffData" => {
                let field = self.fields.last_mut()?;
                let chosen = field.choices.get(field.chosen).cloned();
                return field.ticked.take().map(|ticked| tick(ticked).to_owned()).or(chosen);
            }
            _ => {}
        }
        None
    }

    /// Whether properties of a control are being read.
    pub(super) const fn in_properties(&self) -> bool {
        self.properties
    }

    /// What is shown for words that stand here: themselves, a box's mark, or nothing.
    pub(super) fn shown<'a>(&mut self, words: &'a str) -> &'a str {
        if !self.plain && self.fields.iter().any(|field| !field.result) {
            return "";
        }
        if let Some((control, ticked)) = self.controls.last_mut().and_then(|it| it.ticked.map(|on| (it, on))) {
            return if std::mem::replace(&mut control.written, true) { "" } else { tick(ticked) };
        }
        if self.controls.iter().any(|control| control.placeholder) { "" } else { words }
    }

    /// Whether marks of fields are left open.
    pub(super) const fn are_unpaired(&self) -> bool {
        !self.fields.is_empty()
    }

    /// The marks around a field's code and result.
    fn mark(&mut self, tag: &Tag<'_>) {
        match tag.attribute("fldCharType").as_deref() {
            Some("begin") if self.fields.len() < MOST_FIELDS => self.fields.push(Field::default()),
            Some("begin") => {}
            Some("separate") => self.fields.last_mut().into_iter().for_each(|field| field.result = true),
            _ => drop(self.fields.pop()),
        }
    }

    fn property(&mut self, tag: &Tag<'_>) {
        let Some(control) = self.controls.last_mut() else { return };
        match tag.name() {
            "checkbox" => control.ticked = control.ticked.or(Some(false)),
            "checked" => control.ticked = Some(tag.is_on()),
            "showingPlcHdr" => control.placeholder = tag.is_on(),
            _ => {}
        }
    }

    fn of_field(&mut self, tag: &Tag<'_>) {
        let Some(field) = self.fields.last_mut().filter(|field| !field.result) else { return };
        match tag.name() {
            "checkBox" => field.ticked = Some(false),
            "default" | "checked" if field.ticked.is_some() => field.ticked = Some(tag.is_on()),
            "default" | "result" => field.chosen = tag.number().unwrap_or(0),
            "listEntry" if field.choices.len() < MOST_CHOICES => field.choices.extend(tag.value()),
            _ => {}
        }
    }
}
