//! In: a Parquet file. Out: its records, one document each, from the columns `text` and, where there is one, `name`.
//! Only in a program built with the feature `parquet`.

use super::Limits;
use super::jsonl::Record;
use crate::error::Error;
use std::fs::File;
use std::path::Path;

/// The records of a file, read as they are asked for.
pub(super) type Records = Box<dyn Iterator<Item = Result<Record, Error>>>;

/// Says that this program cannot read Parquet.
///
/// # Errors
/// Always.
#[cfg(not(feature = "parquet"))]
pub(super) fn open(path: &Path, _file: File, _limits: &Limits) -> Result<Records, Error> {
    let cure = "Build it with `cargo build --release --features parquet`, or give the letters as JSON Lines.";
    Err(Error::document(path, "this imrcheck was built without Parquet", cure))
}

#[cfg(feature = "parquet")]
pub(super) use with_parquet::open;

#[cfg(feature = "parquet")]
mod with_parquet {
    use super::{Error, File, Limits, Path, Record, Records};
    use crate::source::bytes::megabytes;
    use parquet::basic::{ConvertedType, LogicalType, Type};
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;
    use parquet::record::reader::RowIter;
    use parquet::schema::types::{Type as Column, TypePtr};
    use std::sync::Arc;

    /// Opens the file and reads its rows one after the other.
    ///
    /// # Errors
    /// Where it is no Parquet file, has no column `text`, or that column holds no text.
    pub(in crate::source) fn open(path: &Path, file: File, limits: &Limits) -> Result<Records, Error> {
        let damaged = |error: parquet::errors::ParquetError| {
            let what = format!("not a whole Parquet file ({error})");
            Error::document(path, what, "Get the file again: it is cut off, damaged, or something else.")
        };
        let reader = SerializedFileReader::new(file).map_err(damaged)?;
        let schema = reader.metadata().file_metadata().schema_descr().root_schema_ptr();
        let wanted = wanted(path, &schema)?;
        let rows = RowIter::from_file_into(Box::new(reader)).project(Some(wanted)).map_err(damaged)?;
        let (path, most) = (path.to_owned(), limits.document_bytes);
        let mut broken = false;
        let records = rows.enumerate().map_while(move |(index, row)| {
            let row_number = index + 1;
            if broken {
                return None;
            }
            Some(
                row.map_err(|error| {
                    broken = true;
                    let what = format!("row {row_number}: cannot be read from here on ({error})");
                    let cure = "The rows before it were read. Get the file again: it is cut off or damaged.";
                    Error::document(&path, what, cure)
                })
                .and_then(|row| {
                    let cell =
                        |name: &str| row.get_column_iter().find(|(column, _)| *column == name).map(|(_, field)| field);
                    let as_text = |field: Option<&Field>| match field {
                        Some(Field::Str(text)) => Some(text.clone()),
                        _ => None,
                    };
                    let text = as_text(cell("text")).unwrap_or_default();
                    if text.len() > most {
                        let what = format!("row {row_number}: the record is larger than {}", megabytes(most));
                        let cure = "Check that each row holds one document, or raise the limit with --max-bytes.";
                        return Err(Error::document(&path, what, cure));
                    }
                    Ok(Record::of_cells(&path, row_number, as_text(cell("name")), text))
                }),
            )
        });
        Ok(Box::new(records))
    }

    /// The columns that are read.
    fn wanted(path: &Path, schema: &Column) -> Result<Column, Error> {
        let columns = schema.get_fields();
        let known: Vec<&str> = columns.iter().map(|column| column.name()).collect();
        let Some(text) = columns.iter().find(|column| column.name() == "text") else {
            let what = format!("there is no column `text`; there are: {}", known.join(", "));
            return Err(Error::document(path, what, "Name the column with the letters' text `text`."));
        };
        if !is_text(text) {
            let cure = "Store the letters' text as text (UTF-8).";
            return Err(Error::document(path, "the column `text` holds something other than text", cure));
        }
        let name = columns.iter().find(|column| column.name() == "name" && is_text(column));
        let fields = [Some(Arc::clone(text)), name.map(Arc::clone)].into_iter().flatten().collect();
        let built = Column::group_type_builder(schema.name()).with_fields(fields).build();
        built.map_err(|error| Error::document(path, error.to_string(), "Write the file again with another program."))
    }

    fn is_text(column: &TypePtr) -> bool {
        let info = column.get_basic_info();
        let text = matches!(info.logical_type_ref(), Some(LogicalType::String))
            || info.converted_type() == ConvertedType::UTF8;
        column.is_primitive() && column.get_physical_type() == Type::BYTE_ARRAY && text
    }
}
