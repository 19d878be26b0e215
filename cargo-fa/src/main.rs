//! The command line shim; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_fa::main_impl(std::env::args_os().skip(1))
}
