//! Commands that need no workspace: `explain`, `list`, wrong arguments, and outputs that nobody reads. No program is judged here.

use std::fs::File;
use std::process::{Command, Stdio};

use crate::space::{FA, Out, text};

fn fa(args: &[&str]) -> std::process::Output {
    Command::new(FA).args(args).output().expect("the binary under test runs")
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

#[test]
fn cargo_finds_the_command_by_its_name() {
    let dir = std::path::Path::new(FA).parent().expect("it lies somewhere");
    let mut path = std::ffi::OsString::from(dir);
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(["fa", "list"]).env("PATH", path).output().expect("cargo runs");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("FA601"));
}

#[test]
fn help_and_version_succeed_and_conflicts_do_not() {
    assert!(text(&fa(&["fa", "--help"]).stdout).contains("--deny-warnings"));
    assert!(text(&fa(&["--version"]).stdout).starts_with("cargo fa "));
    for wrong in [
        ["--format", "yaml"].as_slice(),
        &["--color", "blue"],
        &["--min-severity", "loud"],
        &["--allow-dirty"],
        &["--alone"],
        &["--workspace", "-p", "game"],
        &["--all", "list"],
        &["explain"],
        &["show"],
    ] {
        let output = fa(wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}: {}", text(&output.stdout));
        assert!(text(&output.stderr).starts_with("error: "), "{wrong:?}: {}", text(&output.stderr));
    }
}

#[test]
#[cfg(unix)]
fn arguments_that_are_no_text_are_refused() {
    use std::os::unix::ffi::OsStrExt as _;

    let odd = std::ffi::OsStr::from_bytes(b"FA\xff");
    let output = Command::new(FA).arg("explain").arg(odd).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_device_is_an_error_and_a_closed_pipe_is_none() {
    let full = || File::options().write(true).open("/dev/full").expect("Linux has it");
    for args in [["list"].as_slice(), &["explain", "FA601"], &["--help"]] {
        let output = Command::new(FA).args(args).stdout(full()).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", text(&output.stderr));
        // Nobody hears it, and the code is the same.
        let status = Command::new(FA).args(args).stdout(full()).stderr(full()).status().expect("it runs");
        assert_eq!(status.code(), Some(2), "{args:?}");
        let (reader, writer) = std::io::pipe().expect("there are pipes");
        drop(reader);
        let output = Command::new(FA).args(args).stdout(writer).output().expect("it runs");
        assert_ne!(output.status.code(), Some(101), "{args:?}: {}", text(&output.stderr));
        assert!(!text(&output.stderr).contains("panicked"), "{args:?}: {}", text(&output.stderr));
    }
    let status = Command::new(FA).args(["explain", "FA999"]).stderr(full()).status().expect("it runs");
    assert_eq!(status.code(), Some(2));
    let status = Command::new(FA).args(["list"]).stdout(Stdio::null()).status().expect("it runs");
    assert_eq!(status.code(), Some(0));
}

#[test]
fn a_folder_without_a_workspace_could_not_run() {
    let dir = crate::space::Space::empty();
    for args in [[].as_slice(), &["show", "a"], &["init"], &["baseline"], &["doctor"]] {
        let Out { code, said, .. } = dir.run(args);
        assert_eq!(code, 2, "{args:?}: {said}");
        assert!(args == ["doctor"] || said.contains("could not find `Cargo.toml`"), "{args:?}: {said}");
    }
}
