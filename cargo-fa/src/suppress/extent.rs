//! How far the statement, item, arm, field or argument reaches that begins at a token. It is told from the tokens alone,
//! so that it works in files that do not parse; where Rust's grammar leaves a doubt, the shorter reading is taken.

mod blocks;

use std::ops::Range;

use proc_macro2::Delimiter;

use super::tokens::{Kind, Token};

/// The bytes of what begins at a token, with its attributes; nothing where a block or the file ends.
pub(super) fn of(text: &str, tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let walk = Walk { text, tokens };
    if tokens.get(at)?.kind == Kind::Close {
        return None;
    }
    let mut first = at;
    // The attributes before a comment belong to the item after it.
    while let Some(hash) = walk.attribute_before(first) {
        first = hash;
    }
    let last = walk.end(at);
    Some(tokens[first].start..tokens[last].end)
}

/// Words before an item that say nothing about where it ends.
const MODIFIERS: [&str; 7] = ["async", "const", "default", "extern", "pub", "safe", "unsafe"];
/// Items that end with a block, or with a semicolon before it.
const BLOCK_ITEMS: [&str; 7] = ["enum", "fn", "impl", "mod", "struct", "trait", "union"];
/// What ends with a semicolon whatever blocks are in it.
const LINES: [&str; 5] = ["const", "let", "static", "type", "use"];
/// What an expression may begin with although a word follows.
const BEFORE_WORDS: [&str; 9] = ["box", "break", "dyn", "move", "mut", "ref", "return", "static", "yield"];

