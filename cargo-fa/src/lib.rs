//! `cargo fa`: finds misuse of framealloc that types and macros cannot, and explains the codes that all of them share.
//! Nothing in this crate holds a code's text; that is framealloc-lint's table. The library serves the binary and the tests:
//! it is no interface to build on.
#![forbid(unsafe_code)]

pub mod analysis;
mod args;
pub mod baseline;
mod check;
pub mod commands;
pub mod config;
#[doc(hidden)]
pub mod corpus;
mod dispatch;
pub mod exit;
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

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

/// Runs the tool on the process's arguments and says how the process should exit.
#[must_use]
pub fn main_impl(args: impl Iterator<Item = OsString>) -> ExitCode {
    // Cargo calls `cargo-fa fa ..`; by hand it is `cargo-fa ..`.
    let mut args: Vec<OsString> = args.collect();
    if args.first().is_some_and(|first| first == "fa") {
        args.remove(0);
    }
    let args = std::iter::once(OsString::from("cargo fa")).chain(args);
    let parsed = args::Cli::command().try_get_matches_from(args).and_then(|matches| {
        let flags = args::level_flags(&matches);
        let mut cli = args::Cli::from_arg_matches(&matches)?;
        cli.check.flags = flags;
        if let (Some(args::Command::Baseline { check }), Some((_, matches))) = (&mut cli.command, matches.subcommand())
        {
            check.flags = args::level_flags(matches);
        }
        Ok(cli)
    });
    match parsed {
        Ok(cli) => ExitCode::from(dispatch::run(cli)),
        Err(error) => {
            // `--help` and `--version` arrive here too, and go to stdout with success.
            let code = if error.use_stderr() { exit::COULD_NOT_RUN } else { exit::CLEAN };
            if error.print().is_ok() { ExitCode::from(code) } else { ExitCode::from(exit::COULD_NOT_RUN) }
        }
    }
}
