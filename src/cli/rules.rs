//! In: options of `rules`. Out: what is in the rulebooks, why a rule is as it is, and what is wrong with them.

use super::args::{ColorArg, OutputArgs, RulesArgs, RulesCommand, RulesPages, RulesWhat};
use super::output::look;
use super::problems::{Problems, ended};
use super::sink::Sink;
use super::{FAILED, NOT_DONE, NOTHING_FOUND, rulebooks};
use crate::error::Error;
use crate::report::{Look, rules};
use crate::rule::{self, Clock, Faults, Rulebook, Rulebooks, RulesError};
use crate::study::rulebook as study;
use std::path::Path;

/// Runs the command; returns the exit code.
pub fn run(command: &RulesCommand) -> u8 {
    match &command.what {
        RulesWhat::List(args) => show(&args.rules, &args.output, |all, books, look| {
            Ok(rules::list(books, look) + &look.paragraph("", &all.program().to_string()))
        }),
        RulesWhat::Explain(args) => show(&args.rules, &args.output, |all, books, look| {
            rules::explain(all, books, &args.id, look).ok_or_else(|| unknown(&args.id, books))
        }),
        RulesWhat::Lint(args) => judge(args.folder.as_deref(), &args.output, |books, look| {
            let found = rule::lint::lint(books);
            (study::lint(&found, look), found.is_empty())
        }),
        RulesWhat::Test(args) => judge(args.folder.as_deref(), &args.output, |books, look| {
            let measured = study::measure(books);
            (study::test(&measured, args.slips, look), measured.holds())
        }),
        RulesWhat::Schema(args) => write(&args.output, Ok(rule::schema()), NOTHING_FOUND),
        RulesWhat::Pages(args) => pages(args),
    }
}

fn show(
    args: &RulesArgs,
    output: &OutputArgs,
    text: impl Fn(&Rulebooks, &[&Rulebook], Look) -> Result<String, Error>,
) -> u8 {
    let rulebooks = match rulebooks::load(args) {
        Ok(rulebooks) => rulebooks,
        Err(error) => return not_done(output.color, &error),
    };
    let books = match chosen(args, &rulebooks) {
        Ok(books) => books,
        Err(error) => return not_done(output.color, &error),
    };
    write(output, text(&rulebooks, &books, look(output)), NOTHING_FOUND)
}

/// The edition that the user chose, or all. For a date before all editions it is the nearest, as when letters are judged.
fn chosen<'a>(args: &RulesArgs, rulebooks: &'a Rulebooks) -> Result<Vec<&'a Rulebook>, RulesError> {
    if let Some(id) = &args.edition {
        return rulebooks.edition(id).map(|book| vec![book]);
    }
    let Some(date) = args.as_of else { return Ok(rulebooks.iter().collect()) };
    let clock = Clock { date, what: "the date that you chose" };
    Ok(rulebooks.in_force(Some(clock)).into_iter().map(|(book, _)| book).collect())
}

/// Rules of a folder, or those in the program.
fn load(folder: Option<&Path>) -> Result<Rulebooks, RulesError> {
    folder.map_or_else(Rulebooks::builtin, rule::load)
}

/// Writes what `look_at` says of the rules; it also says whether they are in order. Faults of the files are findings too.
fn judge(folder: Option<&Path>, output: &OutputArgs, look_at: impl Fn(&Rulebooks, Look) -> (String, bool)) -> u8 {
    let look = look(output);
    let (text, in_order) = match load(folder) {
        Ok(rulebooks) => look_at(&rulebooks, look),
        Err(RulesError::Faults(Faults(faults))) => (study::lint(&faults, look), false),
        Err(error) => return not_done(output.color, &error),
    };
    write(output, Ok(text), if in_order { NOTHING_FOUND } else { FAILED })
}

/// Writes the text; returns `code` where that was done.
fn write(output: &OutputArgs, text: Result<String, Error>, code: u8) -> u8 {
    ended(text.and_then(|text| Sink::open(output)?.put(&text)), output.color, code)
}

fn pages(args: &RulesPages) -> u8 {
    let rulebooks = match load(args.rules.as_deref()) {
        Ok(rulebooks) => rulebooks,
        Err(error) => return not_done(args.color, &error),
    };
    let mut problems = Problems::new(args.color);
    if let Err(source) = std::fs::create_dir_all(&args.folder) {
        problems.tell(&Error::Output { path: args.folder.clone(), source });
        return NOT_DONE;
    }
    for page in study::pages(&rulebooks) {
        if let Err(error) = Sink::file(&args.folder.join(&page.name)).and_then(|sink| sink.put(&page.text)) {
            problems.tell(&error);
        }
    }
    if problems.count() > 0 { NOT_DONE } else { NOTHING_FOUND }
}

fn not_done(color: ColorArg, error: &RulesError) -> u8 {
    Problems::new(color).tell_rules(error);
    NOT_DONE
}

fn unknown(id: &str, books: &[&Rulebook]) -> Error {
    let families = books.iter().flat_map(|book| book.families.values());
    let ids = families.flat_map(|family| {
        let criteria = family.criteria.iter().map(|criterion| criterion.id.as_str());
        criteria.chain([family.name.as_str()])
    });
    let cure = match rule::nearest(id, ids) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => "`imrcheck rules list` shows the ids.".to_owned(),
    };
    Error::document(Path::new(id), "no requirement and no kind of treatment has this id", cure)
}
