//! `cargo fa`: one run from its arguments to its report. The order of a run is here; what each step does is elsewhere.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use framealloc_lint::{Level, codes};
use rayon::prelude::*;

use crate::analysis::{self, Analysis};
use crate::args::CheckArgs;
use crate::baseline::{self, Baseline};
use crate::config::globs::Pattern;
use crate::config::levels::Levels;
use crate::config::selection::Selection;
use crate::config::{self, Config};
use crate::finding::{Finding, Report};
use crate::problem::Problem;
use crate::sources::{FileId, Place, Sources};
use crate::suppress;
use crate::workspace::Workspace;

/// A run that could be done.
#[derive(Debug, Default)]
pub struct Run {
    /// What it found.
    pub report: Report,
    /// The files.
    pub sources: Sources,
    /// Whether at least one file of the chosen packages could be read.
    pub readable: bool,
    /// Phases with their milliseconds.
    pub timings: Vec<(&'static str, f64)>,
}

/// Why there is no run: problems, and the files that they point into.
#[derive(Debug)]
pub struct Stopped {
    /// At least one.
    pub problems: Vec<Problem>,
    /// What was read so far.
    pub sources: Sources,
}

/// Finds the workspace: from cargo, or the files by themselves.
pub(crate) fn workspace(args: &CheckArgs) -> Result<Workspace, Problem> {
    if args.alone {
        let root = std::env::current_dir().unwrap_or_default();
        let files: Vec<PathBuf> = args.paths.iter().map(|path| root.join(path)).collect();
        if let Some(missing) = files.iter().find(|path| !path.is_file()) {
            return Err(Problem::with("", format!("`{}` is no file", missing.display()), "name files with `--alone`"));
        }
        return Ok(Workspace::of_files(root, &files, None));
    }
    Workspace::of(&args.place.choice()).map_err(|error| Problem::with("", error.message, error.help))
}

/// Reads the configuration: the one that is named, or the one beside the root's `Cargo.toml` if there is one.
pub(crate) fn configuration(
    named: Option<&Path>,
    sources: &mut Sources,
) -> Result<(Config, Vec<Finding>), Vec<Problem>> {
    let beside = sources.root.join(config::FILE_NAME);
    let path = match named {
        Some(path) => path.to_path_buf(),
        None if beside.symlink_metadata().is_ok() => beside,
        None => return Ok((Config::default(), Vec::new())),
    };
    Config::load(&path, sources).map_err(|error| error.problems)
}

/// Does a run.
pub(crate) fn run(args: &CheckArgs) -> Result<Run, Stopped> {
    let started = Instant::now();
    let mut timings = Vec::new();
    let mut phase = started;
    let mut lap = |timings: &mut Vec<(&'static str, f64)>, name| {
        timings.push((name, phase.elapsed().as_secs_f64() * 1000.0));
        phase = Instant::now();
    };
    let workspace = workspace(args).map_err(|problem| Stopped::of(vec![problem], Sources::default()))?;
    lap(&mut timings, "cargo metadata");
    let mut sources = Sources::new(&workspace.root);
    let (config, mut findings) = match configuration(args.place.config.as_deref(), &mut sources) {
        Ok(read) => read,
        Err(problems) => return Err(Stopped::of(problems, sources)),
    };
    let settings = Levels::new(&config, &args.flags, &args.select, args.deny_warnings)
        .and_then(|levels| Ok((Selection::new(&levels, args.all, &args.groups(), args.min_severity.level())?, levels)));
    let (selection, levels) = match settings {
        Ok(settings) => settings,
        Err(problem) => return Err(Stopped::of(vec![problem], sources)),
    };
    if let Some(problem) = none_judged(&selection) {
        return Err(Stopped::of(vec![problem], sources));
    }
    let excluded = match patterns(&args.exclude) {
        Ok(excluded) => excluded,
        Err(problem) => return Err(Stopped::of(vec![problem], sources)),
    };
    let before = sources.len();
    let namer = Sources::new(&workspace.root);
    let wanted = |path: &Path| {
        let name = namer.name_of(path);
        !config.excludes(&name) && !excluded.iter().any(|pattern| pattern.matches(&name))
    };
    let analysis = analysis::analyze(&workspace, &config, wanted, &mut sources);
    lap(&mut timings, "reading and rules");
    let Analysis { mut report, judged, readable, homes, tags, .. } = analysis;
    if let Some(problem) = nothing_judged(&workspace, judged) {
        return Err(Stopped::of(vec![problem], sources));
    }
    findings.append(&mut report.findings);
    findings.extend(config.undeclared(tags.iter().map(String::as_str)));
    findings.extend(without_facts(&config));

    // Suppressions of all files, in parallel; most files have none.
    let files: Vec<FileId> = sources.iter().skip(before).map(|(file, _)| file).collect();
    let read: Vec<_> = files.par_iter().map(|file| suppress::read(*file, &sources.get(*file).text)).collect();
    let mut suppressions = Vec::new();
    for (mut own, about) in read {
        suppressions.append(&mut own);
        findings.extend(about);
    }
    suppressions.extend(suppress::of_config(&config, &sources));
    at_home(&mut findings, &homes);
    findings.retain(|finding| selection.runs(finding.code));
    let unused = suppress::apply(&mut findings, &mut suppressions, |code| selection.runs(code));
    findings.extend(unused.into_iter().filter(|finding| selection.runs(finding.code)));
    at_home(&mut findings, &homes);
    levels.apply(&mut findings);
    if let Err(problem) = only_paths(args, &sources, before, &mut findings) {
        return Err(Stopped::of(vec![problem], sources));
    }
    baseline::mark(&mut findings, &sources);
    if let Some(path) = &args.baseline {
        match Baseline::load(path, &mut sources) {
            Ok(known) => {
                // Of a part of the workspace nothing is known about the rest.
                let whole = args.paths.is_empty() && args.place.packages.is_empty();
                let judged = |entry: &baseline::Entry| {
                    whole && codes::lookup(&entry.code).is_some_and(|code| selection.runs(code))
                };
                let mut stale = known.apply(&mut findings, judged);
                levels.apply(&mut stale);
                findings.extend(stale.into_iter().filter(|finding| selection.runs(finding.code)));
            }
            Err(problems) => return Err(Stopped::of(problems, sources)),
        }
    }
    findings.retain(|finding| selection.shows(finding.level));
    findings.sort_by_key(|finding| (finding.place.file, finding.place.start, finding.place.end, finding.code.id));
    if args.fail_fast
        && let Some(first) = findings.iter().position(|finding| finding.counts() && finding.level == Level::Error)
    {
        findings.truncate(first + 1);
    }
    report.findings = findings;
    lap(&mut timings, "suppressions and levels");
    timings.push(("all", started.elapsed().as_secs_f64() * 1000.0));
    Ok(Run { report, sources, readable, timings })
}

impl Stopped {
    fn of(problems: Vec<Problem>, sources: Sources) -> Self {
        Stopped { problems, sources }
    }
}

/// What is said of a file or of a comment in it belongs to the file's package and module.
fn at_home(findings: &mut [Finding], homes: &HashMap<FileId, (String, String)>) {
    for finding in findings.iter_mut().filter(|finding| finding.item.is_empty()) {
        if let Some((package, module)) = homes.get(&finding.place.file) {
            finding.package.clone_from(package);
            finding.item.clone_from(module);
        }
    }
}

fn patterns(globs: &[String]) -> Result<Vec<Pattern>, Problem> {
    let all = globs.iter().map(|glob| {
        Pattern::new(glob, None)
            .map_err(|(message, help)| Problem::with("", format!("`--exclude {glob}`: {message}"), help))
    });
    all.collect()
}

/// Codes that this version does not judge must not look as if they had been.
fn none_judged(selection: &Selection) -> Option<Problem> {
    let asked: Vec<&str> = selection.codes().map(|code| code.id).filter(|id| !id.starts_with("FA0")).collect();
    if asked.is_empty() || asked.iter().any(|id| crate::rules::judged().any(|judged| judged == *id)) {
        return None;
    }
    let message = format!("this version judges none of the selected codes: {}", asked.join(", "));
    Some(Problem::with("", message, "the last line of `cargo fa list` has those that it judges"))
}

/// A run that judged nothing is no approval.
fn nothing_judged(workspace: &Workspace, judged: bool) -> Option<Problem> {
    if judged {
        return None;
    }
    let chosen = || workspace.packages.iter().filter(|package| package.chosen);
    let (message, help) = if chosen().next().is_none() {
        let help = "add a package to it, or name another one with `--manifest-path`";
        ("the workspace has no packages".to_owned(), help)
    } else if chosen().any(|package| package.uses_framealloc) {
        let help = "every file is excluded, or no package has a target; `cargo fa doctor` says more";
        ("there is no file to judge".to_owned(), help)
    } else {
        let names: Vec<&str> = chosen().map(|package| package.name.as_str()).collect();
        let help = "add it with `cargo add framealloc`, or choose another package with `-p`";
        (format!("no package here uses framealloc: {}", names.join(", ")), help)
    };
    Some(Problem::with("", message, help))
}

/// FA005, for who will not have a run without the compiler's facts: this version has none yet.
fn without_facts(config: &Config) -> Option<Finding> {
    let file = config.file.filter(|_| config.facts_required)?;
    let message = "the compiler's facts are required, and this version judges the source alone";
    let help = "set `required = false` under `[facts]`";
    let mut finding = Finding::new(&codes::FA005, Place::new(file, 0, 0), message, help);
    // Who requires them does not want a run without.
    finding.level = Level::Error;
    Some(finding)
}

/// Keeps what is in the paths of the command line.
fn only_paths(args: &CheckArgs, sources: &Sources, before: usize, findings: &mut Vec<Finding>) -> Result<(), Problem> {
    if args.paths.is_empty() || args.alone {
        return Ok(());
    }
    let mut kept: Vec<FileId> = Vec::new();
    for path in &args.paths {
        let real = path.canonicalize().map_err(|error| {
            Problem::with(
                "",
                format!("`{}` cannot be found: {error}", path.display()),
                "name a file or folder of the workspace",
            )
        })?;
        let inside = sources
            .iter()
            .skip(before)
            .filter(|(_, source)| source.path.canonicalize().is_ok_and(|file| file.starts_with(&real)));
        let count = kept.len();
        kept.extend(inside.map(|(file, _)| file));
        if kept.len() == count {
            let message = format!("no crate of the workspace has a file in `{}`", path.display());
            return Err(Problem::with("", message, "judge a file by itself with `--alone`"));
        }
    }
    findings.retain(|finding| kept.contains(&finding.place.file));
    Ok(())
}
