//! The files of a run: their paths, their text, and where lines begin. Nothing here knows Rust.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// One file of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A run of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last; not before `start`.
    pub end: u32,
}

impl Place {
    /// A place of a file.
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place { file, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The place as a range of byte offsets.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Line and column, both from 1; a column counts characters, as rustc's do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// As it is shown: relative to the workspace root where it lies below it, with `/` between the parts.
    pub name: String,
    /// Where it was read.
    pub path: PathBuf,
    /// Its text; empty for one that could not be read.
    pub text: Arc<str>,
    /// Where lines begin, when somebody asked: of a large file with many findings nobody wants to count them each time.
    lines: OnceLock<Arc<[usize]>>,
}

impl Source {
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(breaks).collect()
        })
    }

    /// The position of a byte offset. One behind the end, or inside a character, is moved back.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let lines = self.lines();
        let line = lines.partition_point(|start| *start <= offset);
        Position { line, column: self.text[lines[line - 1]..offset].chars().count() + 1 }
    }

    /// The text of a range, cut to what there is.
    #[must_use]
    pub fn slice(&self, range: std::ops::Range<usize>) -> &str {
        let start = self.text.floor_char_boundary(range.start);
        let end = self.text.floor_char_boundary(range.end).max(start);
        &self.text[start..end]
    }

    /// The whole line, without its end, that an offset is on, and where it begins.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> (usize, &str) {
        let offset = self.text.floor_char_boundary(offset);
        let start = self.text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[offset..].find('\n').map_or(self.text.len(), |at| offset + at);
        (start, self.text[start..end].trim_end_matches('\r'))
    }
}

/// All files of a run, in the order of their ids.
#[derive(Debug, Default)]
pub struct Sources {
    /// The workspace root, which names are relative to.
    pub root: PathBuf,
    files: Vec<Source>,
}

impl Sources {
    /// No files yet.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Sources { root: root.into(), files: Vec::new() }
    }

    /// Adds a file.
    pub fn add(&mut self, path: impl Into<PathBuf>, text: impl Into<Arc<str>>) -> FileId {
        let path = path.into();
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Source { name: self.name_of(&path), path, text: text.into(), lines: OnceLock::new() });
        id
    }

    /// How a path is shown.
    #[must_use]
    pub fn name_of(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.root).unwrap_or(path);
        let text = shown.to_string_lossy();
        if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
    }

    /// A file.
    ///
    /// # Panics
    ///
    /// For an id of another run.
    #[must_use]
    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(at, source)| (FileId(u32::try_from(at).unwrap_or(u32::MAX)), source))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_survive_bad_offsets() {
        let mut sources = Sources::new("/w");
        let id = sources.add("/w/src/a.rs", "ab\nçde\r\nf");
        let source = sources.get(id);
        assert_eq!(source.name, "src/a.rs");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position(5), Position { line: 2, column: 2 });
        // In the middle of `ç`, and behind the end.
        assert_eq!(source.position(4), Position { line: 2, column: 1 });
        assert_eq!(source.position(99), Position { line: 3, column: 2 });
        assert_eq!(source.line_at(5), (3, "çde"));
        assert_eq!(source.slice(3..5), "ç");
    }
}
