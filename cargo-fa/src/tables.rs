//! Reading the tool's own TOML files so that everything that is wrong with them has a place. What the keys mean is not
//! known here.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::Problem;
use crate::sources::{FileId, Place, Source, Sources};

/// A value and where it stands.
pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// A string of a file, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What it says.
    pub text: String,
    /// Where, with its quotes.
    pub place: Place,
}

/// Collects the problems of one file while its values are asked for.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) file: FileId,
    pub(crate) source: Source,
    pub(crate) problems: Vec<Problem>,
}

impl Reader {
    /// Reads a file into the sources.
    pub(crate) fn open(path: &Path, sources: &mut Sources) -> Result<Reader, Problem> {
        let name = sources.name_of(path);
        let bytes = std::fs::read(path).map_err(|error| {
            let help = match error.kind() {
                std::io::ErrorKind::NotFound => "check the path",
                _ => "make it a file that can be read",
            };
            Problem::with(&name, format!("`{name}` cannot be read: {error}"), help)
        })?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Reader::of(sources.add(path, text), sources)),
            Err(error) => {
                // What comes before the bad byte is kept, so that the place can be shown.
                let valid = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let reader = Reader::of(sources.add(path, text), sources);
                let message = format!("`{name}` is not UTF-8");
                Err(Problem::at(reader.file, &reader.source, valid..valid + 1, message, "save the file as UTF-8"))
            }
        }
    }

    /// A file that is among the sources already.
    pub(crate) fn of(file: FileId, sources: &Sources) -> Reader {
        Reader { file, source: sources.get(file).clone(), problems: Vec::new() }
    }

    /// The table of the whole file, or the syntax error.
    pub(crate) fn parse<'i>(&self, text: &'i str) -> Result<DeTable<'i>, Problem> {
        DeTable::parse(text).map(Spanned::into_inner).map_err(|error| {
            let range = error.span().unwrap_or(0..text.len().min(1));
            let mut message = error.message().lines().collect::<Vec<_>>().join(", ");
            if message.is_empty() {
                message.push_str("this is not TOML");
            }
            let message = format!("syntax error: {message}");
            Problem::at(self.file, &self.source, range, message, "the file is TOML: https://toml.io")
        })
    }

    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.file, range.start, range.end)
    }

    pub(crate) fn problem(&mut self, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::at(self.file, &self.source, place.range(), message, help));
    }

    /// Every key that is not one of `keys` is a problem.
    pub(crate) fn only(&mut self, table: &DeTable<'_>, whose: &str, keys: &[&str]) {
        for key in table.keys() {
            let word: &str = key.get_ref();
            if keys.contains(&word) {
                continue;
            }
            let listed = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            // A slip of the underscore is as common as a slip of the finger.
            let dashed = word.replace('_', "-");
            let near = framealloc_lint::closest(&dashed, keys.iter().copied());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {listed}"),
            };
            self.problem(self.place(key.span()), format!("unknown key `{word}` in {whose}"), help);
        }
    }

    fn mismatch(&mut self, value: &Value<'_>, what: &str, expected: &str) {
        let found = value.get_ref().type_str();
        let message = format!("{what} must be {expected}, not {} {found}", article(found));
        self.problem(self.place(value.span()), message, String::new());
    }

    pub(crate) fn table<'v, 'i>(&mut self, value: &'v Value<'i>, what: &str) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.mismatch(value, what, "a table");
        }
        table
    }

    pub(crate) fn boolean(&mut self, value: &Value<'_>, what: &str) -> bool {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.mismatch(value, what, "`true` or `false`");
        }
        found.unwrap_or_default()
    }

    /// A count, which is at least one.
    pub(crate) fn count(&mut self, value: &Value<'_>, what: &str) -> Option<usize> {
        let integer = value.get_ref().as_integer();
        let count = integer.and_then(|integer| usize::from_str_radix(integer.as_str(), integer.radix()).ok());
        match (integer, count) {
            (_, Some(count)) if count > 0 => return Some(count),
            (None, _) => self.mismatch(value, what, "a number"),
            _ => self.problem(self.place(value.span()), format!("{what} must be a number of at least 1"), ""),
        }
        None
    }

    pub(crate) fn word(&mut self, value: &Value<'_>, what: &str) -> Option<Word> {
        let Some(text) = value.get_ref().as_str() else {
            self.mismatch(value, what, "a string");
            return None;
        };
        Some(Word { text: text.to_owned(), place: self.place(value.span()) })
    }

    pub(crate) fn words(&mut self, value: &Value<'_>, what: &str) -> Vec<Word> {
        let Some(list) = value.get_ref().as_array() else {
            self.mismatch(value, what, "a list of strings");
            return Vec::new();
        };
        let each = format!("each of {what}");
        list.iter().filter_map(|value| self.word(value, &each)).collect()
    }

    /// The entries of `[[name]]`.
    pub(crate) fn entries<'v, 'i>(&mut self, value: &'v Value<'i>, name: &str) -> Vec<(Place, &'v DeTable<'i>)> {
        let what = format!("`{name}`");
        let Some(list) = value.get_ref().as_array() else {
            self.mismatch(value, &what, &format!("written as `[[{name}]]`"));
            return Vec::new();
        };
        list.iter().filter_map(|entry| Some((self.place(entry.span()), self.table(entry, &what)?))).collect()
    }

    /// A required string of an entry.
    pub(crate) fn required(&mut self, entry: Place, table: &DeTable<'_>, whose: &str, key: &str) -> Option<Word> {
        if let Some(value) = table.get(key) {
            return self.word(value, &format!("`{key}`"));
        }
        // A misspelt key is said as one, and not as a missing one too.
        if !table.keys().any(|other| framealloc_lint::closest(other.get_ref(), [key]).is_some()) {
            self.problem(entry, format!("{whose} has no `{key}`"), format!("add `{key} = \"..\"`"));
        }
        None
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// A text as a TOML string on one line.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            char if char.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(char))),
            char => out.push(char),
        }
    }
    out.push('"');
    out
}
