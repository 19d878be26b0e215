//! Keeps `README.md`, the reading index of the cases, and the rules that every case obeys: a first line that says its code
//! and its mistake, a snapshot that names the same code, no name of ours that a user cannot write, and at least two cases
//! on both sides of every code that the compiler can raise. What a case compiles to is judged in `ui.rs`, not here.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use framealloc_lint::codes::{self, Code, Layer};

/// What a snapshot must not contain: a user can neither write these names nor look them up.
const INTERNAL: [&str; 3] = ["private", "__framealloc", "__FRAMEALLOC"];

const FEWEST: usize = 2;

const INTRODUCTION: &str = "\
# The cases, to read

What does not compile, and in which words; what does, although it looks alike. Generated from the first line of every case
and of its message by `UPDATE_INDEX=1 cargo test -p framealloc-ui --test index`.

*Caught by*: an **attribute** while it expands (and what it asks the compiler to evaluate), the **types** of the runtime in
rustc's own borrow and trait checks, or the **build**, once a generic function is instantiated, which `cargo check` does
not do.
";

/// A file under `fail/` or `pass/`.
struct Case {
    family: String,
    /// Relative to this crate.
    path: String,
    code: String,
    /// The mistake, or why it is none.
    text: String,
    /// The snapshot; empty for a case that passes.
    message: String,
}

impl Case {
    fn caught_by(&self) -> &'static str {
        if self.message.contains("while instantiating") {
            "build"
        } else if self.message.starts_with("error[E0080]") || self.first_line().ends_with(']') && self.has_no_number() {
            "attribute"
        } else {
            "types"
        }
    }

    /// rustc numbers its own errors, and not those of a macro.
    fn has_no_number(&self) -> bool {
        self.message.starts_with("error: ")
    }

    /// The message's first line, without what rustc puts before ours.
    fn first_line(&self) -> &str {
        let line = self.message.lines().next().unwrap_or_default();
        let line = line.strip_prefix("error: ").unwrap_or(line);
        line.strip_prefix("error[E0080]: evaluation panicked: ").unwrap_or(line)
    }
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    paths
}

/// The code and the rest of a first line such as `//! FA601: kept in a static.`
fn first_comment(line: &str, fails: bool) -> Option<(&str, &str)> {
    let line = line.strip_prefix("//! ")?;
    let (head, text) = line.split_once(": ")?;
    let (code, rest) = head.split_at_checked("FA000".len())?;
    let head_is_right = if fails { rest.is_empty() } else { rest.starts_with(" must not be raised") };
    (head_is_right && codes::lookup(code).is_some() && text.ends_with('.')).then_some((code, text))
}

/// Every case of one side, and what is wrong with their files.
fn cases(side: &str, faults: &mut Vec<String>) -> Vec<Case> {
    let fails = side == "fail";
    let files = entries(&here().join(side)).into_iter().flat_map(|family| entries(&family));
    let mut cases = Vec::new();
    for file in files {
        let path = file.strip_prefix(here()).expect("a case is in this crate").display().to_string();
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => {}
            Some("stderr") if fails && file.with_extension("rs").exists() => continue,
            _ => {
                faults.push(format!("{path} belongs to no case"));
                continue;
            }
        }
        let source = read(&file);
        let Some((code, text)) = source.lines().next().and_then(|line| first_comment(line, fails)) else {
            let form = if fails { "//! FA000: the mistake." } else { "//! FA000 must not be raised: why." };
            faults.push(format!("{path} does not begin with `{form}`, or its code is in no table"));
            continue;
        };
        let message =
            if fails { fs::read_to_string(file.with_extension("stderr")).unwrap_or_default() } else { String::new() };
        if fails && message.is_empty() {
            faults.push(format!("{path} has no snapshot"));
        }
        let family = file.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        cases.push(Case {
            family: family.unwrap_or_default(),
            path,
            code: code.to_owned(),
            text: text.trim_end_matches('.').to_owned(),
            message,
        });
    }
    cases
}

/// What is wrong with a snapshot: internal names, or a code that is not the one its case is about.
fn judge_message(case: &Case, faults: &mut Vec<String>) {
    for name in INTERNAL.iter().filter(|name| case.message.contains(**name)) {
        faults.push(format!("the snapshot of {} contains `{name}`", case.path));
    }
    // Where our words cannot reach, the snapshot names no code at all; and a code in a comment of the case is not ours.
    let ours = case.message.lines().filter(|line| !line.contains("//!"));
    let named: Vec<&str> = ours.flat_map(codes_in).collect();
    if !named.is_empty() && !named.contains(&case.code.as_str()) {
        faults.push(format!("{} is about {}, and its snapshot names {named:?}", case.path, case.code));
    }
}

