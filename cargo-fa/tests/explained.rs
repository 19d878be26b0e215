//! The programs in the explanations of the codes, given to `cargo fa`: the wrong one of a code that nobody else finds raises
//! the code, and the right one raises nothing. That they compile is for the `explain_examples` of the ui crate.
//!
//! `// .fa.toml: ..` at the top of a program is a line of the configuration that it is judged with.

use std::collections::BTreeSet;
use std::path::PathBuf;

use cargo_fa::corpus::judge_alone;
use cargo_fa::rules::judged;
use framealloc_lint::codes::{self, Code, Layer};

/// What the wrong program of a code raises besides it, and why.
const BESIDES: [(&str, &str, &str); 1] =
    [("FA002", "FA301", "a suppression with a misspelt code silences nothing, and what it was meant for is told")];

/// The sentence for codes that `cargo fa` is to raise and does not judge.
const NOT_YET: &str = "This version of `cargo fa` does not judge it yet.";

/// Whether neither the compiler nor an attribute raises it.
fn ours_alone(code: &Code) -> bool {
    code.raised_by(Layer::CargoFa) && !code.raised_by(Layer::Types) && !code.raised_by(Layer::Attribute)
}

/// What a program raises, and the words of it.
fn raised(name: &str, program: &str) -> (BTreeSet<String>, String) {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.rs"));
    std::fs::write(&path, program).expect("the build's temporary directory can be written to");
    let config: String = program
        .lines()
        .filter_map(|line| line.strip_prefix("// .fa.toml: "))
        // The examples are a crate called `game`; a file that is judged alone is one called `corpus`.
        .flat_map(|line| [line.replace("\"game::", "\"corpus::"), "\n".to_owned()])
        .collect();
    let found = judge_alone(&path, &config);
    let words: String = found.iter().map(|(line, code, message)| format!("{line}: {code} {message}\n")).collect();
    (found.into_iter().map(|(_, code, _)| code).collect(), words)
}

#[test]
fn wrong_programs_raise_their_code_and_right_ones_nothing() {
    let (mut programs, mut faults) = (0, String::new());
    for code in codes::ALL.iter().filter(|code| ours_alone(code) && !code.doc.wrong.is_empty()) {
        let (found, words) = raised(&format!("{}_wrong", code.id), code.doc.wrong);
        let besides = BESIDES.iter().filter(|(of, ..)| *of == code.id).map(|(_, other, _)| *other);
        let expected: BTreeSet<String> = besides.chain([code.id]).map(str::to_owned).collect();
        if found != expected {
            faults += &format!("the wrong program of {}:\n{words}", code.id);
        }
        let (found, words) = raised(&format!("{}_right", code.id), code.doc.right);
        if !found.is_empty() {
            faults += &format!("the right program of {}:\n{words}", code.id);
        }
        programs += 1;
    }
    assert!(faults.is_empty(), "\n{faults}");
    assert!(programs >= 14, "there are programs for {programs} codes only");
}

/// FA004 is about a file beside the source, FA005 about the run, FA006 about what is no program.
#[test]
fn every_code_that_only_this_tool_judges_has_programs() {
    for code in codes::ALL.iter().filter(|code| ours_alone(code) && judged().any(|id| id == code.id)) {
        let without = matches!(code.id, "FA004" | "FA005" | "FA006");
        assert_eq!(code.doc.wrong.is_empty(), without, "{}", code.id);
        assert_eq!(code.doc.right.is_empty(), without, "{}", code.id);
        assert!(!code.doc.silent.is_empty(), "{} names no near miss", code.id);
    }
}

#[test]
fn an_explanation_says_whether_this_version_judges_the_code() {
    for code in codes::ALL.iter().filter(|code| code.raised_by(Layer::CargoFa)) {
        let is_judged = judged().any(|id| id == code.id);
        assert_eq!(code.doc.what.contains(NOT_YET), !is_judged, "{}", code.id);
    }
}

/// README shows what `cargo fa` says of the wrong program of FA603.
#[test]
fn readme_shows_a_finding_as_it_is_written() {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readme");
    std::fs::create_dir_all(dir.join("src")).expect("the build's temporary directory can be written to");
    std::fs::write(dir.join("src/main.rs"), codes::FA603.doc.wrong).expect("and so can what is in it");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_cargo-fa"))
        .args(["fa", "--alone", "src/main.rs"])
        .current_dir(dir)
        .output()
        .expect("the binary under test runs");
    let said = String::from_utf8_lossy(&run.stdout);
    let readme = include_str!("../../README.md");
    assert!(said.starts_with("warning[FA603]"), "{said}");
    assert!(readme.contains(&format!("```text\n{said}```\n")), "README shows something else than:\n{said}");
}
