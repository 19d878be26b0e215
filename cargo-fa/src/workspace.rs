//! Which packages there are, where their crates begin, and what they call each other; from `cargo metadata`. No source is
//! read here.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use cargo_metadata::{CargoOpt, Metadata, MetadataCommand, TargetKind};

/// What the command line says of the workspace.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// `--manifest-path`.
    pub manifest: Option<PathBuf>,
    /// `-p`: only these packages; all members where there is none.
    pub packages: Vec<String>,
    /// `--features`.
    pub features: Vec<String>,
    /// `--all-features`.
    pub all_features: bool,
    /// `--no-default-features`.
    pub no_default_features: bool,
    /// `--offline`, `--locked`, `--frozen`, as they were written.
    pub cargo: Vec<String>,
}

/// The members of a workspace.
#[derive(Debug, Default)]
pub struct Workspace {
    /// Where its `Cargo.toml` is.
    pub root: PathBuf,
    /// All members, judged or not.
    pub packages: Vec<Package>,
}

/// One package.
#[derive(Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its crates.
    pub crates: Vec<Root>,
    /// What its crates call others: the name in their source, and what it stands for.
    pub names: HashMap<String, Dependency>,
    /// Whether framealloc is among its dependencies, or among theirs inside the workspace; or it is framealloc itself.
    pub uses_framealloc: bool,
    /// Whether the command line chose it.
    pub chosen: bool,
    /// `2015`, `2018`, `2021`, `2024`.
    pub edition: String,
}

/// Where a crate begins.
#[derive(Debug, Clone)]
pub struct Root {
    /// The crate's name in source.
    pub name: String,
    /// Its first file.
    pub path: PathBuf,
    /// Whether it is the package's library.
    pub is_lib: bool,
    /// Whether it is a test or a benchmark.
    pub is_test: bool,
}

/// What a name of a dependency stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dependency {
    /// The runtime.
    Framealloc,
    /// The library of another member, by its place in [`Workspace::packages`].
    Member(usize),
    /// A crate that is not looked into.
    Other(String),
}

/// Why there is nothing to look at.
#[derive(Debug)]
pub struct NoWorkspace {
    /// What went wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    ///
    /// Where cargo cannot answer, and where a chosen package does not exist.
    pub fn of(choice: &Choice) -> Result<Self, NoWorkspace> {
        let mut command = MetadataCommand::new();
        command.no_deps().other_options(choice.cargo.clone());
        if let Some(manifest) = &choice.manifest {
            command.manifest_path(manifest);
        }
        if choice.all_features {
            command.features(CargoOpt::AllFeatures);
        }
        if choice.no_default_features {
            command.features(CargoOpt::NoDefaultFeatures);
        }
        if !choice.features.is_empty() {
            command.features(CargoOpt::SomeFeatures(choice.features.clone()));
        }
        let metadata = command.exec().map_err(|error| {
            let text = error.to_string();
            let said = text.lines().map(str::trim).find_map(|line| line.split_once("error: ").map(|(_, said)| said));
            NoWorkspace {
                message: format!("cargo does not describe the workspace: {}", said.unwrap_or(text.trim())),
                help: "run it inside a package, or name one with `--manifest-path`".into(),
            }
        })?;
        Self::from_metadata(&metadata, &choice.packages)
    }

    fn from_metadata(metadata: &Metadata, chosen: &[String]) -> Result<Self, NoWorkspace> {
        let members: Vec<_> = metadata.workspace_packages();
        for name in chosen {
            if !members.iter().any(|package| package.name.as_str() == name) {
                let near = framealloc_lint::closest(name, members.iter().map(|package| package.name.as_str()));
                let names = members.iter().map(|package| format!("`{}`", package.name)).collect::<Vec<_>>().join(", ");
                return Err(NoWorkspace {
                    message: format!("the workspace has no package `{name}`"),
                    help: near
                        .map_or_else(|| format!("its packages are {names}"), |near| format!("did you mean `{near}`?")),
                });
            }
        }
        let by_name: HashMap<&str, usize> =
            members.iter().enumerate().map(|(at, package)| (package.name.as_str(), at)).collect();
        let mut packages = Vec::new();
        for package in &members {
            let mut crates = Vec::new();
            for target in &package.targets {
                if target.kind.contains(&TargetKind::CustomBuild) {
                    continue;
                }
                crates.push(Root {
                    name: target.name.replace('-', "_"),
                    path: target.src_path.clone().into(),
                    is_lib: target.kind.iter().any(|kind| {
                        !matches!(kind, TargetKind::Bin | TargetKind::Example | TargetKind::Test | TargetKind::Bench)
                    }),
                    is_test: target.kind.iter().any(|kind| matches!(kind, TargetKind::Test | TargetKind::Bench)),
                });
            }
            let mut names = HashMap::new();
            for dependency in &package.dependencies {
                let name = dependency.rename.as_ref().unwrap_or(&dependency.name).replace('-', "_");
                let is_member = dependency.path.is_some();
                let what = match by_name.get(dependency.name.as_str()) {
                    _ if dependency.name == "framealloc" => Dependency::Framealloc,
                    Some(&at) if is_member => Dependency::Member(at),
                    _ => Dependency::Other(dependency.name.replace('-', "_")),
                };
                names.insert(name, what);
            }
            let is_runtime = package.name.as_str() == "framealloc";
            packages.push(Package {
                name: package.name.to_string(),
                uses_framealloc: is_runtime || names.values().any(|name| *name == Dependency::Framealloc),
                crates,
                names,
                chosen: chosen.is_empty() || chosen.iter().any(|name| *name == package.name.as_str()),
                edition: package.edition.to_string(),
            });
        }
        spread(&mut packages);
        Ok(Workspace { root: metadata.workspace_root.clone().into(), packages })
    }

    /// Files by themselves, each a crate that calls the runtime `framealloc`.
    #[must_use]
    pub fn of_files(root: PathBuf, files: &[PathBuf], crate_name: Option<&str>) -> Self {
        let crates = files.iter().map(|path| Root {
            name: crate_name.map_or_else(|| stem(path), str::to_owned),
            path: path.clone(),
            is_lib: false,
            is_test: false,
        });
        let package = Package {
            name: String::new(),
            crates: crates.collect(),
            names: HashMap::from([("framealloc".to_owned(), Dependency::Framealloc)]),
            uses_framealloc: true,
            chosen: true,
            edition: "2024".into(),
        };
        Workspace { root, packages: vec![package] }
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().replace('-', "_")).unwrap_or_default()
}

/// A package that uses one that uses framealloc can hold its handles.
fn spread(packages: &mut [Package]) {
    loop {
        let uses: Vec<bool> = packages.iter().map(|package| package.uses_framealloc).collect();
        let mut changed = false;
        for package in packages.iter_mut().filter(|package| !package.uses_framealloc) {
            let through = |name: &Dependency| matches!(name, Dependency::Member(at) if uses[*at]);
            package.uses_framealloc = package.names.values().any(through);
            changed |= package.uses_framealloc;
        }
        if !changed {
            return;
        }
    }
}