/// The codes in a line, as `[FA601]`, `(FA601)` or `FA601:`.
fn codes_in(line: &str) -> Vec<&str> {
    codes::ALL.iter().map(|code| code.id).filter(|id| line.contains(id)).collect()
}

/// The codes of which the compiler or an attribute can show both sides: those with example programs.
fn shown_by_cases() -> impl Iterator<Item = &'static Code> {
    let compiled = |code: &&Code| code.raised_by(Layer::Types) || code.raised_by(Layer::Attribute);
    codes::ALL.iter().copied().filter(compiled).filter(|code| !code.doc.wrong.is_empty())
}

fn index(failing: &[Case], passing: &[Case]) -> String {
    let mut text = INTRODUCTION.to_owned();
    let mut families: BTreeMap<&str, (Vec<&Case>, Vec<&Case>)> = BTreeMap::new();
    for case in failing {
        families.entry(&case.family).or_default().0.push(case);
    }
    for case in passing {
        families.entry(&case.family).or_default().1.push(case);
    }
    for (family, (failing, passing)) in families {
        writeln!(text, "\n## {family}\n").unwrap();
        if !failing.is_empty() {
            text += "| code | mistake | first line of the message | caught by |\n|---|---|---|---|\n";
        }
        for case in failing {
            let (mistake, message) = (cell(&case.text), cell(case.first_line()));
            writeln!(text, "| {} | [{mistake}]({}) | {message} | {} |", case.code, case.path, case.caught_by())
                .unwrap();
        }
        if !passing.is_empty() {
            text += "\n| code | not raised |\n|---|---|\n";
        }
        for case in passing {
            writeln!(text, "| {} | [{}]({}) |", case.code, cell(&case.text), case.path).unwrap();
        }
    }
    text
}

/// Text as it may stand in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn every_case_keeps_the_rules() {
    let mut faults = Vec::new();
    let failing = cases("fail", &mut faults);
    let passing = cases("pass", &mut faults);
    for case in &failing {
        judge_message(case, &mut faults);
    }
    for code in shown_by_cases() {
        for (side, cases) in [("fail", &failing), ("pass", &passing)] {
            let count = cases.iter().filter(|case| case.code == code.id).count();
            if count < FEWEST {
                faults.push(format!("{} has {count} cases that {side}, and needs {FEWEST}", code.id));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_index_is_complete() {
    let ignored = &mut Vec::new();
    let should = index(&cases("fail", ignored), &cases("pass", ignored));
    let path = here().join("README.md");
    if std::env::var_os("UPDATE_INDEX").is_some() {
        fs::write(&path, should).expect("README.md can be written");
        return;
    }
    let is = fs::read_to_string(&path).unwrap_or_default();
    let advice = "`UPDATE_INDEX=1 cargo test -p framealloc-ui --test index` writes it anew";
    for (number, (is, should)) in is.lines().zip(should.lines()).enumerate() {
        assert_eq!(is, should, "ui/README.md, line {}; {advice}", number + 1);
    }
    assert_eq!(is.lines().count(), should.lines().count(), "the lines of ui/README.md; {advice}");
}

#[test]
fn the_rules_see_what_breaks_them() {
    for (line, fails, right) in [
        ("//! FA601: kept in a static.", true, true),
        ("//! FA601: kept in a static", true, false),
        ("//! FA999: kept in a static.", true, false),
        ("// FA601: kept in a static.", true, false),
        ("//! FA601 must not be raised: it is a copy.", true, false),
        ("//! FA601 must not be raised: it is a copy.", false, true),
        ("//! FA601: it is a copy.", false, false),
        ("//! FA6", true, false),
        ("", true, false),
    ] {
        assert_eq!(first_comment(line, fails).is_some(), right, "{line}");
    }
    let case = |message: &str| Case {
        family: String::new(),
        path: String::new(),
        code: "FA601".into(),
        text: String::new(),
        message: message.into(),
    };
    for (message, caught_by, faults) in [
        ("error: it lives in the arena [FA601]", "attribute", 0),
        ("error: it lives in the arena [FA604]", "attribute", 1),
        ("error[E0080]: evaluation panicked: too large [FA601]", "attribute", 0),
        ("error[E0080]: evaluation panicked: too large [FA601]\nnote: encountered while instantiating `f`", "build", 0),
        ("error[E0277]: it cannot be used on another thread [FA601]", "types", 0),
        ("error[E0502]: cannot borrow `__framealloc_region`", "types", 1),
        ("error: lifetime may not live long enough\nnote: in `framealloc::private::open`", "types", 1),
        ("error: future cannot be sent\nnote: frame memory belongs to its thread (FA601)", "types", 0),
    ] {
        let case = case(message);
        let mut found = Vec::new();
        judge_message(&case, &mut found);
        assert_eq!((case.caught_by(), found.len()), (caught_by, faults), "{message}");
    }
}
