//! `cargo fa doctor`: what a run needs, checked one by one, each with what to do about it. It changes nothing and
//! judges no code.

mod gather;

use std::fmt;
use std::io::{self, Write};

use crate::baseline::Baseline;
use crate::config::globs::Pattern;
use crate::config::{self, Config, ConfigError, Word};
use crate::exit;
use crate::problem::Problem;

pub use self::gather::gather;

/// A package of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Whether it depends on framealloc, under whatever name.
    pub uses_framealloc: bool,
}

/// What the checks look at.
#[derive(Debug)]
pub struct Inputs {
    /// `cargo --version`, or why it does not run.
    pub cargo: Result<String, String>,
    /// `rustc --version`, or why it does not run.
    pub rustc: Result<String, String>,
    /// The workspace's packages, or why `cargo metadata` fails.
    pub metadata: Result<Vec<Package>, String>,
    /// The configuration with the number of findings about it; nothing where there is no file.
    pub config: Option<Result<(Config, usize), ConfigError>>,
    /// The shown names of the files that a run reads, before any is excluded.
    pub files: Vec<String>,
    /// The paths of the modules in them, from the crate on.
    pub modules: Vec<String>,
    /// The baseline; nothing where there is no file.
    pub baseline: Option<Result<Baseline, Vec<Problem>>>,
    /// How many files are not committed, or why git cannot tell.
    pub git: Result<usize, String>,
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// As it should be.
    Ok,
    /// It runs, and something is likely not meant so.
    Warn,
    /// It cannot run.
    Fail,
}

impl State {
    /// As it is printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            State::Ok => "ok",
            State::Warn => "warn",
            State::Fail => "fail",
        }
    }
}

/// One line of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub name: &'static str,
    /// How it came out.
    pub state: State,
    /// What was found.
    pub found: String,
    /// What to do; may be empty.
    pub help: String,
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<4}  {}: {}", self.state.name(), self.name, self.found)?;
        if self.help.is_empty() { Ok(()) } else { write!(f, "\n      help: {}", self.help) }
    }
}

fn check(name: &'static str, state: State, found: impl Into<String>, help: impl Into<String>) -> Check {
    Check { name, state, found: found.into(), help: help.into() }
}

/// All checks, in the order in which one would look.
#[must_use]
pub fn checks(inputs: &Inputs) -> Vec<Check> {
    let mut all = vec![
        tool("cargo", &inputs.cargo, "install Rust from https://rustup.rs, or put cargo on the PATH"),
        tool("rustc", &inputs.rustc, "install Rust from https://rustup.rs, or put rustc on the PATH"),
    ];
    all.extend(workspace(inputs));
    all.extend(configuration(inputs));
    all.push(baseline(inputs));
    all.push(match &inputs.git {
        Ok(0) => check("git", State::Ok, "every change is committed", ""),
        Ok(count) => {
            let found = format!("{count} {} not committed", if *count == 1 { "file is" } else { "files are" });
            check("git", State::Warn, found, "`--fix` changes only committed files; commit or stash them before")
        }
        Err(why) => check("git", State::Warn, why, "`--fix` needs a git repository, or `--allow-dirty`"),
    });
    let help = "for findings at each save, set rust-analyzer's `check.overrideCommand` to \
        [\"cargo\", \"fa\", \"--with-check\", \"--format\", \"rustc-json\"]";
    all.push(check("editor", State::Ok, "any with rust-analyzer shows findings", help));
    all
}

fn tool(name: &'static str, found: &Result<String, String>, help: &str) -> Check {
    match found {
        Ok(version) => check(name, State::Ok, version, ""),
        Err(why) => check(name, State::Fail, why, help),
    }
}

fn workspace(inputs: &Inputs) -> Vec<Check> {
    let packages = match &inputs.metadata {
        Ok(packages) => packages,
        Err(why) => {
            let help = "run `cargo metadata` to see all of it; it must work from here";
            return vec![check("workspace", State::Fail, why, help)];
        }
    };
    let count = packages.len();
    let found = format!("{count} {}", if count == 1 { "package" } else { "packages" });
    let users: Vec<&str> =
        packages.iter().filter(|package| package.uses_framealloc).map(|package| package.name.as_str()).collect();
    let using = if users.is_empty() {
        let help = "add it with `cargo add framealloc`; until then there is nothing to judge";
        check("framealloc", State::Warn, "no package depends on it", help)
    } else {
        check("framealloc", State::Ok, format!("used by {}", users.join(", ")), "")
    };
    vec![check("workspace", State::Ok, found, ""), using]
}

