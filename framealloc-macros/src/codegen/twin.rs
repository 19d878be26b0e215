//! A system's namesake among the types, by which a plan knows its budget, and what the compiler judges of a system whose
//! tag is a type.

use framealloc_lint::codes;
use framealloc_lint::grammar::Amount;
use framealloc_lint::rules::silenced;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt;

use super::amount::{judged, kept, place_of};
use crate::args::Tag;
use crate::model::System;
use crate::paths::{Root, generated, respan};

/// The namesake of a function that a plan can list. With findings it says only what is certain.
///
/// It is one item, whose attribute puts the others beside it: where no type can stand, because the function belongs to a
/// type after all, the compiler says so once.
pub(super) fn of(system: &System, sound: bool) -> TokenStream {
    let (Some(Tag::Typed(path)), true) = (&system.tag, system.can_be_listed) else { return TokenStream::new() };
    let (root, vis) = (&system.root, &system.function.vis);
    let name = namesake(&system.function.sig.ident);
    let (facts, planned) = (root.public("System"), root.public("PlannedSystem"));
    let (typed, beside) = (root.public("TypedTag"), root.private("beside"));
    let text = name.unraw().to_string();
    let judged = if sound { judged(system.amount.as_ref(), &owner(system), root) } else { TokenStream::new() };
    let (mut keep, mut bytes) = (TokenStream::new(), kept(system.amount.as_ref(), root));
    if matches!(system.amount, Some(Amount::Constant { .. })) {
        // Not inside the `impl`, where the compiler would advise to write `Self::` before a name that it does not find.
        let constant = generated(&format!("BUDGET_{text}"));
        keep = quote!(const #constant: ::core::primitive::usize = #bytes;);
        bytes = quote!(#constant);
    }
    let has_budget = system.amount.is_some() || !sound && system.facts.has_budget;
    let budget =
        if has_budget { quote!(::core::option::Option::Some(#bytes)) } else { quote!(::core::option::Option::None) };
    let checks = if sound { checks_of_listable(system, path, &bytes) } else { TokenStream::new() };
    let others = quote_spanned! {name.span()=>
        #keep
        impl #facts for #name {
            const PLANNED: #planned = #planned::under(<#path as #typed>::FACTS, #text, ::core::module_path!(), #budget);
        }
        #judged
        #checks
    };
    quote_spanned! {name.span()=>
        #[#beside(#others)]
        #[doc(hidden)]
        #vis enum #name {}
    }
}

/// FA304 and FA306 of a function that a plan can list: against its tag's budget, and against the lists of the tag's plan.
/// The tag's path stays where it was written, so that what the compiler says of it is said once.
fn checks_of_listable(system: &System, path: &Path, bytes: &TokenStream) -> TokenStream {
    let (root, ident) = (&system.root, &system.function.sig.ident);
    let (span, text, typed) = (ident.span(), ident.unraw().to_string(), root.public("TypedTag"));
    let mut out = system.amount.as_ref().map(|amount| over_tag(root, &text, amount, bytes, path)).unwrap_or_default();
    if !silenced(&system.facts, &codes::FA306) {
        let at = |name: &str| root.private_at(name, span);
        let (check, probe, closed, listed) = (at("check_is_listed"), at("Probe"), at("IsClosed"), at("IsListed"));
        let (name, itself) = (namesake(ident), at("Itself"));
        // As a type here and elsewhere: a path that is none is told of once.
        let tag = quote_spanned!(span=> <#path as #itself>::It);
        // Resolved as ours: the import is not needed where both answers are yes.
        out.extend(respan(quote!(use #probe as _;), name.span()));
        out.extend(quote_spanned! {span=>
            #check(#text, <#path as #typed>::FACTS, <#closed<#tag>>::YES, <#listed<#name, #tag>>::YES);
        });
    }
    if out.is_empty() { out } else { quote_spanned!(span=> const _: () = { #out };) }
}

/// FA304 of any other function.
pub(super) fn checks(system: &System, budget: Option<&TokenStream>) -> TokenStream {
    match (&system.tag, &system.amount, budget) {
        (Some(Tag::Typed(path)), Some(amount), Some(bytes)) if !system.can_be_listed => {
            let text = system.function.sig.ident.unraw().to_string();
            let check = over_tag(&system.root, &text, amount, bytes, path);
            quote!(const _: () = { #check };)
        }
        _ => TokenStream::new(),
    }
}

fn over_tag(root: &Root, text: &str, amount: &Amount, bytes: &TokenStream, path: &Path) -> TokenStream {
    let (span, typed) = (place_of(amount), root.public("TypedTag"));
    let (check, bytes) = (root.private_at("check_tag_budget", span), respan(bytes.clone(), span));
    quote_spanned!(span=> #check(#text, #bytes, <#path as #typed>::FACTS);)
}

/// "system `solve`", as messages call it.
pub(super) fn owner(system: &System) -> String {
    format!("system `{}`", system.function.sig.ident.unraw())
}

/// The function's name, resolved as ours: what it names in lower case is no fault of the user's.
fn namesake(ident: &Ident) -> Ident {
    let mut name = ident.clone();
    name.set_span(Span::mixed_site().located_at(ident.span()));
    name
}
