//! What shows how memory is used: the heap guard, and the poison that makes stale pointers visible.

#[cfg(feature = "diagnostics")]
pub(crate) mod diagnostics;
#[cfg(feature = "memory_filter")]
pub(crate) mod filter;
pub(crate) mod heap_guard;
#[cfg(feature = "_observe")]
pub(crate) mod observe;
pub(crate) mod poison;
#[cfg(feature = "_observe")]
pub(crate) mod sample;
#[cfg(feature = "diagnostics")]
pub(crate) mod sites;
#[cfg(feature = "diagnostics")]
pub(crate) mod strict;

#[cfg(not(feature = "diagnostics"))]
impl crate::alloc::SmartAlloc {
    /// Who counts calls is in `sites`.
    #[inline(always)]
    pub(crate) fn note_site(&self, _bytes: usize) {}
}
