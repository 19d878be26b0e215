//! `compact`: one finding a line, for people and tools that grep. Notes, edits and silenced findings never appear.

use std::io;

use super::region::region;
use super::words;
use crate::finding::Report;
use crate::sources::Sources;

/// Writes `path:line:column: warning[FA301]: message (help)` for each finding.
pub(super) fn write(out: &mut dyn io::Write, report: &Report, sources: &Sources) -> io::Result<()> {
    for finding in report.open() {
        let help = if finding.help.is_empty() { String::new() } else { format!(" ({})", finding.help) };
        let line = format!("{}: {}{help}", region(sources, finding.place).shown(), words::heading(finding));
        writeln!(out, "{}", words::one_line(&line))?;
    }
    Ok(())
}
