//! In: the command line. Out: an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(imrcheck::cli::run(std::env::args_os()))
}
