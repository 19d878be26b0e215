//! Exit codes. They are part of the interface.

/// It did what was asked, and nothing of level error was found.
pub const CLEAN: u8 = 0;

/// Something of level error was found; with `--deny-warnings` a warning is one, and with `--with-check` what the
/// compiler rejects.
pub const FINDINGS: u8 = 1;

/// It could not: wrong arguments, a broken configuration, an unknown code, nothing to judge, no file that could be read, an output that cannot be
/// written.
pub const COULD_NOT_RUN: u8 = 2;
