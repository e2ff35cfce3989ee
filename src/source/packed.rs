//! In: an open file. Out: a reader of what it holds: as it is, or unpacked where it is packed with gzip or zstd, told
//! apart by its first bytes; and how much of the file has been read.

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::fs::File;
use std::io::{BufRead, BufReader, Error, Read, Result, copy, sink};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// Frames that hold no text, only remarks of the packing program, begin so too; the first byte has sixteen values.
const SKIPPED: [u8; 3] = [0x2a, 0x4d, 0x18];

/// A file and how much of it has been read, in packed bytes.
#[derive(Debug)]
pub(super) struct Counted {
    file: File,
    bytes: Arc<AtomicU64>,
}

impl Counted {
    pub(super) fn new(file: File) -> (Self, Arc<AtomicU64>) {
        let bytes = Arc::new(AtomicU64::new(0));
        (Self { file, bytes: Arc::clone(&bytes) }, bytes)
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.file.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// A reader of what a file holds.
pub(super) fn reader(file: impl Read + 'static) -> Result<Box<dyn BufRead>> {
    let mut packed = BufReader::new(file);
    let head = packed.fill_buf()?;
    if head.starts_with(&GZIP) {
        return Ok(Box::new(BufReader::new(MultiGzDecoder::new(packed))));
    }
    if head.starts_with(&ZSTD) || head.get(1..4) == Some(&SKIPPED) {
        return Ok(Box::new(BufReader::new(Frames { packed, decoder: None })));
    }
    Ok(Box::new(packed))
}

/// The frames of a zstd file, one after the other.
struct Frames<R> {
    packed: R,
    /// None before a frame and at the end.
    decoder: Option<Box<FrameDecoder>>,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        loop {
            let Some(decoder) = &mut self.decoder else {
                if self.packed.fill_buf()?.is_empty() {
                    return Ok(0);
                }
                self.begin()?;
                continue;
            };
            while decoder.can_collect() == 0 && !decoder.is_finished() {
                let blocks = BlockDecodingStrategy::UptoBlocks(1);
                decoder.decode_blocks(&mut self.packed, blocks).map_err(|_| cut_off())?;
            }
            let read = decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.decoder = None;
        }
    }
}

impl<R: BufRead> Frames<R> {
    /// Begins the next frame, or passes one that holds no text.
    fn begin(&mut self) -> Result<()> {
        let mut decoder = Box::new(FrameDecoder::new());
        match decoder.init(&mut self.packed) {
            Ok(()) => self.decoder = Some(decoder),
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                copy(&mut (&mut self.packed).take(u64::from(length)), &mut sink())?;
            }
            Err(_) => return Err(cut_off()),
        }
        Ok(())
    }
}

/// What is wrong with an archive, as the user reads it.
fn cut_off() -> Error {
    Error::other("the zstd archive is cut off or damaged")
}
