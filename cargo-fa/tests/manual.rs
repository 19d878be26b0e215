//! README.md is the manual of the command: it names every option, command, format and key that there is, and its examples
//! are what the tool accepts.

use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_fa::config::Config;
use cargo_fa::sources::Sources;

const MANUAL: &str = include_str!("../README.md");

fn help(command: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-fa"))
        .args(command)
        .arg("--help")
        .output()
        .expect("the binary under test runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn it_names_every_option_and_command() {
    let commands = ["explain", "list", "show", "init", "baseline", "doctor"];
    let all: String = commands.iter().map(|command| help(&[command])).chain([help(&[])]).collect();
    let options = all.split(|char: char| !(char.is_ascii_alphanumeric() || char == '-'));
    for option in options.filter(|word| word.starts_with("--") && word.len() > 2) {
        assert!(MANUAL.contains(&format!("`{option}")), "the manual does not tell of `{option}`");
    }
    let listed = help(&[]);
    let listed = listed.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let words: Vec<&str> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(words.len() > commands.len(), "{words:?}");
    for word in words {
        assert!(MANUAL.contains(&format!("| `cargo fa {word}")), "the manual does not tell of `cargo fa {word}`");
    }
}

#[test]
fn it_names_every_format() {
    let help = help(&[]);
    let formats: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.contains("--format <FORMAT>"))
        .take_while(|line| !line.contains("[default: human]"))
        .filter_map(|line| line.trim().strip_prefix("- ")?.split_once(':'))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(formats.len(), 8, "{formats:?}");
    for format in formats {
        assert!(MANUAL.contains(&format!("| `{format}` |")), "the manual does not tell of `{format}`");
    }
}

/// The block in its language that contains a word.
fn block(language: &str, word: &str) -> String {
    let fence = format!("```{language}\n");
    let mut blocks = MANUAL.split(fence.as_str()).skip(1).filter_map(|rest| rest.split_once("\n```"));
    blocks.find(|(text, _)| text.contains(word)).expect("the manual has it").0.to_owned()
}

#[test]
fn its_configuration_is_accepted_and_says_every_key() {
    let text = block("toml", "[tags]");
    let path: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("manual.fa.toml");
    std::fs::write(&path, &text).expect("the build's temporary directory can be written to");
    let (config, findings) = Config::load(&path, &mut Sources::new(Path::new(env!("CARGO_TARGET_TMPDIR"))))
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(findings.is_empty(), "{findings:?}");
    assert!(config.undeclared([]).is_empty());
    // What `init` writes has every key; a test there keeps it so.
    let written = cargo_fa::commands::init::text(&cargo_fa::commands::init::Found::default());
    for line in written.lines().map(|line| line.trim_start_matches('#')).filter(|line| !line.starts_with(' ')) {
        let Some((key, _)) = line.split_once(" = ") else { continue };
        if key.starts_with("FA") || key.starts_with('"') {
            continue;
        }
        assert!(text.lines().any(|line| line.starts_with(&format!("{key} = "))), "the manual does not show `{key}`");
    }
}

#[test]
fn its_editors_get_a_command_that_runs() {
    let wanted = r#"["cargo", "fa", "--with-check", "--format", "rustc-json"]"#;
    assert_eq!(MANUAL.matches(wanted).count(), 3);
    let zed: serde_json::Value = serde_json::from_str(&block("json", "initialization_options")).expect("JSON");
    let command = &zed["lsp"]["rust-analyzer"]["initialization_options"]["check"]["overrideCommand"];
    assert_eq!(*command, serde_json::from_str::<serde_json::Value>(wanted).expect("JSON"));
}
