//! What shows how memory is used: the heap guard, and the poison that makes stale pointers visible.

#[cfg(feature = "diagnostics")]
pub(crate) mod diagnostics;
pub(crate) mod heap_guard;
#[cfg(feature = "_observe")]
pub(crate) mod observe;
pub(crate) mod poison;
#[cfg(feature = "_observe")]
pub(crate) mod sample;
#[cfg(feature = "snapshot")]
pub(crate) mod snapshot;
