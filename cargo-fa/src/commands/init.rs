//! `cargo fa init`: the text of a first `.fa.toml`, with every key in it. It reads no workspace: what was found in one
//! is given to it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use framealloc_lint::Level;
use framealloc_lint::codes::{self, Layer};

use crate::config;
use crate::problem::Problem;
use crate::tables::quoted;

/// What was found in a workspace.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The names of its packages.
    pub packages: Vec<String>,
    /// The paths of its modules, from the crate on.
    pub modules: Vec<String>,
    /// The tags that its source names.
    pub tags: Vec<String>,
}

/// How many modules are listed; the rest is up to the reader.
const MODULES: usize = 8;

/// Lines that begin with `#` and a letter or bracket are keys; those that begin with `# ` say what they mean.
const HEAD: &str = "\
# Settings of `cargo fa`. Whatever is commented out shows a key and what it could say;
# take the `#` away to use it. `cargo fa explain CODE` explains a code.

# Files that are not judged, relative to this one.
#exclude = [\"**/generated/**\"]

# Warnings are errors, as for `cargo fa --deny-warnings`.
#deny-warnings = true

# How findings count: \"off\", \"hint\", \"warn\" or \"error\", for a code, its name, or the beginning of codes.
# The more exact key wins. These are hints by default, and run only when asked for:
[levels]
";

/// The text of a `.fa.toml` that changes nothing until a line is uncommented.
#[must_use]
pub fn text(found: &Found) -> String {
    let mut out = String::new();
    if !found.packages.is_empty() {
        // A name cannot hold a line break; one that does must not become a key.
        let names: Vec<String> = found.packages.iter().map(|name| name.replace(char::is_control, " ")).collect();
        line(&mut out, &format!("# For {}.", names.join(", ")));
    }
    out.push_str(HEAD);
    for code in codes::ALL.iter().filter(|code| code.level == Level::Hint && code.raised_by(Layer::CargoFa)) {
        line(&mut out, &format!("#{} = \"warn\" # {}", code.id, code.name));
    }
    line(&mut out, "#FA8 = \"error\" # everything about tags and layers");

    let modules = modules(found);
    let tags: BTreeSet<&str> = found.tags.iter().map(String::as_str).filter(|tag| !tag.trim().is_empty()).collect();
    let tags: Vec<&str> = if tags.is_empty() { vec!["physics"] } else { tags.into_iter().collect() };
    line(&mut out, "\n[tags]");
    line(&mut out, "# Tags that exist: another one is FA802, one that nobody uses is FA803.");
    line(&mut out, &format!("#declared = {}", list(&tags)));
    line(&mut out, "# Tags that exist and need not be used.");
    // Not one of those above: a tag is declared once.
    let reserved = (0..).map(|at| format!("later{}", if at == 0 { String::new() } else { at.to_string() }));
    let reserved = reserved.into_iter().find(|name| !tags.contains(&name.as_str())).unwrap_or_default();
    line(&mut out, &format!("#reserved = {}", list(&[reserved.as_str()])));
    line(&mut out, "# Modules that may name any tag.");
    line(&mut out, &format!("#neutral = {}", list(&[modules[0].as_str()])));
    line(&mut out, "\n# The tag of a module, and of what is below it: another one there is FA801.");
    line(&mut out, "[tags.modules]");
    for module in &modules {
        let last = module.rsplit("::").next().unwrap_or_default();
        let tag = tags.iter().find(|tag| **tag == last).unwrap_or(&tags[0]);
        line(&mut out, &format!("#{} = {}", quoted(module), quoted(tag)));
    }

    line(&mut out, "\n# Layers: a call from one into another that it may not use is FA804.");
    line(&mut out, "#[layers.game]");
    line(&mut out, &format!("#modules = {}", list(&[modules[0].as_str()])));
    line(&mut out, "#may-use = [\"core\"]");
    line(&mut out, "#[layers.core]");
    let core = modules.get(1).cloned().unwrap_or_else(|| format!("{}::core", modules[0]));
    line(&mut out, &format!("#modules = {}", list(&[core.as_str()])));
    out.push_str(TAIL);
    out
}

const TAIL: &str = "
[budgets]
# Every thread has a budget that the source does not show, so FA203 stays silent.
#default = true

[frames]
# Functions that end a frame although their source does not show it.
#boundaries = [\"engine::tick\"]

[facts]
# A run without the compiler's facts is no run.
#required = true

# An exception that is not written in the source: for files, for an item and what is below it, or for both.
#[[allow]]
#code = \"FA301\"
#path = \"src/loading/**\"
#item = \"game::loading\"
#reason = \"the loading screen has no frame limit\"
";

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}

fn list(words: &[&str]) -> String {
    format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "))
}

