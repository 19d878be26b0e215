//! Which codes a run judges, and which findings it shows. How they count is decided in `levels`.

use std::collections::BTreeSet;

use framealloc_lint::Level;
use framealloc_lint::codes::{self, Code, Layer};

use crate::config::levels::Levels;
use crate::problem::Problem;

/// A flag that stands for a family of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// `--threading`: FA2xx.
    Threading,
    /// `--budgets`: FA3xx.
    Budgets,
    /// `--purity`: FA4xx.
    Purity,
    /// `--dirtymem`: FA6xx.
    DirtyMem,
    /// `--async-safety`: FA7xx.
    AsyncSafety,
    /// `--architecture`: FA8xx.
    Architecture,
}

impl Group {
    /// How its codes begin.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Group::Threading => "FA2",
            Group::Budgets => "FA3",
            Group::Purity => "FA4",
            Group::DirtyMem => "FA6",
            Group::AsyncSafety => "FA7",
            Group::Architecture => "FA8",
        }
    }
}

/// The codes of a run.
#[derive(Debug, Clone)]
pub struct Selection {
    codes: BTreeSet<&'static str>,
    least: Level,
}

impl Selection {
    /// Without `all`, groups and `--select` it is the default set: what is a warning or an error of its own, and what
    /// settings raise above off. Flags add up.
    ///
    /// # Errors
    ///
    /// When `--select` asks for nothing that this tool raises, or nothing is left: a run that judges nothing would look
    /// like approval.
    pub fn new(levels: &Levels, all: bool, groups: &[Group], least: Level) -> Result<Selection, Problem> {
        for selector in levels.selected() {
            if ours().any(|code| selector.matches(code)) {
                continue;
            }
            let message = format!("`--select` asks for `{selector}`, which `cargo fa` does not raise");
            let help = "the types, an attribute, or the running program do; `cargo fa list` says which";
            return Err(Problem::with("", message, help));
        }
        let default = !all && groups.is_empty() && levels.selected().is_empty();
        let wanted = |code: &Code| {
            all || groups.iter().any(|group| code.id.starts_with(group.prefix()))
                || levels.selected().iter().any(|selector| selector.matches(code))
                || default && (code.level >= Level::Warn || levels.raised(code))
        };
        let runs = |code: &&'static Code| own(code) || wanted(code);
        let codes: BTreeSet<_> =
            ours().filter(runs).filter(|code| levels.resolve(code).is_some()).map(|code| code.id).collect();
        let asked = |code: &Code| levels.selected().iter().any(|selector| selector.matches(code));
        let judges = |code: &Code| !own(code) || asked(code);
        if !codes.iter().any(|id| codes::lookup(id).is_some_and(judges)) {
            let help = "take one of the `--allow` or `[levels]` settings back";
            return Err(Problem::with("", "every selected code is off, so nothing would be judged", help));
        }
        Ok(Selection { codes, least })
    }

    /// Whether the run judges a code.
    #[must_use]
    pub fn runs(&self, code: &Code) -> bool {
        self.codes.contains(code.id)
    }

    /// Whether a finding of a level is shown.
    #[must_use]
    pub fn shows(&self, level: Level) -> bool {
        level >= self.least
    }

    /// The codes, in order.
    pub fn codes(&self) -> impl Iterator<Item = &'static Code> {
        self.codes.iter().filter_map(|id| codes::lookup(id))
    }
}

/// The codes that this tool can raise.
fn ours() -> impl Iterator<Item = &'static Code> {
    codes::ALL.iter().copied().filter(|code| code.raised_by(Layer::CargoFa))
}

/// Whether a code is about the tool's own inputs, which every run judges.
fn own(code: &Code) -> bool {
    code.id.starts_with("FA0")
}

#[cfg(test)]
mod tests;
