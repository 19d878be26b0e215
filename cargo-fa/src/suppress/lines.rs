//! Suppressions by lines: for files that have no tokens, for trailing comments, and for deleting comments.

use std::ops::Range;

use super::tokens::Comment;

/// The line that an offset is on, without its end.
pub(super) fn around(text: &str, offset: usize) -> Range<usize> {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    start..end
}

/// The line comments of a file that cannot be tokenised. A string with `//` in it looks like one; better a suppression
/// too many in a file that does not compile than none at all.
pub(super) fn comments(text: &str) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        if let Some(at) = content.find("//") {
            let documentation = ["///", "//!"].iter().any(|doc| content[at..].starts_with(doc));
            if !documentation {
                let range = start + at..start + content.len();
                let own_line = content[..at].trim().is_empty();
                comments.push(Comment { body: range.start + 2..range.end, range, own_line, next: 0 });
            }
        }
        start += line.len();
    }
    comments
}

/// The first line of code after an offset.
pub(super) fn next(text: &str, offset: usize) -> Option<Range<usize>> {
    let mut start = around(text, offset).end + 1;
    while start < text.len() {
        let line = around(text, start);
        let content = text[line.clone()].trim();
        if !content.is_empty() && !content.starts_with("//") {
            return Some(line);
        }
        start = line.end + 1;
    }
    None
}

/// What goes with a comment that is deleted: its line when there is nothing else on it, the space before it when it
/// trails, the space after it when code follows.
pub(super) fn deletion(text: &str, comment: &Comment) -> Range<usize> {
    let Range { start, end } = comment.range;
    let first = around(text, start);
    let line_end = around(text, end).end;
    let alone_before = text[first.start..start].trim().is_empty();
    let alone_after = text[end..line_end].trim().is_empty();
    match (alone_before, alone_after) {
        (true, true) => first.start..(line_end + 1).min(text.len()),
        (false, true) => text[..start].trim_end().len()..end,
        (_, false) => start..end + (text[end..line_end].len() - text[end..line_end].trim_start().len()),
    }
}
