//! `ops features`: what each feature of the library adds to an allocation and to a frame, compiled in and switched on. The
//! program that is counted is `probe`, built here once for each feature.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    thread,
};

use crate::report::valgrind;

/// What is counted, and how many of it an iteration of the probe has.
const CASES: [(&str, &str); 7] = [
    ("value", "frame_alloc(u64)"),
    ("slice", "frame_slice_copy(24 B)"),
    ("push", "FrameVec::push"),
    ("pool", "pool_alloc + drop"),
    ("frame", "empty frame"),
    ("tagged", "frame with two tags"),
    ("system", "#[frame_system] call"),
];
const BATCH: f64 = 1000.0;
const WARM: u64 = 20;
const EXTRA: u64 = 20;

/// A feature, and whether it has a switch at run time.
const FEATURES: [(&str, bool); 14] = [
    ("parking_lot", false),
    ("tokio", false),
    ("rayon", false),
    ("nightly", false),
    ("allocator-api2-03", false),
    ("allocator-api2-04", false),
    ("bevy", false),
    ("debug", true),
    ("diagnostics", true),
    ("memory_filter", true),
    ("snapshot", true),
    ("tracy", true),
    ("log", true),
    ("tracing", true),
];

/// Counted to a tenth of an instruction, this is nothing.
const NOTHING: f64 = 0.05;

pub fn run(only: &[&str]) -> Result<ExitCode, String> {
    if !valgrind::available() {
        println!("skipped: valgrind is not installed");
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(unknown) = only.iter().find(|name| !FEATURES.iter().any(|(known, _)| known == *name)) {
        return Err(format!("`{unknown}` is no feature that is measured"));
    }
    let base = count(&build(None)?, "off")?;
    header();
    line("no feature", &base, None);
    for (feature, has_switch) in FEATURES {
        if !only.is_empty() && !only.contains(&feature) {
            continue;
        }
        let probe = build(Some(feature))?;
        line(&format!("`{feature}`"), &count(&probe, "off")?, Some(&base));
        if has_switch {
            line(&format!("`{feature}`, switched on"), &count(&probe, "on")?, Some(&base));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn header() {
    let names: Vec<&str> = CASES.iter().map(|(_, name)| *name).collect();
    println!("Instructions per operation without any feature, and what each feature adds to them. A dot is nothing.\n");
    println!("| feature | {} |", names.join(" | "));
    println!("|---|{}", "--:|".repeat(CASES.len()));
}

fn line(name: &str, counts: &[f64], base: Option<&[f64]>) {
    let cell = |(index, count): (usize, &f64)| match base.map(|base| count - base[index]) {
        None => format!("{count:.1}"),
        Some(more) if more.abs() < NOTHING => "·".into(),
        Some(more) => format!("{more:+.1}"),
    };
    let cells: Vec<String> = counts.iter().enumerate().map(cell).collect();
    println!("| {name} | {} |", cells.join(" | "));
}

/// The probe with one feature compiled in. Each is kept under a name of its own.
fn build(feature: Option<&str>) -> Result<PathBuf, String> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = home.join("target/features");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "-q", "--release", "-p", "framealloc-probe", "--target-dir"]).arg(&target).current_dir(home);
    if let Some(feature) = feature {
        cargo.args(["--features", feature]);
    }
    let status = cargo.status().map_err(|e| format!("cannot start cargo: {e}"))?;
    if !status.success() {
        return Err(format!("the probe does not build with `{}`", feature.unwrap_or("no feature")));
    }
    let kept = target.join(format!("probe-{}", feature.unwrap_or("none")));
    fs::copy(target.join("release/framealloc-probe"), &kept).map_err(|e| format!("cannot keep the probe: {e}"))?;
    Ok(kept)
}

/// Instructions per operation of each case; the cases side by side, since counts do not mind company.
fn count(probe: &Path, mode: &str) -> Result<Vec<f64>, String> {
    thread::scope(|scope| {
        let one = |case: &'static str| move || per_operation(probe, case, mode);
        let running: Vec<_> = CASES.iter().map(|(case, _)| scope.spawn(one(case))).collect();
        running.into_iter().map(|case| case.join().expect("a worker returns its errors")).collect()
    })
}

/// Two runs, one longer: what both do cancels out.
fn per_operation(probe: &Path, case: &str, mode: &str) -> Result<f64, String> {
    let run = |n: u64| valgrind::instructions(probe, &[case.to_owned(), n.to_string(), mode.to_owned()]);
    Ok((run(WARM + EXTRA)? as f64 - run(WARM)? as f64) / (EXTRA as f64 * BATCH))
}
