//! What the configuration says to rules, without where it was read from. No file is read here.

use crate::sources::Place;

/// The parts of the configuration that rules ask for.
#[derive(Debug, Default)]
pub struct Settings {
    /// `[tags] declared`.
    pub declared: Vec<DeclaredTag>,
    /// `[tags] reserved`.
    pub reserved: Vec<String>,
    /// `[tags] neutral`: prefixes of modules.
    pub neutral: Vec<String>,
    /// `[tags.modules]`: prefixes of modules, and the tag of each.
    pub modules: Vec<(String, String)>,
    /// `[layers]`.
    pub layers: Vec<Layer>,
    /// `[budgets] default`.
    pub default_budget: bool,
    /// `[frames] boundaries`: functions that end a frame.
    pub boundaries: Vec<String>,
}

/// A tag of the configuration.
#[derive(Debug)]
pub struct DeclaredTag {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

/// A layer of the program.
#[derive(Debug)]
pub struct Layer {
    /// Its name.
    pub name: String,
    /// Prefixes of its modules.
    pub modules: Vec<String>,
    /// The layers that it may use, besides itself.
    pub may_use: Vec<String>,
}

/// Whether a path is a module or in it.
pub(crate) fn is_under(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

impl Settings {
    /// The layer of a module: the one with the longest prefix.
    pub(crate) fn layer_of(&self, module: &str) -> Option<&Layer> {
        let matching = self.layers.iter().flat_map(|layer| layer.modules.iter().map(move |prefix| (layer, prefix)));
        matching.filter(|(_, prefix)| is_under(module, prefix)).max_by_key(|(_, prefix)| prefix.len()).map(|(layer, _)| layer)
    }
}
