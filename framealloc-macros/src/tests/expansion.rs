//! What an expansion contains and what it never does.

use super::{expand_all, squeezed, system};
use proc_macro2::{TokenStream, TokenTree};

#[test]
fn a_plain_system() {
    let expansion = system("", "fn f(alloc: &SmartAlloc) -> u32 { *alloc.frame_alloc(1) }");
    let expected = r#"fn f(alloc: &SmartAlloc) -> u32 {
        static __FRAMEALLOC_SYSTEM: ::framealloc::private::SystemSpec =
            ::framealloc::private::SystemSpec::new("f", ::core::module_path!());
        let alloc = ::framealloc::private::open(&alloc, &__FRAMEALLOC_SYSTEM);
        let alloc: &::framealloc::SmartAlloc = &alloc;
        let _ = alloc;
        *alloc.frame_alloc(1)
    }"#;
    assert_eq!(squeezed(&expansion), squeezed(expected));
}

#[test]
fn every_option() {
    let item = r#"
        #[barrier(self.sync)]
        #[budget(mb = 2, policy = fail)]
        #[transfer]
        fn f(&self, #[transfer] mut list: TransferHandle<Vec<u8>>) -> Result<Vec<u8>, E> { use a::b; list.push(1); Ok(x()) }
    "#;
    let expansion = system("tag = game::Physics, alloc = self.alloc, no_heap, crate = fa", item);
    let expected = r#"fn f(&self, list: TransferHandle<Vec<u8>>) -> Result<Vec<u8>, E> {
        #[barrier(__framealloc_mark)] const _: () = ();
        #[budget(__framealloc_mark)] const _: () = ();
        #[transfer(__framealloc_mark)] const _: () = ();
        #[transfer(__framealloc_mark)] const _: () = ();
        use a::b;
        const _: () = { fa::private::check_tag_budget("f", 2097152, <game::Physics as fa::TypedTag>::FACTS); };
        let _: ::core::option::Option<fn() -> Result<Vec<u8>, E> > = ::core::option::Option::None;
        fa::private::assert_transfer::<Result<Vec<u8>, E> >();
        static __FRAMEALLOC_SYSTEM: fa::private::SystemSpec = fa::private::SystemSpec::new("f", ::core::module_path!())
            .tag(<game::Physics as fa::TypedTag>::NAME).budget(2097152).policy(fa::BudgetPolicy::Fail).no_heap().transfers_result();
        let sync = fa::BarrierSource::signal_on_exit(&self.sync);
        let _ = sync;
        let alloc = fa::AllocSource::open_system(&self.alloc, &__FRAMEALLOC_SYSTEM);
        let alloc: &fa::SmartAlloc = &alloc;
        let _ = alloc;
        let mut list = fa::private::receive::<Vec<u8> >(list);
        list.push(1);
        Ok(x())
    }"#;
    assert_eq!(squeezed(&expansion), squeezed(expected));
}

#[test]
fn a_region_leaves_the_parameter_alone() {
    let expansion =
        squeezed(&system("lifetime = frame", "fn f(alloc: &SmartAlloc) -> FrameBox<'_, u8> { alloc.frame_box(1) }"));
    assert!(expansion.contains(&squeezed(
        "let alloc = ::framealloc::private::open_region(&alloc, &__FRAMEALLOC_SYSTEM); let _ = alloc;"
    )));
    assert_eq!(expansion.matches("let alloc").count(), 1, "the guard, whose name the body cannot mean");
    assert!(!expansion.contains("compile_error"));
}

#[test]
fn a_constant_budget_is_evaluated_by_the_compiler() {
    let expansion =
        squeezed(&system("", "#[budget(kb = A * 2)] fn f(alloc: &SmartAlloc) { alloc.frame_alloc::<Grid>(g()); }"));
    assert!(
        expansion.contains(&squeezed(
            "const _: ::core::primitive::usize = ::framealloc::private::checked_budget(\"system `f`\", (A * 2) as ::core::primitive::i128, 1024);"
        )),
        "{expansion}"
    );
    assert!(expansion.contains(&squeezed("const _: () = ::framealloc::private::check_allocation(\"f\", ::core::mem::size_of::<Grid>(), __FRAMEALLOC_BUDGET);")), "{expansion}");
    let literal =
        squeezed(&system("", "#[budget(kb = 1)] fn f(alloc: &SmartAlloc) { alloc.frame_slice_fill(5000, 0u8); }"));
    assert!(literal.contains(&squeezed("::framealloc::private::check_allocation(\"f\", 5000, 1024)")), "{literal}");
}

#[test]
fn helpers_may_stand_anywhere() {
    let attributes = [
        "#[frame_system(no_heap)]",
        "#[budget(kb = 4)]",
        "#[tag(\"x\")]",
        "#[framealloc::transfer]",
        "#[::framealloc::barrier(sync)]",
    ];
    let function = "fn f(alloc: &SmartAlloc, sync: &FrameBarrier) -> Vec<u8> { alloc.frame_alloc(1); Vec::new() }";
    let mut orders = Vec::new();
    permute(&mut attributes.map(str::to_owned).to_vec(), 0, &mut orders);
    assert_eq!(orders.len(), 120);
    let expected = without_marks(&expand_all(&format!("{} {function}", orders[0].join(" "))));
    assert!(!expected.contains("compile_error"), "{expected}");
    for order in orders {
        assert_eq!(without_marks(&expand_all(&format!("{} {function}", order.join(" ")))), expected, "{order:?}");
    }
}

