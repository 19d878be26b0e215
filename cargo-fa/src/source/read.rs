//! From bytes to the tokens of items: text that is no UTF-8, unbalanced brackets and what is nested beyond reason stop here.
//! Bodies of functions are taken out, since reading items only is a fraction of the work.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// How deep brackets may be nested, and how many tokens an expression may have, before reading it would need a stack
/// that nobody has.
pub(crate) const MAX_DEPTH: usize = 200;
const MAX_RUN: usize = 20_000;

/// Why a text cannot be read, and where.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub start: usize,
    pub end: usize,
    pub why: String,
}

/// Makes tokens of a text whose first byte is at `base` of its file.
pub(crate) fn tokens(text: &str) -> Result<TokenStream, Unreadable> {
    // A byte order mark is no token.
    let stripped = text.strip_prefix('\u{feff}').unwrap_or(text);
    if stripped.len() != text.len() {
        // Offsets stay right when the mark is read as blanks.
        let blank = format!("   {stripped}");
        return tokens(&blank);
    }
    let tokens = text.parse::<TokenStream>().map_err(|error| {
        let range = error.span().byte_range();
        let start = range.start.min(text.len());
        let why = "the brackets or quotes do not match".into();
        Unreadable { start, end: range.end.clamp(start, text.len()), why }
    })?;
    match deeper_than(&tokens, MAX_DEPTH) {
        None => Ok(tokens),
        Some(range) => {
            let why = format!("brackets are nested more than {MAX_DEPTH} deep");
            Err(Unreadable { start: range.start, end: range.start + 1, why })
        }
    }
}

/// The first group that is nested deeper. Making tokens calls no function again for a bracket in a bracket; parsing does.
fn deeper_than(tokens: &TokenStream, left: usize) -> Option<std::ops::Range<usize>> {
    tokens.clone().into_iter().find_map(|token| match token {
        TokenTree::Group(group) if left == 0 => Some(group.span().byte_range()),
        TokenTree::Group(group) => deeper_than(&group.stream(), left - 1),
        _ => None,
    })
}

/// Whether some expression is so long that a parser which calls itself would run out of stack.
pub(crate) fn has_endless_run(tokens: &TokenStream) -> bool {
    let mut run = 0usize;
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Punct(punct) if matches!(punct.as_char(), ';' | ',') => {
            run = 0;
            false
        }
        TokenTree::Group(group) => {
            run = if group.delimiter() == Delimiter::Brace { 0 } else { run + 1 };
            has_endless_run(&group.stream())
        }
        _ => {
            run += 1;
            run > MAX_RUN
        }
    })
}

/// Where bodies were, by the first byte of their opening brace: their ranges.
pub(crate) type Bodies = HashMap<usize, std::ops::Range<usize>>;

/// The same tokens with nothing between the braces of functions.
pub(crate) fn without_bodies(tokens: TokenStream, bodies: &mut Bodies) -> TokenStream {
    let mut out = Vec::new();
    let mut state = State::Outside;
    let mut angles = 0usize;
    let mut before = ' ';
    for token in tokens {
        let mut this = ' ';
        let token = match token {
            TokenTree::Ident(word) => {
                state = match state {
                    State::Fn => State::Signature,
                    _ if word == "fn" => State::Fn,
                    _ if matches!(state, State::Outside) && word == "macro_rules" => State::Macro,
                    other => other,
                };
                if matches!(state, State::Fn) {
                    angles = 0;
                }
                TokenTree::Ident(word)
            }
            TokenTree::Punct(punct) => {
                this = punct.as_char();
                match this {
                    '<' => angles += 1,
                    '>' if before != '-' && before != '=' => angles = angles.saturating_sub(1),
                    // Shifts and comparisons in values are no brackets.
                    ';' | ',' | '=' if !matches!(state, State::Signature) => {
                        angles = 0;
                        state = if matches!(state, State::Macro) && this != ';' { State::Macro } else { State::Outside };
                    }
                    ';' => {
                        angles = 0;
                        state = State::Outside;
                    }
                    _ => {}
                }
                TokenTree::Punct(punct)
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let is_body = matches!(state, State::Signature) && angles == 0;
                let is_macro = matches!(state, State::Macro);
                // Inside of angle brackets of a signature stands the value of a constant.
                let keep = is_macro || matches!(state, State::Signature) && angles > 0;
                let inner = if is_body {
                    let range = group.span().byte_range();
                    bodies.insert(range.start, range);
                    TokenStream::new()
                } else if keep {
                    group.stream()
                } else {
                    without_bodies(group.stream(), bodies)
                };
                if !keep || is_macro {
                    state = State::Outside;
                    angles = 0;
                }
                let mut new = Group::new(Delimiter::Brace, inner);
                new.set_span(group.span());
                TokenTree::Group(new)
            }
            TokenTree::Group(group) => {
                // `fn(..)` is a type.
                if matches!(state, State::Fn) {
                    state = State::Outside;
                }
                TokenTree::Group(group)
            }
            TokenTree::Literal(literal) => TokenTree::Literal(literal),
        };
        before = this;
        out.push(token);
    }
    out.into_iter().collect()
}

#[derive(Clone, Copy)]
enum State {
    Outside,
    /// After the word `fn`.
    Fn,
    /// After a function's name.
    Signature,
    /// After `macro_rules`, whose braces hold anything.
    Macro,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn emptied(text: &str) -> (String, usize) {
        let mut bodies = Bodies::new();
        let tokens = without_bodies(tokens(text).expect("it is balanced"), &mut bodies);
        (tokens.to_string(), bodies.len())
    }

    #[test]
    fn bodies_are_taken_out_and_nothing_else() {
        assert_eq!(emptied("fn f() { a; }"), ("fn f () { }".into(), 1));
        assert_eq!(emptied("mod m { impl A { fn f() -> B<{ 1 }> where C: D { a } const X: u8 = 1; } }").1, 1);
        assert_eq!(
            emptied("struct S { f: fn(u8) -> u8, g: u8 }"),
            ("struct S { f : fn (u8) -> u8 , g : u8 }".into(), 0)
        );
        assert_eq!(emptied("fn f() -> impl Fn() -> u8 { a } fn g(x: [u8; { 2 }]) { b }").1, 2);
        assert_eq!(emptied("macro_rules! m { () => { fn f() { a } } } fn g() { b }").1, 1);
        assert_eq!(emptied("trait T { fn f(); fn g() { a } }").1, 1);
        assert_eq!(emptied("static F: fn() = x; struct S { a: u8 }").1, 0);
        assert_eq!(emptied("const A: usize = 1 << 20; impl B { fn f() { a } fn g() { b } }").1, 2);
        assert_eq!(emptied("macro_rules! m { () => {} } impl B { fn f() { a } }").1, 1);
        assert_eq!(emptied("const A: bool = 1 < 2; mod m { fn f() { a } }").1, 1);
        assert_eq!(emptied("fn f<const N: usize>(x: [u8; N]) -> T<{ N }, u8> { a }").1, 1);
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert!(tokens("fn f( { }").is_err());
        let deep = format!("fn f() {{ {}1{} }}", "(".repeat(5000), ")".repeat(5000));
        assert!(tokens(&deep).expect_err("it is too deep").why.contains("nested"));
        let long = tokens(&format!("fn f() {{ {} }}", "1 + ".repeat(30_000))).expect("it is balanced");
        assert!(has_endless_run(&long));
        assert!(!has_endless_run(&tokens(&"a; ".repeat(30_000)).expect("it is balanced")));
        assert_eq!(tokens("\u{feff}fn f() {}").expect("a mark is skipped").into_iter().count(), 4);
    }
}
