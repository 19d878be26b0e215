//! `json`: one document, version 1, as schemas/report-1.json describes it. A field may be added within a version; none changes its meaning or goes.

use std::io;

use framealloc_lint::Level;
use serde::Serialize;

use super::region::region;
use crate::finding::{Finding, Report, Silenced};
use crate::sources::{Place, Sources};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tool: Tool,
    root: String,
    packages: &'a [String],
    summary: Summary,
    findings: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    hints: usize,
    silenced: usize,
    files: usize,
    lines: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    name: &'static str,
    level: &'static str,
    confidence: &'static str,
    message: &'a str,
    label: Option<&'a str>,
    help: Option<&'a str>,
    package: Option<&'a str>,
    item: Option<&'a str>,
    fingerprint: Option<&'a str>,
    place: Where<'a>,
    notes: Vec<Remark<'a>>,
    fix: Option<Repair<'a>>,
    silenced: Option<Silence<'a>>,
}

#[derive(Serialize)]
struct Where<'a> {
    file: &'a str,
    start: At,
    end: At,
}

#[derive(Serialize)]
struct At {
    line: usize,
    column: usize,
    byte: usize,
}

#[derive(Serialize)]
struct Remark<'a> {
    text: &'a str,
    place: Option<Where<'a>>,
}

#[derive(Serialize)]
struct Repair<'a> {
    title: &'a str,
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    place: Where<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct Silence<'a> {
    by: &'static str,
    reason: Option<&'a str>,
}

/// Writes the document and a line break.
pub(super) fn write(out: &mut dyn io::Write, report: &Report, sources: &Sources) -> io::Result<()> {
    let document = Document {
        version: 1,
        tool: Tool { name: "cargo-fa", version: env!("CARGO_PKG_VERSION") },
        root: sources.root.to_string_lossy().into_owned(),
        packages: &report.packages,
        summary: Summary {
            errors: report.count(Level::Error),
            warnings: report.count(Level::Warn),
            hints: report.count(Level::Hint),
            silenced: report.findings.iter().filter(|finding| !finding.counts()).count(),
            files: report.files,
            lines: report.lines,
        },
        findings: report.findings.iter().map(|finding| entry(finding, sources)).collect(),
    };
    // Into memory first: the writer may be a terminal, and serde_json writes every token by itself.
    let mut text = serde_json::to_vec_pretty(&document)?;
    text.push(b'\n');
    out.write_all(&text)
}

fn entry<'a>(finding: &'a Finding, sources: &'a Sources) -> Entry<'a> {
    Entry {
        code: finding.code.id,
        name: finding.code.name,
        level: match finding.level {
            Level::Error => "error",
            Level::Warn => "warn",
            Level::Hint => "hint",
        },
        confidence: finding.confidence.name(),
        message: &finding.message,
        label: present(&finding.label),
        help: present(&finding.help),
        package: present(&finding.package),
        item: present(&finding.item),
        fingerprint: present(&finding.fingerprint),
        place: place(sources, finding.place),
        notes: finding
            .notes
            .iter()
            .map(|note| Remark { text: &note.text, place: note.place.map(|at| place(sources, at)) })
            .collect(),
        fix: finding.fix.as_ref().map(|fix| Repair {
            title: &fix.title,
            edits: fix
                .edits
                .iter()
                .map(|edit| Change { place: place(sources, edit.place), text: &edit.text })
                .collect(),
        }),
        silenced: finding.silenced.as_ref().map(|silenced| match silenced {
            Silenced::InSource { reason } => Silence { by: "source", reason: present(reason) },
            Silenced::Baseline => Silence { by: "baseline", reason: None },
        }),
    }
}

/// An empty text means that there is none, and a reader should not have to know that.
fn present(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn place(sources: &Sources, place: Place) -> Where<'_> {
    let at = region(sources, place);
    Where {
        file: &at.source.name,
        start: At { line: at.start.line, column: at.start.column, byte: at.bytes.start },
        end: At { line: at.end.line, column: at.end.column, byte: at.bytes.end },
    }
}
