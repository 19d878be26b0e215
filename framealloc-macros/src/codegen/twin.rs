//! A system's namesake among the types, by which a plan knows its budget, and what the compiler judges of a system whose
//! tag is a type.

use framealloc_lint::codes;
use framealloc_lint::grammar::Amount;
use framealloc_lint::rules::silenced;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

use super::amount::{judged, kept, place_of};
use crate::args::Tag;
use crate::model::System;
use crate::paths::{generated, respan};

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
    let mut keep = TokenStream::new();
    let budget = match &system.amount {
        // Not inside the `impl`, where the compiler would advise to write `Self::` before a name that it does not find.
        Some(Amount::Constant { .. }) => {
            let (constant, bytes) = (generated(&format!("BUDGET_{text}")), kept(system.amount.as_ref(), root));
            keep = quote!(const #constant: usize = #bytes;);
            quote!(::core::option::Option::Some(#constant))
        }
        None if sound || !system.facts.has_budget => quote!(::core::option::Option::None),
        amount => {
            let bytes = kept(amount.as_ref(), root);
            quote!(::core::option::Option::Some(#bytes))
        }
    };
    let others = quote_spanned! {name.span()=>
        #keep
        impl #facts for #name {
            const PLANNED: #planned = #planned::under(<#path as #typed>::FACTS, #text, ::core::module_path!(), #budget);
        }
        #judged
    };
    quote_spanned! {name.span()=>
        #[#beside(#others)]
        #[doc(hidden)]
        #vis enum #name {}
    }
}

/// The description of the system, from its namesake.
pub(super) fn described(system: &System, ty: &TokenStream) -> TokenStream {
    let name = namesake(&system.function.sig.ident);
    quote!(#ty::planned::<#name>())
}

/// The budget that the namesake declares, for the function's body.
pub(super) fn declared(system: &System, span: Span) -> TokenStream {
    let (declared, name) = (system.root.private_at("declared_budget", span), namesake(&system.function.sig.ident));
    let name = respan(quote!(#name), Span::mixed_site().located_at(span));
    quote_spanned!(span=> #declared::<#name>())
}

/// FA304 and FA306: against the tag's budget, and against its plan's lists. The tag's path stays where it was written, so
/// that what the compiler says of it is said once.
pub(super) fn checks(system: &System, budget: Option<&TokenStream>) -> TokenStream {
    let Some(Tag::Typed(path)) = &system.tag else { return TokenStream::new() };
    let (root, ident) = (&system.root, &system.function.sig.ident);
    let typed = root.public("TypedTag");
    let own = |span: Span| {
        if system.can_be_listed {
            let (facts, name) = (root.public("System"), namesake(ident));
            return respan(quote!(<#name as #facts>::PLANNED), Span::mixed_site().located_at(span));
        }
        let (planned, text) = (respan(root.public("PlannedSystem"), span), ident.unraw().to_string());
        quote_spanned!(span=> #planned::under(<#path as #typed>::FACTS, #text, "", ::core::option::Option::Some(#budget)))
    };
    let mut out = TokenStream::new();
    if let Some(amount) = &system.amount {
        let span = place_of(amount);
        let (check, own) = (root.private_at("check_tag_budget", span), own(span));
        out.extend(quote_spanned!(span=> #check(&#own);));
    }
    if system.can_be_listed && !silenced(&system.facts, &codes::FA306) {
        let span = ident.span();
        let (check, own) = (root.private_at("check_is_listed", span), own(span));
        out.extend(quote_spanned!(span=> #check(&#own, <#path as #typed>::PLAN);));
    }
    if out.is_empty() { out } else { quote!(const _: () = { #out };) }
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
