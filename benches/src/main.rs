//! One binary for both halves: `ops CASE RIVAL ITERATIONS` is the program that valgrind counts, `ops report` drives it; and `ops compile-time`,
//! `ops features` and `ops lint-time`.
//! No measuring happens here, only the choice between the two.

mod cases;
mod compile_time;
mod features;
mod keep;
mod lint_time;
mod report;
mod rivals;

use std::process::ExitCode;

use cases::Mode;

const USAGE: &str = "usage: ops CASE RIVAL ITERATIONS [time | copied]
       ops compile-time
       ops features [FEATURE..]
       ops lint-time
       ops report [--wall] [--check BASELINE.tsv | --write BASELINE.tsv]";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["compile-time"] => compile_time::run(),
        ["features", only @ ..] => features::run(only),
        ["lint-time"] => lint_time::run(),
        ["report", options @ ..] => report::run(options),
        [case, rival, iterations] => one(case, rival, iterations, Mode::Count),
        [case, rival, iterations, "time"] => one(case, rival, iterations, Mode::Time),
        [case, rival, iterations, "copied"] => one(case, rival, iterations, Mode::Copied),
        _ => Err(USAGE.to_owned()),
    };
    done.unwrap_or_else(|message| {
        eprintln!("{message}");
        ExitCode::from(2)
    })
}

fn one(case: &str, rival: &str, iterations: &str, mode: Mode) -> Result<ExitCode, String> {
    let n = iterations.parse().map_err(|_| format!("`{iterations}` is not a number of iterations"))?;
    cases::run(case, rival, n, mode).map(|()| ExitCode::SUCCESS)
}
