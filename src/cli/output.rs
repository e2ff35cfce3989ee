//! In: rendered text. Out: standard output, or a file that is put in place only when it is complete.

use super::args::{ColorArg, OutputArgs};
use crate::error::Error;
use crate::report::Look;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Where the report goes.
pub enum Sink {
    /// Standard output. `open` turns false when its reader has gone, as with `| head`.
    Screen {
        /// Whether somebody still reads.
        open: bool,
    },
    /// A device or pipe.
    Device {
        /// Where it goes.
        device: std::fs::File,
        /// What the user named.
        target: PathBuf,
    },
    /// A file beside `target`, renamed to it at the end.
    File {
        /// What is written so far; none before anything is.
        partial: Option<NamedTempFile>,
        /// The file that the user named.
        target: PathBuf,
    },
    /// What could not be written to. The user was told; nothing more is written or put in place.
    Broken,
}

impl Sink {
    /// Opens what `--output` names, else standard output. Fails where the folder cannot be written to.
    pub fn open(args: &OutputArgs) -> Result<Self, Error> {
        args.output.as_deref().map_or(Ok(Self::Screen { open: true }), Self::file)
    }

    /// Opens a file at `path`. Fails where its folder cannot be written to.
    pub fn file(path: &Path) -> Result<Self, Error> {
        // A link stays a link: what it points to is replaced.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = folder_of(&target);
        let failed = |source| Error::Output { path: path.to_owned(), source };
        if target.is_dir() {
            return Err(failed(ErrorKind::IsADirectory.into()));
        }
        // A device or pipe cannot be put in place: it is written to, as the shell's `>` does.
        if target.exists() && !target.is_file() {
            let device = std::fs::File::options().write(true).open(&target).map_err(failed)?;
            return Ok(Self::Device { device, target });
        }
        // Tried now, so that nobody waits for a report that cannot be written; made when there is something to write.
        drop(beside(folder).map_err(failed)?);
        Ok(Self::File { partial: None, target })
    }

    /// Writes `text`. A closed pipe is no error: the rest is dropped. After an error nothing more is written.
    pub fn write(&mut self, text: &str) -> Result<(), Error> {
        let done = self.try_to_write(text);
        if done.is_err() {
            *self = Self::Broken;
        }
        done
    }

    fn try_to_write(&mut self, text: &str) -> Result<(), Error> {
        match self {
            Self::Broken => Ok(()),
            Self::Screen { open: false } => Ok(()),
            Self::Screen { open } => {
                let mut screen = std::io::stdout().lock();
                match screen.write_all(text.as_bytes()).and_then(|()| screen.flush()) {
                    Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                        *open = false;
                        Ok(())
                    }
                    done => done.map_err(|source| Error::Output { path: "standard output".into(), source }),
                }
            }
            Self::Device { device, target } => {
                let path = target.clone();
                device.write_all(text.as_bytes()).map_err(|source| Error::Output { path, source })
            }
            Self::File { partial, target } => {
                let failed = |source| Error::Output { path: target.clone(), source };
                let file = match partial {
                    Some(file) => file,
                    None => partial.insert(beside(folder_of(target)).map_err(failed)?),
                };
                file.write_all(text.as_bytes()).map_err(failed)
            }
        }
    }

    /// Writes the whole of `text` and puts it in place.
    pub fn put(mut self, text: &str) -> Result<(), Error> {
        self.write(text)?;
        self.close()
    }

    /// Whether anybody will see what is written.
    pub fn is_open(&self) -> bool {
        !matches!(self, Self::Screen { open: false } | Self::Broken)
    }

    /// Puts the file in place.
    pub fn close(self) -> Result<(), Error> {
        match self {
            Self::Screen { .. } | Self::Device { .. } | Self::Broken => Ok(()),
            Self::File { partial, target } => {
                let failed = |source| Error::Output { path: target.clone(), source };
                let partial = partial.map_or_else(|| beside(folder_of(&target)), Ok).map_err(failed)?;
                partial.as_file().sync_all().map_err(failed)?;
                partial.persist(&target).map_err(|error| failed(error.error))?;
                Ok(())
            }
        }
    }
}

/// The folder that a file lies in.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file in `folder` that is not yet the one that the user named.
#[cfg(unix)]
pub(super) fn beside(folder: &Path) -> std::io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    // The usual rights of a new file, less what the user's mask takes away.
    let rights = std::fs::Permissions::from_mode(0o666);
    tempfile::Builder::new().prefix(".imrcheck-").permissions(rights).tempfile_in(folder)
}

/// A file in `folder` that is not yet the one that the user named.
#[cfg(not(unix))]
pub(super) fn beside(folder: &Path) -> std::io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".imrcheck-").tempfile_in(folder)
}

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
