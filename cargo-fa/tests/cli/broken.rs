//! Files that cannot be read or do not parse: each is FA006, and the rest is judged. Files that are only deep or large are in `deep`.

use crate::space::{ERROR, LIB, Space, WARNING};

/// A crate with a module that is good, and one that is not.
fn beside(text: &[u8]) -> Space {
    let space = Space::game("mod bad;\nmod good;\n");
    space.bytes("src/bad.rs", text).file("src/good.rs", LIB);
    space
}

fn good() -> [String; 2] {
    [format!("src/good.rs:{ERROR}"), format!("src/good.rs:{WARNING}")]
}

#[test]
fn a_file_that_does_not_parse_is_told_and_the_rest_is_judged() {
    for (bad, line) in [
        ("fn f( { }\n", 1),
        ("\nfn f() {} }\n", 2),
        ("fn f() {}\nstruct struct;\n", 2),
        ("fn f() { \"never closed }\n", 1),
        ("fn f() {\n", 1),
        ("\u{0}", 1),
    ] {
        let space = beside(bad.as_bytes());
        let mut found = space.found(&[]);
        found.retain(|it| !good().contains(it));
        assert_eq!(found, [format!("src/bad.rs:{line} warning FA006")], "{bad}");
        assert_eq!(space.found(&[]).len(), 3, "{bad}");
        // A warning by itself, as documented; an error where it is asked for.
        assert_eq!(space.run(&["-A", "FA607"]).code, 0, "{bad}");
        assert_eq!(space.run(&["-A", "FA607", "-D", "FA006"]).code, 1, "{bad}");
    }
}

#[test]
fn a_body_that_does_not_parse_is_told_and_the_others_are_judged() {
    let space =
        Space::game(&format!("{LIB}pub fn broken(alloc: &SmartAlloc) {{\n    loop {{ alloc.frame_alloc( + ) }}\n}}\n"));
    assert_eq!(space.found(&[]), [ERROR, WARNING, "20 warning FA006"]);
}

#[test]
fn a_crate_of_which_nothing_parses_says_so() {
    let (space, unread) = (Space::game("fn f( {"), Space::game(""));
    unread.bytes("src/lib.rs", b"\xff");
    for space in [space, unread] {
        let out = space.run(&["fa"]);
        assert_eq!(out.code, 2);
        assert!(out.told.contains("warning[FA006]") && !out.told.contains("no issues"), "{}", out.told);
        assert!(out.said.contains("error: nothing was judged"), "{}", out.said);
        assert_eq!(space.run(&["baseline"]).code, 2);
        assert!(!space.at("fa-baseline.toml").exists());
        // One other file is enough.
        space.file("src/main.rs", "fn main() {}\n");
        assert_eq!(space.run(&["fa"]).code, 0);
    }
}

#[test]
fn files_that_are_no_text_are_told() {
    let space = beside(b"fn f() {}\n// \xff\xfe\n");
    let out = space.run(&["fa"]);
    assert!(out.told.contains("`src/bad.rs` was not read: it is no UTF-8 in line 2"), "{}", out.told);
    assert_eq!(space.found(&[]).len(), 3);
}

#[test]
fn missing_files_and_folders_are_told_at_the_mod() {
    let space = Space::game(
        "mod none;\nmod folder;\n#[path = \"gone/x.rs\"]\nmod path;\n#[cfg(windows)]\nmod other;\nmod good;\n",
    );
    space.file("src/folder.rs/x", "").file("src/good.rs", LIB);
    let found = space.found(&[]);
    assert_eq!(found[..3], ["1 warning FA006", "2 warning FA006", "4 warning FA006"]);
    assert_eq!(found[3..], good());
    assert!(space.run(&["fa"]).told.contains("module `path` has no file: `gone/x.rs` is not there"));
    // `src/lib.rs` itself.
    std::fs::remove_file(space.at("src/lib.rs")).expect("it is there");
    std::fs::create_dir(space.at("src/lib.rs")).expect("it can be made");
    assert_eq!(space.run(&["fa"]).code, 2);
}

#[test]
fn marks_line_ends_and_empty_files_are_nothing_special() {
    for (text, moved) in [
        (format!("\u{feff}{LIB}"), 0),
        (LIB.replace('\n', "\r\n"), 0),
        (format!("#!/usr/bin/env run-it\n{LIB}"), 1),
        (format!("\u{feff}#![allow(dead_code)]\r\n{LIB}"), 1),
    ] {
        let found = Space::game(&text).found(&[]);
        let expected = [format!("{} error FA607", 4 + moved), format!("{} warning FA301", 9 + moved)];
        assert_eq!(found, expected, "{text}");
    }
    for text in ["", "\n", "\u{feff}", "// only a comment", "#!only", "/* */"] {
        let space = Space::game(text);
        assert_eq!(space.found(&[]), [""; 0], "{text:?}");
        assert!(space.run(&["fa"]).told.contains("no issues in 1 file"), "{text:?}");
    }
}
