//! `human` against committed text, to be read by people: `UPDATE_FORMATS=1` writes it anew. What the words mean is not judged here.

use std::path::Path;

use cargo_fa::finding::Report;
use cargo_fa::report::{Format, Style};
use cargo_fa::sources::Sources;

use super::{hostile, styled, written};

fn compare(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/expected").join(name);
    if std::env::var_os("UPDATE_FORMATS").is_some() {
        std::fs::write(&path, text).expect("the expected text can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == text, "{name} differs (UPDATE_FORMATS=1 accepts it):\n{text}");
}

#[test]
fn it_looks_as_committed() {
    let (report, sources) = hostile::report();
    compare("human.txt", &written(Format::Human, &report, &sources));
    let unicode = Style { unicode: true, width: Some(60), ..Style::default() };
    compare("human-unicode-60.txt", &styled(Format::Human, &report, &sources, &unicode));
}

#[test]
fn colours_are_only_added() {
    let (report, sources) = hostile::report();
    let coloured = styled(Format::Human, &report, &sources, &Style { color: true, ..Style::default() });
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, code)) = rest.split_once("\u{1b}[") {
        plain += before;
        rest = code.split_once('m').map_or("", |(_, behind)| behind);
    }
    plain += rest;
    assert!(coloured.len() > plain.len());
    assert_eq!(plain, written(Format::Human, &report, &sources));
}

#[test]
fn nothing_of_a_message_reaches_the_terminal_as_a_command() {
    let (report, sources) = hostile::report();
    let text = written(Format::Human, &report, &sources);
    let control = text.chars().find(|at| at.is_control() && *at != '\n');
    assert_eq!(control, None);
}

fn last_line(report: &Report, sources: &Sources) -> String {
    written(Format::Human, report, sources).lines().last().unwrap_or_default().to_owned()
}

#[test]
fn the_last_line_counts_and_never_praises_a_run_that_read_nothing() {
    let (mut report, sources) = hostile::report();
    assert_eq!(last_line(&report, &sources), "2 errors, 7 warnings, 1 hint in 5 files, 3 packages; 3 silenced");
    report.findings.retain(|finding| !finding.counts());
    assert_eq!(last_line(&report, &sources), "no issues in 5 files, 3 packages; 3 silenced");
    let (report, sources) = hostile::empty(1);
    assert_eq!(written(Format::Human, &report, &sources), "no issues in 1 file, 1 package\n");
    let (report, sources) = hostile::empty(0);
    assert_eq!(written(Format::Human, &report, &sources), "nothing was checked: 0 files, 0 packages\n");
}
