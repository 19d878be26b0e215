//! What begins at `@` must end at `$`: both are taken out before the text is read.

use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

use super::super::tokens;
use super::*;

/// The text without marks, the offset of the `@` and the one of the `$`.
fn marked(text: &str) -> (String, usize, usize) {
    let from = text.find('@').expect("a beginning");
    let text = text.replacen('@', "", 1);
    let to = text.find('$').expect("an end");
    (text.replacen('$', "", 1), from, to)
}

fn check(marked_text: &str) {
    let (text, from, to) = marked(marked_text);
    let tokens = tokens::tokens(&text).expect("tokens");
    // The mark may stand before attributes that the extent begins with.
    let at = tokens.iter().position(|token| token.start >= from).expect("a token");
    let range = of(&text, &tokens, at).expect("an extent");
    assert_eq!(&text[range], text[from..to].trim(), "{marked_text}");
}

#[test]
fn items_end_with_their_block_or_semicolon() {
    for text in [
        "@fn f<A, B>(a: A) -> Vec<B> where A: Fn(u8) -> u8, { a; }$ fn g() {}",
        "@pub(crate) async unsafe fn f() { }$ fn g() {}",
        "@pub const fn f() -> [u8; { 3 }] { [0; 3] }$ struct S;",
        "@const fn f() {}$ f();",
        "@extern \"C\" fn f() {}$ f();",
        "@unsafe extern \"C\" { fn f(); }$ fn g() {}",
        "@struct S;$ struct T;",
        "@struct S(u8, u8);$ struct T;",
        "@struct S<A, B> where A: Copy { a: A, b: B }$ struct T;",
        "@pub struct S<const N: usize = { 3 }> { a: u8 }$ struct T;",
        "@enum E { A { x: u8 }, B }$ fn g() {}",
        "@impl<T> Trait<{ 1 }> for S<T> { fn f() {} }$ fn g() {}",
        "@unsafe impl Send for S {}$ fn g() {}",
        "@mod m;$ mod n;",
        "@mod m { fn f() {} }$ mod n;",
        "@use a::{b, c};$ use d;",
        "@const X: S = S { a: 1 };$ const Y: u8 = 1;",
        "@static X: S = S { a: 1 };$ fn f() {}",
        "@pub static mut X: u8 = { 1 };$ fn f() {}",
        "@type A<B> = C<B, D>;$ fn f() {}",
        "@macro_rules! m { () => {} }$ fn f() {}",
        "@macro_rules! m ( () => {} );$ fn f() {}",
        "@memory_plan! { plan p: mb = 1; }$ fn f() {}",
        "@#[a] #[b(c)] fn f() {}$ fn g() {}",
        "@/// doc\nfn f() {}$ fn g() {}",
        "@#![allow(x)]$ fn f() {}",
        "@union U { a: u8 }$ fn f() {}",
        "@extern crate a;$ fn f() {}",
        "@trait T: A<B> { fn f() { } }$ fn f() {}",
    ] {
        check(text);
    }
}

#[test]
fn statements_end_with_their_semicolon_or_block() {
    for body in [
        "@let a = S { b: 1 };$ c();",
        "@let Some(a) = b else { return };$ c();",
        "@let a: Vec<B, C> = if x { y } else { z };$ c();",
        "@loop { a(); }$ c();",
        "@'a: loop { break 'a; }$ c();",
        "@while let Some(x) = y.next() { a(); }$ c();",
        "@while a < b { a(); }$ c();",
        "@for x in 0.. { a(); }$ c();",
        "@for x in { y } { a(); }$ c();",
        "@for x in y.iter().map(|z| { z }) { a(); }$ c();",
        "@if a { b } else if c { d } else { e }$ c();",
        "@if a == { b } { c }$ c();",
        "@if let Some(x) = unsafe { y } { c }$ c();",
        "@if match a { B => c, _ => d } { e }$ c();",
        "@match a { B => c, D => e }$ c();",
        "@match a { B => c, D => e }.f();$ c();",
        "@match { a } { B => c }$ c();",
        "@unsafe { a() }$ c();",
        "@{ a(); }$ c();",
        "@async move { a }.await;$ c();",
        "@a.b(|| { c; }).d();$ c();",
        "@return S { a: 1 };$ c();",
        "@x = if a { b } else { c };$ c();",
        "@a.collect::<Vec<A, B>>();$ c();",
        "@vec! { 1, 2 }$ c();",
        "@println!(\"{}\", a);$ c();",
        "@if a {}$ ..b",
        "@tail(a, b)$",
        "@break 'a;$ c();",
        "@fn inner() {}$ c();",
        "@const { assert!(true) }$ c();",
        "@for S { a, b } in c { d(); }$ c();",
        "@if let S { a: 1..=5, .. } = b { c }$ c();",
        "@while let Some(S { a }) | T { a } = b && let U { c } = d { e }$ c();",
        "@move |a, b| { c }$",
    ] {
        check(&format!("fn f() {{ {body} }}"));
    }
}

