//! From the first file of each crate to all of its files, by following `mod`. Files are read in parallel, each one once.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use framealloc_lint::codes;
use rayon::prelude::*;

use super::facts::{File, Mod, Scope};
use super::items;
use crate::finding::Finding;
use crate::sources::{FileId, Place, Sources};
use crate::workspace::Workspace;

/// The files of all crates, and which file each `mod` stands for.
#[derive(Default)]
pub(crate) struct Loaded {
    /// In the order of their ids, from `first` on.
    files: Vec<File>,
    first: u32,
    /// Of a file and the place of a `mod` in it: the file of the module.
    pub of_mod: HashMap<(FileId, u32), FileId>,
    /// Of the path of a crate's first file.
    pub of_path: HashMap<PathBuf, FileId>,
}

impl Loaded {
    /// A file by its id.
    pub fn file(&self, id: FileId) -> &File {
        &self.files[(id.0 - self.first) as usize]
    }
}

/// A file that is to be read.
struct Wanted {
    path: PathBuf,
    /// Where its modules are looked for.
    dir: PathBuf,
    from: Option<(FileId, Place)>,
}

struct Read {
    text: Result<String, String>,
    at: usize,
}

/// Reads what the chosen crates consist of. Whatever cannot be read is a finding, and the rest is read.
pub(crate) fn load(
    workspace: &Workspace,
    wanted: impl Fn(&Path) -> bool,
    sources: &mut Sources,
    findings: &mut Vec<Finding>,
) -> Loaded {
    let first = u32::try_from(sources.len()).unwrap_or(u32::MAX);
    let alone = workspace.packages.iter().all(|package| package.name.is_empty());
    let mut loaded = Loaded { first, ..Loaded::default() };
    let mut next: Vec<Wanted> = Vec::new();
    for package in workspace.packages.iter().filter(|package| package.uses_framealloc) {
        for root in &package.crates {
            let dir = root.path.parent().map(Path::to_path_buf).unwrap_or_default();
            if wanted(&root.path) {
                next.push(Wanted { path: root.path.clone(), dir, from: None });
            }
        }
    }
    // A file is known by what the file system says it is, or a loop of links would never end.
    let mut known: HashMap<PathBuf, FileId> = HashMap::new();
    while !next.is_empty() {
        let mut fresh: Vec<(Wanted, PathBuf)> = Vec::new();
        let mut again: Vec<(Wanted, PathBuf)> = Vec::new();
        let mut taken: HashSet<PathBuf> = HashSet::new();
        for wanted in std::mem::take(&mut next) {
            let real = wanted.path.canonicalize().unwrap_or_else(|_| wanted.path.clone());
            if known.contains_key(&real) || !taken.insert(real.clone()) {
                again.push((wanted, real));
            } else {
                fresh.push((wanted, real));
            }
        }
        let texts: Vec<Read> =
            fresh.par_iter().enumerate().map(|(at, (wanted, _))| Read { text: read(&wanted.path), at }).collect();
        let mut ids = Vec::new();
        let mut unread: HashSet<FileId> = HashSet::new();
        for Read { text, at } in texts {
            let wanted = &fresh[at].0;
            let id = match text {
                Ok(text) => sources.add(&wanted.path, text),
                Err(why) => {
                    let id = sources.add(&wanted.path, "");
                    let (place, name) =
                        (wanted.from.map_or(Place::new(id, 0, 0), |(_, place)| place), sources.name_of(&wanted.path));
                    findings.push(not_parsed(place, format!("`{name}` was not read: {why}")));
                    unread.insert(id);
                    id
                }
            };
            known.insert(fresh[at].1.clone(), id);
            ids.push(id);
        }
        let texts: Vec<(FileId, Arc<str>)> = ids.iter().map(|id| (*id, sources.get(*id).text.clone())).collect();
        let mut files: Vec<File> = texts
            .par_iter()
            .map(|(id, text)| {
                let file = items::read(*id, text);
                // Spans were turned into byte ranges; the map behind them only grows.
                proc_macro2::extra::invalidate_current_thread_spans();
                file
            })
            .collect();
        for (file, (wanted_file, _)) in files.iter_mut().zip(&fresh) {
            if let Some((place, why)) = &file.broken {
                findings.push(not_parsed(*place, format!("this file was not judged: {why}")));
            }
            if unread.contains(&file.id) {
                file.broken = Some((Place::new(file.id, 0, 0), "it was not read".into()));
            }
            // Files that are judged alone know nothing of others, and each is there once.
            if alone {
                continue;
            }
            let own = wanted_file.path.parent().unwrap_or(&wanted_file.dir);
            follow(&file.root, file.id, &wanted_file.dir, own, findings, &mut next, sources, &wanted);
        }
        for (wanted_file, real) in fresh.into_iter().chain(again) {
            let id = known[&real];
            match wanted_file.from {
                Some((from, place)) => {
                    loaded.of_mod.insert((from, place.start), id);
                }
                None => {
                    loaded.of_path.insert(wanted_file.path, id);
                }
            }
        }
        loaded.files.extend(files);
    }
    loaded.files.sort_by_key(|file| file.id);
    loaded
}

fn not_parsed(place: Place, message: String) -> Finding {
    Finding::new(&codes::FA006, place, message, "make it a file that `rustc` reads, or leave it out with `--exclude`")
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("it is no UTF-8 in line {line}")
    })
}

/// Adds the files of the modules that a scope declares. `dir` is where they lie, `own` where `#[path]` begins: outside of
/// inline modules that is the directory of the file, whatever the file is called.
#[expect(clippy::too_many_arguments, reason = "it is one loop, called again for inline modules")]
fn follow(
    scope: &Scope,
    file: FileId,
    dir: &Path,
    own: &Path,
    findings: &mut Vec<Finding>,
    next: &mut Vec<Wanted>,
    sources: &Sources,
    wanted: &impl Fn(&Path) -> bool,
) {
    for module in &scope.mods {
        if let Some(inline) = &module.inline {
            let inner = module.path.as_ref().map_or_else(|| dir.join(&module.name), |path| own.join(path));
            follow(inline, file, &inner, &inner, findings, next, sources, wanted);
            continue;
        }
        match place_of(module, file, dir, own) {
            Some(found) if wanted(&found.path) => next.push(found),
            Some(_) => {}
            None if module.conditional => {}
            None => {
                let name = &module.name;
                let shown = sources.name_of(dir);
                let message = match &module.path {
                    Some(path) => format!("module `{name}` has no file: `{path}` is not there"),
                    None => format!(
                        "module `{name}` has no file: neither `{shown}/{name}.rs` nor `{shown}/{name}/mod.rs` is there"
                    ),
                };
                findings.push(not_parsed(module.place, message));
            }
        }
    }
}

fn place_of(module: &Mod, file: FileId, dir: &Path, own: &Path) -> Option<Wanted> {
    let from = Some((file, module.place));
    if let Some(path) = &module.path {
        let path = own.join(path);
        let dir = path.parent().map(Path::to_path_buf).unwrap_or_default();
        return path.is_file().then_some(Wanted { path, dir, from });
    }
    let flat = dir.join(format!("{}.rs", module.name));
    let inner = dir.join(&module.name);
    if flat.is_file() {
        return Some(Wanted { path: flat, dir: inner, from });
    }
    let nested = inner.join("mod.rs");
    nested.is_file().then_some(Wanted { path: nested, dir: inner, from })
}
