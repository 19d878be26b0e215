//! The output formats: which there are, and which file writes each. No format's details live here, and nothing decides what a finding is.

mod checkstyle;
mod compact;
mod github;
mod human;
mod json;
mod junit;
mod region;
mod rustc_json;
mod sarif;
mod uri;
mod words;
mod xml;

use std::io;

use clap::ValueEnum;

use crate::finding::Report;
use crate::sources::Sources;

/// How a run's findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, ValueEnum)]
pub enum Format {
    /// As rustc shows its own, for people.
    #[default]
    Human,
    /// One document; its schema is schemas/report-1.json.
    Json,
    /// One message a line, as cargo writes the compiler's, for editors.
    RustcJson,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML: a test suite a package, a test case a finding.
    Junit,
    /// Checkstyle XML.
    Checkstyle,
    /// Workflow commands, which GitHub Actions shows beside the lines.
    Github,
    /// One finding a line, as `PATH:LINE:COLUMN: LEVEL[CODE]: MESSAGE (HELP)`.
    Compact,
}

/// What the terminal can show. Only [`Format::Human`] asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Whether to write colours, as ANSI escape codes.
    pub color: bool,
    /// Whether to draw with box characters in place of ASCII.
    pub unicode: bool,
    /// How many columns there are; nothing where nobody knows.
    pub width: Option<usize>,
}

/// Writes a report in a format. The caller buffers and flushes.
///
/// # Errors
///
/// Only what `out` answers.
pub fn write(
    out: &mut dyn io::Write,
    format: Format,
    report: &Report,
    sources: &Sources,
    style: &Style,
) -> io::Result<()> {
    match format {
        Format::Human => human::write(out, report, sources, style),
        Format::Json => json::write(out, report, sources),
        Format::RustcJson => rustc_json::write(out, report, sources),
        Format::Sarif => sarif::write(out, report, sources),
        Format::Junit => junit::write(out, report, sources),
        Format::Checkstyle => checkstyle::write(out, report, sources),
        Format::Github => github::write(out, report, sources),
        Format::Compact => compact::write(out, report, sources),
    }
}

/// A reason why there is no run, as a person reads it.
#[must_use]
pub fn problem(problem: &crate::problem::Problem, sources: &Sources, color: bool) -> String {
    human::problem(problem, sources, color)
}
