//! Writes the function back with its prologue. Nothing is judged here; with findings, what needs the wrong part is left out.
//!
//! Errors go *into* the body where there is one: the compiler then checks the body's types, so editors keep working, and
//! stays silent about its borrows, so that one mistake is one error.

mod amount;
mod plan;
mod prologue;
mod twin;

pub(crate) use plan::plan;

use framealloc_lint::Finding;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Path;

use crate::gather;
use crate::model::System;
use crate::syntax::{Body, Function};

/// A system, or what can be kept of it.
pub(crate) fn system(system: &System, findings: &[Finding]) -> TokenStream {
    let used: TokenStream = system.helpers.iter().map(gather::mark_used).collect();
    let sound = findings.is_empty();
    let mut out = emit(&system.function, findings, &used, &prologue::of(system, sound));
    out.extend(twin::of(system, sound));
    out
}

/// A function as the user wrote it, without the helpers, which count as used, and with errors.
pub(crate) fn untouched(function: &Function, findings: &[Finding], helpers: &[Path]) -> TokenStream {
    let used: TokenStream = helpers.iter().map(gather::mark_used).collect();
    emit(function, findings, &used, &TokenStream::new())
}

fn emit(function: &Function, findings: &[Finding], used: &TokenStream, prologue: &TokenStream) -> TokenStream {
    let Function { attrs, vis, sig, body } = function;
    let errors: TokenStream = findings.iter().map(|finding| finding.to_error().into_compile_error()).collect();
    let mut out = quote!(#(#attrs)* #vis #sig);
    match body {
        Body::Braced { brace, inner, items, tokens } => brace.surround(&mut out, |body| {
            body.extend(quote!(#(#inner)* #errors #used #items #prologue));
            tokens.to_tokens(body);
        }),
        Body::Missing(semicolon) => {
            semicolon.to_tokens(&mut out);
            out.extend(errors);
        }
    }
    out
}
