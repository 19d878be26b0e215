//! For the tests of this crate: one file judged by itself, with all codes on, as the corpus needs it.

use std::path::Path;

use crate::analysis::analyze;
use crate::config::Config;
use crate::finding::Finding;
use crate::sources::Sources;
use crate::suppress;
use crate::workspace::Workspace;

/// The lines, codes and messages of what is found in a file, as a crate called `corpus`.
///
/// # Panics
///
/// When the configuration is wrong, or a temporary file cannot be written.
#[must_use]
pub fn judge_alone(path: &Path, config: &str) -> Vec<(usize, String, String)> {
    let places = judge_places(path, config).into_iter();
    places.map(|((line, _), code, message)| (line, code, message)).collect()
}

/// The text of a file with all certain edits applied, as `--fix` would leave it.
///
/// # Panics
///
/// As [`judge_alone`].
#[must_use]
pub fn fixed(path: &Path) -> String {
    let (findings, sources) = judge(path, "");
    let own = findings.iter().filter(|finding| finding.counts());
    let mut edits: Vec<_> = own.filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.place));
    let source = sources.iter().find(|(_, source)| source.path == path).map(|(_, source)| source.text.to_string());
    let mut text = source.unwrap_or_default();
    for edit in edits {
        text.replace_range(edit.place.range(), &edit.text);
    }
    text
}

/// The same with columns.
///
/// # Panics
///
/// As [`judge_alone`].
#[must_use]
pub fn judge_places(path: &Path, config: &str) -> Vec<((usize, usize), String, String)> {
    let (findings, sources) = judge(path, config);
    let shown = findings.iter().filter(|finding| finding.counts() && sources.get(finding.place.file).path == path);
    let lines = shown.map(|finding| {
        let at = sources.get(finding.place.file).position(finding.place.start as usize);
        ((at.line, at.column), finding.code.id.to_owned(), finding.message.clone())
    });
    lines.collect()
}

fn judge(path: &Path, config: &str) -> (Vec<Finding>, Sources) {
    let mut sources = Sources::new(path.parent().unwrap_or(path));
    let config = if config.is_empty() { Config::default() } else { read_config(config, &mut sources) };
    let workspace = Workspace::of_files(sources.root.clone(), &[path.to_path_buf()], Some("corpus"));
    let analysis = analyze(&workspace, &config, |_| true, &mut sources);
    let mut findings = analysis.report.findings;
    let mut suppressions = Vec::new();
    for (file, source) in sources.iter() {
        let (own, about) = suppress::read(file, &source.text);
        suppressions.extend(own);
        findings.extend(about);
    }
    let unused = suppress::apply(&mut findings, &mut suppressions, |_| true);
    findings.extend(unused);
    (findings, sources)
}

fn read_config(text: &str, sources: &mut Sources) -> Config {
    let path = std::env::temp_dir().join(format!("fa-corpus-{}-{}.toml", std::process::id(), text.len()));
    std::fs::write(&path, text).expect("the temporary directory can be written to");
    let config = Config::load(&path, sources);
    let _ = std::fs::remove_file(&path);
    config.expect("the configuration of the corpus is right").0
}
