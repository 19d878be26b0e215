//! What shows how memory is used: the heap guard; the poison that makes stale pointers visible, with its marks for
//! valgrind; the record of what is alive; and what tells people and tools of frames. What is shown is never decided here.

#[cfg(feature = "diagnostics")]
pub(crate) mod diagnostics;
#[cfg(feature = "memory_filter")]
pub(crate) mod filter;
pub(crate) mod heap_guard;
#[cfg(feature = "debug")]
pub(crate) mod leaks;
#[cfg(feature = "log")]
pub(crate) mod log;
#[cfg(feature = "debug")]
mod memcheck;
#[cfg(feature = "_observe")]
pub(crate) mod observe;
pub(crate) mod poison;
#[cfg(any(feature = "log", feature = "tracing", feature = "tracy"))]
pub(crate) mod record;
#[cfg(feature = "_observe")]
pub(crate) mod sample;
#[cfg(feature = "diagnostics")]
pub(crate) mod sites;
#[cfg(feature = "snapshot")]
pub(crate) mod snapshot;
#[cfg(feature = "diagnostics")]
pub(crate) mod strict;
#[cfg(feature = "tracing")]
pub(crate) mod tracing;
#[cfg(feature = "tracy")]
pub(crate) mod tracy;

#[cfg(not(feature = "diagnostics"))]
impl crate::alloc::SmartAlloc {
    /// Who counts calls is in `sites`.
    #[inline(always)]
    pub(crate) fn note_site(&self, _bytes: usize) {}
}
