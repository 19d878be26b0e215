//! One source gives the same code at the same place, whoever reads it: the attributes, as the snapshots under `ui/fail`
//! show, or `cargo fa`. Only codes that both raise are compared.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_fa::corpus::judge_places;

/// The codes of rules that the attributes share with this tool.
const SHARED: [&str; 4] = ["FA301", "FA401", "FA601", "FA701"];

/// Passing cases in which this tool finds more than an attribute can, and why.
const MORE: [(&str, &str); 1] =
    [("in_a_nested_function.rs", "the inner function has no attribute, and its loop need not end")];

fn cases(kind: &str) -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui").join(kind);
    let mut all = Vec::new();
    for family in std::fs::read_dir(dir).expect("the ui cases are there") {
        for case in std::fs::read_dir(family.expect("it can be listed").path()).expect("it is a folder") {
            let path = case.expect("it can be listed").path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                all.push(path.canonicalize().expect("it is there"));
            }
        }
    }
    all.sort();
    all
}

/// Line, column and code of what the compiler printed.
fn snapshot(case: &Path) -> BTreeSet<(usize, usize, String)> {
    let text = std::fs::read_to_string(case.with_extension("stderr")).expect("a failing case has a snapshot");
    let mut found = BTreeSet::new();
    let mut code: Option<String> = None;
    for line in text.lines() {
        if line.starts_with("error") {
            code = line.rsplit_once('[').and_then(|(_, code)| code.strip_suffix(']')).map(str::to_owned);
        }
        if let (Some(id), Some((_, place))) = (&code, line.trim_start().split_once("--> ")) {
            let mut parts = place.rsplitn(3, ':');
            let column = parts.next().and_then(|part| part.parse().ok());
            let line = parts.next().and_then(|part| part.parse().ok());
            if let (Some(line), Some(column)) = (line, column) {
                found.insert((line, column, id.clone()));
            }
            code = None;
        }
    }
    found
}

fn judged(case: &Path) -> BTreeSet<(usize, usize, String)> {
    judge_places(case, "").into_iter().map(|((line, column), code, _)| (line, column, code)).collect()
}

#[test]
fn what_attributes_report_is_found_at_the_same_place() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for case in cases("fail") {
        let shared = |all: BTreeSet<(usize, usize, String)>| -> BTreeSet<_> {
            all.into_iter().filter(|(.., code)| SHARED.contains(&code.as_str())).collect()
        };
        let (said, found) = (shared(snapshot(&case)), judged(&case));
        compared += said.len();
        for miss in said.difference(&found) {
            wrong.push(format!("{}: {miss:?} is said by the attribute and not found", case.display()));
        }
        // What the attribute does not say, types may show; but then the attribute was silent about the whole line.
        let lines: BTreeSet<_> = said.iter().map(|(line, _, code)| (*line, code.clone())).collect();
        for extra in shared(found).difference(&said) {
            if lines.contains(&(extra.0, extra.2.clone())) {
                wrong.push(format!("{}: {extra:?} is found beside what the attribute says", case.display()));
            }
        }
    }
    assert!(compared >= 30, "only {compared} places were compared");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn what_compiles_is_not_told_by_the_shared_rules() {
    let mut wrong = Vec::new();
    for case in cases("pass") {
        let name = case.file_name().expect("it is a file").to_string_lossy().into_owned();
        if MORE.iter().any(|(other, _)| *other == name) {
            continue;
        }
        let told = |code: &str| SHARED.contains(&code) || code == "FA302" || code == "FA006";
        for found in judged(&case).into_iter().filter(|(.., code)| told(code)) {
            wrong.push(format!("{}: {found:?}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
