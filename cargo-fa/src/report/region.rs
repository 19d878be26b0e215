//! Where a place is, in every way that a format may ask: bytes, lines and columns, and the lines around it. Nothing is written here.

use std::ops::Range;

use crate::sources::{Place, Position, Source, Sources};

/// A place, cut to the text that there is. A file may have been unreadable, or a place may stem from other tokens than the
/// text's, so that no format may trust the numbers of a [`Place`].
#[derive(Debug, Clone)]
pub(super) struct Region<'a> {
    /// The file.
    pub(super) source: &'a Source,
    /// The bytes, at character boundaries.
    pub(super) bytes: Range<usize>,
    /// Of the first byte.
    pub(super) start: Position,
    /// Of the byte after the last.
    pub(super) end: Position,
}

/// Looks a place up.
pub(super) fn region(sources: &Sources, place: Place) -> Region<'_> {
    let source = sources.get(place.file);
    let range = place.range();
    let start = source.text.floor_char_boundary(range.start);
    let end = source.text.floor_char_boundary(range.end).max(start);
    Region { source, bytes: start..end, start: source.position(start), end: source.position(end) }
}

/// The whole lines that a range of bytes touches: the number of the first, their text with their ends, and where that text
/// begins. A renderer that got the whole file would look for every line in it again for every finding.
pub(super) fn window(source: &Source, bytes: &Range<usize>) -> (usize, Range<usize>) {
    let (first, _) = source.line_at(bytes.start);
    let end = source.text[bytes.end..].find('\n').map_or(source.text.len(), |at| bytes.end + at + 1);
    (source.position(bytes.start).line, first..end)
}

impl Region<'_> {
    /// `path:line:column`.
    pub(super) fn shown(&self) -> String {
        format!("{}:{}:{}", self.source.name, self.start.line, self.start.column)
    }

    /// For every line that it touches: the text without its end, and the columns of it that belong to the place, the second
    /// being the one after the last.
    pub(super) fn lines(&self) -> Vec<(&str, usize, usize)> {
        let (_, window) = window(self.source, &self.bytes);
        let text = &self.source.text[window];
        let last = self.end.line - self.start.line;
        // `split` gives the piece behind the last line break too, which is the line of a place at the end of a file.
        text.split('\n')
            .take(last + 1)
            .enumerate()
            .map(|(at, line)| {
                let line = line.strip_suffix('\r').unwrap_or(line);
                let from = if at == 0 { self.start.column } else { 1 };
                let to = if at == last { self.end.column } else { line.chars().count() + 1 };
                (line, from, to)
            })
            .collect()
    }
}
