//! `cargo fa baseline`, `--baseline` and `--fix`: what they write, and what they refuse to touch. How a baseline knows a finding
//! is tested beside it.

use crate::space::{ERROR, LIB, Space, WARNING};

#[test]
fn what_was_there_is_silent_and_what_is_new_is_not() {
    let space = Space::game(LIB);
    let out = space.run(&["baseline"]);
    assert_eq!(out.code, 0, "{}", out.said);
    assert!(
        out.told.starts_with("wrote 2 findings to ") && out.told.ends_with("ws/fa-baseline.toml\n"),
        "{}",
        out.told
    );
    let known = ["--baseline", "fa-baseline.toml"];
    assert_eq!(space.found(&known), [""; 0]);
    let out = space.run(&known);
    assert_eq!(out.code, 0);
    assert!(out.told.contains("2 silenced"), "{}", out.told);
    // Without it everything counts.
    assert_eq!(space.found(&[]), [ERROR, WARNING]);

    let more = "pub fn again(alloc: &SmartAlloc) { std::mem::forget(alloc.phase(\"a\")); }\n";
    space.file("src/lib.rs", &LIB.replace("\npub fn leak", &format!("\n\n{more}\npub fn leak")));
    assert_eq!(space.found(&known), ["4 error FA607"]);
    assert_eq!(space.run(&known).code, 1);

    space.file("src/lib.rs", &LIB.replace("std::mem::forget", "drop"));
    let gone = space.found(&known);
    assert!(
        gone.len() == 1 && gone[0].starts_with("fa-baseline.toml:") && gone[0].ends_with("warning FA004"),
        "{gone:?}"
    );
    assert_eq!(space.run(&[known[0], known[1], "--deny-warnings"]).code, 1);
    // Of a part nothing is known about the rest.
    assert_eq!(space.found(&[known[0], known[1], "--select", "FA3"]), [""; 0]);
    assert_eq!(space.found(&[known[0], known[1], "src/lib.rs"]), [""; 0]);
}

#[test]
fn a_baseline_can_be_named_and_narrowed_and_must_be_right() {
    let space = Space::game(LIB);
    let out = space.run(&["baseline", "--baseline", "old.toml", "-A", "FA607", "--all"]);
    assert_eq!(out.code, 0, "{}", out.said);
    assert!(out.told.starts_with("wrote 2 findings to old.toml"), "{}", out.told);
    assert_eq!(space.found(&["--baseline", "old.toml", "--all"]), [ERROR]);
    let out = space.run(&["--baseline", "none.toml"]);
    assert_eq!(out.code, 2);
    assert!(out.said.contains("`none.toml` cannot be read"), "{}", out.said);
    space.file("old.toml", "[[finding]]\ncode = 3\n");
    let out = space.run(&["--baseline", "old.toml"]);
    assert_eq!(out.code, 2);
    assert!(out.said.contains("--> old.toml:2:8"), "{}", out.said);
    assert_eq!(space.run(&["baseline", "--baseline", "no/such/folder.toml"]).code, 2);
}

const UNUSED: &str = "\
use framealloc::SmartAlloc;

pub fn quiet(alloc: &SmartAlloc) {
    // fa:allow(FA301): there was a loop
    alloc.frame_alloc(1u8);
}
";

#[test]
fn fix_deletes_what_is_unused_where_git_has_it() {
    let space = Space::game(UNUSED);
    space.file("Cargo.lock", "").git(&["init", "-q"]);
    assert_eq!(space.found(&[]), ["4 warning FA001"]);
    let out = space.run(&["--fix"]);
    assert_eq!(out.code, 2, "{}", out.told);
    assert!(out.said.contains("`--fix` would change files that are not committed: `src/lib.rs`"), "{}", out.said);
    assert_eq!(space.read("src/lib.rs"), UNUSED);

    space.git(&["add", "."]);
    space.git(&["commit", "-qm", "a"]);
    let out = space.run(&["--fix", "--timings"]);
    assert_eq!(out.code, 0, "{}", out.said);
    assert!(out.said.contains("fixed: src/lib.rs:4:8: ") && out.said.contains("1 fixed in 1 file"), "{}", out.said);
    assert!(out.said.contains(" ms  all"), "{}", out.said);
    assert!(out.told.contains("no issues"), "{}", out.told);
    assert_eq!(space.read("src/lib.rs"), UNUSED.replace("    // fa:allow(FA301): there was a loop\n", ""));
    let out = space.run(&["--fix"]);
    assert_eq!(out.code, 0);
    assert!(out.said.contains("0 fixed in 0 files"), "{}", out.said);

    space.file("src/lib.rs", &UNUSED.replace('\n', "\r\n"));
    assert_eq!(space.run(&["--fix"]).code, 2);
    assert_eq!(space.run(&["--fix", "--allow-dirty"]).code, 0);
    assert!(!space.read("src/lib.rs").contains("fa:allow"));
    assert!(space.read("src/lib.rs").contains("{\r\n    alloc"));
}

#[test]
fn fix_needs_a_repository_or_permission() {
    let space = Space::game(UNUSED);
    let out = space.run(&["--fix"]);
    assert_eq!(out.code, 2);
    assert!(out.said.contains("only where git can bring them back"), "{}", out.said);
    assert_eq!(space.read("src/lib.rs"), UNUSED);
    assert_eq!(space.run(&["--fix", "--allow-dirty"]).code, 0);
    assert!(!space.read("src/lib.rs").contains("fa:allow"));
}

#[test]
fn fix_does_not_run_out_of_stack() {
    let deep = format!("{UNUSED}pub fn deep() -> bool {{ {}true }}\n", "!".repeat(15_000));
    let space = Space::game(&deep);
    assert_eq!(space.run(&["--fix", "--allow-dirty"]).code, 0);
    assert!(!space.read("src/lib.rs").contains("fa:allow"));
}
