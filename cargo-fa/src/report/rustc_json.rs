//! `rustc-json`: each finding as the line that `cargo check --message-format=json` writes for a message of the compiler's. Silenced findings never appear.

use std::io;

use serde::Serialize;

use super::region::region;
use super::{human, words};
use crate::finding::{Finding, Report};
use crate::sources::{Place, Sources};

#[derive(Serialize)]
struct Line<'a> {
    reason: &'static str,
    package_id: &'a str,
    target: Target<'a>,
    message: Diagnostic<'a>,
}

/// A finding has a package, but no target of it: the name and a kind are there because readers insist.
#[derive(Serialize)]
struct Target<'a> {
    name: &'a str,
    kind: [&'static str; 1],
    crate_types: [&'static str; 1],
    src_path: String,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: &'a str,
    code: Option<Code>,
    level: &'static str,
    spans: Vec<Span<'a>>,
    children: Vec<Diagnostic<'a>>,
    rendered: Option<String>,
}

#[derive(Serialize)]
struct Code {
    code: String,
    /// rustc's own lints have none either; `cargo fa explain` does.
    explanation: Option<&'static str>,
}

#[derive(Serialize)]
struct Span<'a> {
    file_name: &'a str,
    byte_start: usize,
    byte_end: usize,
    line_start: usize,
    line_end: usize,
    column_start: usize,
    column_end: usize,
    is_primary: bool,
    text: Vec<Text>,
    label: Option<&'a str>,
    suggested_replacement: Option<&'a str>,
    suggestion_applicability: Option<&'static str>,
    expansion: Option<()>,
}

#[derive(Serialize)]
struct Text {
    text: String,
    highlight_start: usize,
    highlight_end: usize,
}

/// Writes one line a finding.
pub(super) fn write(out: &mut dyn io::Write, report: &Report, sources: &Sources) -> io::Result<()> {
    for finding in report.open() {
        let footer = words::footer(finding);
        let line = Line {
            reason: "compiler-message",
            package_id: &finding.package,
            target: Target {
                name: &finding.package,
                kind: ["lib"],
                crate_types: ["lib"],
                src_path: sources.get(finding.place.file).path.to_string_lossy().into_owned(),
            },
            message: diagnostic(finding, sources, &footer),
        };
        let mut text = serde_json::to_vec(&line)?;
        text.push(b'\n');
        out.write_all(&text)?;
    }
    Ok(())
}

fn diagnostic<'a>(finding: &'a Finding, sources: &'a Sources, footer: &'a str) -> Diagnostic<'a> {
    let mut children: Vec<Diagnostic<'a>> = Vec::new();
    for note in &finding.notes {
        children.push(child("note", &note.text, note.place.map(|place| span(sources, place)).into_iter().collect()));
    }
    if !finding.help.is_empty() {
        children.push(child("help", &finding.help, Vec::new()));
    }
    children.push(child("note", footer, Vec::new()));
    if let Some(fix) = &finding.fix {
        let spans = fix.edits.iter().map(|edit| Span {
            suggested_replacement: Some(&edit.text),
            suggestion_applicability: Some("MachineApplicable"),
            ..span(sources, edit.place)
        });
        children.push(child("help", &fix.title, spans.collect()));
    }
    let label = (!finding.label.is_empty()).then_some(finding.label.as_str());
    Diagnostic {
        message: &finding.message,
        // rust-analyzer takes what stands before the colons for the name of the tool.
        code: Some(Code { code: format!("fa::{}", finding.code.id), explanation: None }),
        level: words::level(finding.level),
        spans: vec![Span { label, ..span(sources, finding.place) }],
        children,
        // rustc ends its text with an empty line too, and cargo prints it as it is.
        rendered: Some(format!("{}\n\n", human::plain(finding, sources))),
    }
}

fn child<'a>(level: &'static str, message: &'a str, spans: Vec<Span<'a>>) -> Diagnostic<'a> {
    Diagnostic { message, code: None, level, spans, children: Vec::new(), rendered: None }
}

fn span(sources: &Sources, place: Place) -> Span<'_> {
    let at = region(sources, place);
    let text = at.lines().into_iter().map(|(line, from, to)| Text {
        text: line.to_owned(),
        highlight_start: from,
        highlight_end: to,
    });
    Span {
        file_name: &at.source.name,
        byte_start: at.bytes.start,
        byte_end: at.bytes.end,
        line_start: at.start.line,
        line_end: at.end.line,
        column_start: at.start.column,
        column_end: at.end.column,
        is_primary: true,
        text: text.collect(),
        label: None,
        suggested_replacement: None,
        suggestion_applicability: None,
        expansion: None,
    }
}
