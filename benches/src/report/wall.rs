//! Wall time per operation, printed and never judged: the machine is shared, its clock is not ours to promise.

use std::{env, process::Command};

use super::count::Cell;

/// Launches per cell. A fresh process each, since where the arena lands changes the time by more than the code does.
const LAUNCHES: usize = 9;

/// Median nanoseconds per operation of every cell, in the order given. Launches are interleaved over all cells, so a
/// slow minute of the machine falls on everyone.
pub fn all(cells: &[Cell]) -> Result<Vec<f64>, String> {
    let mut times = vec![Vec::with_capacity(LAUNCHES); cells.len()];
    for _ in 0..LAUNCHES {
        for (i, &cell) in cells.iter().enumerate() {
            times[i].push(once(cell)?);
        }
    }
    Ok(times.into_iter().map(median).collect())
}

fn once((row, rival): Cell) -> Result<f64, String> {
    let iterations = row.extra * 4;
    let output = env::current_exe()
        .and_then(|ops| Command::new(ops).args([row.case, rival, &iterations.to_string(), "time"]).output())
        .map_err(|e| format!("cannot start `ops {} {rival}`: {e}", row.case))?;
    let nanoseconds = String::from_utf8_lossy(&output.stdout).trim().parse::<f64>();
    nanoseconds
        .map(|total| total / iterations as f64)
        .map_err(|_| format!("`ops {} {rival}` failed:\n{}", row.case, String::from_utf8_lossy(&output.stderr)))
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_ignores_one_bad_launch() {
        assert_eq!(median(vec![2.0, 900.0, 1.0]), 2.0);
    }
}
