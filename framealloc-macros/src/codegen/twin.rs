//! A system's namesake among the types, by which a plan knows its budget, and what the compiler judges of a system whose
//! tag is a type.

use framealloc_lint::codes;
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
    let (facts, typed, beside) = (root.public("System"), root.public("TypedTag"), root.private("beside"));
    let text = name.unraw().to_string();
    let judged = if sound { judged(system.amount.as_ref(), &owner(system), root) } else { TokenStream::new() };
    let (mut keep, mut budget) = (TokenStream::new(), quote!(::core::option::Option::None));
    if system.amount.is_some() || !sound && system.facts.has_budget {
        let (constant, bytes) = (generated(&format!("BUDGET_{text}")), kept(system.amount.as_ref(), root));
        // Not inside the `impl`, where the compiler would advise to write `Self::` before a name that it does not find.
        keep = quote!(const #constant: usize = #bytes;);
        budget = quote!(::core::option::Option::Some(#constant));
    }
    let others = quote_spanned! {name.span()=>
        #keep
        impl #facts for #name {
            const NAME: &'static str = #text;
            const MODULE: &'static str = ::core::module_path!();
            const TAG: &'static str = <#path as #typed>::NAME;
            const BUDGET: ::core::option::Option<usize> = #budget;
            const TAG_BUDGET: ::core::option::Option<usize> = <#path as #typed>::BUDGET;
        }
        #judged
    };
    quote_spanned! {name.span()=>
        #[#beside(#others)]
        #[doc(hidden)]
        #vis enum #name {}
    }
}

/// The budget that the namesake declares, for the function's body.
pub(super) fn declared(system: &System, span: Span) -> TokenStream {
    let (declared, name) = (system.root.private_at("declared_budget", span), namesake(&system.function.sig.ident));
    let name = respan(quote!(#name), Span::mixed_site().located_at(span));
    quote_spanned!(span=> #declared::<#name>())
}

/// FA304 and FA306: against the tag's budget, and against its plan's lists. The tag's path stays where it was written, so
/// that what the compiler says of it is said once.
pub(super) fn checks(system: &System, budget: &TokenStream) -> TokenStream {
    let Some(Tag::Typed(path)) = &system.tag else { return TokenStream::new() };
    let ident = &system.function.sig.ident;
    let text = ident.unraw().to_string();
    let mut out = TokenStream::new();
    if let Some(amount) = &system.amount {
        let span = place_of(amount);
        let (check, typed) =
            (system.root.private_at("check_tag_budget", span), respan(system.root.public("TypedTag"), span));
        let budget = respan(budget.clone(), span);
        out.extend(quote_spanned! {span=>
            const _: () = #check(#text, #budget, <#path as #typed>::NAME, <#path as #typed>::BUDGET);
        });
    }
    if system.can_be_listed && !silenced(&system.facts, &codes::FA306) {
        let span = ident.span();
        let (check, typed) =
            (system.root.private_at("check_is_listed", span), respan(system.root.public("TypedTag"), span));
        let module = respan(quote!(::core::module_path!()), span);
        out.extend(quote_spanned! {span=>
            const _: () = #check(#module, #text, <#path as #typed>::NAME, <#path as #typed>::PLAN);
        });
    }
    out
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
