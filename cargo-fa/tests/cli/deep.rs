//! Sources that are large or deep beyond reason: the run ends, soon, and says what it did not judge. Files that are merely wrong are
//! in `broken`.

use std::fmt::Write as _;

use crate::space::{ERROR, LIB, Space, WARNING};

/// Findings without those of a broken file or body.
fn rest(found: &[String]) -> Vec<&str> {
    found.iter().map(String::as_str).filter(|it| !it.ends_with("FA006")).collect()
}

/// Runs over a library that ends with a function of this body.
fn body(inner: &str) -> Vec<String> {
    Space::game(&format!("{LIB}pub fn deep(alloc: &SmartAlloc) {{ loop {{}} {inner} }}\n")).found(&[])
}

#[test]
fn nesting_of_every_kind_ends_well() {
    let many = 5000;
    let wrapped = |open: &str, inner: &str, close: &str| format!("{}{inner}{}", open.repeat(many), close.repeat(many));
    for inner in [
        wrapped("(", "1", ")"),
        wrapped("[", "1", "]"),
        wrapped("{", "1", "}"),
        wrapped("a(", "1", ")"),
        wrapped("a!(", "1", ")"),
        wrapped("unsafe { loop { ", "1", "} }"),
        wrapped("|a| ", "1", ""),
        wrapped("move || ", "1", ""),
        wrapped("|a, b| ", "1", ""),
        wrapped("&", "1", ""),
        wrapped("&mut ", "1", ""),
        wrapped("!", "1", ""),
        wrapped("-", "1", ""),
        wrapped("*", "a", ""),
        wrapped("return ", "1", ""),
        wrapped("a = ", "1", ""),
        wrapped("", "alloc", ".scope()"),
        wrapped("", "a", ".b(1)"),
        wrapped("", "a", "?"),
        wrapped("", "a", ".await"),
        wrapped("", "a", "[0]"),
        wrapped("", "a", "(0)"),
        wrapped("", "a", ".0"),
        wrapped("", "a", " as u8"),
        wrapped("", "1", " + 1"),
        wrapped("if a { 1 } else ", "{ 2 }", ""),
        wrapped("unsafe { 1 } + ", "1", ""),
        wrapped("match ", "1", " {}"),
        wrapped("if ", "1", " {}"),
        format!("let a: {} = 1;", wrapped("A<", "u8", ">")),
        format!("let a: {} = 1;", wrapped("A<u8, ", "u8", ">")),
        format!("let a: {} = 1;", wrapped("&", "u8", "")),
        format!("let a: {} = 1;", wrapped("fn() -> ", "u8", "")),
        format!("let {} = 1;", wrapped("&", "a", "")),
        wrapped("a::", "b", ""),
        format!("use {};", wrapped("a::", "b", "")),
        wrapped("fn f() { ", "1", "}"),
    ] {
        let found = body(&inner);
        assert_eq!(rest(&found), [ERROR, WARNING], "{}", &inner[..40]);
    }
}

#[test]
fn items_can_be_as_deep() {
    let many = 30_000;
    for item in [
        format!("type A = {}u8{};", "A<".repeat(many), ">".repeat(many)),
        format!("type A = {}u8{};", "A<u8, ".repeat(many), ">".repeat(many)),
        format!("type A = {}u8;", "&".repeat(many)),
        format!("type A = {}u8;", "fn() -> ".repeat(many)),
        format!("const A: u8 = {}1;", "1 + ".repeat(many)),
        format!("static A: u8 = {}1;", "!".repeat(many)),
        format!("use {}b;", "a::".repeat(many)),
        format!("fn f(a: {}u8) {{}}", "&".repeat(many)),
        format!("fn f({}a: u8) {{}}", "&".repeat(many)),
        format!("{}{}", "mod m { ".repeat(many), "}".repeat(many)),
        format!("#[a({}1)] fn f() {{}}", "!".repeat(many)),
    ] {
        let space = Space::game("mod deep;\nmod good;\n");
        space.file("src/deep.rs", &item).file("src/good.rs", LIB);
        assert_eq!(
            rest(&space.found(&[])),
            ["src/good.rs:4 error FA607", "src/good.rs:9 warning FA301"],
            "{}",
            &item[..40]
        );
    }
    // What is given to a macro is not read, however long it is.
    let found = Space::game(&format!("{LIB}\nhtml! {{ {} }}\n", "< a > ".repeat(many))).found(&[]);
    assert_eq!(found, [ERROR, WARNING]);
}

