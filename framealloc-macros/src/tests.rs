//! Token in, token out: the expansions without a compiler. What the compiler says of them is for the ui crate.

mod editor;
mod expansion;
mod messages;
mod plan;

use framealloc_lint::grammar::Helper;
use proc_macro2::{TokenStream, TokenTree};

fn tokens(source: &str) -> TokenStream {
    source.parse().expect("the test writes tokens")
}

/// `#[frame_system(args)] item`, as text.
fn system(args: &str, item: &str) -> String {
    crate::expand_system(tokens(args), tokens(item)).to_string()
}

/// A helper attribute as the compiler expands it by itself, as text.
fn helper(helper: Helper, args: &str, item: &str) -> String {
    crate::gather::move_below_frame_system(helper, tokens(args), tokens(item)).to_string()
}

/// What the compiler does with helpers above `#[frame_system]`: it expands the topmost attribute until none is left.
fn expand_all(item: &str) -> String {
    let mut item = tokens(item);
    for _ in 0..16 {
        let split = |input: syn::parse::ParseStream| -> syn::Result<(Vec<syn::Attribute>, TokenStream)> {
            Ok((input.call(syn::Attribute::parse_outer)?, input.parse()?))
        };
        let Ok((mut attrs, rest)) = syn::parse::Parser::parse2(split, item.clone()) else { break };
        let ours = attrs.iter().position(|attr| {
            framealloc_lint::grammar::is_frame_system(attr.path(), None) || Helper::of(attr.path(), None).is_some()
        });
        let Some(ours) = ours else { break };
        let attr = attrs.remove(ours);
        let args = match &attr.meta {
            syn::Meta::List(list) => list.tokens.clone(),
            _ => TokenStream::new(),
        };
        let rest = quote::quote!(#(#attrs)* #rest);
        item = match Helper::of(attr.path(), None) {
            Some(helper) => crate::gather::move_below_frame_system(helper, args, rest),
            None => crate::expand_system(args, rest),
        };
    }
    item.to_string()
}

/// The tokens without white space, so that texts can be searched for one another.
fn squeezed(text: &str) -> String {
    fn walk(tokens: TokenStream, out: &mut Vec<String>) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    let text =
                        TokenTree::Group(proc_macro2::Group::new(group.delimiter(), TokenStream::new())).to_string();
                    let (open, close) = text.split_at(text.len() / 2);
                    out.push(open.trim().into());
                    walk(group.stream(), out);
                    out.push(close.trim().into());
                }
                other => out.push(other.to_string()),
            }
        }
    }
    let mut out = Vec::new();
    walk(tokens(text), &mut out);
    out.join(" ")
}
