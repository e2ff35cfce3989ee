//! In: the text of a pest grammar. Out: [`Grammar`], its rules as expressions that can be walked.
//!
//! `pest_meta` takes a tenth of a second for the same text, which every start of the program would pay. The derive has
//! checked the text, so this reader needs no checks of its own: what it does not know is [`Expr::Unknown`], which may be
//! anything.

use super::mixing::Mixing;
use super::sets::{Letters, one_of};
use indexmap::{IndexMap, IndexSet};
use std::borrow::Cow;

/// The place of an expression in a [`Grammar`].
pub type Id = u32;

/// Where the letters of a literal stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    at: u32,
    length: u32,
}

/// What a rule, or a part of one, says. There are tens of thousands, so each is kept small.
#[derive(Debug, Clone, Copy)]
pub enum Expr {
    /// Letters as they stand.
    Literal(Words),
    /// One letter of a range.
    Range(char, char),
    /// One letter of a set, as a rule of pest's own takes it.
    OneOf(&'static Letters),
    /// The start of the text.
    Start,
    /// Its end.
    End,
    /// A rule, by its place among the names.
    Rule(u32),
    /// One after the other.
    Then(Id, Id),
    /// The first that matches of a choice, by its place among all of the grammar.
    Or(u32),
    /// At most once.
    Maybe(Id),
    /// Any number of times.
    Many(Id),
    /// What must stand here, without being taken.
    Ahead(Id),
    /// What must not stand here.
    NotAhead(Id),
    /// Nothing at all.
    Empty,
    /// What this reader does not know.
    Unknown,
}

/// The rules of a grammar.
#[derive(Debug, Default)]
pub struct Grammar<'g> {
    /// Each name that stands in the text, and its expression; there is none of a name that is not known.
    names: IndexMap<&'g str, Option<Id>, Mixing>,
    expressions: Vec<Expr>,
    /// The alternatives of all choices, and where those of each begin and end.
    alternatives: Vec<Id>,
    choices: Vec<(u32, u32)>,
    text: &'g str,
    /// The letters of literals with escapes, which do not stand in the text as they are.
    escaped: String,
    /// The rules that leave no node of their own in the tree.
    silent: IndexSet<&'g str, Mixing>,
}

impl Words {
    /// Of no literal.
    pub const NONE: Self = Self { at: 0, length: 0 };

    /// Bytes of the literal.
    #[inline]
    pub const fn len(self) -> usize {
        self.length as usize
    }

    /// A number of its own.
    pub const fn number(self) -> u64 {
        (self.at as u64) << 32 | self.length as u64
    }

    /// What stands behind so many bytes.
    pub const fn behind(self, bytes: usize) -> Self {
        Self { at: self.at + bytes as u32, length: self.length.saturating_sub(bytes as u32) }
    }
}

impl<'g> Grammar<'g> {
    /// Reads a grammar.
    pub fn of(text: &'g str) -> Self {
        let grammar = Self { text, ..Self::default() };
        let mut reader = Reader { text, at: 0, next: 0, pending: Vec::new(), grammar };
        reader.go(0);
        while reader.rule().is_some() {}
        reader.grammar
    }

    /// The expression at this place.
    #[inline]
    pub fn expr(&self, id: Id) -> Expr {
        self.expressions[id as usize]
    }

    /// The letters of a literal, as bytes.
    #[inline]
    pub fn letters(&self, words: Words) -> &[u8] {
        let (at, length) = (words.at as usize, words.length as usize);
        match at.checked_sub(self.text.len()) {
            None => &self.text.as_bytes()[at..at + length],
            Some(at) => &self.escaped.as_bytes()[at..at + length],
        }
    }

    /// The alternatives of a choice.
    #[inline]
    pub fn choice(&self, place: u32) -> &[Id] {
        let (start, end) = self.choices[place as usize];
        &self.alternatives[start as usize..end as usize]
    }

    /// The name of a rule and its expression, by its place among the names.
    #[inline]
    pub fn rule(&self, name: u32) -> (&'g str, Option<Id>) {
        self.names.get_index(name as usize).map_or(("", None), |(name, expr)| (*name, *expr))
    }

    /// The expression of the rule of this name.
    pub fn named(&self, name: &str) -> Option<Id> {
        self.names.get(name).copied().flatten()
    }

