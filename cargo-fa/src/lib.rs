//! `cargo fa`: today it explains and lists the codes that the compiler's messages end with. The analysis itself is not
//! here yet. Nothing in this crate holds a code's text; that is framealloc-lint's table.
#![forbid(unsafe_code)]

pub mod analysis;
mod args;
pub mod baseline;
pub mod commands;
pub mod config;
#[doc(hidden)]
pub mod corpus;
mod exit;
pub mod finding;
pub mod fix;
pub mod problem;
pub mod report;
pub mod rules;
mod source;
pub mod sources;
pub mod suppress;
mod tables;
pub mod workspace;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use framealloc_lint::codes::{self, Code, Layer};
use framealloc_lint::wordings;

use crate::args::{Cli, Command};

/// Runs the tool on the process's arguments and says how the process should exit.
#[must_use]
pub fn main_impl(args: impl Iterator<Item = String>) -> ExitCode {
    // Cargo calls `cargo-fa fa ..`; by hand it is `cargo-fa ..`.
    let mut args: Vec<String> = args.collect();
    if args.first().is_some_and(|first| first == "fa") {
        args.remove(0);
    }
    let cli = match Cli::try_parse_from(std::iter::once("cargo fa".to_owned()).chain(args)) {
        Ok(cli) => cli,
        Err(error) => {
            // `--help` and `--version` arrive here too, and go to stdout with success.
            let code = if error.use_stderr() { exit::COULD_NOT_RUN } else { exit::CLEAN };
            return if error.print().is_ok() { ExitCode::from(code) } else { ExitCode::from(exit::COULD_NOT_RUN) };
        }
    };
    let written = match cli.command {
        Command::Explain { code } => match explanation(&code) {
            Some(text) => io::stdout().write_all(text.as_bytes()),
            None => {
                let hint = codes::did_you_mean(&code)
                    .map_or_else(String::new, |near| format!("; did you mean `{}` ({})?", near.id, near.name));
                eprintln!("error: there is no code `{code}`{hint}\nhelp: `cargo fa list` shows all of them");
                return ExitCode::from(exit::COULD_NOT_RUN);
            }
        },
        Command::List => list(&mut io::stdout().lock()),
    };
    match written {
        // A closed pipe is how `cargo fa list | head` ends.
        Ok(()) => ExitCode::from(exit::CLEAN),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(exit::CLEAN),
        Err(error) => {
            eprintln!("error: failed to write the answer: {error}");
            ExitCode::from(exit::COULD_NOT_RUN)
        }
    }
}

/// Of one of our codes, by code or name, or of one of the compiler's.
fn explanation(code: &str) -> Option<String> {
    let known = codes::lookup(code).or_else(|| codes::lookup(&code.to_uppercase()));
    known.map(Code::explain).or_else(|| wordings::explain(code))
}

/// One line a code: code, level, who raises it, name.
fn list(out: &mut impl Write) -> io::Result<()> {
    for code in codes::ALL {
        let by: String = code.by.iter().map(|layer: &Layer| layer.letter()).collect();
        let Code { id, name, level, .. } = code;
        writeln!(out, "{id}  {:<5}  {by:<4}  {name}", format!("{level:?}").to_lowercase())?;
    }
    writeln!(out, "\nby: R rustc through the types, M attribute, F cargo fa (not in this version), T at run time")
}
