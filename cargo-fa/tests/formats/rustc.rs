//! `human` beside rustc itself: real messages of the compiler, put into a report, have to come out as rustc drew them. Only shapes that a finding has are tried.

use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_fa::finding::{Edit, Finding, Report};
use cargo_fa::report::Format;
use cargo_fa::sources::{FileId, Place, Sources};
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel, DiagnosticSpan};
use framealloc_lint::{Level, codes};

use super::written;

/// Messages with a label, notes, a note with a place, help, and suggestions that insert, behind tabs and wide
/// characters, one of them over several lines.
const PROGRAM: &str = r#"static mut COUNTER: u32 = 0;

unsafe fn dangerous() {}

unsafe fn careful() {
    dangerous();
}

fn main() {
	let counter = unsafe { &COUNTER };
    let large: i8 = 200;
    println!("日本語 ü {counter}"); std::fs::remove_file("a");
    std::fs::remove_file(
        "日本語",
    );
    let _ = (large, careful);
}
"#;

/// What rustc says, as it writes it for cargo.
fn messages(folder: &Path) -> Vec<Diagnostic> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .current_dir(folder)
        .args(["--edition=2024", "--crate-type=bin", "--emit=metadata", "--error-format=json", "a.rs"])
        .args(["-Aunused_variables", "-Adead_code"])
        .env_remove("RUSTFLAGS")
        .output()
        .expect("rustc runs");
    String::from_utf8_lossy(&output.stderr).lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn place(span: &DiagnosticSpan, file: FileId) -> Place {
    Place::new(file, span.byte_start as usize, span.byte_end as usize)
}

/// The message as a finding, and the note that names the lint, where a finding has its footer; rustc adds that to the first
/// message of a lint only. Nothing for a message of another shape.
fn finding(message: &Diagnostic, file: FileId) -> Option<(Finding, Option<String>)> {
    let [span] = message.spans.as_slice() else { return None };
    let mut finding = Finding::new(&codes::FA301, place(span, file), message.message.clone(), "");
    finding = finding.label(span.label.clone().unwrap_or_default());
    finding.level = match message.level {
        DiagnosticLevel::Error => Level::Error,
        DiagnosticLevel::Warning => Level::Warn,
        _ => return None,
    };
    let mut footer = None;
    for child in &message.children {
        // Some suggestions are for editors alone.
        if !message.rendered.as_ref().is_some_and(|rendered| rendered.contains(&child.message)) {
            continue;
        }
        let edits: Vec<Edit> = child
            .spans
            .iter()
            .filter_map(|span| Some(Edit { place: place(span, file), text: span.suggested_replacement.clone()? }))
            .collect();
        if !edits.is_empty() {
            finding = finding.fix(child.message.clone(), edits);
        } else if child.level == DiagnosticLevel::Help {
            finding.help.clone_from(&child.message);
        } else if child.message.contains("` on by default") || child.message.contains(")]` (part of") {
            footer = Some(child.message.clone());
        } else {
            finding = finding.note(child.spans.first().map(|span| place(span, file)), child.message.clone());
        }
    }
    // Without any note rustc would not draw the line that leads down to one.
    (footer.is_some() || !finding.notes.is_empty()).then_some((finding, footer))
}

struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_finding_looks_as_if_rustc_had_said_it() {
    let scratch = Scratch(std::env::temp_dir().join(format!("cargo-fa-formats-{}", std::process::id())));
    let folder = &scratch.0;
    std::fs::create_dir_all(folder).expect("a folder of its own");
    std::fs::write(folder.join("a.rs"), PROGRAM).expect("the program can be written");
    let mut sources = Sources::new(folder);
    let file = sources.add(folder.join("a.rs"), PROGRAM);
    let mut compared = Vec::new();
    for message in messages(folder) {
        let Some((finding, footer)) = finding(&message, file) else { continue };
        let (code, ours) = (finding.code.id, finding.clone());
        let report = Report { findings: vec![ours], files: 1, lines: 20, packages: vec!["a".into()] };
        let shown = written(Format::Human, &report, &sources);
        let (shown, _) = shown.trim_end().rsplit_once('\n').expect("the counts are the last line");
        let own = format!("from the source alone; for more: cargo fa explain {code}");
        let shown: Vec<String> = shown
            .lines()
            .filter_map(|line| match line.strip_suffix(&own) {
                Some(before) => footer.as_ref().map(|footer| format!("{before}{footer}")),
                None => Some(line.replacen(&format!("[{code}]"), "", 1)),
            })
            .collect();
        let shown = shown.join("\n");
        // rustc names the number of an error, and no lint.
        let number = message.code.as_ref().map_or_else(String::new, |code| format!("[{}]", code.code));
        let theirs = message.rendered.clone().unwrap_or_default().replacen(&number, "", 1);
        assert_eq!(shown.trim_end(), theirs.trim_end(), "\n{shown}\n{theirs}");
        compared.push((message.message.clone(), finding));
    }
    let some = |has: fn(&Finding) -> bool| compared.iter().any(|(_, finding)| has(finding));
    assert!(some(|finding| !finding.label.is_empty() && !finding.notes.is_empty() && finding.fix.is_some()));
    assert!(some(|finding| !finding.notes.is_empty() && !finding.help.is_empty()));
    assert!(some(|finding| finding.notes.iter().any(|note| note.place.is_some())));
    assert!(compared.len() >= 5, "{compared:#?}");
}
