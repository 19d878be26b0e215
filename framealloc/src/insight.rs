//! What shows how memory is used: the heap guard, and the poison that makes stale pointers visible.

pub(crate) mod heap_guard;
#[cfg(feature = "debug")]
mod memcheck;
pub(crate) mod poison;
