//! Words that several formats share: levels as the compiler calls them, headings, plain remarks, numbers with their nouns. No format's syntax lives here.

use framealloc_lint::Level;

use super::region::region;
use crate::finding::{Confidence, Finding};
use crate::sources::Sources;

/// The level as rustc calls it: a hint is a note.
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warn => "warning",
        Level::Hint => "note",
    }
}

/// `warning[FA301]: message`.
pub(super) fn heading(finding: &Finding) -> String {
    format!("{}[{}]: {}", level(finding.level), finding.code.id, finding.message)
}

/// Every remark on a line of its own, for formats that have nothing but text: label, notes with their places, help.
pub(super) fn remarks(finding: &Finding, sources: &Sources) -> Vec<String> {
    let mut lines = Vec::new();
    if !finding.label.is_empty() {
        lines.push(finding.label.clone());
    }
    for note in &finding.notes {
        lines.push(match note.place {
            Some(place) => format!("note: {}: {}", region(sources, place).shown(), note.text),
            None => format!("note: {}", note.text),
        });
    }
    if !finding.help.is_empty() {
        lines.push(format!("help: {}", finding.help));
    }
    lines
}

/// The last remark of a finding: how sure it is, and where to read on.
pub(super) fn footer(finding: &Finding) -> String {
    let sure = match finding.confidence {
        Confidence::Syntactic => "from the source alone; ",
        Confidence::Typed => "",
    };
    format!("{sure}for more: cargo fa explain {}", finding.code.id)
}

/// `1 file`, `2 files`.
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The text for a terminal: line breaks are kept, other control characters become visible. annotate-snippets promises that
/// for some of its texts, but keeps the promise for fewer.
pub(super) fn visible(text: &str) -> String {
    annotate_snippets::normalize_untrusted_str(&text.replace("\r\n", "\n"))
}

/// The text on one line: a run of line breaks becomes a blank, other control characters become visible. What reads a line
/// at a time, or is shown by a terminal, must not be steered by what somebody called their file.
pub(super) fn one_line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' => {
                if !shown.ends_with(' ') {
                    shown.push(' ');
                }
            }
            '\t' => shown.push(' '),
            control if control.is_control() => shown.extend(control.escape_unicode()),
            other => shown.push(other),
        }
    }
    shown
}

/// The package, with words for one that is not there.
pub(super) fn package(finding: &Finding) -> &str {
    if finding.package.is_empty() { "(no package)" } else { &finding.package }
}