#[test]
fn the_longest_expressions_that_are_read_fit_the_stack() {
    let many = |before: &str, inner: &str, behind: &str, count: usize| {
        format!("{}{inner}{};", before.repeat(count), behind.repeat(count))
    };
    let all = [
        many("!", "1", "", 19_000),
        many("& ", "alloc", "", 4900),
        many("* ", "alloc", "", 4900),
        many("return ", "1", "", 19_000),
        many("|| ", "1", "", 9000),
        many("|a| ", "b", "", 6000),
        many("a = ", "1", "", 9000),
        many("", "alloc", ".scope()", 6000),
        many("", "alloc", ".await", 9000),
        many("", "alloc", "?", 19_000),
        many("", "1", " + 1", 9000),
        many("if a { b } else ", "{}", "", 4500),
        format!("let a: {}", many("& ", "u8", "", 4900)),
        format!("let a: {}", many("*const ", "u8", "", 3900)),
        format!("let a: {}", many("fn() -> ", "u8", "", 4500)),
        format!("let a: {}", many("A<", "u8", ">", 2900)),
        format!("let a: {}", many("A<u8, ", "u8", ">", 2900)),
        format!("let {}", many("& ", "a", "", 4900)),
        format!("use {}", many("a::", "b", "", 6000)),
    ];
    // All of them in one run, one after the other.
    assert_eq!(body(&all.concat()), [ERROR, WARNING]);
}

#[test]
fn an_expression_of_two_megabytes_is_told() {
    let inner = format!("1{}", " + 1".repeat(500_000));
    let found = body(&inner);
    assert_eq!(found, [ERROR, WARNING, "19 warning FA006"]);
}

#[test]
fn a_hundred_thousand_functions_are_judged() {
    let mut text = String::from("use framealloc::SmartAlloc;\n");
    for at in 0..100_000 {
        let _ = writeln!(text, "fn f{at}() -> u8 {{ 1 }}");
    }
    text.push_str(LIB.trim_start_matches("use framealloc::SmartAlloc;\n"));
    let space = Space::game(&text);
    assert_eq!(space.found(&[]), ["100004 error FA607", "100009 warning FA301"]);
}

#[test]
fn many_findings_in_one_file_are_all_told() {
    let mut text = String::from("use framealloc::SmartAlloc;\n");
    for at in 0..4000 {
        let _ = writeln!(text, "pub fn f{at}(alloc: &SmartAlloc) {{ std::mem::forget(alloc.scope()); }}");
    }
    let space = Space::game(&text);
    assert_eq!(space.found(&[]).len(), 4000);
}

/// Each bound leads back to the parameter, and there to all bounds again.
#[test]
fn bounds_that_lead_back_to_their_parameter_are_read_once() {
    let bounds = ["Add", "Sub", "Mul", "Div", "Neg", "Rem", "BitAnd", "BitOr", "Iterator"];
    let bounds: Vec<String> = bounds.iter().map(|name| format!("{name}<Output = N>")).collect();
    let text =
        format!("{LIB}\npub fn f<N: {0}>(n: N) -> N where N: {0} {{ loop {{ n.go(); }} }}\n", bounds.join(" + "));
    assert_eq!(Space::game(&text).found(&[]), Space::game(LIB).found(&[]));
}