/// Some modules to show, or one to imagine; only what the configuration takes as a path.
fn modules(found: &Found) -> Vec<String> {
    let is_path = |path: &&String| config::path_problem(path).is_none();
    let modules: BTreeSet<&String> = found.modules.iter().filter(is_path).collect();
    let mut modules: Vec<String> = modules.into_iter().take(MODULES).cloned().collect();
    if modules.is_empty() {
        modules.push("game::physics".to_owned());
    }
    modules
}

/// Writes the file.
///
/// # Errors
///
/// When there is one already and `force` is not given, or when it cannot be written.
pub fn write(path: &Path, text: &str, force: bool) -> Result<(), Problem> {
    let name = path.display().to_string();
    // A link into nowhere is something that somebody made, too.
    if !force && path.symlink_metadata().is_ok() {
        let message = format!("there is `{name}` already");
        return Err(Problem::with(name, message, "edit it, or pass `--force` to write it anew"));
    }
    crate::fix::write(path, text.as_bytes())
        .map_err(|error| Problem::with(&name, format!("`{name}` cannot be written: {error}"), ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::sources::Sources;

    struct Dir(std::path::PathBuf);

    impl Drop for Dir {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn dir(name: &str) -> Dir {
        let path = std::env::temp_dir().join(format!("fa-init-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a writable directory");
        Dir(path)
    }

    /// Loads a text as the tool does; nothing may be wrong with it.
    fn load(name: &str, text: &str) -> Config {
        let dir = dir(name);
        let path = dir.0.join(config::FILE_NAME);
        write(&path, text, false).expect("writable");
        let (config, findings) =
            Config::load(&path, &mut Sources::new(&dir.0)).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert!(findings.is_empty(), "{findings:?}\n{text}");
        config
    }

    /// What the head of the file tells its readers to do, for all lines.
    fn uncommented(text: &str) -> String {
        let lines = text.lines().map(|line| match line.strip_prefix('#') {
            Some(key) if !key.starts_with([' ', '#']) => key,
            _ => line,
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn the_tool_accepts_it_as_written_and_with_every_key() {
        let many: Vec<String> = (0..30).map(|at| format!("game::m{at}")).collect();
        for (at, found) in [
            Found::default(),
            Found {
                packages: words(&["game", "engine"]),
                modules: words(&["game", "game::physics", "game::ui"]),
                tags: words(&["ui", "physics", "ui"]),
            },
            Found { modules: words(&["game"]), tags: words(&["later", "later1", "  ", ""]), ..Found::default() },
            Found { modules: many, ..Found::default() },
            Found {
                packages: words(&["a\nexclude = 3"]),
                modules: words(&["", "my-game::x", "crate::y", "größe::maß", "r#fn"]),
                tags: words(&["\"quoted\" \\ tag", "a\nb", "game::physics"]),
            },
        ]
        .iter()
        .enumerate()
        {
            let text = text(found);
            let written = load(&format!("as-is-{at}"), &text);
            assert!(written.levels.is_empty() && written.exclude.is_empty() && written.allow.is_empty());
            assert!(written.tags.declared.is_empty() && written.tags.modules.is_empty() && written.layers.is_empty());
            assert!(!written.deny_warnings && !written.default_budget && !written.facts_required);
            let full = load(&format!("full-{at}"), &uncommented(&text));
            assert!(!full.levels.is_empty() && full.exclude.len() == 1 && full.allow.len() == 1);
            assert!(full.deny_warnings && full.default_budget && full.facts_required);
            assert!(!full.tags.modules.is_empty() && full.layers.len() == 2 && full.boundaries.len() == 1);
            assert!(full.undeclared([]).is_empty(), "{text}");
        }
    }

    #[test]
    fn every_key_of_the_configuration_is_in_it() {
        let full = uncommented(&text(&Found::default()));
        for key in config::KEYS {
            let shown =
                ["", "[", "[["].iter().any(|open| full.lines().any(|line| line.starts_with(&format!("{open}{key}"))));
            assert!(shown, "{key}");
        }
    }

    #[test]
    fn modules_get_the_tag_of_their_name() {
        let found = Found { modules: words(&["game::ui"]), tags: words(&["physics", "ui"]), ..Found::default() };
        assert!(text(&found).contains("#\"game::ui\" = \"ui\"\n"));
    }

    #[test]
    fn what_is_there_is_kept_unless_forced() {
        let dir = dir("force");
        let path = dir.0.join(config::FILE_NAME);
        write(&path, "a", false).expect("writable");
        let problem = write(&path, "b", false).expect_err("there is one");
        assert!(problem.help.contains("--force"), "{problem}");
        assert_eq!(std::fs::read_to_string(&path).expect("a file"), "a");
        write(&path, "b", true).expect("forced");
        assert_eq!(std::fs::read_to_string(&path).expect("a file"), "b");
        assert!(write(&dir.0.join("no/such"), "a", false).is_err());
        assert!(write(&dir.0, "a", true).is_err());
    }
}
