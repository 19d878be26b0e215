//! Exit codes. They are part of the interface.

/// It did what was asked.
pub const CLEAN: u8 = 0;

/// It could not: wrong arguments, an unknown code, an output that cannot be written.
pub const COULD_NOT_RUN: u8 = 2;
