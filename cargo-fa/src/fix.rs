//! `--fix`: puts the edits of findings into files. Which edits are right is decided where they are made; nothing here
//! changes a file that is not as it was read, or that could not be brought back.

mod edits;
mod git;

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::finding::Finding;
use crate::sources::{FileId, Position, Sources};

/// An edit that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The code of its finding.
    pub code: &'static str,
    /// The file as it is shown.
    pub file: String,
    /// Where the finding is.
    pub position: Position,
    /// What the edit does.
    pub title: String,
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.position;
        write!(f, "{}:{line}:{column}: {} [{}]", self.file, self.title, self.code)
    }
}

/// What became of the edits.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Those that are in the files now.
    pub applied: Vec<Item>,
    /// Those that are not, and why.
    pub skipped: Vec<(Item, String)>,
    /// How many files were written.
    pub files: usize,
}

/// As it is said to the user, one line for each edit.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for item in &self.applied {
            writeln!(f, "fixed: {item}")?;
        }
        for (item, why) in &self.skipped {
            writeln!(f, "not fixed: {item}: {why}")?;
        }
        let (applied, skipped) = (self.applied.len(), self.skipped.len());
        write!(f, "{applied} fixed in {} {}", self.files, if self.files == 1 { "file" } else { "files" })?;
        if skipped > 0 { writeln!(f, ", {skipped} not fixed") } else { writeln!(f) }
    }
}

/// Puts the edits of all findings that count into the files. Of two that overlap the first one wins; run the tool again
/// for the other. Without `allow_dirty`, nothing is done when one of the files has changes that git could not bring back.
///
/// # Errors
///
/// When the files are not safe to change; nothing was changed then.
pub fn apply(findings: &[Finding], sources: &Sources, allow_dirty: bool) -> Result<Outcome, crate::problem::Problem> {
    let wanted = findings.iter().filter(|finding| finding.counts() && finding.fix.is_some());
    let mut plan = edits::Plan::default();
    let mut outcome = Outcome::default();
    let mut pending: Vec<(Item, Vec<FileId>)> = Vec::new();
    for finding in wanted {
        let Some(fix) = &finding.fix else { continue };
        let source = sources.get(finding.place.file);
        let item = Item {
            code: finding.code.id,
            file: source.name.clone(),
            position: source.position(finding.place.range().start),
            title: fix.title.clone(),
        };
        match plan.take(fix, sources) {
            Ok(files) => pending.push((item, files)),
            Err(why) => outcome.skipped.push((item, why.to_owned())),
        }
    }
    let files: Vec<PathBuf> = plan.files().map(|file| sources.get(file).path.clone()).collect();
    if !allow_dirty && !files.is_empty() {
        git::check(&sources.root, &files)?;
    }
    // Every file is checked before the first one is written, so that an edit over several is not left half done.
    let mut texts: BTreeMap<FileId, Result<String, String>> = BTreeMap::new();
    for file in plan.files() {
        texts.insert(file, plan.text(file, sources));
    }
    // What touches a file that cannot be changed is not done elsewhere either.
    loop {
        let bad = |file: &FileId| texts.get(file).and_then(|text| text.as_ref().err().cloned());
        let (done, left): (Vec<_>, Vec<_>) =
            pending.into_iter().partition(|(_, files)| files.iter().all(|file| bad(file).is_none()));
        pending = done;
        if left.is_empty() {
            break;
        }
        let mut spoiled = Vec::new();
        for (item, files) in left {
            let why = files.iter().find_map(bad).unwrap_or_default();
            spoiled.extend(files.into_iter().map(|file| (file, why.clone())));
            outcome.skipped.push((item, why));
        }
        for (file, why) in spoiled {
            texts.insert(file, Err(why));
        }
    }
    let mut failed: BTreeMap<FileId, String> = BTreeMap::new();
    for (file, text) in &texts {
        let Ok(text) = text else { continue };
        match write(&sources.get(*file).path, text.as_bytes()) {
            Ok(()) => outcome.files += 1,
            Err(error) => {
                failed.insert(*file, format!("the file cannot be written: {error}"));
            }
        }
    }
    for (item, files) in pending {
        match files.iter().find_map(|file| failed.get(file)) {
            Some(why) => outcome.skipped.push((item, why.clone())),
            None => outcome.applied.push(item),
        }
    }
    Ok(outcome)
}

/// Writes a file so that there is either the old one or the new one, whatever happens: beside it first, then over it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = target.file_name().ok_or_else(|| io::Error::other("it has no name"))?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".fa-{}", std::process::id()));
    let beside = target.with_file_name(beside);
    let written = (|| {
        let mut file = std::fs::File::create(&beside)?;
        file.write_all(bytes)?;
        if let Ok(old) = std::fs::metadata(&target) {
            // A file that nobody may write is not to be replaced behind its owner's back.
            if old.permissions().readonly() {
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
            }
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()?;
        std::fs::rename(&beside, &target)
    })();
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}

#[cfg(test)]
mod tests;
