//! Whether git could bring files back. It asks and never changes anything.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::problem::Problem;

const HELP: &str = "commit or stash them first, or pass `--allow-dirty`";
/// How many files are asked about at once; command lines have an end.
const AT_ONCE: usize = 200;

/// Checks that all files are committed as they are.
pub(super) fn check(root: &Path, files: &[PathBuf]) -> Result<(), Problem> {
    let mut dirty = Vec::new();
    for chunk in files.chunks(AT_ONCE) {
        dirty.extend(status(root, chunk).map_err(|why| {
            let message = format!("`--fix` changes files only where git can bring them back: {why}");
            Problem::with("", message, "put them into a git repository, or pass `--allow-dirty`")
        })?);
    }
    if dirty.is_empty() {
        return Ok(());
    }
    let more = if dirty.len() > 3 { format!(" and {} more", dirty.len() - 3) } else { String::new() };
    let shown = dirty.iter().take(3).map(|file| format!("`{file}`")).collect::<Vec<_>>().join(", ");
    Err(Problem::with("", format!("`--fix` would change files that are not committed: {shown}{more}"), HELP))
}

/// The files with changes, or that git does not keep.
fn status(root: &Path, files: &[PathBuf]) -> Result<Vec<String>, String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(["--literal-pathspecs", "--no-optional-locks", "status", "--porcelain", "-z"]);
    // An ignored file is not kept, so it cannot be brought back.
    command.args(["--ignored", "--untracked-files=all", "--"]).args(files);
    let output = command.output().map_err(|error| format!("git does not run: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(said.lines().next().unwrap_or("git fails").trim_start_matches("fatal: ").to_owned());
    }
    let listed = String::from_utf8_lossy(&output.stdout);
    // `XY path`; a renamed file's old name follows without the letters, and is not one of ours.
    let changed = listed.split('\0').filter(|entry| entry.as_bytes().get(2) == Some(&b' '));
    Ok(changed.filter_map(|entry| entry.get(3..)).map(str::to_owned).collect())
}
