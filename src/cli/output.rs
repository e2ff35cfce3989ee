//! Decides how reports and messages look where they go: how wide, with color or without.

use super::args::{ColorArg, OutputArgs};
use crate::report::Look;
use std::io::IsTerminal;

/// How the report is to look where it goes.
pub fn look(args: &OutputArgs) -> Look {
    let terminal = args.output.is_none() && std::io::stdout().is_terminal() && !dumb();
    let (width, columns) =
        if terminal { width_of_terminal() } else { (Look::default().width, Look::default().columns) };
    Look { width, columns, color: color(args.color, terminal), rich: terminal }
}

/// Columns of running text and of tables. Lines of more than 100 columns are hard to read, so that text stays below.
fn width_of_terminal() -> (usize, usize) {
    let columns = terminal_size::terminal_size().map_or(80, |(terminal_size::Width(columns), _)| usize::from(columns));
    (columns.clamp(40, 100), columns.clamp(60, 160))
}

/// Whether color is wanted on standard error, or on standard output, where the user asked for it so.
pub fn color_allowed(asked: ColorArg, errors: bool) -> bool {
    let terminal = if errors { std::io::stderr().is_terminal() } else { std::io::stdout().is_terminal() };
    color(asked, terminal && !dumb())
}

/// How messages on standard error are to look.
pub fn error_look(color_asked: ColorArg) -> Look {
    let terminal = std::io::stderr().is_terminal() && !dumb();
    Look { color: color(color_asked, terminal), rich: terminal, ..Look::default() }
}

fn dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// `--color` first, then NO_COLOR (<https://no-color.org>), then CLICOLOR_FORCE, then whether it is a terminal.
fn color(asked: ColorArg, terminal: bool) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match asked {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => false,
        ColorArg::Auto => terminal || set("CLICOLOR_FORCE"),
    }
}
