//! What the compiler says in its own words, where no type and no attribute of ours is asked: which of our codes it is
//! about, what it means for frame memory, and what to write. The table is matched against whole messages; nothing here
//! runs a compiler.

mod table;

pub use table::ALL;

use crate::codes::{self, Code};

/// A way in which the compiler reports a mistake with frame memory.
#[derive(Debug)]
pub struct Wording {
    /// `E0502`; empty where the compiler gives the error no number.
    pub number: &'static str,
    /// What the message contains, all of it, whatever the names are. The first is part of its first line.
    pub marks: &'static [&'static str],
    /// The codes that it can stand for, the likeliest first.
    pub codes: &'static [&'static str],
    /// What has happened, in terms of frames.
    pub means: &'static str,
    /// What to write instead.
    pub write: &'static str,
}

impl Wording {
    /// Whether a message, as the compiler prints it, is said in this way.
    #[must_use]
    pub fn fits(&self, message: &str) -> bool {
        let first = message.lines().find(|line| line.starts_with("error")).unwrap_or(message);
        let numbered = match self.number {
            "" => first.starts_with("error: "),
            number => first.starts_with("error[") && first[6..].starts_with(number),
        };
        let (head, rest) = self.marks.split_first().map_or(("", &[][..]), |(head, rest)| (*head, rest));
        numbered && first.contains(head) && rest.iter().all(|mark| message.contains(mark))
    }

    /// The entries of the code table that it leads to.
    pub fn leads_to(&self) -> impl Iterator<Item = &'static Code> {
        self.codes.iter().filter_map(|id| codes::lookup(id))
    }

    /// The pattern as one line: what the message begins with.
    #[must_use]
    pub fn title(&self) -> String {
        let (head, rest) = self.marks.split_first().map_or(("", &[][..]), |(head, rest)| (*head, rest));
        let mut title = if self.number.is_empty() { head.to_owned() } else { format!("{}: {head}", self.number) };
        for mark in rest {
            title += &format!(" .. {mark}");
        }
        title
    }
}

/// Every entry that a message fits, the most particular first.
#[must_use]
pub fn of_message(message: &str) -> Vec<&'static Wording> {
    let mut fitting: Vec<_> = ALL.iter().filter(|wording| wording.fits(message)).collect();
    fitting.sort_by_key(|wording| std::cmp::Reverse(wording.marks.len()));
    fitting
}

/// What is asked about must be at least this long, where it is the text of a message: shorter ones fit everything.
const SHORTEST: usize = 12;

/// The explanation of a number such as `E0502`, or of the text of a message, as Markdown: every way in which it is about
/// frame memory. `None` for what never is.
#[must_use]
pub fn explain(asked: &str) -> Option<String> {
    use std::fmt::Write as _;

    let asked = asked.trim();
    let (before, text) = asked.split_once(": ").unwrap_or(("", asked));
    let number = before.trim_start_matches("error").trim_matches(['[', ']']);
    let is_number = |wording: &&Wording| !wording.number.is_empty() && wording.number.eq_ignore_ascii_case(asked);
    let is_text = |wording: &&Wording| {
        let fits = wording.marks.first().is_some_and(|head| head.contains(text) || text.contains(head));
        text.len() >= SHORTEST && fits && (number.is_empty() || wording.number.eq_ignore_ascii_case(number))
    };
    let mut known: Vec<_> = ALL.iter().filter(is_number).collect();
    if known.is_empty() {
        known = ALL.iter().filter(is_text).collect();
    }
    let first = known.first()?;
    let title = if first.number.is_empty() { first.marks.first()? } else { &first.number };
    let mut out = format!("# {title}, where frame memory is involved\n");
    for wording in &known {
        // Writing to a string cannot fail.
        let _ = write!(out, "\n## {}\n\n{}\n\n{}\n", wording.title(), wording.means, wording.write);
        for code in wording.leads_to() {
            let _ = write!(out, "\nSee `cargo fa explain {}` ({}).", code.id, code.name);
        }
        out += "\n";
    }
    if !first.number.is_empty() {
        let _ = write!(out, "\n`rustc --explain {}` explains it for any Rust program.\n", first.number);
    }
    Some(out)
}

#[cfg(test)]
mod tests;