struct Walk<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Walk<'_> {
    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn word(&self, at: usize) -> &str {
        match self.tokens.get(at) {
            Some(Token { kind: Kind::Word, start, end, .. }) => self.text.get(*start..*end).unwrap_or_default(),
            _ => "",
        }
    }

    fn is(&self, at: usize, punct: char) -> bool {
        matches!(self.kind(at), Some(Kind::Punct(char, _)) if char == punct)
    }

    fn opens(&self, at: usize, delimiter: Delimiter) -> bool {
        self.kind(at) == Some(Kind::Open(delimiter))
    }

    /// `=>` or `->`.
    fn is_arrow(&self, at: usize, first: char) -> bool {
        self.kind(at) == Some(Kind::Punct(first, true)) && self.is(at + 1, '>')
    }

    /// Behind the group or token at `at`.
    fn past(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(at, |token| token.partner.max(at)) + 1
    }

    fn attribute_before(&self, at: usize) -> Option<usize> {
        let close = at.checked_sub(1)?;
        let open = self.tokens[close].partner;
        let hash = open.checked_sub(1)?;
        (open < close && self.opens(open, Delimiter::Bracket) && self.is(hash, '#')).then_some(hash)
    }

    /// The last token of what begins at `at`, which is not a closing delimiter.
    fn end(&self, mut at: usize) -> usize {
        while self.is(at, '#') {
            if self.is(at + 1, '!') && self.opens(at + 2, Delimiter::Bracket) {
                return self.past(at + 2) - 1;
            }
            if !self.opens(at + 1, Delimiter::Bracket) {
                break;
            }
            let next = self.past(at + 1);
            if matches!(self.kind(next), None | Some(Kind::Close)) {
                return next - 1;
            }
            at = next;
        }
        let in_list = matches!(self.tokens[at].inside, Some(Delimiter::Parenthesis | Delimiter::Bracket));
        if in_list { self.element(at) } else { self.statement(at) }
    }

    fn statement(&self, at: usize) -> usize {
        let start = self.behind_modifiers(at);
        let word = self.word(start);
        if BLOCK_ITEMS.contains(&word) && matches!(self.kind(start + 1), Some(Kind::Word | Kind::Punct('<', _)))
            || word == "impl"
            || word == "extern"
        {
            return self.header(start);
        }
        // An arm may begin with `crate`, too.
        let external = word == "crate" && start > at;
        if external || LINES.contains(&word) && !self.opens(start + 1, Delimiter::Brace) {
            return self.until_semicolon(start);
        }
        if let Some(end) = self.block_like(at) {
            return self.unless_continued(end);
        }
        if let Some(end) = self.macro_block(at) {
            return self.unless_continued(end);
        }
        // Two words in a row begin a line of some macro's own language.
        let second = self.word(start + 1);
        if !word.is_empty() && !second.is_empty() && !BEFORE_WORDS.contains(&word) && !["as", "if"].contains(&second) {
            return self.header(start);
        }
        self.element(at)
    }

    /// Where the keyword of an item is, if this is one.
    fn behind_modifiers(&self, start: usize) -> usize {
        let mut at = start;
        while MODIFIERS.contains(&self.word(at)) {
            let mut next = at + 1;
            if self.word(at) == "pub" && self.opens(next, Delimiter::Parenthesis) {
                next = self.past(next);
            } else if self.word(at) == "extern" && self.kind(next) == Some(Kind::Literal) {
                next += 1;
            }
            // `const X` and `extern {}` are the item themselves, and `unsafe {}` is none.
            if self.kind(next) != Some(Kind::Word) || self.word(at) == "const" && !self.goes_on(next) {
                return at;
            }
            at = next;
        }
        at
    }

    fn goes_on(&self, at: usize) -> bool {
        MODIFIERS.contains(&self.word(at)) || self.word(at) == "fn"
    }

    /// Up to a block or a semicolon.
    fn header(&self, at: usize) -> usize {
        let mut angles = 0_usize;
        self.scan(at, |walk, at| {
            angles = walk.angles(at, angles, true);
            angles == 0 && (walk.is(at, ';') || walk.opens(at, Delimiter::Brace))
        })
    }

    fn until_semicolon(&self, at: usize) -> usize {
        self.scan(at, |walk, at| walk.is(at, ';'))
    }

    /// The first token from `at` on, groups taken whole, that `ends` says yes to, or the last one that there is.
    fn scan(&self, mut at: usize, mut ends: impl FnMut(&Self, usize) -> bool) -> usize {
        let mut last = at;
        while !matches!(self.kind(at), None | Some(Kind::Close)) {
            let next = self.past(at);
            last = next - 1;
            if ends(self, at) {
                break;
            }
            at = next;
        }
        last
    }

    /// The depth of angle brackets behind a token. A `<` in an expression opens one only where it touches what is before
    /// it, as in `Vec<T>`; formatted code puts spaces around a comparison.
    fn angles(&self, at: usize, depth: usize, in_types: bool) -> usize {
        if self.is(at, '<') {
            let before = at.checked_sub(1).map(|before| self.tokens[before]);
            let touches = before.is_some_and(|before| {
                before.end == self.tokens[at].start && matches!(before.kind, Kind::Word | Kind::Punct(':', _))
            });
            return depth + usize::from(in_types || touches);
        }
        let is_arrow = at > 0 && (self.is_arrow(at - 1, '-') || self.is_arrow(at - 1, '='));
        if self.is(at, '>') && !is_arrow { depth.saturating_sub(1) } else { depth }
    }

    /// An arm, a field, a variant, an argument, or an expression statement: up to its comma or semicolon.
    fn element(&self, first: usize) -> usize {
        let mut angles = 0;
        let mut arm = None;
        let mut parameters = first;
        let end = self.scan(first, |walk, at| {
            if at < parameters {
                return false;
            }
            if let Some(last) = walk.closure_parameters(first, at) {
                parameters = last + 1;
                return false;
            }
            angles = walk.angles(at, angles, false);
            if arm.is_none() && walk.is_arrow(at, '=') {
                arm = Some(at + 2);
            }
            // The body of an arm that is a block needs no comma.
            arm == Some(at + 1) && walk.block_like(at + 1).is_some()
                || angles == 0 && (walk.is(at, ',') || walk.is(at, ';'))
        });
        let Some(end_of_body) = arm.filter(|body| *body == end + 1).and_then(|body| self.block_like(body)) else {
            return end;
        };
        if self.is(end_of_body + 1, ',') { end_of_body + 1 } else { self.unless_continued(end_of_body) }
    }

    /// The bar that ends a closure's parameters, if those begin here; commas between the bars end nothing.
    fn closure_parameters(&self, first: usize, at: usize) -> Option<usize> {
        let begins = at == first || self.wants_operand(at - 1) || at > 1 && self.is_arrow(at - 2, '=');
        // The second half of `a || b` begins no closure.
        let is_half = at > first && self.kind(at - 1) == Some(Kind::Punct('|', true));
        if !self.is(at, '|') || !begins || is_half {
            return None;
        }
        // The bar of a pattern that begins with one has no partner before the arrow.
        let end = self.scan(at + 1, |walk, at| walk.is(at, '|') || walk.is(at, ';') || walk.is_arrow(at, '='));
        self.is(end, '|').then_some(end)
    }

    /// A block-like expression ends a statement unless a method or `?` follows.
    fn unless_continued(&self, end: usize) -> usize {
        let follows = self.is(end + 1, '?') || self.is(end + 1, '.') && !self.is(end + 2, '.');
        if follows { self.element(end + 1) } else { end }
    }
}

#[cfg(test)]
mod tests;
