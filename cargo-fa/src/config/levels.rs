//! How a code counts in a run: its own level, then `.fa.toml`, then the command line. Which codes run at all is decided
//! in `selection`.

use framealloc_lint::{Code, Level};

use crate::config::Config;
use crate::config::words::{self, Selector};
use crate::finding::Finding;
use crate::problem::Problem;
use crate::tables::Word;

/// The words for a level, in the order in which they are listed to users.
pub const LEVELS: [&str; 4] = ["off", "hint", "warn", "error"];

/// One line of `[levels]`, or one of `--deny`, `--warn`, `--allow`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Which codes.
    pub selector: Selector,
    /// Nothing: off.
    pub level: Option<Level>,
}

/// A line of `[levels]` with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What it sets.
    pub setting: Setting,
    /// The key.
    pub key: Word,
}

/// Reads a level; the outer `None` is for a word that is none, the inner one for off.
#[must_use]
pub fn parse_level(word: &str) -> Option<Option<Level>> {
    match word {
        "off" | "allow" => Some(None),
        "hint" => Some(Some(Level::Hint)),
        "warn" => Some(Some(Level::Warn)),
        "error" | "deny" => Some(Some(Level::Error)),
        _ => None,
    }
}

/// Which way a command line flag moves a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `--deny`
    Deny,
    /// `--warn`
    Warn,
    /// `--allow`
    Allow,
}

impl Direction {
    fn level(self) -> Option<Level> {
        match self {
            Direction::Deny => Some(Level::Error),
            Direction::Warn => Some(Level::Warn),
            Direction::Allow => None,
        }
    }

    fn flag(self) -> &'static str {
        match self {
            Direction::Deny => "--deny",
            Direction::Warn => "--warn",
            Direction::Allow => "--allow",
        }
    }
}

/// What the settings of a run make of each code.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    config: Vec<Setting>,
    selected: Vec<Selector>,
    line: Vec<Setting>,
    deny_warnings: bool,
}

impl Levels {
    /// From the configuration and the command line. `flags` are in the order in which they were written; `select` are
    /// the words of `--select`.
    ///
    /// # Errors
    ///
    /// For a word that names no code.
    pub fn new(
        config: &Config,
        flags: &[(Direction, String)],
        select: &[String],
        deny_warnings: bool,
    ) -> Result<Levels, Problem> {
        let mut line = Vec::new();
        for (direction, list) in flags {
            for selector in selectors(direction.flag(), list)? {
                line.push(Setting { selector, level: direction.level() });
            }
        }
        let mut selected = Vec::new();
        for list in select {
            selected.extend(selectors("--select", list)?);
        }
        Ok(Levels {
            config: config.levels.iter().map(|written| written.setting.clone()).collect(),
            selected,
            line,
            deny_warnings: deny_warnings || config.deny_warnings,
        })
    }

    /// How a code counts; nothing for one that is off.
    #[must_use]
    pub fn resolve(&self, code: &Code) -> Option<Level> {
        self.resolve_from(code, code.level)
    }

    /// How a finding counts that its rule raised with a level of its own, as a loop inside a system does.
    #[must_use]
    pub fn resolve_from(&self, code: &Code, own: Level) -> Option<Level> {
        let mut level = Some(own);
        if let Some(setting) = self.in_config(code) {
            // Who asks for a code by name wants to see it, although the file turns it off.
            let asked = |selector: &Selector| {
                selector.matches(code) && selector.specificity() >= setting.selector.specificity()
            };
            if setting.level.is_some() || !self.selected.iter().any(asked) {
                level = setting.level;
            }
        }
        if let Some(setting) = self.on_line(code) {
            level = setting.level;
        }
        match level {
            Some(Level::Warn) if self.deny_warnings => Some(Level::Error),
            level => level,
        }
    }

    /// Whether somebody set a level above off for the code, so that it runs without a flag.
    #[must_use]
    pub fn raised(&self, code: &Code) -> bool {
        let last = self.on_line(code).or_else(|| self.in_config(code));
        last.is_some_and(|setting| setting.level.is_some())
    }

    /// Sets the level of every finding, and drops those whose code is off.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        findings.retain_mut(|finding| match self.resolve_from(finding.code, finding.level) {
            Some(level) => {
                finding.level = level;
                true
            }
            None => false,
        });
    }

    /// What `--select` asks for.
    pub(super) fn selected(&self) -> &[Selector] {
        &self.selected
    }

    fn in_config(&self, code: &Code) -> Option<&Setting> {
        let matching = self.config.iter().filter(|setting| setting.selector.matches(code));
        matching.max_by_key(|setting| setting.selector.specificity())
    }

    fn on_line(&self, code: &Code) -> Option<&Setting> {
        self.line.iter().rev().find(|setting| setting.selector.matches(code))
    }
}

/// The words of a comma list.
fn selectors(flag: &str, list: &str) -> Result<Vec<Selector>, Problem> {
    let words: Vec<&str> = list.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Err(Problem::with("", format!("`{flag}` names no code"), "`cargo fa list` shows all codes"));
    }
    let read = |word: &&str| {
        Selector::parse(word)
            .ok_or_else(|| Problem::with("", format!("there is no code `{word}` for `{flag}`"), words::advice(word)))
    };
    words.iter().map(read).collect()
}

#[cfg(test)]
mod tests;
