//! What is wrong with a system as a whole: its signature, its payload, and what the rules say of its body.

use framealloc_lint::{Finding, codes, rules};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::visit::{self, Visit};
use syn::{Lifetime, Type, TypeFnPtr, TypeReference};

use crate::gather;
use crate::model::System;
use crate::syntax::{Body, OtherItem};

/// Adds what is wrong with the function itself.
pub(crate) fn judge(system: &System, findings: &mut Vec<Finding>) {
    signature(system, findings);
    let from_rules = rules::check(&system.facts);
    let escapes = from_rules.iter().any(|finding| finding.code.id == codes::FA601.id);
    findings.extend(from_rules);
    // Frame data that is returned is one mistake, whether or not the function is also a transfer.
    if let (Some(payload), false) = (&system.payload, escapes) {
        borrows(&payload.ty, findings);
    }
}

fn signature(system: &System, findings: &mut Vec<Finding>) {
    let sig = &system.function.sig;
    if let Some(asyncness) = &sig.asyncness {
        let body = match &system.function.body {
            Body::Braced { tokens, .. } => tokens.clone(),
            Body::Missing(_) => TokenStream::new(),
        };
        findings.push(rules::async_system(asyncness, &body));
    }
    if let Some(constness) = &sig.constness {
        findings.push(Finding::new(
            &codes::FA103,
            constness,
            "a frame system cannot be a `const fn`: there is no arena while the program compiles",
            "remove `const`, or remove `#[frame_system]`",
        ));
    }
    if matches!(system.function.body, Body::Missing(_)) {
        findings.push(Finding::new(
            &codes::FA103,
            &sig.ident,
            format!("`{}` has no body that an arena could be opened in", sig.ident),
            "put `#[frame_system]` on the methods that implement it",
        ));
    }
}

/// FA206, for what borrows visibly: references and lifetimes other than `'static`.
fn borrows(payload: &Type, findings: &mut Vec<Finding>) {
    struct Borrows(Vec<TokenStream>);
    impl Visit<'_> for Borrows {
        fn visit_lifetime(&mut self, lifetime: &Lifetime) {
            if lifetime.ident != "static" {
                self.0.push(lifetime.to_token_stream());
            }
        }
        fn visit_type_reference(&mut self, reference: &TypeReference) {
            if reference.lifetime.is_none() {
                self.0.push(reference.and_token.to_token_stream());
            }
            visit::visit_type_reference(self, reference);
        }
        // The lifetimes of a function pointer's arguments are its own.
        fn visit_type_fn_ptr(&mut self, _: &TypeFnPtr) {}
        fn visit_parenthesized_generic_arguments(&mut self, _: &syn::ParenthesizedGenericArguments) {}
        fn visit_bound_lifetimes(&mut self, _: &syn::BoundLifetimes) {}
    }
    let mut finder = Borrows(Vec::new());
    finder.visit_type(payload);
    if let Some(place) = finder.0.first() {
        findings.push(Finding::new(
            &codes::FA206,
            place,
            "a transferred value must own its data, and this one borrows",
            "return owned data such as `String`, `Vec<_>` or `Box<_>`, or a `'static` reference",
        ));
    }
}

/// FA103, for `#[frame_system]` on something that is no function. The item comes out without our attributes.
pub(crate) fn refuse_item(item: &OtherItem) -> TokenStream {
    let message = "`#[frame_system]` belongs on a function";
    let finding = match &item.keyword {
        Some(keyword) if keyword == "trait" => {
            let help = "put it on the methods that implement the trait";
            Finding::new(&codes::FA103, keyword, format!("{message}, and this is a `trait`"), help)
        }
        Some(keyword) if keyword == "impl" || keyword == "mod" => {
            let message = format!("{message}, and this is {} `{keyword}`", if keyword == "impl" { "an" } else { "a" });
            Finding::new(&codes::FA103, keyword, message, "put it on each function in it that allocates, or remove it")
        }
        Some(keyword) => Finding::new(
            &codes::FA103,
            keyword,
            format!("{message}, and this is a `{keyword}`"),
            "put it on the function that allocates",
        ),
        None => Finding::at(&codes::FA103, Span::call_site(), message, "put it on the function that allocates"),
    };
    let error = finding.to_error().into_compile_error();
    let item = gather::without_helpers(item);
    quote!(#item #error)
}
