//! `[tags]` and `[layers]` of `.fa.toml`, and the paths in them. What they mean for a program is up to the rules.

use framealloc_lint::closest;
use toml::de::DeTable;

use crate::config::read::section;
use crate::config::{Config, Layer, ModuleTag};
use crate::tables::{Reader, Value, Word};

pub(super) fn tags(reader: &mut Reader, value: &Value<'_>, config: &mut Config) {
    let Some(table) = section(reader, value, "tags", &["declared", "modules", "neutral", "reserved"]) else { return };
    let tags = &mut config.tags;
    tags.declared = table.get("declared").map_or_else(Vec::new, |value| reader.words(value, "`declared`"));
    tags.reserved = table.get("reserved").map_or_else(Vec::new, |value| reader.words(value, "`reserved`"));
    tags.neutral = paths(reader, table, "neutral");
    let mut all: Vec<&Word> = tags.declared.iter().chain(&tags.reserved).collect();
    all.sort_by_key(|tag| tag.place);
    for (at, tag) in all.iter().enumerate() {
        if tag.text.trim().is_empty() {
            reader.problem(tag.place, "a tag must not be empty", "name it, as in \"physics\"");
        } else if all[..at].iter().any(|before| before.text == tag.text) {
            let help = "keep one; a reserved tag is declared by that";
            reader.problem(tag.place, format!("the tag `{}` is declared twice", tag.text), help);
        }
    }
    let Some(modules) = table.get("modules").and_then(|value| reader.table(value, "`tags.modules`")) else { return };
    for (module, tag) in modules {
        let module = Word { text: module.get_ref().to_string(), place: reader.place(module.span()) };
        let Some(tag) = reader.word(tag, &format!("the tag of `{}`", module.text)) else { continue };
        if tag.text.trim().is_empty() {
            reader.problem(tag.place, "a tag must not be empty", "name it, as in \"physics\"");
        }
        if check_path(reader, &module) {
            tags.modules.push(ModuleTag { module, tag });
        }
    }
    tags.modules.sort_by_key(|entry| entry.module.place);
}

pub(super) fn layers(reader: &mut Reader, value: &Value<'_>, config: &mut Config) {
    let Some(table) = reader.table(value, "`layers`") else { return };
    for (name, value) in table {
        let name = Word { text: name.get_ref().to_string(), place: reader.place(name.span()) };
        let Some(layer) = section(reader, value, &format!("layers.{}", name.text), &["may-use", "modules"]) else {
            continue;
        };
        let modules = paths(reader, layer, "modules");
        let may_use = layer.get("may-use").map_or_else(Vec::new, |value| reader.words(value, "`may-use`"));
        if layer.get("modules").and_then(|value| value.get_ref().as_array()).is_none_or(|list| list.is_empty()) {
            let help = "add `modules = [\"game::ui\"]`, the modules that it consists of";
            reader.problem(name.place, format!("the layer `{}` has no modules", name.text), help);
        }
        config.layers.push(Layer { name, modules, may_use });
    }
    config.layers.sort_by_key(|layer| layer.name.place);
    // Only when all of them are known can an unknown one be told.
    let names: Vec<&str> = config.layers.iter().map(|layer| layer.name.text.as_str()).collect();
    let mut seen: Vec<(&str, &Layer)> = Vec::new();
    for layer in &config.layers {
        for used in layer.may_use.iter().filter(|used| !names.contains(&used.text.as_str())) {
            let help = match closest(&used.text, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare it as `[layers.{}]`", used.text),
            };
            reader.problem(used.place, format!("there is no layer `{}`", used.text), help);
        }
        for module in &layer.modules {
            if let Some((_, other)) = seen.iter().find(|(path, _)| *path == module.text) {
                let message = format!("`{}` is in the layer `{}` already", module.text, other.name.text);
                reader.problem(module.place, message, "a module is in one layer");
            }
            seen.push((module.text.as_str(), layer));
        }
    }
}

/// A list of module or function paths; those that are none are left out.
pub(super) fn paths(reader: &mut Reader, table: &DeTable<'_>, key: &str) -> Vec<Word> {
    let Some(value) = table.get(key) else { return Vec::new() };
    let words = reader.words(value, &format!("`{key}`"));
    words.into_iter().filter(|word| check_path(reader, word)).collect()
}

/// Whether a word is a path from a crate on; if not, it is a problem.
pub(super) fn check_path(reader: &mut Reader, word: &Word) -> bool {
    match path_problem(&word.text) {
        Some((message, help)) => {
            reader.problem(word.place, message, help);
            false
        }
        None => true,
    }
}

/// What is wrong with a path of a module or item, which is written as `game::physics`, and what to write instead.
pub(crate) fn path_problem(text: &str) -> Option<(String, String)> {
    let segments: Vec<&str> = text.split("::").collect();
    let name_like = |segment: &&str| {
        let mut chars = segment.chars();
        chars.next().is_some_and(|first| first.is_alphabetic() || first == '_')
            && chars.all(|char| char.is_alphanumeric() || char == '_')
    };
    if matches!(segments[0], "crate" | "self" | "super") {
        let message = format!("the path `{text}` does not say in which crate");
        return Some((message, format!("begin with the crate's name: `game{}`", &text[segments[0].len()..])));
    }
    if segments.iter().all(name_like) {
        return None;
    }
    // What was most likely meant: other separators, a package's dashes, a pattern's stars.
    let meant = text.trim_end_matches("::*").trim_matches(':').replace(['/', '.'], "::").replace('-', "_");
    let help = match meant.split("::").collect::<Vec<_>>().iter().all(name_like) {
        true => format!("write `{meant}`"),
        false => "write a path from the crate on, as in `game::physics`".to_owned(),
    };
    Some((format!("`{text}` is not a path of a module or item"), help))
}
