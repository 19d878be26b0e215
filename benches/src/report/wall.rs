//! Wall time per operation, printed and never judged: the machine is shared, its clock is not ours to promise.

use super::{count::Cell, launch};

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

fn once(cell: Cell) -> Result<f64, String> {
    Ok(launch::ops(cell, cell.0.timed, "time")? / cell.0.timed as f64)
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
