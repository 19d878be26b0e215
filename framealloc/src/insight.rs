//! What shows how memory is used: the heap guard, the poison that makes stale pointers visible with its marks for
//! valgrind, and the record of what is alive. What is shown is never decided here.

pub(crate) mod heap_guard;
#[cfg(feature = "debug")]
pub(crate) mod leaks;
#[cfg(feature = "debug")]
mod memcheck;
pub(crate) mod poison;
