//! The one table of codes. Explanations, lists, report help and documentation are generated from it; nothing else holds such text.
//!
//! A code is never reused for another meaning.

mod fa0xx;
mod fa1xx;
mod fa2xx;
mod fa3xx;
mod fa4xx;
mod fa5xx;
mod fa6xx;
mod fa7xx;
mod fa8xx;

pub use fa0xx::*;
pub use fa1xx::*;
pub use fa2xx::*;
pub use fa3xx::*;
pub use fa4xx::*;
pub use fa5xx::*;
pub use fa6xx::*;
pub use fa7xx::*;
pub use fa8xx::*;

use crate::closest;

/// How a finding counts when nobody has configured it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing.
    Hint,
    /// Probably a mistake.
    Warn,
    /// A mistake: the build or the check fails.
    Error,
}

/// Who can raise a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// R: the compiler, through the types of the runtime.
    Types,
    /// M: an attribute, while it expands.
    Attribute,
    /// F: `cargo fa`.
    CargoFa,
    /// T: the running program.
    Runtime,
}

impl Layer {
    /// The letter that stands for the layer in tables.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Layer::Types => 'R',
            Layer::Attribute => 'M',
            Layer::CargoFa => 'F',
            Layer::Runtime => 'T',
        }
    }
}

/// One entry of the table.
#[derive(Debug)]
pub struct Code {
    /// `FA301`.
    pub id: &'static str,
    /// `unbounded_allocation_loop`: what one writes after "allow".
    pub name: &'static str,
    /// The level before any configuration.
    pub level: Level,
    /// Who raises it.
    pub by: &'static [Layer],
    /// Whether `allow(..)` may silence it: not where there would be nothing left to expand.
    pub can_be_allowed: bool,
    /// The explanation.
    pub doc: Doc,
}

/// The explanation of a code, one field for each heading.
#[derive(Debug)]
pub struct Doc {
    /// What it does.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// A program with the mistake; empty where only a later check or a running program shows it.
    pub wrong: &'static str,
    /// The same program without it.
    pub right: &'static str,
    /// The near misses that must stay silent.
    pub silent: &'static str,
    /// How to suppress it.
    pub suppress: &'static str,
}

/// The headings of an explanation, in order.
pub const HEADINGS: [&str; 6] =
    ["What it does", "Why it matters", "Wrong", "Right", "What must not fire", "How to suppress it"];

impl Code {
    /// Whether a layer raises the code.
    #[must_use]
    pub fn raised_by(&self, layer: Layer) -> bool {
        self.by.contains(&layer)
    }

    /// The whole explanation as Markdown, with all of [`HEADINGS`], and how the compiler says it where our words cannot
    /// reach.
    #[must_use]
    pub fn explain(&self) -> String {
        use std::fmt::Write as _;

        let mut text = format!("# {} {}\n", self.id, self.name);
        let doc = &self.doc;
        let bodies = [doc.what, doc.why, doc.wrong, doc.right, doc.silent, doc.suppress];
        for (heading, body) in HEADINGS.into_iter().zip(bodies) {
            let is_program = heading == "Wrong" || heading == "Right";
            let body = body.trim();
            // Writing to a string cannot fail.
            let _ = match (is_program, body.is_empty()) {
                (_, true) => write!(text, "\n## {heading}\n\n{NO_PROGRAM}\n"),
                (true, false) => write!(text, "\n## {heading}\n\n```rust\n{body}\n```\n"),
                (false, false) => write!(text, "\n## {heading}\n\n{body}\n"),
            };
        }
        let own: Vec<_> = crate::wordings::ALL.iter().filter(|wording| wording.codes.contains(&self.id)).collect();
        if !own.is_empty() {
            text += "\n## In the compiler's own words\n\n";
        }
        for wording in own {
            let _ = writeln!(text, "- `` {} ``: {} {}", wording.title(), wording.means, wording.write);
        }
        text
    }
}

const NO_PROGRAM: &str = "No single program shows this; see above.";

/// Every code, in code order.
pub static ALL: &[&Code] = &[
    &FA001, &FA002, &FA003, &FA004, &FA005, &FA006, &FA101, &FA102, &FA103, &FA104, &FA105, &FA106, &FA201, &FA202,
    &FA203, &FA204, &FA205, &FA206, &FA207, &FA301, &FA302, &FA303, &FA304, &FA305, &FA306, &FA401, &FA402, &FA403,
    &FA404, &FA501, &FA502, &FA510, &FA520, &FA530, &FA601, &FA602, &FA603, &FA604, &FA605, &FA606, &FA607, &FA701,
    &FA702, &FA703, &FA801, &FA802, &FA803, &FA804,
];

/// Finds a code by its code or by its name.
#[must_use]
pub fn lookup(word: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.id == word || code.name == word)
}

/// The code that an unknown word was most likely meant to be.
#[must_use]
pub fn did_you_mean(word: &str) -> Option<&'static Code> {
    // A name is tried only with a word that looks like one: `FAx` is as near to some short name as to a code.
    let ids = ALL.iter().map(|code| code.id);
    let names = ALL.iter().map(|code| code.name);
    closest(word, ids).or_else(|| closest(word, names)).and_then(lookup)
}

#[cfg(test)]
mod tests;
