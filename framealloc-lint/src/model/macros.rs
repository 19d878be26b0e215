//! Which arguments of a macro are ordinary expressions that run: those of the macros that everybody knows. A macro that
//! is not known here keeps its tokens to itself, since they may be anything.

use syn::parse::{ParseStream, Parser};
use syn::{Expr, Macro, Token};

/// Macros whose arguments run, and how many of them do. What an `assert!` says when it fails is not counted in.
const KNOWN: [(&str, usize); 17] = [
    ("assert", 1),
    ("assert_eq", 2),
    ("assert_ne", 2),
    ("debug_assert", 1),
    ("debug_assert_eq", 2),
    ("debug_assert_ne", 2),
    ("matches", 1),
    ("dbg", usize::MAX),
    ("print", usize::MAX),
    ("println", usize::MAX),
    ("eprint", usize::MAX),
    ("eprintln", usize::MAX),
    ("write", usize::MAX),
    ("writeln", usize::MAX),
    ("format_args", usize::MAX),
    ("frame_format", usize::MAX),
    ("try_frame_format", usize::MAX),
];

/// The arguments that run each time the macro does.
pub(super) fn running_arguments(mac: &Macro) -> Vec<Expr> {
    let Some(name) = mac.path.segments.last().map(|segment| &segment.ident) else { return Vec::new() };
    let Some((_, count)) = KNOWN.iter().find(|(known, _)| name == known) else { return Vec::new() };
    let leading = |input: ParseStream| {
        let mut arguments = Vec::new();
        while !input.is_empty() && arguments.len() < *count {
            // What follows need not be an expression, as the pattern of `matches!`.
            let Ok(argument) = input.parse::<Expr>() else { break };
            arguments.push(argument);
            if input.parse::<Option<Token![,]>>()?.is_none() {
                break;
            }
        }
        input.parse::<proc_macro2::TokenStream>()?;
        Ok(arguments)
    };
    leading.parse2(mac.tokens.clone()).unwrap_or_default()
}
