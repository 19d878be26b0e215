//! Instructions per operation, by valgrind. The only file that starts it.

use std::{
    env,
    process::{Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use super::matrix::Row;

/// A cell of the table, as `ops` names it.
pub type Cell = (&'static Row, &'static str);

/// Whether there is a valgrind to run.
pub fn available() -> bool {
    Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

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
    let mut valgrind = Command::new("valgrind");
    // A bare environment, because its size moves the stack and a user's VALGRIND_OPTS would change the run.
    valgrind.env_clear();
    for name in ["PATH", "VALGRIND_LIB"] {
        if let Some(value) = env::var_os(name) {
            valgrind.env(name, value);
        }
    }
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    let output = valgrind
        .arg(ops)
        .args([case, rival, &iterations.to_string()])
        .output()
        .map_err(|e| format!("cannot start valgrind: {e}"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let refs = text.lines().find_map(refs).filter(|_| output.status.success());
    refs.ok_or_else(|| format!("`ops {case} {rival} {iterations}` failed under valgrind:\n{text}"))
}

/// The number in cachegrind's `==42== I   refs:      1,234,567`.
fn refs(line: &str) -> Option<u64> {
    let (before, number) = line.split_once("refs:")?;
    before.trim_end().ends_with('I').then(|| number.trim().replace(',', "").parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::refs;

    #[test]
    fn reads_the_instruction_line_of_old_and_new_valgrind_only() {
        assert_eq!(refs("==42== I   refs:      1,234,567"), Some(1_234_567));
        assert_eq!(refs("==42== I refs:        89"), Some(89));
        assert_eq!(refs("==42== D   refs:      5"), None);
        assert_eq!(refs("==42== Cachegrind, a cache profiler"), None);
    }
}
