//! `// fa:allow(FA301): reason`: where such comments stand, what they cover, and what they silence. No rule lives here,
//! and nothing here reads a file.

mod apply;
mod directive;
mod extent;
mod lines;
mod tokens;

use std::collections::BTreeSet;

use framealloc_lint::Code;

use crate::config::{self, Config};
use crate::finding::Finding;
use crate::sources::{FileId, Place, Sources};

pub use self::apply::apply;

use self::directive::Written;
use self::tokens::Comment;

/// A code in the list of a suppression.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The code.
    pub code: &'static Code,
    /// Where it is written.
    pub place: Place,
    /// Whether it silenced a finding.
    pub used: bool,
}

/// What a suppression covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cover {
    /// The findings that begin in a place: a line, a statement, an item.
    Place(Place),
    /// A whole file.
    File(FileId),
    /// What an `[[allow]]` names: files, or all of them, and the path of an item, or all items.
    Entry {
        /// The files; nothing for all.
        files: Option<BTreeSet<FileId>>,
        /// The item, with what is below it; nothing for all.
        item: Option<String>,
    },
}

impl Cover {
    /// Whether a finding lies in it.
    fn holds(&self, finding: &Finding) -> bool {
        match self {
            Cover::Place(place) => {
                place.file == finding.place.file
                    && (place.start..place.end.max(place.start + 1)).contains(&finding.place.start)
            }
            Cover::File(file) => *file == finding.place.file,
            Cover::Entry { files, item } => {
                files.as_ref().is_none_or(|files| files.contains(&finding.place.file))
                    && item.as_ref().is_none_or(|item| config::is_below(&finding.item, item))
            }
        }
    }

    /// How much it covers: the least is used first.
    fn size(&self) -> (u8, u32) {
        match self {
            Cover::Place(place) => (0, place.end - place.start),
            Cover::File(_) => (1, 0),
            Cover::Entry { .. } => (2, 0),
        }
    }
}

/// One suppression: a comment, or an `[[allow]]`.
#[derive(Debug, Clone)]
pub struct Suppression {
    /// The suppression itself, from `fa:` to the end of the reason; the code of an `[[allow]]`.
    pub place: Place,
    /// What to delete with it; nothing where a human must decide.
    pub whole: Option<Place>,
    /// What it covers.
    pub cover: Cover,
    /// Its codes, without those that do not exist.
    pub codes: Vec<Entry>,
    /// Why; empty where nothing was written.
    pub reason: String,
    /// Words of the list that are not codes; as long as there are such, the list is not deleted.
    unknown: usize,
}

/// Finds the suppressions of a file, and what is wrong with them: FA002 and FA003. Files without any are not tokenised.
#[must_use]
pub fn read(file: FileId, text: &str) -> (Vec<Suppression>, Vec<Finding>) {
    let mut found = (Vec::new(), Vec::new());
    if !directive::may_contain(text) {
        return found;
    }
    let tokens = tokens::tokens(text);
    let comments = match &tokens {
        Some(tokens) => tokens::comments(text, tokens),
        None => lines::comments(text),
    };
    for comment in &comments {
        for written in directive::read(text, comment) {
            let extent = || match &tokens {
                Some(tokens) => extent::of(text, tokens, comment.next),
                None => lines::next(text, comment.range.end),
            };
            take(file, text, comment, &written, extent, &mut found);
        }
    }
    found
}

/// Turns what is written into a suppression and into what is wrong with it.
fn take(
    file: FileId,
    text: &str,
    comment: &Comment,
    written: &Written,
    extent: impl Fn() -> Option<std::ops::Range<usize>>,
    (suppressions, findings): &mut (Vec<Suppression>, Vec<Finding>),
) {
    findings.extend(directive::mistakes(file, text, written));
    let Written { range, list: Some(list), whole_file, reason, alone } = written else { return };
    let cover = if *whole_file {
        Cover::File(file)
    } else if comment.own_line {
        // From the comment on, so that a second one between it and the code is covered too.
        let mut covered = comment.range.clone();
        if let Some(code) = extent() {
            covered = code.start.min(covered.start)..code.end.max(covered.end);
        }
        Cover::Place(Place::new(file, covered.start, covered.end))
    } else {
        let line = lines::around(text, comment.range.start);
        Cover::Place(Place::new(file, line.start, line.end))
    };
    let mut codes = Vec::new();
    for word in list {
        if let Some(code) = config::words::code(&text[word.clone()]) {
            codes.push(Entry { code, place: Place::new(file, word.start, word.end), used: false });
        }
    }
    if codes.is_empty() {
        return;
    }
    let whole = if *alone { lines::deletion(text, comment) } else { range.clone() };
    suppressions.push(Suppression {
        place: Place::new(file, range.start, range.end),
        whole: Some(Place::new(file, whole.start, whole.end)),
        cover,
        unknown: list.len() - codes.len(),
        codes,
        reason: reason.as_ref().map_or_else(String::new, |reason| text[reason.clone()].to_owned()),
    });
}

/// The `[[allow]]` entries of the configuration, over the files of the run: call it when all of them are read.
#[must_use]
pub fn of_config(config: &Config, sources: &Sources) -> Vec<Suppression> {
    let entries = config.allow.iter().map(|allow| {
        let files = allow.path.as_ref().map(|path| {
            sources.iter().filter(|(_, source)| path.matches(&source.name)).map(|(file, _)| file).collect()
        });
        Suppression {
            place: allow.place,
            whole: None,
            cover: Cover::Entry { files, item: allow.item.as_ref().map(|item| item.text.clone()) },
            codes: vec![Entry { code: allow.code, place: allow.place, used: false }],
            reason: allow.reason.clone(),
            unknown: 0,
        }
    });
    entries.collect()
}
