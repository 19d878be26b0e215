//! `github`: workflow commands, which GitHub Actions turns into remarks beside the lines of a change. Silenced findings never appear.

use std::io;

use framealloc_lint::Level;

use super::region::region;
use super::words;
use crate::finding::Report;
use crate::sources::Sources;

/// Writes one command a line.
pub(super) fn write(out: &mut dyn io::Write, report: &Report, sources: &Sources) -> io::Result<()> {
    for finding in report.open() {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warn => "warning",
            Level::Hint => "notice",
        };
        let at = region(sources, finding.place);
        // The runner drops columns, and complains, where a remark goes over several lines.
        let columns = if at.start.line == at.end.line {
            format!(",col={},endColumn={}", at.start.column, at.end.column)
        } else {
            String::new()
        };
        let mut text = vec![finding.message.clone()];
        text.extend(words::remarks(finding, sources));
        writeln!(
            out,
            "::{command} file={},line={},endLine={}{columns},title={}::{}",
            property(&at.source.name),
            at.start.line,
            at.end.line,
            property(&format!("{} {}", finding.code.id, finding.code.name)),
            data(&text.join("\n")),
        )?;
    }
    Ok(())
}

/// The text behind the `::`.
fn data(text: &str) -> String {
    // The percent sign comes first, or the other escapes would be escaped again.
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a colon or a comma would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
