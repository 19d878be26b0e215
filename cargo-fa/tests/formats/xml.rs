//! `junit` against quick-junit and roxmltree, `checkstyle` against roxmltree. quick-junit knows the format, and reads with
//! an older version of the library that writes; roxmltree is a parser of its own. No other format is read here.

use std::collections::BTreeMap;

use cargo_fa::report::Format;
use quick_junit::{NonSuccessKind, TestCaseStatus};

use super::{hostile, written};

/// What XML 1.0 makes of a text with characters that it forbids.
fn cleaned(text: &str) -> String {
    text.replace(['\0', '\u{b}', '\u{1b}', '\u{fffe}'], "\u{fffd}")
}

#[test]
fn junit_is_read_back() {
    let (report, sources) = hostile::report();
    let text = written(Format::Junit, &report, &sources);
    let read = quick_junit::Report::deserialize_from_str(&text).expect("JUnit that quick-junit reads");
    let names: Vec<&str> = read.test_suites.iter().map(|suite| suite.name.as_str()).collect();
    assert_eq!(names, ["game", "physics-core", "quiet", "(no package)"]);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for suite in &read.test_suites {
        assert_eq!(suite.tests, suite.test_cases.len());
        for case in &suite.test_cases {
            let kind = match &case.status {
                TestCaseStatus::Success { .. } => "passed",
                TestCaseStatus::NonSuccess { kind: NonSuccessKind::Failure, .. } => "failed",
                TestCaseStatus::NonSuccess { kind: NonSuccessKind::Error, .. } => "broken",
                TestCaseStatus::Skipped { .. } => "skipped",
            };
            *kinds.entry(kind).or_default() += 1;
        }
        let failed = suite.test_cases.iter().filter(|case| matches!(case.status, TestCaseStatus::NonSuccess { .. }));
        assert_eq!(suite.failures, failed.count());
    }
    // One hint and one quiet package pass.
    assert_eq!(kinds, BTreeMap::from([("failed", 9), ("passed", 2), ("skipped", 3)]));
    assert_eq!(read.tests, 14);
    assert_eq!(read.failures, 9);
}

#[test]
fn junit_keeps_what_xml_can_hold() {
    let (report, sources) = hostile::report();
    let text = written(Format::Junit, &report, &sources);
    let document = roxmltree::Document::parse(&text).expect("well-formed XML");
    let message = |node: &roxmltree::Node| node.attribute("message").map(str::to_owned);
    let failures: Vec<String> =
        document.descendants().filter(|node| node.has_tag_name("failure")).filter_map(|node| message(&node)).collect();
    assert!(failures.contains(&cleaned(hostile::EVIL)), "{failures:#?}");
    let skipped: Vec<String> =
        document.descendants().filter(|node| node.has_tag_name("skipped")).filter_map(|node| message(&node)).collect();
    assert!(skipped.contains(&format!("silenced in the source: {}", hostile::EVIL_LINES)), "{skipped:#?}");
    let bodies: Vec<&str> =
        document.descendants().filter(|node| node.has_tag_name("failure")).filter_map(|node| node.text()).collect();
    assert!(
        bodies.iter().any(|body| body.contains("]]>") && body.contains("src/tabs and #hash.rs:3:6")),
        "{bodies:#?}"
    );
}

#[test]
fn checkstyle_is_read_back() {
    let (report, sources) = hostile::report();
    let text = written(Format::Checkstyle, &report, &sources);
    let document = roxmltree::Document::parse(&text).expect("well-formed XML");
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "checkstyle");
    let mut read = Vec::new();
    for file in root.children().filter(roxmltree::Node::is_element) {
        assert_eq!(file.tag_name().name(), "file");
        for error in file.children().filter(roxmltree::Node::is_element) {
            assert_eq!(error.tag_name().name(), "error");
            let get = |name: &str| error.attribute(name).expect("the attribute is there").to_owned();
            assert!(["error", "warning", "info"].contains(&get("severity").as_str()));
            assert!(get("column").parse::<usize>().is_ok_and(|column| column > 0));
            let name = file.attribute("name").expect("a name").to_owned();
            read.push((name, get("line").parse::<usize>().expect("a number"), get("source"), get("message")));
        }
    }
    assert_eq!(read.len(), report.open().count());
    for finding in report.open() {
        let source = sources.get(finding.place.file);
        let line = source.position(finding.place.range().start).line;
        let code = format!("cargo-fa.{}", finding.code.id);
        let found = read.iter().any(|(name, at, by, message)| {
            (name, *at, by) == (&source.name, line, &code) && message.starts_with(&cleaned(&finding.message))
        });
        assert!(found, "{} in {read:#?}", finding.message);
    }
    let files: Vec<&str> = root.children().filter_map(|node| node.attribute("name")).collect();
    assert_eq!(files.len(), 5, "one element a file: {files:?}");
}

#[test]
fn empty_files_are_valid() {
    for (files, package, skipped) in [(0, "cargo fa", 1), (3, "game", 0)] {
        let (report, sources) = hostile::empty(files);
        let text = written(Format::Junit, &report, &sources);
        let read = quick_junit::Report::deserialize_from_str(&text).expect("JUnit that quick-junit reads");
        assert_eq!((read.tests, read.failures, read.test_suites.len()), (1, 0, 1));
        assert_eq!(read.test_suites[0].name.as_str(), package);
        let document = roxmltree::Document::parse(&text).expect("well-formed XML");
        let suite = document.descendants().find(|node| node.has_tag_name("testsuite")).expect("a suite");
        assert_eq!(suite.attribute("skipped"), Some(skipped.to_string().as_str()));
        let cases = &read.test_suites[0].test_cases;
        let passed = cases.iter().filter(|case| matches!(case.status, TestCaseStatus::Success { .. })).count();
        assert_eq!((cases.len(), passed), (1, 1 - skipped));

        let text = written(Format::Checkstyle, &report, &sources);
        let document = roxmltree::Document::parse(&text).expect("well-formed XML");
        assert!(document.root_element().has_tag_name("checkstyle"));
        assert!(!document.root_element().has_children());
    }
}
