//! Where expressions end that are blocks or end with one: loops, branches, matches, macros. Part of the walk over tokens;
//! statements and lists are not its concern.

use proc_macro2::Delimiter;

use super::{Kind, Walk};

/// Words behind which a block is a value.
const BEFORE_VALUES: [&str; 11] =
    ["async", "const", "else", "if", "in", "loop", "match", "move", "return", "unsafe", "while"];

impl Walk<'_> {
    /// `path! { .. }` and `macro_rules! name { .. }`.
    pub(super) fn macro_block(&self, mut at: usize) -> Option<usize> {
        while self.is(at, ':') || self.kind(at) == Some(Kind::Word) {
            at += 1;
        }
        if !self.is(at, '!') {
            return None;
        }
        at += 1 + usize::from(self.kind(at + 1) == Some(Kind::Word));
        self.opens(at, Delimiter::Brace).then(|| self.tokens[at].partner)
    }

    /// The end of a block, a loop, a branch, a match, with or without a label.
    pub(super) fn block_like(&self, mut at: usize) -> Option<usize> {
        if self.is(at, '\'') && self.is(at + 2, ':') {
            at += 3;
        }
        if self.opens(at, Delimiter::Brace) {
            return Some(self.tokens[at].partner);
        }
        match self.word(at) {
            "loop" | "unsafe" | "const" | "async" => {
                let body = at + 1 + usize::from(self.word(at + 1) == "move");
                self.opens(body, Delimiter::Brace).then(|| self.tokens[body].partner)
            }
            "while" | "match" => self.body(at + 1, false),
            "for" => self.body(at + 1, true),
            "if" => {
                let mut end = self.body(at + 1, false)?;
                while self.word(end + 1) == "else" {
                    end = match self.word(end + 2) {
                        "if" => self.body(end + 3, false)?,
                        _ if self.opens(end + 2, Delimiter::Brace) => self.tokens[end + 2].partner,
                        _ => return Some(end),
                    };
                }
                Some(end)
            }
            _ => None,
        }
    }

    /// The end of the block behind a condition, or behind what a `for` runs over. Blocks in a pattern, and those right
    /// behind an operator or a word that takes a value, come before it.
    fn body(&self, at: usize, is_for: bool) -> Option<usize> {
        let mut inner = 0_usize;
        let mut angles = 0;
        let mut in_pattern = is_for;
        let mut found = false;
        let end = self.scan(at, |walk, at| {
            angles = walk.angles(at, angles, false);
            match walk.word(at) {
                "if" | "match" => inner += 1,
                "let" => in_pattern = true,
                "in" => in_pattern = false,
                _ if walk.is_assignment(at) => in_pattern = false,
                _ => {}
            }
            let is_block = walk.opens(at, Delimiter::Brace) && angles == 0 && !in_pattern;
            if is_block && !walk.wants_operand(at - 1) {
                found = inner == 0;
                inner = inner.saturating_sub(1);
            }
            found || walk.is(at, ';')
        });
        found.then_some(end)
    }

    /// A `=` that is not part of `==`, `..=` or the like.
    fn is_assignment(&self, at: usize) -> bool {
        let joined = |at: usize| matches!(self.kind(at), Some(Kind::Punct(_, true)));
        self.is(at, '=') && !joined(at) && !at.checked_sub(1).is_some_and(joined)
    }

    /// Whether a value must follow a token.
    pub(super) fn wants_operand(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Kind::Punct(char, _)) => "=&|!+-*/%^<,".contains(char),
            Some(Kind::Word) => BEFORE_VALUES.contains(&self.word(at)),
            _ => false,
        }
    }
}
