//! From the text of `.fa.toml` to a `Config`: the keys of the top, levels, and exceptions. Tags and layers are in
//! `sections`. Everything wrong is collected, so that one run shows all of it.

use std::path::Path;

use framealloc_lint::{closest, codes};
use toml::de::DeTable;

use crate::config::globs::Pattern;
use crate::config::levels::{self, Setting, Written};
use crate::config::words::{self, Selector};
use crate::config::{Allow, Config, ConfigError, sections};
use crate::finding::Finding;
use crate::sources::{Place, Sources};
use crate::tables::{Reader, Value, Word};

/// The keys of the top.
pub(crate) const KEYS: [&str; 9] =
    ["allow", "budgets", "deny-warnings", "exclude", "facts", "frames", "layers", "levels", "tags"];

pub(super) fn load(path: &Path, sources: &mut Sources) -> Result<(Config, Vec<Finding>), ConfigError> {
    let one = |problem| ConfigError { problems: vec![problem] };
    let mut reader = Reader::open(path, sources).map_err(one)?;
    let text = reader.source.text.clone();
    let table = reader.parse(&text).map_err(one)?;
    let mut config = Config { file: Some(reader.file), ..Config::default() };
    let mut findings = Vec::new();
    reader.only(&table, "`.fa.toml`", &KEYS);
    for (key, value) in &table {
        let what = format!("`{}`", key.get_ref());
        match &**key.get_ref() {
            "allow" => allow(&mut reader, value, &mut config, &mut findings),
            "budgets" => config.default_budget = switch(&mut reader, value, "budgets", "default"),
            "deny-warnings" => config.deny_warnings = reader.boolean(value, &what),
            "exclude" => {
                let globs = reader.words(value, &what);
                config.exclude = globs.iter().filter_map(|glob| pattern(&mut reader, glob)).collect();
            }
            "facts" => config.facts_required = switch(&mut reader, value, "facts", "required"),
            "frames" => {
                if let Some(table) = section(&mut reader, value, "frames", &["boundaries"]) {
                    config.boundaries = sections::paths(&mut reader, table, "boundaries");
                }
            }
            "layers" => sections::layers(&mut reader, value, &mut config),
            "levels" => set_levels(&mut reader, value, &mut config, &mut findings),
            "tags" => sections::tags(&mut reader, value, &mut config),
            // Said by `only`.
            _ => {}
        }
    }
    if reader.problems.is_empty() {
        findings.sort_by_key(|finding| finding.place);
        return Ok((config, findings));
    }
    // A table keeps its keys in the order of the alphabet; readers go through the file from the top.
    reader.problems.sort_by_key(|problem| problem.place);
    Err(ConfigError { problems: reader.problems })
}

/// `[name]` with nothing but some keys.
pub(super) fn section<'v, 'i>(
    reader: &mut Reader,
    value: &'v Value<'i>,
    name: &str,
    keys: &[&str],
) -> Option<&'v DeTable<'i>> {
    let table = reader.table(value, &format!("`{name}`"))?;
    reader.only(table, &format!("`[{name}]`"), keys);
    Some(table)
}

/// `[name]` with one key that is true or false.
fn switch(reader: &mut Reader, value: &Value<'_>, name: &str, key: &str) -> bool {
    let found = section(reader, value, name, &[key]).and_then(|table| table.get(key));
    found.is_some_and(|value| reader.boolean(value, &format!("`{key}`")))
}

fn pattern(reader: &mut Reader, glob: &Word) -> Option<Pattern> {
    match Pattern::new(&glob.text, Some(glob.place)) {
        Ok(pattern) => Some(pattern),
        Err((message, help)) => {
            reader.problem(glob.place, message, help);
            None
        }
    }
}

fn unknown_code(word: &str, place: Place) -> Finding {
    Finding::new(&codes::FA002, place, format!("there is no code `{word}`"), words::advice(word))
}

fn set_levels(reader: &mut Reader, value: &Value<'_>, config: &mut Config, findings: &mut Vec<Finding>) {
    let Some(table) = reader.table(value, "`levels`") else { return };
    for (key, value) in table {
        let key = Word { text: key.get_ref().to_string(), place: reader.place(key.span()) };
        let level = level(reader, value, &key.text);
        let Some(selector) = Selector::parse(&key.text) else {
            findings.push(unknown_code(&key.text, key.place));
            continue;
        };
        if let Some(before) = config.levels.iter().find(|written| written.setting.selector == selector) {
            // The table is in the order of the alphabet; the one further down is the second.
            let (first, second) = if before.key.place < key.place { (&before.key, &key) } else { (&key, &before.key) };
            let message = format!("`{}` sets the same codes as `{}` above it", second.text, first.text);
            reader.problem(second.place, message, "keep one of them");
            continue;
        }
        if let Some(level) = level {
            config.levels.push(Written { setting: Setting { selector, level }, key });
        }
    }
    config.levels.sort_by_key(|written| written.key.place);
}

fn level(reader: &mut Reader, value: &Value<'_>, key: &str) -> Option<Option<framealloc_lint::Level>> {
    let word = reader.word(value, &format!("the level of `{key}`"))?;
    let level = levels::parse_level(&word.text);
    if level.is_none() {
        let help = match closest(&word.text, levels::LEVELS) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("a level is one of \"{}\"", levels::LEVELS.join("\", \"")),
        };
        reader.problem(word.place, format!("there is no level `{}`", word.text), help);
    }
    level
}

fn allow(reader: &mut Reader, value: &Value<'_>, config: &mut Config, findings: &mut Vec<Finding>) {
    for (place, table) in reader.entries(value, "allow") {
        reader.only(table, "`[[allow]]`", &["code", "item", "path", "reason"]);
        let code = reader.required(place, table, "`[[allow]]`", "code");
        let reason = reader.required(place, table, "`[[allow]]`", "reason");
        let item = table.get("item").and_then(|value| reader.word(value, "`item`"));
        let item = item.filter(|item| sections::check_path(reader, item));
        let path = table.get("path").and_then(|value| reader.word(value, "`path`"));
        let path = path.and_then(|glob| pattern(reader, &glob));
        if !table.contains_key("item") && !table.contains_key("path") {
            let help = "say where with `path` or `item`; `[levels]` turns a code off everywhere";
            reader.problem(place, "`[[allow]]` has neither `path` nor `item`", help);
        }
        let (Some(word), Some(reason)) = (code, reason) else { continue };
        let Some(code) = words::code(&word.text) else {
            let mut finding = unknown_code(&word.text, word.place);
            if Selector::parse(&word.text).is_some() {
                finding.message = format!("`{}` is the beginning of codes, not one", word.text);
                finding.help = "`[[allow]]` names one code; `[levels]` takes beginnings".to_owned();
            }
            findings.push(finding);
            continue;
        };
        if reason.text.trim().is_empty() {
            let message = format!("`[[allow]]` of {} gives no reason", code.id);
            findings.push(Finding::new(&codes::FA003, reason.place, message, "write why it is right there"));
        }
        let reason = reason.text.trim().to_owned();
        config.allow.push(Allow { code, path, item, reason, place: word.place });
    }
}
