//! A system made from a few words, for the tests of the rules.

use syn::parse::Parser;
use syn::{Signature, parse_str};

use crate::grammar::{HandleBinding, find_allocators};
use crate::model::{Declared, Handle, System, lower};
use crate::{codes, grammar};

/// Reads `fn f(..) -> R { body }` as a system with an arena of its own.
pub(super) fn system(source: &str) -> System {
    let function: syn::ItemFn = parse_str(source).expect("the test writes a function");
    let sig: Signature = function.sig;
    let handle = find_allocators(&sig).into_iter().find_map(|allocator| match allocator.binding {
        HandleBinding::Named(name) => Some(Handle { name, parameter: Some((allocator.ty, allocator.taken)) }),
        HandleBinding::Unnamed(_) => None,
    });
    let block = &function.block;
    let statements = block.stmts.iter().map(quote::ToTokens::to_token_stream).collect();
    let body = lower(&proc_macro2::TokenStream::new(), &statements, handle.as_ref().map(|handle| &handle.name), None);
    System::new(&sig, handle, Declared { own_arena: true, ..Declared::default() }, body)
}

/// Silences codes as the attribute would.
pub(super) fn allow(system: &mut System, words: &str) {
    let words = syn::punctuated::Punctuated::parse_terminated.parse_str(words).expect("the test writes codes");
    let mut findings = Vec::new();
    system.allowed = grammar::read_allowed(&words, &mut findings);
    assert!(findings.is_empty());
}

/// The codes that a body with the plain signature raises.
pub(super) fn codes_of(body: &str) -> Vec<&'static str> {
    let system = system(&format!("fn f(alloc: &SmartAlloc) {{ {body} }}"));
    super::check(&system).iter().map(|finding| finding.code.id).collect()
}

/// The same under `no_heap`.
pub(super) fn heap_of(body: &str) -> Vec<String> {
    let mut system = system(&format!("fn f(alloc: &SmartAlloc) {{ {body} }}"));
    system.no_heap = true;
    let heap = super::check(&system).into_iter().filter(|finding| finding.code.id == codes::FA401.id);
    heap.map(|finding| finding.message).collect()
}

/// The codes that a method with `alloc = <expr>` and this body raises.
pub(super) fn named_codes_of(expr: &str, body: &str) -> Vec<&'static str> {
    let expr: syn::Expr = parse_str(expr).expect("the test writes an expression");
    let name = grammar::name_of_expression(&expr).expect("the expression has a name");
    let mut system = system(&format!("fn f(&self) {{ {body} }}"));
    let body = syn::parse_str(body).expect("the test writes tokens");
    system.body = lower(&proc_macro2::TokenStream::new(), &body, Some(&name), Some(&expr));
    system.handle = Some(Handle { name, parameter: None });
    super::check(&system).iter().map(|finding| finding.code.id).collect()
}
