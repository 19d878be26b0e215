//! From text to the tokens of items: a `#!` line, unbalanced brackets and what is nested beyond reason stop here.
//! Bodies of functions are taken out, since reading items only is a fraction of the work.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::analysis::STACK;

/// How deep brackets may be nested.
pub(crate) const MAX_DEPTH: usize = 200;
/// How many tokens may lie between the beginning of an expression and its innermost part, before reading it would need a
/// stack that nobody has.
const MAX_RUN: usize = 20_000;
/// How many `<` may be open: nothing else needs as much stack to be read.
const MAX_ANGLES: usize = 3000;

/// Why a text cannot be read, and where.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub start: usize,
    pub end: usize,
    pub why: String,
}

/// Makes tokens of a text that are to be parsed as they are.
pub(crate) fn tokens(text: &str) -> Result<TokenStream, Unreadable> {
    let tokens = balanced(text)?;
    not_too_deep(&tokens)?;
    Ok(tokens)
}

/// Makes tokens of a file, without the insides of its functions.
pub(crate) fn tokens_of_items(text: &str, bodies: &mut Bodies) -> Result<TokenStream, Unreadable> {
    let tokens = without_bodies(balanced(text)?, bodies, MAX_DEPTH);
    not_too_deep(&tokens)?;
    if has_endless_run(&tokens, false) {
        return Err(Unreadable { start: 0, end: 1, why: "an item in it is too long".into() });
    }
    Ok(tokens)
}

/// Making tokens calls no function again for a bracket in a bracket; parsing does.
fn balanced(text: &str) -> Result<TokenStream, Unreadable> {
    // A byte order mark and a `#!` line are no tokens. Offsets stay right when they are read as blanks.
    let skipped = preamble(text);
    if skipped > 0 {
        let blank = format!("{}{}", " ".repeat(skipped), &text[skipped..]);
        return balanced(&blank);
    }
    text.parse::<TokenStream>().map_err(|error| {
        let range = error.span().byte_range();
        let start = range.start.min(text.len());
        let why = "the brackets or quotes do not match".into();
        Unreadable { start, end: range.end.clamp(start, text.len()), why }
    })
}

fn not_too_deep(tokens: &TokenStream) -> Result<(), Unreadable> {
    match deeper_than(tokens, MAX_DEPTH) {
        None => Ok(()),
        Some(range) => {
            let why = format!("brackets are nested more than {MAX_DEPTH} deep");
            Err(Unreadable { start: range.start, end: range.start + 1, why })
        }
    }
}

/// How many bytes at the beginning are no tokens.
fn preamble(text: &str) -> usize {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = &text[mark..];
    let is_shebang = rest.strip_prefix("#!").is_some_and(|rest| !rest.trim_start().starts_with('['));
    if is_shebang { mark + rest.find('\n').unwrap_or(rest.len()) } else { mark }
}

/// The first group that is nested deeper. Making tokens calls no function again for a bracket in a bracket; parsing does.
fn deeper_than(tokens: &TokenStream, left: usize) -> Option<std::ops::Range<usize>> {
    tokens.clone().into_iter().find_map(|token| match token {
        TokenTree::Group(group) if left == 0 => Some(group.span().byte_range()),
        TokenTree::Group(group) => deeper_than(&group.stream(), left - 1),
        _ => None,
    })
}

/// Whether some expression, type or path is so long that a parser which calls itself would run out of stack. `macros`
/// says whether what is given to macros is read too.
pub(crate) fn has_endless_run(tokens: &TokenStream, macros: bool) -> bool {
    runs_on(tokens, macros, Run::default())
}

/// How deep a parser may be, at most.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    /// Tokens since the last `;` or `,`, and in all brackets around.
    tokens: usize,
    /// Open `<`, since a comma ends nothing in `A<B, A<B, ..`.
    angles: usize,
    /// `|` and `->`, since a comma ends nothing in `|a, b| |c, d| ..` and `for<'a, 'b> fn() -> ..` either.
    markers: usize,
}

