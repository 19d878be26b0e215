//! The command from outside: what it prints and how it exits.

use std::process::{Command, Output};

fn fa(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-fa")).args(args).output().expect("the binary under test runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn explain_takes_a_code_or_a_name_with_or_without_cargos_word() {
    for args in [["fa", "explain", "FA601"].as_slice(), &["explain", "frame_escape"], &["explain", "fa601"]] {
        let output = fa(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", text(&output.stderr));
        assert!(text(&output.stdout).contains("FA601"), "{args:?}");
    }
}

#[test]
fn explain_takes_a_number_of_the_compilers_and_leads_to_a_code() {
    let output = fa(&["explain", "e0597"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let text = text(&output.stdout);
    assert!(text.starts_with("# E0597, where frame memory is involved"), "{text}");
    assert!(text.contains("See `cargo fa explain FA601` (frame_escape)."), "{text}");
    assert_eq!(fa(&["explain", "E0004"]).status.code(), Some(2));
}

#[test]
fn an_unknown_code_is_an_error_with_a_hint() {
    let output = fa(&["explain", "frame_escpe"]);
    assert_eq!(output.status.code(), Some(2));
    let stderr = text(&output.stderr);
    assert!(
        stderr.starts_with("error: there is no code `frame_escpe`; did you mean `FA601` (frame_escape)?"),
        "{stderr}"
    );
}

#[test]
fn list_has_every_code_once() {
    let listed = text(&fa(&["list"]).stdout);
    for code in framealloc_lint::codes::ALL {
        assert_eq!(listed.lines().filter(|line| line.starts_with(code.id)).count(), 1, "{}", code.id);
    }
}

#[test]
fn wrong_arguments_could_not_run() {
    assert_eq!(fa(&["--nonsense"]).status.code(), Some(2));
    assert_eq!(fa(&["--help"]).status.code(), Some(0));
}
