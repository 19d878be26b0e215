//! Which edits go together, and the text after them. No file is written here.

use std::collections::BTreeMap;

use crate::finding::{Edit, Fix};
use crate::source::read;
use crate::sources::{FileId, Sources};

/// The edits that were taken, by file.
#[derive(Debug, Default)]
pub(super) struct Plan {
    taken: BTreeMap<FileId, Vec<Edit>>,
}

impl Plan {
    /// Takes all edits of a fix, or none of them. Gives back the files that it touches.
    pub(super) fn take(&mut self, fix: &Fix, sources: &Sources) -> Result<Vec<FileId>, &'static str> {
        if fix.edits.is_empty() {
            return Err("it says nothing to change");
        }
        let mut fresh: Vec<&Edit> = Vec::new();
        for edit in &fix.edits {
            let text = &sources.get(edit.place.file).text;
            let range = edit.place.range();
            if text.get(range).is_none() {
                return Err("it lies outside of the file");
            }
            let others = self.taken.get(&edit.place.file);
            // Two findings may ask for the same replacement; the same insertion twice would be twice the text.
            if others.is_some_and(|others| others.contains(edit)) && edit.place.start < edit.place.end {
                continue;
            }
            let clash = |other: &Edit| overlap(other, edit);
            if others.is_some_and(|others| others.iter().any(clash)) || fresh.iter().any(|other| clash(other)) {
                return Err("it overlaps another fix; run `--fix` again");
            }
            fresh.push(edit);
        }
        for edit in fresh {
            self.taken.entry(edit.place.file).or_default().push(edit.clone());
        }
        let mut files: Vec<FileId> = fix.edits.iter().map(|edit| edit.place.file).collect();
        files.sort_unstable();
        files.dedup();
        Ok(files)
    }

    pub(super) fn files(&self) -> impl Iterator<Item = FileId> {
        self.taken.keys().copied()
    }

    /// The text of a file after its edits, or why it must stay as it is.
    pub(super) fn text(&self, file: FileId, sources: &Sources) -> Result<String, String> {
        let source = sources.get(file);
        let now = std::fs::read(&source.path).map_err(|error| format!("the file cannot be read again: {error}"))?;
        if now != source.text.as_bytes() {
            return Err("the file was changed since it was read".to_owned());
        }
        let mut edits: Vec<&Edit> = self.taken.get(&file).into_iter().flatten().collect();
        edits.sort_by_key(|edit| edit.place);
        let crlf = source.text.find('\n').is_some_and(|at| source.text[..at].ends_with('\r'));
        let mut text = String::with_capacity(source.text.len());
        let mut at = 0;
        for edit in edits {
            let range = edit.place.range();
            text.push_str(&source.text[at..range.start]);
            let new = edit.text.replace("\r\n", "\n");
            text.push_str(&if crlf { new.replace('\n', "\r\n") } else { new });
            at = range.end;
        }
        text.push_str(&source.text[at..]);
        let is_rust = source.path.extension().is_some_and(|extension| extension == "rs");
        if is_rust && read::parses(&source.text) && !read::parses(&text) {
            return Err("the file would not parse any more".to_owned());
        }
        Ok(text)
    }
}

/// Whether two edits touch the same bytes, or insert at the same place, where their order would be a guess.
fn overlap(one: &Edit, other: &Edit) -> bool {
    let (a, b) = (one.place, other.place);
    if a.file != b.file {
        return false;
    }
    if a.start == b.start {
        return true;
    }
    a.start < b.end && b.start < a.end
}
