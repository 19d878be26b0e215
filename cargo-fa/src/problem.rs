//! What is wrong with one of the tool's own files or arguments, so that it cannot run. Mistakes in programs are findings,
//! and never live here; nor does the look in which a problem is shown.

use std::fmt;
use std::ops::Range;

use crate::sources::{FileId, Place, Position, Source};

/// One reason why the run stops, with exit code `COULD_NOT_RUN`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file as it is shown; empty for an argument.
    pub file: String,
    /// The bytes that are wrong; nothing for an argument, or for a file that could not be read.
    pub place: Option<Place>,
    /// Where the place begins.
    pub position: Option<Position>,
    /// What is wrong, in one line, in lower case, without a full stop.
    pub message: String,
    /// What to write instead; may be empty.
    pub help: String,
}

impl Problem {
    /// A problem at some bytes of a file.
    pub fn at(
        file: FileId,
        source: &Source,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Problem {
            file: source.name.clone(),
            position: Some(source.position(range.start)),
            place: Some(Place::new(file, range.start, range.end)),
            message: message.into(),
            help: help.into(),
        }
    }

    /// A problem with a whole file; an empty name stands for the command line.
    pub fn with(file: impl Into<String>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Problem { file: file.into(), place: None, position: None, message: message.into(), help: help.into() }
    }
}

/// Plain text, for a caller that has no sources at hand.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        match self.position {
            Some(Position { line, column }) => write!(f, "\n --> {}:{line}:{column}", self.file)?,
            None if !self.file.is_empty() => write!(f, "\n --> {}", self.file)?,
            None => {}
        }
        if self.help.is_empty() { Ok(()) } else { write!(f, "\nhelp: {}", self.help) }
    }
}

impl std::error::Error for Problem {}
