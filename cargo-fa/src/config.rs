//! `.fa.toml`: what a workspace says about its codes, tags, layers and exceptions. How the file is read is in `read`;
//! what a run makes of it is in `levels` and `selection`. No rule lives here.

pub mod globs;
pub mod levels;
pub mod selection;
pub mod words;

mod read;
mod sections;

use std::path::Path;

use framealloc_lint::{Code, codes};

use crate::finding::Finding;
use crate::problem::Problem;
use crate::sources::{FileId, Place, Sources};
pub use crate::tables::Word;

use self::globs::Pattern;
use self::levels::Written;
#[cfg(test)]
pub(crate) use self::read::KEYS;
pub(crate) use self::sections::path_problem;

/// The file's name beside the workspace root's `Cargo.toml`.
pub const FILE_NAME: &str = ".fa.toml";

/// What `.fa.toml` says. The default is what an empty file says.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The file; nothing where there is none.
    pub file: Option<FileId>,
    /// `[levels]`, in the order of the file.
    pub levels: Vec<Written>,
    /// `exclude`: files that are not judged.
    pub exclude: Vec<Pattern>,
    /// `deny-warnings`.
    pub deny_warnings: bool,
    /// `[tags]`.
    pub tags: Tags,
    /// `[layers.NAME]`.
    pub layers: Vec<Layer>,
    /// `[budgets] default`: every thread has a budget that the source does not show.
    pub default_budget: bool,
    /// `[frames] boundaries`: functions that end a frame.
    pub boundaries: Vec<Word>,
    /// `[facts] required`: a run without the compiler's facts is no run.
    pub facts_required: bool,
    /// `[[allow]]`.
    pub allow: Vec<Allow>,
}

/// `[tags]`.
#[derive(Debug, Clone, Default)]
pub struct Tags {
    /// `declared`: tags that exist and are to be used.
    pub declared: Vec<Word>,
    /// `reserved`: tags that exist and need not be used.
    pub reserved: Vec<Word>,
    /// `neutral`: modules that may name any tag.
    pub neutral: Vec<Word>,
    /// `[tags.modules]`: the tag of a module, and of what is below it.
    pub modules: Vec<ModuleTag>,
}

/// One line of `[tags.modules]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleTag {
    /// The module's path.
    pub module: Word,
    /// Its tag.
    pub tag: Word,
}

/// One `[layers.NAME]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Its name.
    pub name: Word,
    /// The modules in it, with what is below them.
    pub modules: Vec<Word>,
    /// The layers that it may use.
    pub may_use: Vec<Word>,
}

/// One `[[allow]]`: an exception that is not written in the source.
#[derive(Debug, Clone)]
pub struct Allow {
    /// The code that it silences.
    pub code: &'static Code,
    /// The files, where it is for some only.
    pub path: Option<Pattern>,
    /// The item, with what is below it, where it is for one only.
    pub item: Option<Word>,
    /// Why.
    pub reason: String,
    /// The code as written, which findings about the entry point at.
    pub place: Place,
}

/// Why the configuration cannot be used. There is at least one problem, and each points into the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// In the order of the file.
    pub problems: Vec<Problem>,
}

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, problem) in self.problems.iter().enumerate() {
            write!(f, "{}{problem}", if at == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads a file. What comes with the configuration are findings about it: FA002 for unknown codes, FA003 for
    /// exceptions that give no reason.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is not TOML, or says something that has no meaning: the run stops.
    pub fn load(path: &Path, sources: &mut Sources) -> Result<(Config, Vec<Finding>), ConfigError> {
        read::load(path, sources)
    }

    /// Whether a file, as it is shown, is excluded.
    #[must_use]
    pub fn excludes(&self, file: &str) -> bool {
        self.exclude.iter().any(|pattern| pattern.matches(file))
    }

    /// The tag of a module: of the longest path in `[tags.modules]` that it lies in.
    #[must_use]
    pub fn tag_of(&self, module: &str) -> Option<&ModuleTag> {
        let below = self.tags.modules.iter().filter(|entry| is_below(module, &entry.module.text));
        below.max_by_key(|entry| entry.module.text.len())
    }

    /// Whether a module may name any tag.
    #[must_use]
    pub fn is_neutral(&self, module: &str) -> bool {
        self.tags.neutral.iter().any(|neutral| is_below(module, &neutral.text))
    }

    /// The layer of a module: that of the longest listed path that it lies in.
    #[must_use]
    pub fn layer_of(&self, module: &str) -> Option<&Layer> {
        let listed = self.layers.iter().flat_map(|layer| layer.modules.iter().map(move |module| (layer, module)));
        let below = listed.filter(|(_, listed)| is_below(module, &listed.text));
        below.max_by_key(|(_, listed)| listed.text.len()).map(|(layer, _)| layer)
    }

    /// FA802 for modules whose tag is declared neither in the file nor in the source. It cannot be said while the file
    /// is read, since a `memory_plan!` declares tags too; `in_source` are these. Where nothing is declared, nothing is
    /// said.
    pub fn undeclared<'a>(&'a self, in_source: impl IntoIterator<Item = &'a str>) -> Vec<Finding> {
        let mut known: Vec<&str> = in_source.into_iter().collect();
        known.extend(self.tags.declared.iter().chain(&self.tags.reserved).map(|tag| tag.text.as_str()));
        if known.is_empty() {
            return Vec::new();
        }
        let strange = self.tags.modules.iter().filter(|entry| !known.contains(&entry.tag.text.as_str()));
        strange
            .map(|ModuleTag { module, tag }| {
                let help = match framealloc_lint::closest(&tag.text, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("add \"{}\" to `declared` under `[tags]`", tag.text),
                };
                let message = format!("`{}` is given the tag `{}`, which is declared nowhere", module.text, tag.text);
                Finding::new(&codes::FA802, tag.place, message, help)
            })
            .collect()
    }
}

/// Whether a path is another one or lies below it: `game::physics::solver` in `game::physics`.
#[must_use]
pub fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}
