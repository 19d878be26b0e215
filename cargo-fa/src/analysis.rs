//! The source layer in its order: files → items → names and types → bodies → rules. The configuration comes in, findings go
//! out; nothing is printed.

use std::collections::HashMap;
use std::path::Path;

use crate::config::Config;
use crate::finding::{Finding, Report};
use crate::rules::{self, Model};
use crate::source::world::{FnId, Module, World};
use crate::source::{bodies, load, types::Types};
use crate::sources::{FileId, Place, Sources};
use crate::workspace::Workspace;

/// How deep calls may go while a body is read; the memory is only touched where it is needed.
pub(crate) const STACK: usize = 256 << 20;

/// What a workspace is found to be.
#[derive(Debug, Default)]
pub struct Analysis {
    /// The findings, at the levels of their codes.
    pub report: Report,
    /// Whether a file of a chosen package was read.
    pub judged: bool,
    /// Whether one of them could be read.
    pub readable: bool,
    /// The package of each file, and its module.
    pub homes: HashMap<FileId, (String, String)>,
    /// The tags of all `memory_plan!`s.
    pub tags: Vec<String>,
    /// The paths of all modules, crates first.
    pub modules: Vec<String>,
    /// What functions do with frame memory, where that was asked for.
    pub functions: Vec<Function>,
}

/// What one function does, for `cargo fa show`.
#[derive(Debug, Clone)]
pub struct Function {
    /// Its path, crate first.
    pub path: String,
    /// Its file and body.
    pub place: Place,
    /// `frame system`, its tag and budget; empty for other functions.
    pub kind: String,
    /// Where it does what, in the order of its source.
    pub does: Vec<(Place, String)>,
}

/// Judges a workspace. `wanted` says of a file whether it is to be read.
#[must_use]
pub fn analyze(
    workspace: &Workspace,
    config: &Config,
    wanted: impl Fn(&Path) -> bool + Sync + Send,
    sources: &mut Sources,
) -> Analysis {
    on_large_stacks(|| run(workspace, config, wanted, false, sources))
}

/// The same, with what functions do.
#[must_use]
pub fn describe(workspace: &Workspace, config: &Config, sources: &mut Sources) -> Analysis {
    on_large_stacks(|| run(workspace, config, |_| true, true, sources))
}

fn on_large_stacks<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    match rayon::ThreadPoolBuilder::new().stack_size(STACK).build() {
        Ok(pool) => pool.install(work),
        // Without threads of its own it still runs on this one.
        Err(_) => work(),
    }
}

fn run(
    workspace: &Workspace,
    config: &Config,
    wanted: impl Fn(&Path) -> bool + Sync,
    describe: bool,
    sources: &mut Sources,
) -> Analysis {
    let mut findings: Vec<Finding> = Vec::new();
    let before = sources.len();
    let loaded = load::load(workspace, wanted, sources, &mut findings);
    let world = World::new(workspace, &loaded);
    let types = Types::new(&world);
    let chosen = |id: FnId| {
        let package = &workspace.packages[world.mods[world.fns[id.0].module.0].package];
        package.chosen && package.uses_framealloc
    };
    let bodies = bodies::read_all(&types, sources, chosen, !config.layers.is_empty(), &mut findings);
    let model = Model::new(&types, &bodies, config);
    findings.extend(rules::check(&model));
    findings.sort_by_key(|finding| (finding.place.file, finding.place.start, finding.place.end, finding.code.id));
    // A file that belongs to two crates is judged in both.
    findings.dedup_by(|a, b| a.code.id == b.code.id && a.place == b.place);
    let read: Vec<_> = sources.iter().skip(before).collect();
    let judged = workspace.packages.iter().filter(|package| package.chosen && package.uses_framealloc);
    let report = Report {
        files: read.len(),
        lines: read.iter().map(|(_, source)| source.text.lines().count()).sum(),
        packages: judged.map(|package| package.name.clone()).collect(),
        findings,
    };
    let plans = world.plans.iter().flat_map(|(plan, _)| &plan.tags);
    let tags = plans.map(|tag| tag.name.clone()).collect();
    let modules = world.mods.iter().map(|module| module.path.clone()).collect();
    let package = |module: &Module<'_>| &workspace.packages[module.package];
    let is_chosen = |module: &&Module<'_>| package(module).chosen && package(module).uses_framealloc;
    let chosen: Vec<&Module<'_>> = world.mods.iter().filter(is_chosen).collect();
    let mut homes = HashMap::new();
    for module in &world.mods {
        homes.entry(module.file).or_insert_with(|| (package(module).name.clone(), module.path.clone()));
    }
    let described = bodies.iter().filter(|_| describe);
    let functions = described.map(|walked| rules::describe(&model, walked)).collect();
    Analysis {
        report,
        judged: !chosen.is_empty(),
        readable: chosen.iter().any(|module| loaded.file(module.file).broken.is_none()),
        homes,
        tags,
        modules,
        functions,
    }
}
