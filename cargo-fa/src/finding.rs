//! What a run says: findings with their places, notes and edits. No rule and no output format lives here.

use framealloc_lint::{Code, Level};

use crate::sources::Place;

/// How sure a finding can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// From names, imports and declarations that this tool resolved by itself.
    Syntactic,
    /// From the compiler's facts.
    Typed,
}

impl Confidence {
    /// As it is written in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Syntactic => "syntactic",
            Confidence::Typed => "typed",
        }
    }
}

/// A remark beside a finding: a step of a call chain, or where something was declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where; nothing for a remark about the whole.
    pub place: Option<Place>,
    /// What is there.
    pub text: String,
}

/// A replacement of text that is certain to be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty where text is only inserted.
    pub place: Place,
    /// What stands there afterwards.
    pub text: String,
}

/// Edits that belong together, and what they do, as in `open a scope inside the loop`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the edits do, in the imperative.
    pub title: String,
    /// They do not overlap.
    pub edits: Vec<Edit>,
}

/// Why a finding is not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Silenced {
    /// By `// fa:allow(..): reason` or an attribute's `allow(..)` in the source.
    InSource {
        /// What was written as the reason; empty where there is none.
        reason: String,
    },
    /// By the baseline file.
    Baseline,
}

/// One mistake.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The entry of the table that explains it.
    pub code: &'static Code,
    /// How it counts, after configuration and command line.
    pub level: Level,
    /// The tokens that are wrong.
    pub place: Place,
    /// What is wrong, in one line, in lower case, without a full stop and without the code.
    pub message: String,
    /// What the tokens are, as a label under the carets; may be empty.
    pub label: String,
    /// What to write instead; may be empty.
    pub help: String,
    /// Steps and declarations, in reading order.
    pub notes: Vec<Note>,
    /// An edit that removes the mistake, where one is certain.
    pub fix: Option<Fix>,
    /// How sure it is.
    pub confidence: Confidence,
    /// The package; empty outside of any.
    pub package: String,
    /// The path of the item it is in, such as `game::physics::solve`; the file's module for one outside of functions.
    pub item: String,
    /// Why it does not count; nothing where it does.
    pub silenced: Option<Silenced>,
    /// What identifies it over edits elsewhere: 16 hexadecimal digits, made by `baseline::fingerprint`. Empty before that.
    pub fingerprint: String,
}

impl Finding {
    /// A finding at the code's own level, from source alone.
    pub fn new(code: &'static Code, place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        Finding {
            code,
            level: code.level,
            place,
            message: message.into(),
            label: String::new(),
            help: help.into(),
            notes: Vec::new(),
            fix: None,
            confidence: Confidence::Syntactic,
            package: String::new(),
            item: String::new(),
            silenced: None,
            fingerprint: String::new(),
        }
    }

    /// Adds a label for the tokens.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a remark.
    #[must_use]
    pub fn note(mut self, place: impl Into<Option<Place>>, text: impl Into<String>) -> Self {
        self.notes.push(Note { place: place.into(), text: text.into() });
        self
    }

    /// Adds the edit that removes the mistake.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { title: title.into(), edits });
        self
    }

    /// Whether it is to be shown.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.silenced.is_none()
    }
}

/// What a run found and what it looked at.
#[derive(Debug, Default)]
pub struct Report {
    /// Sorted by file, place and code. Silenced ones are among them.
    pub findings: Vec<Finding>,
    /// How many files were read.
    pub files: usize,
    /// How many lines they have.
    pub lines: usize,
    /// The packages that were judged, by name.
    pub packages: Vec<String>,
}

impl Report {
    /// The findings that count.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.counts())
    }

    /// How many findings of a level count.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.open().filter(|finding| finding.level == level).count()
    }
}