    /// The rules that a silent rule chooses among, those of silent rules among them again; `None` where it does not only
    /// choose among rules.
    pub fn alternatives(&self, silent: &str) -> Option<Vec<&'g str>> {
        let parts = match self.expr(self.named(silent)?) {
            Expr::Or(place) => self.choice(place).to_vec(),
            _ => vec![self.named(silent)?],
        };
        let mut all = Vec::new();
        for part in parts {
            let Expr::Rule(name) = self.expr(part) else { return None };
            let name = self.rule(name).0;
            match self.silent.contains(name).then(|| self.alternatives(name)) {
                Some(Some(below)) => all.extend(below),
                _ => all.push(name),
            }
        }
        Some(all)
    }

    /// Whether the rule leaves no node of its own in the tree.
    pub fn is_silent(&self, rule: &str) -> bool {
        self.silent.contains(rule)
    }

    /// Whether the rule can stand at the start of the text only.
    pub fn is_at_start(&self, rule: &str) -> bool {
        let first = self.named(rule).map(|id| match self.expr(id) {
            Expr::Then(first, _) => self.expr(first),
            expr => expr,
        });
        matches!(first, Some(Expr::Start))
    }

    /// How many expressions there are.
    pub fn size(&self) -> usize {
        self.expressions.len()
    }

    /// How many choices there are.
    pub fn choices(&self) -> usize {
        self.choices.len()
    }

    /// The rules that a rule's expression names, in order.
    pub fn names_in(&self, rule: &str) -> Vec<&'g str> {
        let mut names = Vec::new();
        self.collect(self.named(rule), &mut names);
        names
    }

    fn collect(&self, id: Option<Id>, names: &mut Vec<&'g str>) {
        let Some(id) = id else { return };
        match self.expr(id) {
            Expr::Rule(name) => names.push(self.rule(name).0),
            Expr::Then(one, two) => [one, two].into_iter().for_each(|part| self.collect(Some(part), names)),
            Expr::Or(place) => self.choice(place).iter().for_each(|&part| self.collect(Some(part), names)),
            Expr::Maybe(part) | Expr::Many(part) | Expr::Ahead(part) | Expr::NotAhead(part) => {
                self.collect(Some(part), names)
            }
            _ => {}
        }
    }

    fn add(&mut self, expr: Expr) -> Id {
        self.expressions.push(expr);
        (self.expressions.len() - 1) as Id
    }
}

/// Stands at a sign or a word, or at the end of the text, behind white space and comments.
struct Reader<'g> {
    text: &'g str,
    at: usize,
    /// The first byte of what stands here; zero at the end.
    next: u8,
    /// The alternatives of choices that are being read.
    pending: Vec<Id>,
    grammar: Grammar<'g>,
}

impl<'g> Reader<'g> {
    /// `name = _{ … }`
    fn rule(&mut self) -> Option<()> {
        let name = self.name()?;
        self.sign(b'=').then_some(())?;
        if self.sign(b'_') {
            self.grammar.silent.insert(name);
        } else {
            [b'@', b'$', b'!'].into_iter().any(|modifier| self.sign(modifier));
        }
        self.sign(b'{').then_some(())?;
        let id = self.choice();
        self.sign(b'}').then_some(())?;
        self.grammar.names.insert(name, Some(id));
        Some(())
    }

    fn choice(&mut self) -> Id {
        self.sign(b'|');
        let first = self.sequence();
        if self.next != b'|' {
            return first;
        }
        let outside = self.pending.len();
        self.pending.push(first);
        while self.sign(b'|') {
            let part = self.sequence();
            self.pending.push(part);
        }
        let grammar = &mut self.grammar;
        let start = grammar.alternatives.len() as u32;
        grammar.alternatives.extend(self.pending.drain(outside..));
        grammar.choices.push((start, grammar.alternatives.len() as u32));
        grammar.add(Expr::Or(grammar.choices.len() as u32 - 1))
    }

    fn sequence(&mut self) -> Id {
        let first = self.term();
        if !self.sign(b'~') {
            return first;
        }
        let rest = self.sequence();
        self.grammar.add(Expr::Then(first, rest))
    }

    fn term(&mut self) -> Id {
        if self.sign(b'!') {
            let part = self.term();
            return self.grammar.add(Expr::NotAhead(part));
        }
        if self.sign(b'&') {
            let part = self.term();
            return self.grammar.add(Expr::Ahead(part));
        }
        let mut term = self.node();
        loop {
            term = match self.next {
                b'?' => self.grammar.add(Expr::Maybe(term)),
                b'*' => self.grammar.add(Expr::Many(term)),
                b'+' => self.repeat(term, 1, None),
                b'{' => {
                    self.go(1);
                    self.bounded(term)
                }
                _ => return term,
            };
            self.go(1);
        }
    }

    fn node(&mut self) -> Id {
        match self.next {
            b'(' => {
                self.go(1);
                let inner = self.choice();
                self.sign(b')');
                inner
            }
            b'"' => {
                let literal = self.literal();
                self.grammar.add(literal.map_or(Expr::Unknown, Expr::Literal))
            }
            b'\'' => {
                let range = self.range();
                self.grammar.add(range.map_or(Expr::Unknown, |(from, to)| Expr::Range(from, to)))
            }
            b'^' => {
                self.go(1);
                self.quoted(b'"');
                self.grammar.add(Expr::Unknown)
            }
            _ => match self.name() {
                Some(_) if self.next == b'(' => {
                    self.node();
                    self.grammar.add(Expr::Unknown)
                }
                Some(name) => {
                    let expr = self.named(name);
                    self.grammar.add(expr)
                }
                None => self.grammar.add(Expr::Unknown),
            },
        }
    }