/// What is in a bracket is as deep as what is around it, so that counting goes on inside.
fn runs_on(tokens: &TokenStream, macros: bool, outside: Run) -> bool {
    let mut run = outside;
    // The run before a block may go on behind it, as that of `if a {} else ..` and `{ a } + b` does.
    let mut before_block = false;
    let mut last = ' ';
    for token in tokens.clone() {
        if std::mem::take(&mut before_block) {
            let goes_on = match &token {
                TokenTree::Punct(punct) => !matches!(punct.as_char(), '#' | '\''),
                TokenTree::Ident(word) => ["else", "as"].iter().any(|known| word == known),
                TokenTree::Group(_) | TokenTree::Literal(_) => false,
            };
            if !goes_on {
                run = outside;
            }
        }
        let this = match &token {
            TokenTree::Punct(punct) => punct.as_char(),
            TokenTree::Ident(_) => 'a',
            TokenTree::Group(_) | TokenTree::Literal(_) => ' ',
        };
        run.tokens += 1;
        match this {
            ';' => run = outside,
            ',' => run.tokens = outside.tokens,
            '<' => run.angles += 1,
            '>' if last == '-' => run.markers += 1,
            '>' if last != '=' => run.angles = run.angles.saturating_sub(1),
            '|' => run.markers += 1,
            // The one token needs as much stack in a type as several need elsewhere.
            '&' | '*' => run.tokens += 3,
            _ => {}
        }
        if run.tokens > MAX_RUN || run.angles > MAX_ANGLES || run.markers > MAX_RUN {
            return true;
        }
        if let TokenTree::Group(group) = &token {
            let of_macro = last == '!' && !macros;
            if !of_macro && runs_on(&group.stream(), macros, run) {
                return true;
            }
            before_block = group.delimiter() == Delimiter::Brace;
        }
        // `macro_rules! name { .. }`
        last = if this == 'a' && last == '!' { '!' } else { this };
    }
    false
}

/// Whether a text is a file that can be read whole, bodies included.
pub(crate) fn parses(text: &str) -> bool {
    let read = || {
        let tokens = tokens(text).ok().filter(|tokens| !has_endless_run(tokens, true));
        tokens.is_some_and(|tokens| syn::parse2::<syn::File>(tokens).is_ok())
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read);
        thread.is_ok_and(|thread| thread.join().unwrap_or(false))
    })
}

/// Where bodies were, by the first byte of their opening brace: their ranges.
pub(crate) type Bodies = HashMap<usize, std::ops::Range<usize>>;

/// The same tokens with nothing between the braces of functions.
fn without_bodies(tokens: TokenStream, bodies: &mut Bodies, left: usize) -> TokenStream {
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
                        state =
                            if matches!(state, State::Macro) && this != ';' { State::Macro } else { State::Outside };
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
                } else if keep || left == 0 {
                    group.stream()
                } else {
                    without_bodies(group.stream(), bodies, left - 1)
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
        let tokens = tokens_of_items(text, &mut bodies).expect("it is balanced");
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
        assert_eq!(emptied(&deep).1, 1);
        let deep = format!("{}{}", "mod m {".repeat(5000), "}".repeat(5000));
        assert!(tokens_of_items(&deep, &mut Bodies::new()).expect_err("it is too deep").why.contains("nested"));
        let endless = |text: &str, macros| has_endless_run(&tokens(text).expect("it is balanced"), macros);
        for (unit, inner) in [
            ("1 + ", "1"),
            ("!", "1"),
            ("&", "a"),
            ("a.b().", "c()"),
            ("unsafe { 1 } + ", "1"),
            ("if a { b } else ", "{ c }"),
            ("|a, b| ", "c"),
            ("a::<u8, ", "b"),
        ] {
            let text = format!("{{ {}{inner} }}", unit.repeat(30_000));
            assert!(endless(&text, true), "{unit}");
            let text = format!("{{ a!({}{inner}) }}", unit.repeat(30_000));
            assert!(endless(&text, true) && !endless(&text, false), "{unit}");
        }
        // Deep in all, though not in any bracket by itself.
        assert!(endless(&format!("{}{}", format!("{}(", "!".repeat(1000)).repeat(50), ")".repeat(50)), true));
        for flat in ["a; ", "a, ", "fn f() {} ", "if a { b } ", "#[a] fn f() -> b {} ", "match a { b => c, d => {} } "]
        {
            assert!(!endless(&flat.repeat(30_000), true), "{flat}");
        }
        for start in ["\u{feff}", "#!/usr/bin/env run\n", "\u{feff}#! x '\n"] {
            let text = format!("{start}fn f() {{}}");
            let all: Vec<TokenTree> = tokens(&text).expect("it is skipped").into_iter().collect();
            assert_eq!((all.len(), all[0].span().byte_range().start), (4, start.len()), "{start:?}");
        }
        assert_eq!(tokens("#![a]").expect("an attribute is none").into_iter().count(), 3);
    }
}
