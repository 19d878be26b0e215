//! Keeps `README.md`, the reading index of the cases, the matrix in TECHNICAL.md, and the rules that every case obeys: what
//! its first lines say, a snapshot that names the same code once, no name of ours that a user cannot write, an answer to
//! what one asks next, and cases on both sides of every code that the compiler can raise. What a case compiles to is
//! judged in `ui.rs`, not here.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use framealloc_ui::cases::{self, Case, here, shown_by_cases};
use framealloc_ui::matrix::{self, cell};

/// Cases of a code on each side.
const FEWEST: usize = 3;

const INTRODUCTION: &str = "\
# The cases, to read

What does not compile, in which words, what one asks next and which words answer it; and what does compile, although it
looks alike. Generated from the first lines of every case and of its message by
`UPDATE_INDEX=1 cargo test -p framealloc-ui --test index`.

*Caught by*: an **attribute** while it expands (and what it asks the compiler to evaluate), the **types** of the runtime in
rustc's own borrow and trait checks, or the **build**, once a generic function is instantiated, which `cargo check` does
not do. An answer that is not in the message is in what `cargo fa explain` says of the compiler's number, which is named.
";

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
            text += "| code | mistake | first line of the message | caught by | asked next, and answered |\n|---|---|---|---|---|\n";
        }
        for case in failing {
            let (mistake, message) = (cell(&case.text), cell(case.first_line()));
            let by = match case.wording().map(|wording| wording.number) {
                Some(number) if !case.message.contains(&case.answer) && !number.is_empty() => format!(" ({number})"),
                _ => String::new(),
            };
            let next = format!("{} “{}”{by}", cell(&case.question), cell(&case.answer));
            let (code, path, caught) = (&case.code, &case.path, case.caught_by());
            writeln!(text, "| {code} | [{mistake}]({path}) | {message} | {caught} | {next} |").unwrap();
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

/// Compares a file, or writes it anew where that was asked for.
fn keep(path: &Path, should: &str) {
    if std::env::var_os("UPDATE_INDEX").is_some() {
        fs::write(path, should).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    let is = fs::read_to_string(path).unwrap_or_default();
    let advice = "`UPDATE_INDEX=1 cargo test -p framealloc-ui --test index` writes it anew";
    for (number, (is, should)) in is.lines().zip(should.lines()).enumerate() {
        assert_eq!(is, should, "{}, line {}; {advice}", path.display(), number + 1);
    }
    assert_eq!(is.lines().count(), should.lines().count(), "the lines of {}; {advice}", path.display());
}

#[test]
fn every_case_keeps_the_rules() {
    let mut faults = Vec::new();
    let failing = cases::read("fail", &mut faults);
    let passing = cases::read("pass", &mut faults);
    faults.extend(failing.iter().flat_map(Case::faults));
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
    keep(&here().join("README.md"), &index(&cases::read("fail", ignored), &cases::read("pass", ignored)));
}

#[test]
fn the_matrix_in_technical_md_is_of_these_cases() {
    let path = here().join("../TECHNICAL.md");
    let text = fs::read_to_string(&path).expect("TECHNICAL.md can be read");
    let (before, rest) = text.split_once("<!-- matrix -->\n").expect("TECHNICAL.md has a place for the matrix");
    let (_, after) = rest.split_once("<!-- /matrix -->\n").expect("the place has an end");
    let ignored = &mut Vec::new();
    let matrix = matrix::table(&cases::read("fail", ignored), &cases::read("pass", ignored));
    keep(&path, &format!("{before}<!-- matrix -->\n{matrix}<!-- /matrix -->\n{after}"));
}

#[test]
fn there_are_as_many_classes_and_cases_as_promised() {
    let ignored = &mut Vec::new();
    let (failing, passing) = (cases::read("fail", ignored), cases::read("pass", ignored));
    let mut classes: Vec<_> = failing.iter().map(|case| (&case.family, &case.class)).collect();
    classes.sort();
    classes.dedup();
    assert!(classes.len() >= 60, "{} classes", classes.len());
    assert!(failing.len() + passing.len() >= 150 && passing.len() >= 75, "{} and {}", failing.len(), passing.len());
}

#[test]
fn the_rules_see_what_breaks_them() {
    let rest = "\n//! Class: kept.\n//! Next: why? \"because\"\n";
    for (first, rest, fails, right) in [
        ("//! FA601: kept in a static.", rest, true, true),
        ("//! FA601: kept in a static", rest, true, false),
        ("//! FA999: kept in a static.", rest, true, false),
        ("// FA601: kept in a static.", rest, true, false),
        ("//! FA601: kept in a static.", "\n", true, false),
        ("//! FA601: kept in a static.", "\n//! Class: kept.\n//! Next: why? because\n", true, false),
        ("//! FA601: kept in a static.", "\n//! Class: kept\n//! Next: why? \"because\"\n", true, false),
        ("//! FA601 must not be raised: it is a copy.", rest, true, false),
        ("//! FA601 must not be raised: it is a copy.", "\n", false, true),
        ("//! FA601 must not be raised: it is a copy.", rest, false, false),
        ("//! FA601: it is a copy.", "\n", false, false),
        ("//! FA6", "\n", true, false),
        ("", "", true, false),
    ] {
        assert_eq!(cases::header(&format!("{first}{rest}"), fails).is_some(), right, "{first}{rest}");
    }
    let case = |message: &str| Case {
        code: "FA601".into(),
        question: "why?".into(),
        answer: "its own reason".into(),
        message: format!("{message}\n = note: its\n   own reason"),
        ..Case::default()
    };
    for (message, caught_by, faults) in [
        ("error: it lives in the arena [FA601]", "attribute", 0),
        ("error: it lives in the arena [FA604]", "attribute", 1),
        ("error[E0080]: evaluation panicked: too large [FA601]", "attribute", 0),
        ("error[E0080]: evaluation panicked: too large [FA601]\nnote: encountered while instantiating `f`", "build", 0),
        ("error[E0277]: it cannot be used on another thread [FA601]", "types", 0),
        (
            "error[E0502]: cannot borrow `__framealloc_region` as mutable because it is also borrowed as immutable",
            "types",
            1,
        ),
        ("error: lifetime may not live long enough\nnote: in `framealloc::private::open`", "types", 1),
        ("error[E0999]: in words that nobody knows", "types", 1),
        ("error: once [FA601]\nerror: and again [FA601]", "attribute", 1),
        ("error: future cannot be sent\nnote: frame memory belongs to its thread (FA601)", "types", 0),
    ] {
        let case = case(message);
        let found = case.faults();
        assert_eq!((case.caught_by(), found.len()), (caught_by, faults), "{message}: {found:?}");
    }
    let unanswered = Case { answer: "another reason".into(), ..case("error: one [FA601]") };
    assert_eq!(unanswered.faults().len(), 1);
    let in_the_source = Case { message: "error: one [FA601]\n7 | its own reason".into(), ..case("") };
    assert_eq!(in_the_source.faults().len(), 1, "what the case itself says is no answer");
}
