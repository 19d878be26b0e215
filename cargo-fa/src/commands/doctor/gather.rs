//! What `doctor` looks at, asked of the machine. Nothing is judged here, and nothing is changed.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use cargo_metadata::MetadataCommand;

use super::{Inputs, Package};
use crate::baseline::{self, Baseline};
use crate::config::{self, Config};
use crate::sources::Sources;

/// Asks for everything. The paths of the configuration and of the baseline are given where the user named them;
/// otherwise the files beside the root's `Cargo.toml` are taken, if they are there. `files` and `modules` are what a run
/// would read.
pub fn gather(
    root: &Path,
    config: Option<&Path>,
    baseline: Option<&Path>,
    files: Vec<String>,
    modules: Vec<String>,
    sources: &mut Sources,
) -> Inputs {
    let beside = |named: Option<&Path>, name: &str| match named {
        Some(path) => Some(path.to_owned()),
        None => Some(root.join(name)).filter(|path| path.symlink_metadata().is_ok()),
    };
    let config = beside(config, config::FILE_NAME)
        .map(|path| Config::load(&path, sources).map(|(config, findings)| (config, findings.len())));
    let baseline = beside(baseline, baseline::FILE_NAME).map(|path| Baseline::load(&path, sources));
    Inputs {
        // Cargo tells its subcommands which of several it is.
        cargo: version(&std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), root),
        rustc: version(&std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()), root),
        metadata: packages(root),
        config,
        files,
        modules,
        baseline,
        git: changes(root),
    }
}

/// The first line of a command's answer, or why there is none.
fn answer(mut command: Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("`{name}` does not run: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it fails without a word").trim().to_owned())
}

/// In the root, where a toolchain file may choose another version.
fn version(program: &OsStr, root: &Path) -> Result<String, String> {
    let mut command = Command::new(program);
    command.arg("--version").current_dir(root);
    answer(command).map(|said| said.lines().next().unwrap_or_default().to_owned())
}

fn packages(root: &Path) -> Result<Vec<Package>, String> {
    // Without dependencies nothing is fetched.
    let metadata = MetadataCommand::new().manifest_path(root.join("Cargo.toml")).no_deps().exec();
    let metadata = metadata.map_err(|error| {
        let said = error.to_string();
        let line = said.lines().find(|line| line.contains("error")).or_else(|| said.lines().next());
        line.unwrap_or("`cargo metadata` fails").trim().to_owned()
    })?;
    let packages = metadata.packages.iter().map(|package| Package {
        name: package.name.to_string(),
        uses_framealloc: package.dependencies.iter().any(|dependency| dependency.name == "framealloc"),
    });
    Ok(packages.collect())
}

/// How many files have changes.
fn changes(root: &Path) -> Result<usize, String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(["--no-optional-locks", "status", "--porcelain"]);
    answer(command).map(|said| said.lines().count()).map_err(|why| why.trim_start_matches("fatal: ").to_owned())
}
