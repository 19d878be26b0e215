//! A file as a flat list of tokens, and the comments in the gaps between them. What comments say is not read here.

use std::ops::Range;
use std::str::FromStr;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Literal,
    /// With whether the next punctuation belongs to it, as in `=>`.
    Punct(char, bool),
    Open(Delimiter),
    Close,
}

/// A token; a delimiter is one of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The index of the other delimiter; its own index for all else.
    pub(super) partner: usize,
    /// The delimiter that it is in; nothing at the top of a file.
    pub(super) inside: Option<Delimiter>,
}

/// A comment that is not documentation: that is a token.
#[derive(Debug)]
pub(super) struct Comment {
    /// All of it.
    pub(super) range: Range<usize>,
    /// What it says.
    pub(super) body: Range<usize>,
    /// Whether no code stands before it on its line.
    pub(super) own_line: bool,
    /// The index of the first token after it.
    pub(super) next: usize,
}

/// The tokens of a file; nothing for one that has none.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let skipped = preamble(text);
    let stream = TokenStream::from_str(&text[skipped..]).ok()?;
    let mut tokens: Vec<Token> = Vec::new();
    // A stack of its own: the nesting of a file is not bounded by anything.
    let mut open = vec![(stream.into_iter(), None::<(usize, Range<usize>)>)];
    while let Some((rest, group)) = open.last_mut() {
        let inside = group.as_ref().and_then(|(at, _)| match tokens[*at].kind {
            Kind::Open(delimiter) => Some(delimiter),
            _ => None,
        });
        let at = tokens.len();
        let mut push = |kind, range: Range<usize>, partner| {
            tokens.push(Token { kind, start: range.start + skipped, end: range.end + skipped, partner, inside });
        };
        match rest.next() {
            Some(TokenTree::Group(group)) => {
                push(Kind::Open(group.delimiter()), group.span_open().byte_range(), at);
                open.push((group.stream().into_iter(), Some((at, group.span_close().byte_range()))));
            }
            Some(TokenTree::Ident(ident)) => push(Kind::Word, ident.span().byte_range(), at),
            Some(TokenTree::Literal(literal)) => push(Kind::Literal, literal.span().byte_range(), at),
            Some(TokenTree::Punct(punct)) => {
                let joint = punct.spacing() == Spacing::Joint;
                push(Kind::Punct(punct.as_char(), joint), punct.span().byte_range(), at);
            }
            None => {
                if let Some((partner, close)) = group.take() {
                    push(Kind::Close, close, partner);
                    tokens[partner].partner = at;
                }
                open.pop();
            }
        }
    }
    Some(tokens)
}

/// How many bytes at the beginning are no tokens: a byte order mark, a `#!` line.
fn preamble(text: &str) -> usize {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = &text[mark..];
    let shebang = rest.strip_prefix("#!").is_some_and(|rest| !rest.trim_start().starts_with('['));
    if shebang { mark + rest.find('\n').unwrap_or(rest.len()) } else { mark }
}

/// The comments of a file.
pub(super) fn comments(text: &str, tokens: &[Token]) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut before = preamble(text);
    for (next, token) in tokens.iter().enumerate() {
        in_gap(text, before..token.start, next, &mut comments);
        // The tokens of a doc comment all lie over each other.
        before = before.max(token.end);
    }
    in_gap(text, before..text.len(), tokens.len(), &mut comments);
    comments
}

/// Between two tokens there is nothing but comments and white space.
fn in_gap(text: &str, gap: Range<usize>, next: usize, comments: &mut Vec<Comment>) {
    let mut at = gap.start;
    while let Some(found) = text.get(at..gap.end).and_then(|rest| rest.find('/')) {
        let start = at + found;
        let rest = &text[start..gap.end];
        let (length, closing) =
            if rest.starts_with("//") { (rest.find('\n').unwrap_or(rest.len()), 0) } else { block(rest) };
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        comments.push(Comment {
            range: start..start + length,
            body: (start + 2).min(start + length)..(start + length).saturating_sub(closing).max(start + 2),
            own_line: gap.start <= line_start || next == 0,
            next,
        });
        at = start + length.max(2);
    }
}

/// How long a block comment is, and how long its end is. They nest.
fn block(text: &str) -> (usize, usize) {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(found) = text[at..].find(['/', '*']) {
        at += found;
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1.min(depth);
            at += 2;
            if depth == 0 {
                return (at, 2);
            }
        } else {
            at += 1;
        }
    }
    (text.len(), 0)
}
