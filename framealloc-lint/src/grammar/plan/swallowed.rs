//! A tag's list that something other than `=>` stands before, or nothing: Rust would read it as a part of the amount, `2 =
//! [solve]` as an assignment and `2 [solve]` as an index. So it is looked for among the tokens, before they are read.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Path, Token};

use super::last_ident;

/// The tokens after `mb =`, taken apart.
pub(super) struct Swallowed {
    pub amount: Expr,
    /// What stands where `=>` should; the list itself where that is nothing.
    pub place: TokenStream,
    pub list: TokenStream,
}

/// The list at the end of what is left of a line, where no `=>` stands before it.
pub(super) fn swallowed(input: ParseStream) -> Option<Swallowed> {
    let mut tokens: Vec<_> = input.fork().parse::<TokenStream>().ok()?.into_iter().collect();
    let Some(TokenTree::Group(list)) = tokens.pop() else { return None };
    let end = tokens.iter().rposition(|token| !is_of_an_arrow(token)).map_or(0, |last| last + 1);
    let arrow = tokens.split_off(end);
    let written: String = arrow.iter().map(ToString::to_string).collect();
    let is_one = match written.as_str() {
        "=>" | ",=>" => false,
        "" => is_list(tokens.last()?, &list),
        _ => list.delimiter() == Delimiter::Bracket,
    };
    if !is_one {
        return None;
    }
    let amount = syn::parse2(tokens.into_iter().collect()).ok()?;
    let list = list.into_token_stream();
    let place = if arrow.is_empty() { list.clone() } else { arrow.into_iter().collect() };
    Some(Swallowed { amount, place, list })
}

fn is_of_an_arrow(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(mark) if matches!(mark.as_char(), '=' | '-' | '>' | '<' | ':' | ','))
}

/// Whether a group is no part of the amount before it: that is a number, or the group holds what no index is.
fn is_list(before: &TokenTree, group: &Group) -> bool {
    match before {
        TokenTree::Literal(_) => true,
        TokenTree::Ident(_) => match group.delimiter() {
            Delimiter::Bracket => names_systems(group.stream()),
            Delimiter::Brace => before.to_string().starts_with(char::is_uppercase) && names_systems(group.stream()),
            Delimiter::Parenthesis | Delimiter::None => false,
        },
        _ => false,
    }
}

/// Several paths, or one whose name is a function's and not a constant's.
fn names_systems(inside: TokenStream) -> bool {
    let path = |input: ParseStream| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Path>()
    };
    let paths = |input: ParseStream| Punctuated::<Path, Token![,]>::parse_terminated_with(input, path);
    paths.parse2(inside).is_ok_and(|paths| match paths.first() {
        Some(path) => paths.len() > 1 || last_ident(path).to_string().starts_with(char::is_lowercase),
        None => true,
    })
}

/// What a list holds, as its author wrote it, whatever it is wrapped in; an example where that is nothing.
pub(super) fn inside(list: &TokenStream) -> String {
    let mut tokens = list.clone().into_iter();
    let inner = match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) => group.stream(),
        _ => list.clone(),
    };
    let written = inner.to_string().replace(" :: ", "::").replace(" ,", ",");
    if written.is_empty() { "broad_phase".to_owned() } else { written }
}
