//! The grammar of `fa:allow(CODES): reason` inside of a comment, and what is wrong with one. Where comments are, and what
//! they cover, is not known here.

use std::ops::Range;

use framealloc_lint::codes::{FA002, FA003};
use framealloc_lint::{closest, codes};

use super::tokens::Comment;
use crate::config::words;
use crate::finding::{Edit, Finding};
use crate::sources::{FileId, Place};

const FORMS: [&str; 2] = ["allow", "file-allow"];
const HOW: &str = "a suppression is written `// fa:allow(FA301): reason`";

/// A suppression as written, in byte ranges of the file.
#[derive(Debug)]
pub(super) struct Written {
    /// From `fa:` to the end of the reason, or of what could be read.
    pub(super) range: Range<usize>,
    /// The words between the parentheses; nothing where it is not written as it must be.
    pub(super) list: Option<Vec<Range<usize>>>,
    /// `fa:file-allow`.
    pub(super) whole_file: bool,
    /// What stands behind the colon.
    pub(super) reason: Option<Range<usize>>,
    /// Whether the comment says nothing else.
    pub(super) alone: bool,
}

/// Whether it is worth looking at a file's comments.
pub(super) fn may_contain(text: &str) -> bool {
    text.match_indices("fa:").any(|(at, _)| {
        let inside_word = text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
        !inside_word && !text[at + 3..].starts_with(':')
    })
}

/// The suppressions of a comment: at its beginning, at the beginning of one of its lines, or behind another one.
/// Elsewhere it is prose, or code that is commented out.
pub(super) fn read(text: &str, comment: &Comment) -> Vec<Written> {
    let mut found = Vec::new();
    let mut line_start = comment.body.start;
    for line in text[comment.body.clone()].split_inclusive('\n') {
        let content = line.trim_end();
        // A block comment's lines may begin with stars.
        let skipped = content.len() - content.trim_start_matches(['*', ' ', '\t']).len();
        let mut at = line_start + skipped;
        let end = line_start + content.len();
        while let Some((written, next)) = one(text, at, end.max(at)) {
            at = next;
            found.push(written);
        }
        line_start += line.len();
    }
    let says_more = found.len() != 1 || {
        let body = text[comment.body.clone()].trim_matches(|char: char| char.is_whitespace() || char == '*');
        found.first().is_some_and(|written| body.len() != written.range.len())
    };
    for written in &mut found {
        written.alone = !says_more;
    }
    found
}

/// One suppression at an offset, and where the next one may begin.
fn one(text: &str, at: usize, end: usize) -> Option<(Written, usize)> {
    let rest = &text[at..end];
    let after = rest.strip_prefix("fa:")?;
    let spaced = after.trim_start();
    let word_length = spaced.find(|char: char| !(char.is_alphanumeric() || char == '-' || char == '_'));
    let word = &spaced[..word_length.unwrap_or(spaced.len())];
    let behind = &spaced[word.len()..];
    let meant = closest(&word.replace('_', "-"), FORMS).is_some();
    if !meant && !behind.trim_start().starts_with('(') {
        // `fa: a note about fa`.
        return None;
    }
    let broken = |length: usize| {
        let range = at..at + length;
        Some((Written { range, list: None, whole_file: false, reason: None, alone: false }, end))
    };
    let head = "fa:".len() + (after.len() - spaced.len()) + word.len();
    if !FORMS.contains(&word) || spaced.len() != after.len() || !behind.starts_with('(') {
        return broken(head);
    }
    let Some(close) = behind.find(')') else { return broken(rest.len()) };
    let list_start = at + head + 1;
    let list = words_of(text, list_start..at + head + close);
    let tail_start = at + head + close + 1;
    if list.is_empty() {
        return broken(head + close + 1);
    }
    // Another one ends the reason of this one.
    let tail = &text[tail_start..end];
    let another = FORMS.iter().filter_map(|form| tail.find(&format!(" fa:{form}("))).min();
    let tail = &tail[..another.unwrap_or(tail.len())];
    let said = tail.trim_end_matches(['/', ' ', '\t', ';', ',']);
    let range = at..tail_start + if another.is_some() { said.len() } else { tail.trim_end().len() };
    let reason = text[tail_start..range.end].strip_prefix(':').map(str::trim_start).filter(|reason| !reason.is_empty());
    let reason = reason.map(|reason| range.end - reason.len()..range.end);
    let next = another.map_or(end, |found| tail_start + found + 1);
    Some((Written { range, list: Some(list), whole_file: word == FORMS[1], reason, alone: false }, next))
}

/// The words of a comma list.
fn words_of(text: &str, list: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = list.start;
    for part in text[list].split(',') {
        let word = part.trim();
        if !word.is_empty() {
            let from = start + (part.len() - part.trim_start().len());
            words.push(from..from + word.len());
        }
        start += part.len() + 1;
    }
    words
}

/// What is wrong with one.
pub(super) fn mistakes(file: FileId, text: &str, written: &Written) -> Vec<Finding> {
    let place = |range: &Range<usize>| Place::new(file, range.start, range.end);
    let Some(list) = &written.list else {
        let said = &text[written.range.clone()];
        let message = format!("`{said}` suppresses nothing");
        return vec![Finding::new(&FA002, place(&written.range), message, HOW)];
    };
    let mut findings = Vec::new();
    for range in list {
        let word = &text[range.clone()];
        if words::code(word).is_some() {
            continue;
        }
        let mut help = words::advice(word);
        let near = codes::did_you_mean(word);
        if words::Selector::parse(word).is_some() {
            help = "a suppression names single codes; `.fa.toml` takes their beginnings".to_owned();
        } else if word.contains(char::is_whitespace) {
            help = format!("codes are separated by commas; {HOW}");
        }
        let finding = Finding::new(&FA002, place(range), format!("there is no code `{word}`"), help);
        findings.push(match near.filter(|_| finding.help.starts_with("did you mean")) {
            Some(near) => finding.label(format!("{} is the nearest", near.id)),
            None => finding,
        });
    }
    if written.reason.is_none() {
        let message = "this suppression gives no reason";
        let help = "write why it is right here behind a colon: `fa:allow(FA301): at most four lights`";
        findings.push(Finding::new(&FA003, place(&written.range), message, help));
    }
    findings
}

/// The edits that take some codes out of a list; `gone` says which. They never overlap.
pub(super) fn without(list: &[Place], gone: &[bool]) -> Vec<Edit> {
    // Behind the last one that stays, a word goes with the comma before it; elsewhere with the comma after it.
    let last_kept = gone.iter().rposition(|gone| !gone);
    let goes = |at: &usize| gone.get(*at).copied().unwrap_or_default();
    let edit = |at: usize| {
        let Place { file, start, end } = list[at];
        let (start, end) = match last_kept {
            Some(kept) if at > kept => (list[at - 1].end, end),
            _ => (start, list.get(at + 1).map_or(end, |next| next.start)),
        };
        Edit { place: Place { file, start, end }, text: String::new() }
    };
    (0..list.len()).filter(goes).map(edit).collect()
}