/// A helper that the compiler expanded by itself has been resolved already, so it leaves no mark.
fn without_marks(expansion: &str) -> String {
    let mut text = squeezed(expansion);
    for path in ["budget", "tag", "framealloc::transfer"] {
        text = text.replace(&squeezed(&format!("#[{path}(__framealloc_mark)] const _: () = ();")), "");
    }
    squeezed(&text)
}

#[test]
fn a_mark_expands_to_nothing() {
    use framealloc_lint::grammar::Helper;
    for kind in Helper::ALL {
        assert_eq!(super::helper(kind, "__framealloc_mark", "const _: () = ();"), "");
    }
}

fn permute(items: &mut Vec<String>, from: usize, out: &mut Vec<Vec<String>>) {
    if from == items.len() {
        out.push(items.clone());
    }
    for index in from..items.len() {
        items.swap(from, index);
        permute(items, from + 1, out);
        items.swap(from, index);
    }
}

#[test]
fn foreign_attributes_stay() {
    let expansion =
        squeezed(&system("", "#[other::budget(1)] #[cfg(x)] #[tracing::instrument] fn f(alloc: &SmartAlloc) {}"));
    for attribute in ["#[other::budget(1)]", "#[cfg(x)]", "#[tracing::instrument]"] {
        assert!(expansion.contains(&squeezed(attribute)), "{expansion}");
    }
}

const SYSTEMS: [(&str, &str); 6] = [
    (
        "",
        "#[budget(kb = N)] #[transfer] fn f(alloc: &SmartAlloc) -> TransferHandle<u8> { alloc.frame_alloc::<G>(g()); x() }",
    ),
    ("lifetime = frame, barrier = b", "fn f(alloc: &SmartAlloc, b: &FrameBarrier) {}"),
    ("alloc = self.alloc", "fn f(&mut self, #[transfer] v: TransferHandle<u8>) {}"),
    ("no_heap", "fn f(_alloc: Res<AllocResource>) { Box::new(1); }"),
    ("", "async fn f(alloc: &SmartAlloc) {}"),
    ("tag = 3", "struct S;"),
];

#[test]
fn expansions_contain_no_unsafe_and_no_lint_levels() {
    for (args, item) in SYSTEMS {
        let expansion = system(args, item);
        assert!(!expansion.contains("unsafe"), "{expansion}");
        // An `allow` of a rustc lint would be refused under the user's `forbid`.
        assert!(!expansion.replace("clippy :: used_underscore_binding", "").contains("allow (unused"), "{expansion}");
    }
}

#[test]
fn every_name_is_the_users_or_marked_as_generated() {
    const PATHS: [&str; 34] = [
        "framealloc",
        "private",
        "SystemSpec",
        "new",
        "core",
        "module_path",
        "open",
        "open_region",
        "SmartAlloc",
        "tag",
        "budget",
        "policy",
        "no_heap",
        "transfers_result",
        "BarrierSource",
        "signal_on_exit",
        "receive",
        "assert_transfer",
        "mem",
        "size_of",
        "check_allocation",
        "checked_budget",
        "budget_or_none",
        "AllocSource",
        "open_system",
        "open_instead",
        "option",
        "Option",
        "None",
        "i128",
        "primitive",
        "usize",
        "WholeNumber",
        "whole",
    ];
    const KEYWORDS: [&str; 8] = ["let", "static", "const", "_", "match", "fn", "as", "compile_error"];
    const LOCAL: [&str; 4] = ["bytes", "allow", "clippy", "used_underscore_binding"];
    for (args, item) in SYSTEMS {
        let mut written = Vec::new();
        idents(super::tokens(&format!("{args} {item}")), &mut written);
        let mut emitted = Vec::new();
        idents(super::tokens(&system(args, item)), &mut emitted);
        for ident in emitted {
            let known = [&PATHS[..], &KEYWORDS[..], &LOCAL[..]].iter().any(|list| list.contains(&ident.as_str()));
            let generated = ident.starts_with("__framealloc_") || ident.starts_with("__FRAMEALLOC_");
            assert!(known || generated || written.contains(&ident), "`{ident}` in the expansion of {item}");
        }
    }
}

fn idents(tokens: TokenStream, out: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => idents(group.stream(), out),
            TokenTree::Ident(ident) => out.push(ident.to_string()),
            _ => {}
        }
    }
}

#[test]
fn only_one_file_makes_names_and_paths() {
    let others = [
        ("args", include_str!("../args.rs")),
        ("check", include_str!("../check.rs")),
        ("codegen", include_str!("../codegen.rs")),
        ("gather", include_str!("../gather.rs")),
        ("model", include_str!("../model.rs")),
        ("model/transfer", include_str!("../model/transfer.rs")),
        ("prologue", include_str!("../codegen/prologue.rs")),
        ("syntax", include_str!("../syntax.rs")),
    ];
    for (file, text) in others {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let spells =
                line.contains("format_ident!") || line.contains("Ident::new(") || line.contains("::framealloc");
            assert!(!spells, "{file}: {line}");
            assert!(file == "args" || !line.contains("darling"), "{file}: {line}");
        }
    }
}