    /// What a name stands for: a rule of pest's own, or one of the grammar.
    fn named(&mut self, name: &'g str) -> Expr {
        match (name, one_of(name)) {
            (_, Some(letters)) => Expr::OneOf(letters),
            ("SOI", _) => Expr::Start,
            ("EOI", _) => Expr::End,
            _ => {
                let entry = self.grammar.names.entry(name);
                let place = entry.index();
                entry.or_insert(None);
                Expr::Rule(place as u32)
            }
        }
    }

    fn literal(&mut self) -> Option<Words> {
        let behind_the_quote = self.at + 1;
        let (at, length) = match self.quoted(b'"')? {
            Cow::Borrowed(letters) => (behind_the_quote, letters.len()),
            Cow::Owned(letters) => {
                let at = self.text.len() + self.grammar.escaped.len();
                self.grammar.escaped.push_str(&letters);
                (at, letters.len())
            }
        };
        Some(Words { at: at as u32, length: length as u32 })
    }

    fn range(&mut self) -> Option<(char, char)> {
        let from = self.quoted(b'\'')?;
        (self.sign(b'.') && self.sign(b'.')).then_some(())?;
        Some((from.chars().next()?, self.quoted(b'\'')?.chars().next()?))
    }

    /// What follows `{`: `n}`, `n,}`, `,m}` or `n,m}`; the closing brace is left.
    fn bounded(&mut self, term: Id) -> Id {
        let least = self.number();
        let most = if self.sign(b',') { self.number() } else { least };
        self.repeat(term, least.unwrap_or(0), most)
    }

    /// `least` times, and after that as often as `most` leaves.
    fn repeat(&mut self, term: Id, least: usize, most: Option<usize>) -> Id {
        let mut all = match most {
            None => self.grammar.add(Expr::Many(term)),
            Some(_) => self.grammar.add(Expr::Empty),
        };
        for _ in least..most.unwrap_or(least) {
            let further = self.grammar.add(Expr::Then(term, all));
            all = self.grammar.add(Expr::Maybe(further));
        }
        for _ in 0..least {
            all = self.grammar.add(Expr::Then(term, all));
        }
        all
    }

    fn number(&mut self) -> Option<usize> {
        self.while_it(|byte| byte.is_ascii_digit()).parse().ok()
    }

    fn name(&mut self) -> Option<&'g str> {
        Some(self.while_it(|byte| byte.is_ascii_alphanumeric() || byte == b'_')).filter(|name| !name.is_empty())
    }

    fn while_it(&mut self, belongs: impl Fn(u8) -> bool) -> &'g str {
        let rest = &self.text[self.at..];
        let length = rest.bytes().take_while(|&byte| belongs(byte)).count();
        self.go(length);
        &rest[..length]
    }

    /// Takes a sign, if it stands here.
    fn sign(&mut self, sign: u8) -> bool {
        let stands = self.next == sign;
        if stands {
            self.go(1);
        }
        stands
    }

    /// Goes on behind so many bytes, and behind the white space and comments that follow.
    fn go(&mut self, length: usize) {
        let bytes = self.text.as_bytes();
        self.at += length;
        loop {
            self.next = bytes.get(self.at).copied().unwrap_or(0);
            match self.next {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                b'/' if bytes[self.at..].starts_with(b"//") => {
                    self.at += self.text[self.at..].find('\n').unwrap_or(bytes.len() - self.at);
                }
                _ => return,
            }
        }
    }

    /// The letters between two quotes; `None` with an escape that no grammar here has use for.
    fn quoted(&mut self, quote: u8) -> Option<Cow<'g, str>> {
        let inside = self.text[self.at..].strip_prefix(char::from(quote))?;
        let plain = inside.bytes().position(|byte| byte == quote || byte == b'\\')?;
        if inside.as_bytes()[plain] == quote {
            self.go(plain + 2);
            return Some(Cow::Borrowed(&inside[..plain]));
        }
        let mut letters = Some(String::new());
        let mut rest = inside.chars();
        while let Some(letter) = rest.next().filter(|&letter| letter != char::from(quote)) {
            let letter = if letter == '\\' { escaped(&mut rest) } else { Some(letter) };
            match (&mut letters, letter) {
                (Some(letters), Some(letter)) => letters.push(letter),
                _ => letters = None,
            }
        }
        self.at = self.text.len() - rest.as_str().len();
        self.go(0);
        letters.map(Cow::Owned)
    }
}

/// The letter that an escape stands for.
fn escaped(rest: &mut std::str::Chars<'_>) -> Option<char> {
    match rest.next()? {
        't' => Some('\t'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        sign @ ('"' | '\\' | '\'') => Some(sign),
        'u' => {
            let code = rest.as_str().strip_prefix('{')?.split('}').next()?;
            rest.nth(code.len() + 1);
            char::from_u32(u32::from_str_radix(code, 16).ok()?)
        }
        _ => None,
    }
}