#[test]
fn arms_fields_variants_and_arguments_end_with_their_comma() {
    for text in [
        "fn f() { match a { @B => c,$ D => e } }",
        "fn f() { match a { @B | C if x < y => { c }$ D => e } }",
        "fn f() { match a { @B => { c },$ D => e } }",
        "fn f() { match a { @B { x, y } => if x { y } else { z }$ D => e } }",
        "fn f() { match a { @B => match c { D => e }, $ D => e } }",
        "fn f() { match a { @B => c.d::<E, F>(),$ D => e } }",
        "fn f() { match a { @x if y => z,$ D => e } }",
        "fn f() { match a { @B => S { a: 1 },$ D => e } }",
        "fn f() { match a { @crate::B => c,$ D => e } }",
        "struct S { @a: Map<B, C>,$ d: E }",
        "struct S { @pub a: Map<B, fn(x) -> C>,$ d: E }",
        "struct S { #[x] @ pub(crate) a: A,$ d: E }",
        "struct S(@A,$ B);",
        "enum E { @A(u8),$ B }",
        "enum E { @A = 1,$ B }",
        "fn f() { g(@a.b(c, d),$ e); }",
        "fn f() { g(e, @|x| { y }$); }",
        "fn f() { [@S { a: 1 },$ b] }",
        "fn f() { g(@|x, [y, z]| { y },$ e); }",
        "fn f() { g(@move |x: &T, y| y | z,$ e); }",
        "fn f() { g(@||  y,$ e); }",
        "fn f() { match a { @B => |x, y| x,$ D => e } }",
        "fn f() { match a { @| B | C => x,$ D => |y| e } }",
        "fn f() { match a { @| B => x,$ D => |y| e } }",
        "memory_plan! { @tag a: mb = 2, policy = warn => [b, c];$ tag d: mb = 1; }",
    ] {
        if text.contains("#[x]") {
            let (text, from, to) = marked(text);
            let tokens = tokens::tokens(&text).expect("tokens");
            let at = tokens.iter().position(|token| token.start >= from).expect("a token");
            // The attribute before the comment belongs to the field.
            assert_eq!(&text[of(&text, &tokens, at).expect("an extent")], &text[text.find('#').unwrap()..to]);
            continue;
        }
        check(text);
    }
}

#[test]
fn nothing_begins_at_the_end_of_a_block_or_file() {
    let text = "fn f() { }";
    let tokens = tokens::tokens(text).expect("tokens");
    assert!(of(text, &tokens, tokens.len() - 1).is_none());
    assert!(of(text, &tokens, tokens.len()).is_none());
}

