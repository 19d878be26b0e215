//! `sarif`: SARIF 2.1.0 for code scanning, silenced findings included. What a code means comes from framealloc-lint's table and never from here.

use std::io;

use framealloc_lint::{Code, Level};
use serde_json::{Map, Value, json};

use super::region::region;
use super::{uri, words};
use crate::finding::{Finding, Fix, Report, Silenced};
use crate::sources::{FileId, Place, Sources};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What relative URIs hang from.
const BASE: &str = "SRCROOT";

/// Writes the log with its one run.
pub(super) fn write(out: &mut dyn io::Write, report: &Report, sources: &Sources) -> io::Result<()> {
    let mut codes: Vec<&'static Code> = report.findings.iter().map(|finding| finding.code).collect();
    codes.sort_by_key(|code| code.id);
    codes.dedup_by_key(|code| code.id);
    let results: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| {
            let rule = codes.iter().position(|code| code.id == finding.code.id);
            result(finding, rule, sources)
        })
        .collect();
    // The standard lets a base without a known place stand empty.
    let base = uri::of_folder(&sources.root).map_or_else(|| json!({}), |uri| json!({ "uri": uri }));
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cargo-fa",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { BASE: base },
            "results": results,
        }],
    });
    let mut text = serde_json::to_vec_pretty(&log)?;
    text.push(b'\n');
    out.write_all(&text)
}

fn level(level: Level) -> &'static str {
    // The standard has `note` for what is worth knowing, as rustc does.
    words::level(level)
}

fn rule(code: &Code) -> Value {
    let explanation = code.explain();
    json!({
        "id": code.id,
        "name": code.name,
        "shortDescription": { "text": format!("{} {}", code.id, code.name) },
        "fullDescription": { "text": code.doc.what.trim() },
        "help": {
            "text": format!("{explanation}\nThe same at a prompt: cargo fa explain {}\n", code.id),
            "markdown": explanation,
        },
        "defaultConfiguration": { "level": level(code.level) },
    })
}

fn result(finding: &Finding, rule: Option<usize>, sources: &Sources) -> Value {
    let mut result = json!({
        "ruleId": finding.code.id,
        "level": level(finding.level),
        "message": { "text": message(finding) },
        "locations": [primary(finding, sources)],
        // All results of a run have this or none: an empty list says that nothing silences the finding.
        "suppressions": suppressions(finding),
        "properties": { "confidence": finding.confidence.name() },
    });
    let mut set = |name: &str, value: Value| result[name] = value;
    if let Some(rule) = rule {
        set("ruleIndex", json!(rule));
    }
    if !finding.fingerprint.is_empty() {
        set("partialFingerprints", json!({ "fa/v1": finding.fingerprint }));
    }
    let steps: Vec<(Place, &str)> =
        finding.notes.iter().filter_map(|note| Some((note.place?, note.text.as_str()))).collect();
    if !steps.is_empty() {
        let related = steps.iter().enumerate().map(|(at, (place, text))| {
            let mut related = location(sources, *place, text);
            related["id"] = json!(at + 1);
            related
        });
        set("relatedLocations", related.collect());
        // A flow begins where the finding is; viewers that draw one do not draw the result's own location again.
        let first = std::iter::once((finding.place, finding.message.as_str()));
        let flow = first.chain(steps.iter().copied());
        let flow: Vec<Value> =
            flow.map(|(place, text)| json!({ "location": location(sources, place, text) })).collect();
        set("codeFlows", json!([{ "threadFlows": [{ "locations": flow }] }]));
    }
    if let Some(fix) = &finding.fix.as_ref().filter(|fix| !fix.edits.is_empty()) {
        set("fixes", json!([repair(fix, sources)]));
    }
    if !finding.package.is_empty() {
        result["properties"]["package"] = json!(finding.package);
    }
    result
}

/// The message with what has no place of its own. Braces stay single although the standard would double them: without
/// `arguments` viewers show the text as it is.
fn message(finding: &Finding) -> String {
    let mut lines = vec![finding.message.clone()];
    if !finding.label.is_empty() {
        lines.push(finding.label.clone());
    }
    lines.extend(finding.notes.iter().filter(|note| note.place.is_none()).map(|note| format!("note: {}", note.text)));
    if !finding.help.is_empty() {
        lines.push(format!("help: {}", finding.help));
    }
    lines.join("\n")
}

fn primary(finding: &Finding, sources: &Sources) -> Value {
    let mut location = location(sources, finding.place, &finding.label);
    if !finding.item.is_empty() {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": finding.item }]);
    }
    location
}

fn location(sources: &Sources, place: Place, text: &str) -> Value {
    let mut location = Map::new();
    location.insert(
        "physicalLocation".to_owned(),
        json!({ "artifactLocation": artifact(sources, place.file), "region": span(sources, place) }),
    );
    if !text.is_empty() {
        location.insert("message".to_owned(), json!({ "text": text }));
    }
    Value::Object(location)
}

fn artifact(sources: &Sources, file: FileId) -> Value {
    let name = &sources.get(file).name;
    if uri::is_absolute(name) {
        json!({ "uri": uri::of_name(name) })
    } else {
        json!({ "uri": uri::of_name(name), "uriBaseId": BASE })
    }
}

fn span(sources: &Sources, place: Place) -> Value {
    let at = region(sources, place);
    json!({
        "startLine": at.start.line,
        "startColumn": at.start.column,
        "endLine": at.end.line,
        "endColumn": at.end.column,
    })
}

fn suppressions(finding: &Finding) -> Value {
    match &finding.silenced {
        None => json!([]),
        Some(Silenced::InSource { reason }) if reason.is_empty() => json!([{ "kind": "inSource" }]),
        Some(Silenced::InSource { reason }) => json!([{ "kind": "inSource", "justification": reason }]),
        Some(Silenced::Baseline) => json!([{ "kind": "external", "justification": "in the baseline file" }]),
    }
}

/// One change for each file, as the standard wants it.
fn repair(fix: &Fix, sources: &Sources) -> Value {
    let mut files: Vec<(FileId, Vec<Value>)> = Vec::new();
    for edit in &fix.edits {
        let replacement =
            json!({ "deletedRegion": span(sources, edit.place), "insertedContent": { "text": edit.text } });
        match files.iter_mut().find(|(file, _)| *file == edit.place.file) {
            Some((_, replacements)) => replacements.push(replacement),
            None => files.push((edit.place.file, vec![replacement])),
        }
    }
    let changes: Vec<Value> = files
        .into_iter()
        .map(
            |(file, replacements)| json!({ "artifactLocation": artifact(sources, file), "replacements": replacements }),
        )
        .collect();
    json!({ "description": { "text": fix.title }, "artifactChanges": changes })
}
