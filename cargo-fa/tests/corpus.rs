//! The labelled corpus: every mark is found, and nothing else. A file is judged alone, as a crate called `corpus`.
//!
//! Marks end the line of the primary span: `//~ FA301`, `//~ FA301 FA602`; `//~^ FA301` speaks of the line above.
//! `//~ todo-miss FA301` is a mistake that is not found yet, `//~ todo-false FA301` one that is found and is none: both are
//! limits that can be seen, and the test fails when one of them is gone. `//@ config: ..` is a line of `.fa.toml`.
//!
//! `cargo test -p cargo-fa --test corpus -- --nocapture` prints precision and recall of each code; they are committed in
//! `tests/corpus/NUMBERS.txt`, and `UPDATE_CORPUS=1` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use cargo_fa::corpus::judge_alone;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Hit,
    TodoMiss,
    TodoFalse,
}

/// Line, code, and what is said of it.
type Marks = Vec<(usize, String, Mark)>;

fn marks(text: &str) -> Marks {
    let mut all = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let Some((_, mark)) = line.split_once("//~") else { continue };
        let above = mark.chars().take_while(|letter| *letter == '^').count();
        let mut kind = Mark::Hit;
        for word in mark[above..].split_whitespace() {
            match word {
                "todo-miss" => kind = Mark::TodoMiss,
                "todo-false" => kind = Mark::TodoFalse,
                code if code.starts_with("FA") => all.push((at + 1 - above, code.to_owned(), kind)),
                _ => break,
            }
        }
    }
    all
}

fn config(text: &str) -> String {
    text.lines().filter_map(|line| line.strip_prefix("//@ config:")).map(|line| format!("{}\n", line.trim())).collect()
}

fn files(dir: &Path, all: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(dir)
        .expect("the corpus is there")
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, all);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all.push(path);
        }
    }
}

/// What a code got right and wrong in the whole corpus.
#[derive(Default)]
struct Score {
    hits: usize,
    misses: usize,
    alarms: usize,
}

#[test]
fn every_mark_is_found_and_nothing_else() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut all = Vec::new();
    files(&dir, &mut all);
    assert!(all.len() >= 60, "the corpus has {} files", all.len());
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut wrong = String::new();
    for path in &all {
        let text = std::fs::read_to_string(path).expect("it is text");
        let name = path.strip_prefix(&dir).expect("it is in the corpus").display().to_string();
        let found = judge_alone(path, &config(&text));
        let mut left: Vec<(usize, String, String)> = found;
        for (line, code, mark) in marks(&text) {
            let at = left.iter().position(|(there, id, _)| *there == line && *id == code);
            let score = scores.entry(code.clone()).or_default();
            if let Some(at) = at {
                left.remove(at);
            }
            match (mark, at) {
                (Mark::Hit, Some(_)) => score.hits += 1,
                (Mark::TodoMiss, None) => score.misses += 1,
                (Mark::TodoFalse, Some(_)) => score.alarms += 1,
                (Mark::Hit, None) => {
                    score.misses += 1;
                    let _ = writeln!(wrong, "{name}:{line}: {code} is not found");
                }
                (Mark::TodoMiss, Some(_)) => {
                    score.hits += 1;
                    let _ = writeln!(wrong, "{name}:{line}: {code} is found now: make the mark `//~ {code}`");
                }
                (Mark::TodoFalse, None) => {
                    let _ = writeln!(wrong, "{name}:{line}: {code} is no false alarm any more: remove the mark");
                }
            }
        }
        for (line, code, message) in left {
            scores.entry(code.clone()).or_default().alarms += 1;
            let _ = writeln!(wrong, "{name}:{line}: {code} is found and not marked: {message}");
        }
    }
    let numbers = table(&scores);
    println!("{numbers}");
    assert!(wrong.is_empty(), "\n{wrong}");
    let committed = dir.join("NUMBERS.txt");
    if std::env::var_os("UPDATE_CORPUS").is_some() {
        std::fs::write(&committed, &numbers).expect("it can be written");
    }
    let before = std::fs::read_to_string(&committed).unwrap_or_default();
    assert_eq!(before, numbers, "the numbers changed: look at them, then run again with UPDATE_CORPUS=1");
}

fn table(scores: &BTreeMap<String, Score>) -> String {
    let mut text = String::from("code   marked  found  false alarms  precision  recall\n");
    for (code, score) in scores {
        let marked = score.hits + score.misses;
        let percent = |part: usize, whole: usize| {
            if whole == 0 { "-".into() } else { format!("{:.0} %", part as f64 * 100.0 / whole as f64) }
        };
        let precision = percent(score.hits, score.hits + score.alarms);
        let recall = percent(score.hits, marked);
        let _ =
            writeln!(text, "{code:<6} {marked:>6} {:>6} {:>13} {precision:>10} {recall:>7}", score.hits, score.alarms);
    }
    text
}
