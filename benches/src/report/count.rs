//! Instructions per operation of the cells.

use std::{
    env,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use super::{matrix::Row, valgrind};

/// A cell of the table, as `ops` names it.
pub type Cell = (&'static Row, &'static str);

/// Instructions per operation of every cell, in the order given. As many run at a time as there are processors: counts,
/// unlike times, do not mind company.
pub fn all(cells: &[Cell]) -> Result<Vec<f64>, String> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(&cell) = cells.get(i) else { break };
            done.push((i, per_operation(cell)));
        }
        done
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut counts = vec![0.0; cells.len()];
    thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        for handle in running {
            for (i, count) in handle.join().expect("a worker returns its errors") {
                counts[i] = count?;
            }
        }
        Ok(counts)
    })
}

/// Two runs, one longer: what both do (start-up, warm-up, exit) cancels out.
fn per_operation((row, rival): Cell) -> Result<f64, String> {
    let short = instructions(row.case, rival, row.warm)?;
    let long = instructions(row.case, rival, row.warm + row.extra)?;
    Ok((long as f64 - short as f64) / row.extra as f64)
}

fn instructions(case: &str, rival: &str, iterations: u64) -> Result<u64, String> {
    let ops = env::current_exe().map_err(|e| format!("cannot find this program: {e}"))?;
    valgrind::instructions(&ops, &[case.to_owned(), rival.to_owned(), iterations.to_string()])
}
