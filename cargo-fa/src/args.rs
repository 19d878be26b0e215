//! The command line, as clap reads it. Nothing is carried out here.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use framealloc_lint::Level;

use crate::config::levels::Direction;
use crate::config::selection::Group;
use crate::report::Format;
use crate::workspace::Choice;

/// Finds misuse of framealloc that types and macros cannot.
///
/// Exit codes: 0 nothing of level error was found, 1 something was, 2 it could not run, or there was nothing that it could judge.
#[derive(Debug, Parser)]
#[command(name = "cargo fa", bin_name = "cargo fa", version, args_conflicts_with_subcommands = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) check: CheckArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Explain a code: what it means, why, a wrong and a right example, how to suppress it.
    Explain {
        /// The code or its name, such as FA601 or frame_escape; or a number of the compiler's,
        /// such as E0502, or the first line of its message.
        code: String,
    },
    /// List every code, one a line.
    List,
    /// Show what a function does with frame memory: by a file, or by the end of the function's path.
    Show {
        /// A file, or a path such as `physics::solve`.
        what: String,
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write a `.fa.toml` in which every key is explained.
    Init {
        /// Replace one that is there.
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write down what is found today, so that only what is new is reported from now on.
    Baseline {
        #[command(flatten)]
        check: CheckArgs,
    },
    /// Check that everything a run needs is there.
    Doctor {
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// Where the workspace is.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct PlaceArgs {
    /// The `Cargo.toml` to begin from.
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,
    /// Only this package; may be repeated.
    #[arg(short, long = "package", value_name = "NAME")]
    pub(crate) packages: Vec<String>,
    /// All members, which is the default.
    #[arg(long, conflicts_with = "packages")]
    pub(crate) workspace: bool,
    /// Features to switch on, as cargo takes them. The source is judged under every `cfg`.
    #[arg(short = 'F', long, value_name = "FEATURES", value_delimiter = ',')]
    pub(crate) features: Vec<String>,
    /// Switch on all features.
    #[arg(long)]
    pub(crate) all_features: bool,
    /// Switch off the default features.
    #[arg(long)]
    pub(crate) no_default_features: bool,
    /// Run without network.
    #[arg(long)]
    pub(crate) offline: bool,
    /// Require that `Cargo.lock` is up to date.
    #[arg(long)]
    pub(crate) locked: bool,
    /// Both of these.
    #[arg(long)]
    pub(crate) frozen: bool,
    /// The configuration, in place of `.fa.toml` beside the workspace's `Cargo.toml`.
    #[arg(long, value_name = "PATH")]
    pub(crate) config: Option<PathBuf>,
}

impl PlaceArgs {
    pub(crate) fn choice(&self) -> Choice {
        let flags = [(self.offline, "--offline"), (self.locked, "--locked"), (self.frozen, "--frozen")];
        Choice {
            manifest: self.manifest_path.clone(),
            packages: self.packages.clone(),
            features: self.features.clone(),
            all_features: self.all_features,
            no_default_features: self.no_default_features,
            cargo: flags.iter().filter(|(on, _)| *on).map(|(_, flag)| (*flag).to_owned()).collect(),
        }
    }
}

/// What is judged and how it is told.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct CheckArgs {
    /// Report only what is in these files or folders; the whole workspace is read all the same.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Judge the files by themselves, without cargo: nothing outside of each is known.
    #[arg(long, requires = "paths")]
    pub(crate) alone: bool,
    #[command(flatten)]
    pub(crate) place: PlaceArgs,

    /// Every code, hints too.
    #[arg(long, help_heading = "Codes")]
    pub(crate) all: bool,
    /// FA2xx: memory that other threads see.
    #[arg(long, help_heading = "Codes")]
    pub(crate) threading: bool,
    /// FA3xx: budgets.
    #[arg(long, help_heading = "Codes")]
    pub(crate) budgets: bool,
    /// FA4xx: what a frame system must not do.
    #[arg(long, help_heading = "Codes")]
    pub(crate) purity: bool,
    /// FA6xx: the frame, and what must not outlive it.
    #[arg(long, help_heading = "Codes")]
    pub(crate) dirtymem: bool,
    /// FA7xx: async code.
    #[arg(long, help_heading = "Codes")]
    pub(crate) async_safety: bool,
    /// FA8xx: the architecture that tags describe.
    #[arg(long, help_heading = "Codes")]
    pub(crate) architecture: bool,
    /// Exactly these: codes, names, or the beginning of codes, as in `FA6,tag_mismatch`.
    #[arg(long, value_name = "CODES", help_heading = "Codes")]
    pub(crate) select: Vec<String>,

    /// Count a code as an error; may be repeated.
    #[arg(short = 'D', long, value_name = "CODE", action = ArgAction::Append, help_heading = "Levels")]
    pub(crate) deny: Vec<String>,
    /// Count a code as a warning.
    #[arg(short = 'W', long, value_name = "CODE", action = ArgAction::Append, help_heading = "Levels")]
    pub(crate) warn: Vec<String>,
    /// Switch a code off.
    #[arg(short = 'A', long, value_name = "CODE", action = ArgAction::Append, help_heading = "Levels")]
    pub(crate) allow: Vec<String>,
    /// Count warnings as errors.
    #[arg(long, help_heading = "Levels")]
    pub(crate) deny_warnings: bool,
    /// Hide what is below this level.
    #[arg(long, value_name = "LEVEL", default_value = "hint", help_heading = "Levels")]
    pub(crate) min_severity: Severity,

    /// Leave out files, by a glob from the workspace's root.
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Stop at the first error: what comes after it is not shown.
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// How findings are written.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: Format,
    /// Run `cargo check` first and pass its messages on, for editors; with `--format rustc-json`.
    #[arg(long)]
    pub(crate) with_check: bool,
    /// When to write colours.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// Report only what this file does not list.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Apply the edits that are certain. Refuses where git could not bring back what was there.
    #[arg(long)]
    pub(crate) fix: bool,
    /// Let `--fix` change files with changes that are not committed.
    #[arg(long, requires = "fix")]
    pub(crate) allow_dirty: bool,
    /// Print how long each phase took, to the standard error.
    #[arg(long)]
    pub(crate) timings: bool,
    #[arg(skip)]
    pub(crate) flags: Vec<(Direction, String)>,
}

impl CheckArgs {
    pub(crate) fn groups(&self) -> Vec<Group> {
        let all = [
            (self.threading, Group::Threading),
            (self.budgets, Group::Budgets),
            (self.purity, Group::Purity),
            (self.dirtymem, Group::DirtyMem),
            (self.async_safety, Group::AsyncSafety),
            (self.architecture, Group::Architecture),
        ];
        all.into_iter().filter(|(on, _)| *on).map(|(_, group)| group).collect()
    }
}

/// `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Color {
    /// Where the output is a terminal.
    #[default]
    Auto,
    Always,
    Never,
}

/// `--min-severity`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Severity {
    #[default]
    Hint,
    Warn,
    Error,
}

impl Severity {
    pub(crate) fn level(self) -> Level {
        match self {
            Severity::Hint => Level::Hint,
            Severity::Warn => Level::Warn,
            Severity::Error => Level::Error,
        }
    }
}

/// The level flags in the order in which they were written, which clap's fields do not keep: the last one counts.
pub(crate) fn level_flags(matches: &clap::ArgMatches) -> Vec<(Direction, String)> {
    let mut all: Vec<(usize, Direction, String)> = Vec::new();
    for (name, direction) in [("deny", Direction::Deny), ("warn", Direction::Warn), ("allow", Direction::Allow)] {
        let Ok(Some(values)) = matches.try_get_many::<String>(name) else { continue };
        let indices = matches.indices_of(name).into_iter().flatten();
        all.extend(indices.zip(values).map(|(at, value)| (at, direction, value.clone())));
    }
    all.sort_by_key(|(at, ..)| *at);
    all.into_iter().map(|(_, direction, value)| (direction, value)).collect()
}
