//! Budgets as expressions of the expansion: the number to use, and the constant that judges one that only the compiler knows.

use framealloc_lint::grammar::{Amount, peel_expr};
use proc_macro2::{Delimiter, Group, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Expr;

use crate::paths::Root;

/// The number. It never fails to evaluate by itself: what is wrong with it is told once, elsewhere.
///
/// A constant expression stands here with the same tokens at the same place as in [`judged`], so that what the compiler
/// says of the expression it says once.
pub(super) fn kept(amount: Option<&Amount>, root: &Root) -> TokenStream {
    match amount {
        Some(Amount::Bytes { bytes, place }) => known(*bytes, place),
        Some(Amount::Constant { expr, unit }) => {
            let span = first_span(expr);
            let keep = root.private_at("budget_or_none", span);
            let (expr, unit) = (operand(expr), Literal::u128_unsuffixed(unit.bytes()));
            quote_spanned!(span=> #keep(#expr as ::core::primitive::i128, #unit))
        }
        None => quote!(::core::primitive::usize::MAX),
    }
}

/// The constant that judges an amount which is an expression. It has no name that the compiler could show.
pub(super) fn judged(amount: Option<&Amount>, owner: &str, root: &Root) -> TokenStream {
    let Some(Amount::Constant { expr, unit }) = amount else { return TokenStream::new() };
    let span = first_span(expr);
    let judge = root.private_at("checked_budget", span);
    let (operand, unit) = (operand(expr), Literal::u128_unsuffixed(unit.bytes()));
    // The call begins at the first token of the expression and ends at its last, so that all of it is underlined.
    let last = expr.to_token_stream().into_iter().last().map_or(span, |token| token.span());
    let mut arguments =
        Group::new(Delimiter::Parenthesis, quote_spanned!(span=> #owner, #operand as ::core::primitive::i128, #unit));
    arguments.set_span(last);
    // Of a name alone, the type is not seen here. Of what is computed, it would be asked for without the cast that says
    // how wide it is.
    if matches!(peel_expr(expr), Expr::Path(_)) {
        let whole = root.private_at("WholeNumber", span);
        return quote_spanned! {span=>
            const _: ::core::primitive::usize = {
                let _: fn() = || #whole::whole(#operand);
                #judge #arguments
            };
        };
    }
    quote_spanned!(span=> const _: ::core::primitive::usize = #judge #arguments;)
}

/// A number of bytes, at the place of the number that it comes from.
pub(super) fn known(bytes: u128, place: &TokenStream) -> TokenStream {
    let mut literal = Literal::u128_unsuffixed(bytes);
    literal.set_span(first_span(place));
    literal.to_token_stream()
}

/// An expression as the operand of `&` or `as`: in parentheses where it is more than a name.
pub(super) fn operand(expr: &Expr) -> TokenStream {
    match expr {
        Expr::Path(_) | Expr::Field(_) | Expr::MethodCall(_) | Expr::Call(_) | Expr::Lit(_) | Expr::Paren(_) => {
            expr.to_token_stream()
        }
        _ => quote!((#expr)),
    }
}

/// Where an amount was written.
pub(super) fn place_of(amount: &Amount) -> Span {
    match amount {
        Amount::Bytes { place, .. } => first_span(place),
        Amount::Constant { expr, .. } => first_span(expr),
    }
}

pub(super) fn first_span(tokens: &impl ToTokens) -> Span {
    tokens.to_token_stream().into_iter().next().map_or_else(Span::call_site, |token| token.span())
}
