//! `ops lint-time`: what `cargo fa` costs on a large workspace, beside `cargo check` and clippy on the same one. The
//! workspace is made here; nothing of the runtime is measured.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

use crate::compile_time::{children, succeed};

const CRATES: usize = 10;
const MODULES: usize = 50;
const SYSTEMS: usize = 10;
const RUNS: usize = 7;
const MANY: usize = 20;

/// A module of ordinary game code: a component, its methods, systems that allocate, and functions that never do.
fn module(number: usize) -> String {
    let mut text = String::from("use framealloc::{SmartAlloc, budget, frame_system};\n\n");
    let _ = write!(
        text,
        "#[derive(Clone, Copy, Default)]\npub struct Body{number} {{\n    pub at: [f32; 3],\n    pub speed: [f32; 3],\n    pub mass: f32,\n}}\n\n\
         impl Body{number} {{\n    pub fn energy(&self) -> f32 {{\n        let squared: f32 = self.speed.iter().map(|axis| axis * axis).sum();\n        0.5 * self.mass * squared\n    }}\n}}\n\n"
    );
    for system in 0..SYSTEMS {
        let _ = write!(
            text,
            "#[frame_system(tag = \"physics\")]\n#[budget(kb = 256)]\npub fn step_{system}(alloc: &SmartAlloc, bodies: &[Body{number}]) -> usize {{\n\
             \x20   let mut pairs = alloc.frame_vec();\n    for (i, a) in bodies.iter().enumerate() {{\n        for (j, b) in bodies.iter().enumerate().skip(i + 1) {{\n\
             \x20           if (a.at[0] - b.at[0]).abs() < 1.0 {{\n                pairs.push((i, j));\n            }}\n        }}\n    }}\n    pairs.len()\n}}\n\n\
             pub fn settle_{system}(bodies: &mut [Body{number}]) -> f32 {{\n    let mut total = 0.0;\n    for body in bodies.iter_mut() {{\n        body.speed[1] -= 9.81 / 60.0;\n\
             \x20       if body.at[1] < 0.0 {{\n            body.at[1] = 0.0;\n            body.speed[1] = 0.0;\n        }}\n        total += body.energy();\n    }}\n    total\n}}\n\n"
        );
    }
    text
}

/// Writes the workspace, and says how many lines it has.
fn workspace(folder: &Path) -> Result<usize, String> {
    let write = |path: PathBuf, text: &str| {
        let dir = path.parent().unwrap_or(folder);
        fs::create_dir_all(dir).and_then(|()| fs::write(&path, text)).map_err(|e| format!("{}: {e}", path.display()))
    };
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../framealloc");
    write(folder.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"game_*\"]\n")?;
    let mut lines = 0;
    for number in 0..CRATES {
        let dir = folder.join(format!("game_{number}"));
        let manifest = format!(
            "[package]\nname = \"game_{number}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\nframealloc = {{ path = {runtime:?} }}\n"
        );
        write(dir.join("Cargo.toml"), &manifest)?;
        let mods: String = (0..MODULES).map(|module| format!("pub mod part_{module};\n")).collect();
        write(dir.join("src/lib.rs"), &mods)?;
        for part in 0..MODULES {
            let text = module(part);
            lines += text.lines().count();
            write(dir.join(format!("src/part_{part}.rs")), &text)?;
        }
    }
    Ok(lines)
}

pub fn run() -> Result<ExitCode, String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = manifest.join("target/lint-time");
    let lines = workspace(&folder)?;
    let tool_target = folder.join("tool");
    let mut build = Command::new("cargo");
    build.args(["build", "--release", "--quiet", "--manifest-path"]).arg(manifest.join("../cargo-fa/Cargo.toml"));
    succeed(build.env("CARGO_TARGET_DIR", &tool_target))?;
    let tool = tool_target.join("release/cargo-fa");
    let file = folder.join("game_0/src/part_0.rs");
    // What each needs of the others' results is there before it is measured.
    let mut fetch = Command::new("cargo");
    succeed(fetch.args(["check", "--workspace", "--quiet"]).current_dir(&folder))?;

    println!("{lines} lines in {CRATES} crates; CPU seconds, user and system, the least of {RUNS} runs\n");
    println!("| command | CPU s | CPU s for 100,000 lines |");
    println!("|---|--:|--:|");
    let report = |name: &str, seconds: f64| {
        println!("| {name} | {seconds:.2} | {:.2} |", seconds * 100_000.0 / lines as f64);
    };
    report("`cargo fa --all`", least(RUNS, || fa(&tool, &folder, &["--all"]))?);
    // The clock of the system counts in hundredths of a second: one run is too short for it.
    let one = least(RUNS, || {
        for _ in 0..MANY {
            fa(&tool, &folder, &["--all", "--alone", &file.display().to_string()])?;
        }
        Ok(())
    })? / MANY as f64;
    for (name, subcommand) in [("`cargo check`", "check"), ("`cargo clippy`", "clippy")] {
        report(name, least(2, || cargo(&folder, subcommand))?);
    }
    println!("\nOne file by itself, as on saving it: {:.1} ms of CPU.", one * 1e3);
    Ok(ExitCode::SUCCESS)
}

fn fa(tool: &Path, folder: &Path, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(tool).arg("fa").args(arguments).current_dir(folder).stdout(Stdio::null()).output();
    let output = output.map_err(|e| format!("{}: {e}", tool.display()))?;
    // Findings are no failure of the measurement.
    match output.status.code() {
        Some(0 | 1) => Ok(()),
        _ => Err(format!("cargo fa did not run:\n{}", String::from_utf8_lossy(&output.stderr))),
    }
}

/// The members anew, with what they depend on as it is.
fn cargo(folder: &Path, subcommand: &str) -> Result<(), String> {
    for number in 0..CRATES {
        let root = folder.join(format!("game_{number}/src/lib.rs"));
        let text = fs::read_to_string(&root).map_err(|e| format!("{}: {e}", root.display()))?;
        fs::write(&root, text).map_err(|e| format!("{}: {e}", root.display()))?;
    }
    let mut command = Command::new("cargo");
    succeed(command.args([subcommand, "--workspace", "--quiet"]).env("CARGO_INCREMENTAL", "0").current_dir(folder))
}

fn least(runs: usize, run: impl Fn() -> Result<(), String>) -> Result<f64, String> {
    let mut least = f64::INFINITY;
    for _ in 0..runs {
        let before = children()?;
        run()?;
        least = least.min(children()? - before);
    }
    Ok(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_has_systems_and_ordinary_functions() {
        let text = module(3);
        assert_eq!(text.matches("#[frame_system").count(), SYSTEMS);
        assert_eq!(text.matches("pub fn settle_").count(), SYSTEMS);
        assert!(text.contains("pub struct Body3 {"), "{text}");
    }
}
