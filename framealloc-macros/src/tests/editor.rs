//! An editor expands while the user types: whatever is wrong, the function comes out with its signature, its attributes
//! and the tokens of its body, so that completion goes on working.

use super::{helper, squeezed, system};
use framealloc_lint::grammar::Helper;

const HALF_TYPED: [&str; 6] = [
    "let x = alloc. ; if",
    "let x = alloc.frame_",
    "match alloc.frame_alloc(1) { Some() => }",
    "for i in 0.. { alloc.frame_alloc(i) }.",
    "use std::",
    "#![allow(unused)] let x = ",
];

const BAD_ARGS: [&str; 12] = [
    "tag =",
    "tga = \"x\"",
    "tag = 5, barrier",
    "alloc =",
    "alloc = 3",
    "lifetime = forever",
    "lifetime =",
    "allow(FA)",
    "allow",
    "no_heap = true",
    "= =",
    "\"physics\"",
];

fn assert_survives(expansion: &str, parts: &[&str], why: &str) {
    let expansion = squeezed(expansion);
    for part in parts {
        assert!(expansion.contains(&squeezed(part)), "{why}: `{part}` is gone from\n{expansion}");
    }
}

#[test]
fn half_typed_bodies_survive() {
    for body in HALF_TYPED {
        let item = format!(
            "/// Docs.\n#[inline]\npub(crate) fn f<'a, T: Copy>(alloc: &'a SmartAlloc, t: T) -> Option<T> {{ {body} }}"
        );
        let expansion = system("tag = \"physics\"", &item);
        let body = body.strip_prefix("#![allow(unused)]").unwrap_or(body);
        let signature = "pub(crate) fn f<'a, T: Copy>(alloc: &'a SmartAlloc, t: T) -> Option<T>";
        assert_survives(&expansion, &[body, signature, "#[inline]", "#[doc = \" Docs.\"]", ".tag(\"physics\")"], body);
        assert!(!expansion.contains("compile_error"), "the compiler has the word: {expansion}");
    }
}

#[test]
fn bad_arguments_do_not_take_the_function_away() {
    for args in BAD_ARGS {
        let expansion = system(args, "#[must_use] fn f(alloc: &SmartAlloc) -> u32 { let x = alloc. ; if }");
        let parts = ["#[must_use]", "fn f(alloc: &SmartAlloc) -> u32", "let x = alloc. ; if", "compile_error"];
        assert_survives(&expansion, &parts, args);
        assert_eq!(
            expansion.matches("compile_error").count(),
            if args == "tag = 5, barrier" { 2 } else { 1 },
            "{args}"
        );
    }
}

#[test]
fn a_bad_budget_leaves_the_system_and_its_other_options() {
    let item = "#[budget(kbs = 4)] #[tag(\"ai\")] fn f(alloc: &SmartAlloc) { alloc.frame_alloc(1); }";
    let expansion = system("", item);
    assert_survives(
        &expansion,
        &[".tag(\"ai\")", "private::open(&alloc, &__FRAMEALLOC_SYSTEM)", "alloc.frame_alloc(1);"],
        item,
    );
    assert!(!expansion.contains(".budget("));
}

#[test]
fn items_that_are_no_functions_come_out_whole() {
    for item in
        ["struct S { field: u32 }", "impl S { fn f(&self) {} }", "mod m { }", "const X: u32 = 3;", "trait T { }"]
    {
        let with_helpers = format!("#[budget(kb = 3)] #[derive(Debug)] {item}");
        let expansion = system("tag = \"x\"", &with_helpers);
        assert_survives(&expansion, &["#[derive(Debug)]", item, "compile_error", "FA103"], item);
        assert!(!squeezed(&expansion).contains(&squeezed("budget(kb = 3)")), "a helper left behind is a second error");
    }
}

#[test]
fn a_helper_alone_leaves_its_item() {
    for kind in Helper::ALL {
        let item = "#[inline] fn f(#[transfer] list: TransferHandle<u8>) { let x = list. ; if }";
        let expansion = helper(kind, "1 +", item);
        assert_survives(
            &expansion,
            &["#[inline]", "fn f(list: TransferHandle<u8>)", "let x = list. ; if"],
            kind.name(),
        );
        assert_eq!(expansion.matches("compile_error").count(), 1);
    }
    let twice = helper(Helper::Budget, "kb = 1", "#[tag(\"x\")] fn f() {}");
    assert_eq!(twice.matches("compile_error").count(), 1, "one missing attribute is one error");
    assert!(!twice.contains("\"x\""), "the other helper is only marked as used: {twice}");
}

#[test]
fn a_declaration_keeps_its_semicolon() {
    let expansion = system("", "fn f(&self, alloc: &SmartAlloc);");
    assert_survives(&expansion, &["fn f(&self, alloc: &SmartAlloc);", "compile_error"], "declaration");
}

#[test]
fn signatures_are_never_altered() {
    for signature in [
        "pub unsafe extern \"C\" fn f(alloc: &SmartAlloc, n: *const u8) -> u32",
        "fn f<'w, T, const N: usize>(&'w mut self, alloc: &SmartAlloc, (a, b): (u8, u8)) -> impl Iterator<Item = T> + use<'w, T, N> where T: Copy",
        "fn f(mut alloc: Res<'_, AllocResource>, mut query: Query<(&A, &mut B), With<C>>)",
        "fn f(self: Box<Self>, alloc: framealloc::Scope<'_>)",
    ] {
        let expansion = system("", &format!("{signature} {{ }}"));
        assert_survives(&expansion, &[signature], signature);
        assert!(!expansion.contains("compile_error"), "{expansion}");
    }
}
