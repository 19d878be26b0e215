//! `--with-check`: the compiler's messages and ours on one stream, as editors read it. The only tests in which cargo compiles, a
//! few lines of a stub.

use cargo_metadata::Message;
use cargo_metadata::diagnostic::DiagnosticLevel;

use crate::space::Space;

const STUB: &str =
    "pub struct SmartAlloc;\npub struct Scope;\nimpl SmartAlloc { pub fn scope(&self) -> Scope { Scope } }\n";
const LEAK: &str = "pub fn leak(alloc: &framealloc::SmartAlloc) { std::mem::forget(alloc.scope()); }\n";

fn messages(text: &str) -> Vec<(String, DiagnosticLevel)> {
    let all = Message::parse_stream(text.as_bytes()).map(|message| message.expect("cargo's own reader takes it"));
    let ours = all.filter_map(|message| match message {
        Message::CompilerMessage(message) => {
            let code = message.message.code.map(|code| code.code);
            Some((code.unwrap_or_default(), message.message.level))
        }
        Message::TextLine(line) => panic!("no message: {line}"),
        _ => None,
    });
    ours.collect()
}

#[test]
fn a_broken_program_is_told_of_by_both() {
    let space = Space::game(&format!("{LEAK}pub fn broken() -> u8 {{ \"text\" }}\n"));
    space.file("../stub/src/lib.rs", STUB);
    let out = space.run(&["--with-check", "--format", "rustc-json", "--offline"]);
    assert_eq!(out.code, 1, "{}", out.said);
    let found = messages(&out.told);
    assert!(found.contains(&("E0308".into(), DiagnosticLevel::Error)), "{found:?}");
    assert_eq!(found.last(), Some(&("fa::FA607".into(), DiagnosticLevel::Error)));
    // What the compiler rejects is an error, although we have nothing to say.
    let out = space.run(&["--with-check", "--format", "rustc-json", "-A", "FA607", "-p", "game", "-F", ""]);
    assert_eq!(out.code, 1, "{}", out.said);
    space.file("src/lib.rs", LEAK);
    let out = space.run(&["--with-check", "--format", "rustc-json", "-A", "FA607"]);
    assert_eq!((out.code, messages(&out.told)), (0, Vec::new()), "{}", out.said);
}

#[test]
fn it_speaks_only_the_editors_language() {
    let out = Space::game(LEAK).run(&["--with-check"]);
    assert_eq!((out.code, out.told.as_str()), (2, ""));
    assert!(out.said.contains("add `--format rustc-json`"), "{}", out.said);
}
