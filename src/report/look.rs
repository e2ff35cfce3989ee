//! In: what the output goes to. Out: [`Look`]: how wide, with colour or not, and text laid out so.

pub(crate) use crate::visible::TIE;
pub use crate::visible::clean;

/// How text for people is to look. Without `rich`, only ASCII is added to the document's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of running text.
    pub width: usize,
    /// Columns that a table may take.
    pub columns: usize,
    /// Whether escape codes for colour may be used.
    pub color: bool,
    /// Whether lines may be drawn with box characters.
    pub rich: bool,
}

impl Default for Look {
    /// What reads well anywhere: 80 columns, no colour, ASCII.
    fn default() -> Self {
        Self { width: 80, columns: 100, color: false, rich: false }
    }
}

impl Look {
    /// The words in bold, where colour is allowed.
    pub fn bold(self, words: &str) -> String {
        self.styled(words, "1")
    }

    /// The words in a colour of their own for good news.
    pub fn good(self, words: &str) -> String {
        self.styled(words, "32")
    }

    /// The words in a colour of their own for bad news.
    pub fn bad(self, words: &str) -> String {
        self.styled(words, "31")
    }

    /// The words in the background, where colour is allowed.
    pub fn dim(self, words: &str) -> String {
        self.styled(words, "2")
    }

    fn styled(self, words: &str, code: &str) -> String {
        if self.color { format!("\u{1b}[{code}m{words}\u{1b}[0m") } else { words.to_owned() }
    }

    /// A rule across the page.
    pub fn line(self, strong: bool) -> String {
        let stroke = match (self.rich, strong) {
            (true, true) => "═",
            (true, false) => "─",
            (false, true) => "=",
            (false, false) => "-",
        };
        stroke.repeat(self.width)
    }

    /// `text` as a paragraph whose first line starts with `first` and whose other lines are indented as far.
    pub fn paragraph(self, first: &str, text: &str) -> String {
        let indent = first.chars().count();
        let room = self.width.saturating_sub(indent).max(20);
        let mut out = String::from(first);
        for (index, line) in wrap(&clean(text), room).iter().enumerate() {
            if index > 0 {
                out.push_str(&" ".repeat(indent));
            }
            out.push_str(line);
            out.push('\n');
        }
        out
    }

    /// The same in bold.
    pub fn title(self, first: &str, text: &str) -> String {
        self.paragraph(first, text).lines().map(|line| format!("{}\n", self.bold(line))).collect()
    }
}

/// At least one line, none longer than `room` characters; a word that is longer is cut. Control characters other than
/// [`TIE`] stand for colours and take no room.
pub fn wrap(text: &str, room: usize) -> Vec<String> {
    let room = room.max(1);
    let (mut lines, mut line, mut length) = (Vec::new(), String::new(), 0);
    for word in text.split_whitespace() {
        for piece in pieces(word, room) {
            let size = piece.chars().filter(|&one| !one.is_control() || one == TIE).count();
            if length > 0 && length + 1 + size > room {
                lines.push(std::mem::take(&mut line));
                length = 0;
            }
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(piece);
            length += size;
        }
    }
    lines.push(line);
    lines
}

/// A word cut into pieces of at most `room` characters.
fn pieces(word: &str, room: usize) -> Vec<&str> {
    let mut cuts: Vec<_> = word.char_indices().map(|(offset, _)| offset).step_by(room).collect();
    cuts.push(word.len());
    cuts.windows(2).filter_map(|cut| word.get(cut[0]..cut[1])).collect()
}

/// The words up to `room` characters, ended by `...` where something was cut off.
pub fn shorten(text: &str, room: usize) -> String {
    let text = clean(text);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= room {
        return words;
    }
    let kept: String = words.chars().take(room.saturating_sub(4)).collect();
    format!("{} ...", kept.trim_end())
}
