//! This program run on one cell, without valgrind, for the number that it prints.

use std::{env, process::Command};

use super::count::Cell;

/// Runs `ops CASE RIVAL ITERATIONS MODE`.
pub fn ops((row, rival): Cell, iterations: u64, mode: &str) -> Result<f64, String> {
    let output = env::current_exe()
        .and_then(|ops| Command::new(ops).args([row.case, rival, &iterations.to_string(), mode]).output())
        .map_err(|e| format!("cannot start `ops {} {rival}`: {e}", row.case))?;
    let number = String::from_utf8_lossy(&output.stdout).trim().parse();
    number.map_err(|_| format!("`ops {} {rival}` failed:\n{}", row.case, String::from_utf8_lossy(&output.stderr)))
}
