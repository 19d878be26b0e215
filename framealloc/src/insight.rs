//! What shows how memory is used: the heap guard, the poison that makes stale pointers visible, and what tells people and
//! tools of frames.

#[cfg(feature = "diagnostics")]
pub(crate) mod diagnostics;
pub(crate) mod heap_guard;
#[cfg(feature = "log")]
pub(crate) mod log;
#[cfg(feature = "_observe")]
pub(crate) mod observe;
pub(crate) mod poison;
#[cfg(any(feature = "log", feature = "tracing", feature = "tracy"))]
pub(crate) mod record;
#[cfg(feature = "_observe")]
pub(crate) mod sample;
#[cfg(feature = "tracing")]
pub(crate) mod tracing;
#[cfg(feature = "tracy")]
pub(crate) mod tracy;
