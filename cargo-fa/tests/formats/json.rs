//! `json` against its own schema, and what it says against the report. No other format is read here.

use cargo_fa::report::Format;
use serde_json::Value;

use super::{hostile, invalid_by, written};

const SCHEMA: &str = include_str!("../../schemas/report-1.json");

#[test]
fn the_document_is_valid_and_loses_nothing() {
    let (report, sources) = hostile::report();
    let text = written(Format::Json, &report, &sources);
    assert_eq!(invalid_by(SCHEMA, &text), None);
    let document: Value = serde_json::from_str(&text).expect("valid JSON");
    assert_eq!(document["summary"]["silenced"], 3);
    let findings = document["findings"].as_array().expect("an array");
    assert_eq!(findings.len(), report.findings.len());
    for (finding, entry) in report.findings.iter().zip(findings) {
        assert_eq!(entry["code"], finding.code.id);
        assert_eq!(entry["message"], finding.message);
        assert_eq!(entry["help"].as_str().unwrap_or(""), finding.help);
        assert_eq!(entry["notes"].as_array().expect("an array").len(), finding.notes.len());
        assert_eq!(entry["fix"].is_null(), finding.fix.is_none());
        assert_eq!(entry["silenced"].is_null(), finding.counts());
    }
    assert_eq!(findings[10]["silenced"]["reason"], hostile::EVIL_LINES);
    assert_eq!(findings[12]["silenced"]["by"], "baseline");
}

#[test]
fn positions_are_those_of_the_text() {
    let (report, sources) = hostile::report();
    let document: Value = serde_json::from_str(&written(Format::Json, &report, &sources)).expect("valid JSON");
    for entry in document["findings"].as_array().expect("an array") {
        let place = &entry["place"];
        let (_, source) =
            sources.iter().find(|(_, source)| place["file"] == source.name).expect("the file is one of the run's");
        for end in ["start", "end"] {
            let number = |field: &str| place[end][field].as_u64().map(|n| n as usize).expect("a number");
            // The columns are characters of the line, so the bytes can be found from them.
            let line =
                source.text.split_inclusive('\n').chain([""]).nth(number("line") - 1).expect("the line is there");
            let before: usize = source.text.split_inclusive('\n').take(number("line") - 1).map(str::len).sum();
            let column: usize = line.chars().take(number("column") - 1).map(char::len_utf8).sum();
            assert_eq!(before + column, number("byte"), "{place}");
        }
    }
}

#[test]
fn an_empty_document_is_valid_and_a_broken_one_is_not() {
    for files in [0, 3] {
        let (report, sources) = hostile::empty(files);
        let text = written(Format::Json, &report, &sources);
        assert_eq!(invalid_by(SCHEMA, &text), None);
        assert!(invalid_by(SCHEMA, &text.replace("\"version\": 1,", "\"version\": 2,")).is_some());
    }
    let (report, sources) = hostile::report();
    let text = written(Format::Json, &report, &sources);
    assert!(invalid_by(SCHEMA, &text.replacen("\"line\": ", "\"zeile\": ", 1)).is_some());
}
