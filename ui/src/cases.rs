//! Reads the cases: what their first lines say, and what the snapshot beside them says. What a case compiles to is judged by
//! trybuild, not here.

use std::fs;
use std::path::{Path, PathBuf};

use framealloc_lint::codes::{self, Code};
use framealloc_lint::wordings::{self, Wording};

/// How a failing case begins.
const FAILS: &str =
    "//! FA000: the mistake.\n//! Class: the kind of mistake.\n//! Next: what does a newcomer ask now? \"the answer\"";
/// How a passing one does.
const PASSES: &str = "//! FA000 must not be raised: why.";

/// A file under `fail/` or `pass/`.
#[derive(Debug, Default)]
pub struct Case {
    /// The folder it is in.
    pub family: String,
    /// Relative to this crate.
    pub path: String,
    /// The code that it is about.
    pub code: String,
    /// The mistake, or why it is none.
    pub text: String,
    /// The kind of mistake; empty for a case that passes.
    pub class: String,
    /// What somebody asks who has read the message and never seen the project.
    pub question: String,
    /// The words that answer: of the message, or of what `cargo fa explain` says of the compiler's.
    pub answer: String,
    /// The snapshot; empty for a case that passes.
    pub message: String,
}

impl Case {
    /// Who reports the mistake, and when.
    #[must_use]
    pub fn caught_by(&self) -> &'static str {
        if self.message.contains("while instantiating") {
            "build"
        } else if self.message.starts_with("error[E0080]") || self.first_line().ends_with(']') && self.has_no_number() {
            "attribute"
        } else {
            "types"
        }
    }

    /// rustc numbers its own errors, and not those of a macro.
    fn has_no_number(&self) -> bool {
        self.message.starts_with("error: ")
    }

    /// The message's first line, without what rustc puts before ours.
    #[must_use]
    pub fn first_line(&self) -> &str {
        let line = self.message.lines().next().unwrap_or_default();
        let line = line.strip_prefix("error: ").unwrap_or(line);
        line.strip_prefix("error[E0080]: evaluation panicked: ").unwrap_or(line)
    }

    /// The compiler's wording, where the message is all in its own words.
    #[must_use]
    pub fn wording(&self) -> Option<&'static Wording> {
        let known = wordings::of_message(&self.message);
        known.into_iter().find(|wording| wording.codes.contains(&self.code.as_str()))
    }

    /// Whether the answer is where a reader finds it: in the message itself, without the source that it shows; or, where
    /// the words are the compiler's, in the explanation of its number.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        let message: Vec<_> = self.said().flat_map(str::split_whitespace).collect();
        let message = message.join(" ");
        let explained =
            self.wording().is_some_and(|w| w.means.contains(&self.answer) || w.write.contains(&self.answer));
        !self.answer.is_empty() && (message.contains(&self.answer) || explained)
    }

    /// The message without the source that it shows, of the case or of a library.
    fn said(&self) -> impl Iterator<Item = &str> {
        let mut in_a_library = false;
        self.message.lines().filter(move |line| match line.split_once('|') {
            Some((before, rest)) => {
                let marks = rest.contains('^') || rest.contains("--");
                before.trim().parse::<u32>().is_err() && (marks || !in_a_library)
            }
            None => {
                in_a_library = line.contains("--> $");
                true
            }
        })
    }

    /// How often the compiler reports something.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.message.lines().filter(|line| line.starts_with("error")).count()
    }

    /// What is wrong with the snapshot: names that a user cannot write, a code that is not the case's, two messages for one
    /// mistake, a question that nothing answers, a wording that `cargo fa explain` does not know.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        /// A user can neither write these names nor look them up.
        const INTERNAL: [&str; 3] = ["private", "__framealloc", "__FRAMEALLOC"];

        let mut faults = Vec::new();
        for name in INTERNAL.iter().filter(|name| self.message.contains(**name)) {
            faults.push(format!("the snapshot of {} contains `{name}`", self.path));
        }
        // A code in a comment of the case is not ours.
        let ours = self.message.lines().filter(|line| !line.contains("//!"));
        let named: Vec<&str> = ours.flat_map(codes_in).collect();
        if !named.is_empty() && !named.contains(&self.code.as_str()) {
            faults.push(format!("{} is about {}, and its snapshot names {named:?}", self.path, self.code));
        }
        if named.is_empty() && self.wording().is_none() {
            faults.push(format!("{} is in words that `framealloc_lint::wordings` does not know", self.path));
        }
        // Two mistakes on purpose say so.
        if self.errors() != 1 && !self.text.starts_with("two ") {
            faults.push(format!("{} reports {} errors for one mistake", self.path, self.errors()));
        }
        if !self.is_answered() {
            faults.push(format!(
                "nothing answers what one asks after {}: {} {:?}",
                self.path, self.question, self.answer
            ));
        }
        faults
    }
}

/// The codes in a line, as `[FA601]`, `(FA601)` or `FA601:`.
fn codes_in(line: &str) -> Vec<&str> {
    codes::ALL.iter().map(|code| code.id).filter(|id| line.contains(id)).collect()
}

/// The codes of which the compiler or an attribute can show both sides.
pub fn shown_by_cases() -> impl Iterator<Item = &'static Code> {
    use codes::Layer::{Attribute, Types};
    codes::ALL.iter().copied().filter(|code| code.raised_by(Types) || code.raised_by(Attribute))
}

/// The folder of this crate.
#[must_use]
pub fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    paths
}

/// Every case of one side, `fail` or `pass`, and what is wrong with their files.
///
/// # Panics
/// When a file cannot be read.
#[must_use]
pub fn read(side: &str, faults: &mut Vec<String>) -> Vec<Case> {
    let fails = side == "fail";
    let files = entries(&here().join(side)).into_iter().flat_map(|family| entries(&family));
    let mut cases = Vec::new();
    for file in files {
        let path = file.strip_prefix(here()).expect("a case is in this crate").display().to_string();
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => {}
            Some("stderr") if fails && file.with_extension("rs").exists() => continue,
            _ => {
                faults.push(format!("{path} belongs to no case"));
                continue;
            }
        }
        let source = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}"));
        let Some(mut case) = header(&source, fails) else {
            let form = if fails { FAILS } else { PASSES };
            faults.push(format!("{path} does not begin with\n{form}\nor its code is in no table"));
            continue;
        };
        if fails {
            case.message = fs::read_to_string(file.with_extension("stderr")).unwrap_or_default();
            if case.message.is_empty() {
                faults.push(format!("{path} has no snapshot"));
            }
        }
        let family = file.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        cases.push(Case { family: family.unwrap_or_default(), path, ..case });
    }
    cases
}

/// What the first lines of a file say.
#[must_use]
pub fn header(source: &str, fails: bool) -> Option<Case> {
    let mut lines = source.lines().map_while(|line| line.strip_prefix("//! "));
    let (head, text) = lines.next()?.split_once(": ")?;
    let (code, rest) = head.split_at_checked("FA000".len())?;
    let head_is_right = if fails { rest.is_empty() } else { rest.starts_with(" must not be raised") };
    if !head_is_right || codes::lookup(code).is_none() {
        return None;
    }
    let mut case = Case { code: code.to_owned(), text: text.strip_suffix('.')?.to_owned(), ..Case::default() };
    if fails {
        case.class = lines.next()?.strip_prefix("Class: ")?.strip_suffix('.')?.to_owned();
        let (question, answer) = lines.next()?.strip_prefix("Next: ")?.split_once("? \"")?;
        case.question = format!("{question}?");
        case.answer = answer.strip_suffix('"')?.to_owned();
    }
    lines.next().is_none().then_some(case)
}
