//! `sarif` against the official schema of the standard, and what only prose demands. No other format is read here.

use std::collections::BTreeSet;

use cargo_fa::report::Format;
use serde_json::Value;

use super::{hostile, invalid_by, written};

/// The schema that OASIS publishes with the standard, unchanged, as the sources of serde-sarif 0.8.0 carry it.
const SCHEMA: &str = include_str!("../schemas/sarif-2.1.0.json");

fn log() -> Value {
    let (report, sources) = hostile::report();
    let text = written(Format::Sarif, &report, &sources);
    assert_eq!(invalid_by(SCHEMA, &text), None);
    serde_json::from_str(&text).expect("valid JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn rules_are_the_codes_that_occur_and_every_result_points_at_its_own() {
    let log = log();
    let run = &log["runs"][0];
    let rules = list(&run["tool"]["driver"]["rules"]);
    let ids: BTreeSet<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(ids.len(), rules.len());
    for rule in rules {
        assert!(rule["help"]["text"].as_str().is_some_and(|text| text.contains("cargo fa explain FA")), "{rule}");
        assert!(rule["help"]["markdown"].as_str().is_some_and(|text| text.starts_with("# FA")), "{rule}");
    }
    let (report, _) = hostile::report();
    let results = list(&run["results"]);
    assert_eq!(results.len(), report.findings.len());
    for (result, finding) in results.iter().zip(&report.findings) {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!(result["ruleId"], finding.code.id);
        assert!(result["message"]["text"].as_str().is_some_and(|text| text.starts_with(&finding.message)));
        // All of them or none, says the standard.
        assert_eq!(list(&result["suppressions"]).is_empty(), finding.counts());
        assert!(result["suppressions"].is_array());
        assert_eq!(result["properties"]["confidence"], finding.confidence.name());
        let steps = finding.notes.iter().filter(|note| note.place.is_some()).count();
        assert_eq!(list(&result["relatedLocations"]).len(), steps);
        let flow = list(&result["codeFlows"][0]["threadFlows"][0]["locations"]);
        assert_eq!(flow.len(), if steps > 0 { steps + 1 } else { 0 });
    }
    assert_eq!(results[10]["suppressions"][0]["kind"], "inSource");
    assert_eq!(results[10]["suppressions"][0]["justification"], hostile::EVIL_LINES);
    assert_eq!(results[12]["suppressions"][0]["kind"], "external");
    assert_eq!(results[12]["partialFingerprints"]["fa/v1"], "fedcba9876543210");
    assert_eq!(results[4]["level"], "note");
    assert_eq!(list(&results[4]["fixes"][0]["artifactChanges"]).len(), 2);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
}

/// What a reader does: decodes, and hangs relative names from their base.
fn resolved(location: &Value, base: &str) -> String {
    let uri = location["uri"].as_str().expect("a URI");
    let whole = if location["uriBaseId"] == "SRCROOT" { format!("{base}{uri}") } else { uri.to_owned() };
    let path = whole.strip_prefix("file://").expect("a file");
    assert!(path.starts_with('/') && path.is_ascii() && !path.contains(['#', '?', ' ', ':', '[']), "{path}");
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        if *first == b'%' {
            let hex = std::str::from_utf8(&behind[..2]).expect("two digits");
            bytes.push(u8::from_str_radix(hex, 16).expect("two digits"));
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).expect("paths of the report are UTF-8")
}

#[test]
fn uris_lead_back_to_the_files() {
    let log = log();
    let (report, sources) = hostile::report();
    let run = &log["runs"][0];
    let base = run["originalUriBaseIds"]["SRCROOT"]["uri"].as_str().expect("a base");
    assert!(base.ends_with('/'), "{base}");
    for (result, finding) in list(&run["results"]).iter().zip(&report.findings) {
        let physical = &result["locations"][0]["physicalLocation"];
        let source = sources.get(finding.place.file);
        assert_eq!(resolved(&physical["artifactLocation"], base), source.path.to_string_lossy());
        let region = &physical["region"];
        assert_eq!(region["startLine"], source.position(finding.place.range().start).line);
        assert_eq!(region["endColumn"], source.position(finding.place.range().end).column);
    }
}

#[test]
fn an_empty_log_is_valid_and_a_broken_one_is_not() {
    for files in [0, 3] {
        let (report, sources) = hostile::empty(files);
        assert_eq!(invalid_by(SCHEMA, &written(Format::Sarif, &report, &sources)), None);
    }
    let (report, sources) = hostile::report();
    let text = written(Format::Sarif, &report, &sources);
    assert!(invalid_by(SCHEMA, &text.replacen("\"level\": \"warning\"", "\"level\": \"warn\"", 1)).is_some());
    assert!(invalid_by(SCHEMA, &text.replacen("\"startLine\": 2", "\"startLine\": 0", 1)).is_some());
}