fn configuration(inputs: &Inputs) -> Vec<Check> {
    let (config, findings) = match &inputs.config {
        None => {
            let help = "`cargo fa init` writes one with every key in it";
            return vec![check("configuration", State::Ok, format!("no {}", config::FILE_NAME), help)];
        }
        Some(Err(error)) => {
            let problem = error.problems.first();
            let found = problem.map_or_else(|| "it is not usable".to_owned(), located);
            let more = error.problems.len().saturating_sub(1);
            let found = if more > 0 { format!("{found} (and {more} more)") } else { found };
            return vec![check("configuration", State::Fail, found, problem.map_or("", |problem| &problem.help))];
        }
        Some(Ok(loaded)) => (&loaded.0, loaded.1),
    };
    let mut all = vec![match findings {
        0 => check("configuration", State::Ok, format!("{} is understood", config::FILE_NAME), ""),
        count => {
            let found = format!("{count} of its lines say nothing");
            check("configuration", State::Warn, found, "`cargo fa` shows which, as FA002 and FA003")
        }
    }];
    let globs = config.exclude.iter().chain(config.allow.iter().filter_map(|allow| allow.path.as_ref()));
    let idle = |glob: &&Pattern| !inputs.files.iter().any(|file| glob.matches(file));
    let idle: Vec<&str> = globs.filter(idle).map(|glob| glob.text.as_str()).collect();
    all.push(strays("globs", "match a file", &idle, "correct them, or take them out; `*` stays within a directory"));

    let strange = |word: &&Word| !inputs.modules.iter().any(|module| config::is_below(module, &word.text));
    let tags = &config.tags;
    let modules = tags.modules.iter().map(|entry| &entry.module).chain(&tags.neutral);
    let modules = modules.chain(config.layers.iter().flat_map(|layer| &layer.modules));
    let mut unknown: Vec<&str> = modules.filter(strange).map(|word| word.text.as_str()).collect();
    // Items are not known here, only the modules that they must be in.
    let homeless = |word: &&Word| !inputs.modules.iter().any(|module| config::is_below(&word.text, module));
    let items = config.boundaries.iter().chain(config.allow.iter().filter_map(|allow| allow.item.as_ref()));
    unknown.extend(items.filter(homeless).map(|word| word.text.as_str()));
    let near =
        unknown.first().and_then(|path| framealloc_lint::closest(path, inputs.modules.iter().map(String::as_str)));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "a path begins with the crate's name, as in `game::physics`".to_owned(),
    };
    all.push(strays("paths", "are in the workspace", &unknown, &help));
    all
}

/// A check over words of the configuration: fine when none is left over.
fn strays(name: &'static str, what: &str, left: &[&str], help: &str) -> Check {
    if left.is_empty() {
        return check(name, State::Ok, format!("all that the configuration names {what}"), "");
    }
    let listed = left.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    check(name, State::Warn, format!("not all {what}: {listed}"), help)
}

fn baseline(inputs: &Inputs) -> Check {
    match &inputs.baseline {
        None => check("baseline", State::Ok, "none", "`cargo fa baseline` writes one, so that only new findings count"),
        Some(Ok(baseline)) => {
            let count: usize = baseline.entries.iter().map(|entry| entry.count).sum();
            let found = format!("{count} {}", if count == 1 { "finding" } else { "findings" });
            check("baseline", State::Ok, found, "")
        }
        Some(Err(problems)) => {
            let problem = problems.first();
            let found = problem.map_or_else(|| "it is not usable".to_owned(), located);
            check("baseline", State::Fail, found, problem.map_or("", |problem| &problem.help))
        }
    }
}

/// A problem on one line.
fn located(problem: &Problem) -> String {
    match problem.position {
        Some(position) => format!("{}:{}:{}: {}", problem.file, position.line, position.column, problem.message),
        None => problem.message.clone(),
    }
}

/// Prints the checks.
///
/// # Errors
///
/// When the answer cannot be written.
pub fn print(checks: &[Check], out: &mut impl Write) -> io::Result<()> {
    for check in checks {
        writeln!(out, "{check}")?;
    }
    Ok(())
}

/// How the process should exit: a failed check means that a run could not be.
#[must_use]
pub fn exit_code(checks: &[Check]) -> u8 {
    let failed = checks.iter().any(|check| check.state == State::Fail);
    if failed { exit::COULD_NOT_RUN } else { exit::CLEAN }
}

#[cfg(test)]
mod tests;
