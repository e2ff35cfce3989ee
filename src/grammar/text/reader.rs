//! In: the text of a pest grammar. Out: its rules as expressions.
//!
//! `pest_meta` takes a tenth of a second for the same text, which every start of the program would pay. The derive has
//! checked the text, so this reader needs no checks of its own: what it does not know is [`Expr::Unknown`], which may be
//! anything.

use super::{Expr, Grammar, Id, Words};
use crate::grammar::sets::Set;
use std::borrow::Cow;

/// A grammar has more letters than these for each of its expressions, and for each alternative.
const LETTERS_TO_AN_EXPRESSION: usize = 4;
const LETTERS_TO_AN_ALTERNATIVE: usize = 8;

/// Reads a grammar.
pub(super) fn read(text: &str) -> Grammar<'_> {
    // Room that is not used costs nothing; to move what stands in it does.
    let expressions = Vec::with_capacity(text.len() / LETTERS_TO_AN_EXPRESSION);
    let alternatives = Vec::with_capacity(text.len() / LETTERS_TO_AN_ALTERNATIVE);
    let grammar = Grammar { text, expressions, alternatives, ..Grammar::default() };
    let mut reader = Reader { text, at: 0, next: 0, pending: Vec::new(), grammar };
    reader.go(0);
    while reader.rule().is_some() {}
    reader.grammar
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
                let literal = self.literal();
                self.grammar.add(literal.map_or(Expr::Unknown, Expr::AnyCase))
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
        match (name, Set::named(name)) {
            (_, Some(set)) => Expr::OneOf(set),
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
        'x' => {
            let code: String = rest.by_ref().take(2).collect();
            char::from_u32(u32::from_str_radix(&code, 16).ok()?)
        }
        'u' => {
            let code = rest.as_str().strip_prefix('{')?.split('}').next()?;
            rest.nth(code.len() + 1);
            char::from_u32(u32::from_str_radix(code, 16).ok()?)
        }
        _ => None,
    }
}
