//! Instructions of one run of a program, by valgrind. The only file that starts it.

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

/// Whether there is a valgrind to run.
pub fn available() -> bool {
    Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// Instructions of `program arguments..`, its start and its exit included.
pub fn instructions(program: &Path, arguments: &[String]) -> Result<u64, String> {
    let mut valgrind = Command::new("valgrind");
    // A bare environment, because its size moves the stack and a user's VALGRIND_OPTS would change the run.
    valgrind.env_clear();
    for name in ["PATH", "VALGRIND_LIB"] {
        if let Some(value) = env::var_os(name) {
            valgrind.env(name, value);
        }
    }
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    let output = valgrind.arg(program).args(arguments).output().map_err(|e| format!("cannot start valgrind: {e}"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let refs = text.lines().find_map(refs).filter(|_| output.status.success());
    refs.ok_or_else(|| format!("`{} {}` failed under valgrind:\n{text}", program.display(), arguments.join(" ")))
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
