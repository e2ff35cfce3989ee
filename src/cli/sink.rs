//! Writes rendered text to standard output, or to a file that is put in place only when it is complete.

use super::args::OutputArgs;
use super::output::look;
use super::partial::beside;
use crate::error::Error;
use crate::visible::printable;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Where a report goes. Whatever it holds, no control character of a document, a rule file or a file name gets there.
pub struct Sink {
    place: Place,
    /// Whether the report may hold codes of color.
    color: bool,
}

/// Where text goes.
enum Place {
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
        let color = look(args).color;
        args.output.as_deref().map_or(Ok(Self::screen(color)), |path| Ok(Self { color, ..Self::file(path)? }))
    }

    /// Standard output.
    pub fn screen(color: bool) -> Self {
        Self { place: Place::Screen { open: true }, color }
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
            return Ok(Self { place: Place::Device { device, target }, color: false });
        }
        // Tried now, so that nobody waits for a report that cannot be written; made when there is something to write.
        drop(beside(folder).map_err(failed)?);
        Ok(Self { place: Place::File { partial: None, target }, color: false })
    }

    /// Writes `text`. A closed pipe is no error: the rest is dropped. After an error nothing more is written.
    pub fn write(&mut self, text: &str) -> Result<(), Error> {
        let done = self.place.write(&printable(text, self.color));
        if done.is_err() {
            self.place = Place::Broken;
        }
        done
    }

    /// Writes the whole of `text` and puts it in place.
    pub fn put(mut self, text: &str) -> Result<(), Error> {
        self.write(text)?;
        self.close()
    }

    /// Whether anybody will see what is written.
    pub fn is_open(&self) -> bool {
        !matches!(self.place, Place::Screen { open: false } | Place::Broken)
    }

    /// The file that is put in place at the end, where there is one.
    pub fn file_written(&self) -> Option<&Path> {
        match &self.place {
            Place::File { target, .. } => Some(target),
            _ => None,
        }
    }

    /// Puts the file in place.
    pub fn close(self) -> Result<(), Error> {
        self.place.close()
    }
}

impl Place {
    fn write(&mut self, text: &str) -> Result<(), Error> {
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

    fn close(self) -> Result<(), Error> {
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
