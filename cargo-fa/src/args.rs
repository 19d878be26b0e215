//! The command line, as clap reads it.

use clap::{Parser, Subcommand};

/// Memory intent of programs that use framealloc.
#[derive(Debug, Parser)]
#[command(name = "cargo fa", bin_name = "cargo fa", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Explain a code: what it means, why, a wrong and a right example, how to suppress it.
    Explain {
        /// The code or its name, such as FA601 or frame_escape; or a number of the compiler's,
        /// such as E0502, or the first line of its message.
        code: String,
    },
    /// List every code, one a line.
    List,
}