#[test]
fn no_text_makes_it_fail() {
    // Every beginning of every token of odd texts: only that it ends is asked for.
    for text in [
        "# # #[a] # ! # ![x]",
        "'a : 'b 'a: loop",
        "if if if else else {} else",
        "match match { } if { }",
        "pub pub(a) pub",
        "a < b < c > d -> => = > :: :: ! ! {}",
        "for in in {} {} const const unsafe async move extern \"x\"",
        "; , ; ,",
        "=> => => {",
        "<<<<>>>>",
        "x => {} . . ?",
        "macro_rules! ! {} a::b!c{}",
    ] {
        for text in [text.to_owned(), format!("{{ {text} }}"), format!("( {text} )")] {
            let Some(tokens) = tokens::tokens(&text) else { continue };
            for at in 0..tokens.len() {
                if let Some(range) = of(&text, &tokens, at) {
                    assert!(text.get(range).is_some(), "{text}");
                }
            }
        }
    }
}

/// Everything in real files that a comment can stand before, as syn sees it: its first byte and its last.
#[derive(Default)]
struct Seen(Vec<(Range<usize>, &'static str)>);

impl Seen {
    fn take(&mut self, node: &impl syn::spanned::Spanned, what: &'static str) {
        self.0.push((node.span().byte_range(), what));
    }
}

impl<'ast> Visit<'ast> for Seen {
    fn visit_item(&mut self, node: &'ast syn::Item) {
        self.take(node, "item");
        visit::visit_item(self, node);
    }

    fn visit_impl_item(&mut self, node: &'ast syn::ImplItem) {
        self.take(node, "impl item");
        visit::visit_impl_item(self, node);
    }

    fn visit_trait_item(&mut self, node: &'ast syn::TraitItem) {
        self.take(node, "trait item");
        visit::visit_trait_item(self, node);
    }

    fn visit_stmt(&mut self, node: &'ast syn::Stmt) {
        self.take(node, "statement");
        visit::visit_stmt(self, node);
    }

    fn visit_arm(&mut self, node: &'ast syn::Arm) {
        self.take(node, "arm");
        visit::visit_arm(self, node);
    }

    fn visit_field(&mut self, node: &'ast syn::Field) {
        self.take(node, "field");
        visit::visit_field(self, node);
    }

    fn visit_variant(&mut self, node: &'ast syn::Variant) {
        self.take(node, "variant");
        visit::visit_variant(self, node);
    }

    fn visit_field_value(&mut self, node: &'ast syn::FieldValue) {
        self.take(node, "field value");
        visit::visit_field_value(self, node);
    }

    fn visit_expr_call(&mut self, node: &'ast syn::ExprCall) {
        for argument in &node.args {
            self.take(argument, "argument");
        }
        visit::visit_expr_call(self, node);
    }
}

fn rust_files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("target") {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The extents of the runtime's and this tool's code, against a real parser. `FA_EXTENTS` names another tree to read.
#[test]
fn in_real_code_extents_are_what_syn_says() {
    let mut files = Vec::new();
    match std::env::var("FA_EXTENTS") {
        Ok(root) => rust_files(Path::new(&root), &mut files),
        Err(_) => {
            for ours in ["", "/../framealloc"] {
                rust_files(Path::new(&format!("{}{ours}", env!("CARGO_MANIFEST_DIR"))), &mut files);
            }
        }
    }
    let (mut compared, mut wrong) = (0, Vec::new());
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let (Ok(parsed), Some(tokens)) = (syn::parse_file(&text), tokens::tokens(&text)) else { continue };
        let mut seen = Seen::default();
        seen.visit_file(&parsed);
        for (range, what) in seen.0 {
            // What comes out of a macro's tokens or a doc comment's has no place of its own.
            let at = tokens.partition_point(|token| token.start < range.start);
            if tokens.get(at).is_none_or(|token| token.start != range.start) {
                continue;
            }
            let Some(found) = of(&text, &tokens, at) else { continue };
            compared += 1;
            let trimmed = |range: Range<usize>| text[range].trim_end_matches([',', ';']).len();
            if found.start != range.start || trimmed(found.clone()) != trimmed(range.clone()) {
                wrong.push(format!("{}: {what}\n{}\n---\n{}", file.display(), &text[range], &text[found]));
            }
        }
    }
    assert!(compared > 1000, "{compared}");
    assert!(wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong.join("\n=====\n"));
}
