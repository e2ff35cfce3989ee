//! In: the rows and cells of a table. Out: its lines: a row is one line with tabs between its cells; what is no table but
//! only stands in one, line after line.

/// Most columns of a table, as in Word.
pub(super) const MOST_COLUMNS: usize = 63;
/// A cell with more paragraphs than this is no cell of a list, but a part of the page.
const FEW: usize = 8;

/// A table as it is read.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// Columns that it leaves out at its start.
    pub(super) before: usize,
    /// Deleted or hidden.
    pub(super) left_out: bool,
}

/// A cell.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// Its paragraphs, and the rows of tables in it.
    pub(super) lines: Vec<String>,
    /// How many columns it reaches over.
    pub(super) columns: usize,
    /// How many of its paragraphs are entries of a list.
    pub(super) entries: usize,
    /// Whether it holds a table.
    pub(super) holds_table: bool,
}

impl Cell {
    fn paragraphs(&self) -> usize {
        self.lines.iter().filter(|line| !line.trim().is_empty()).count()
    }

    /// The cell in one line, without what parts cells.
    fn text(&self) -> String {
        let words = self.lines.iter().flat_map(|line| line.split_whitespace());
        words.map(|word| word.replace('|', "/")).collect::<Vec<_>>().join(" ")
    }
}

impl Table {
    /// The table's lines.
    pub(super) fn lines(self) -> Vec<String> {
        let rows: Vec<Row> = self.rows.into_iter().filter(|row| !row.left_out).collect();
        let grid = is_grid(&rows);
        rows.into_iter().flat_map(|row| if row.spreads(grid) { row.spread() } else { row.line() }).collect()
    }
}

/// Whether the rows have columns that a first row names, and are not there to place parts of a page.
fn is_grid(rows: &[Row]) -> bool {
    let mut several = rows.iter().filter(|row| row.cells.len() > 1);
    let named = several.next().is_some_and(|first| {
        first.cells.iter().all(|cell| cell.paragraphs() <= 2)
            && first.cells.iter().filter(|cell| cell.paragraphs() > 0).count() > 1
    });
    named && several.next().is_some()
}

impl Row {
    /// Whether the row's cells are written one after the other.
    fn spreads(&self, grid: bool) -> bool {
        let lists = self.cells.len() <= 2 && self.cells.iter().any(|cell| cell.entries > 1);
        let page = self.cells.iter().any(|cell| cell.holds_table || cell.paragraphs() > FEW);
        let several = self.cells.iter().any(|cell| cell.paragraphs() > 1);
        self.cells.len() < 2 || page || lists || several && !grid
    }

    fn spread(self) -> Vec<String> {
        self.cells.into_iter().flat_map(|cell| cell.lines).collect()
    }

    fn line(self) -> Vec<String> {
        let mut line = "\t".repeat(self.before.min(MOST_COLUMNS));
        for cell in &self.cells {
            line.push_str(&cell.text());
            line.push_str(&"\t".repeat(cell.columns.clamp(1, MOST_COLUMNS)));
        }
        line.truncate(line.trim_end().len());
        if line.is_empty() { Vec::new() } else { vec![line] }
    }
}
