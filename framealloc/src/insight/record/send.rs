//! Who hears a record: `log`, `tracing`, or both. Whether anybody listens is asked here, by cold paths only; what a record
//! says is next door.
#![forbid(unsafe_code)]

use super::{Level, Record};
use crate::alloc::SmartAlloc;
use crate::engine::Engine;
use crate::insight::heap_guard;
use crate::insight::observe::Telling;
use crate::panics::Panics;

/// Whether there may be a listener: what cold paths ask first. A load and a comparison for each feature.
#[inline]
pub(crate) fn is_heard() -> bool {
    #[cfg(feature = "log")]
    if crate::insight::log::is_heard() {
        return true;
    }
    #[cfg(feature = "tracing")]
    if crate::insight::tracing::is_heard() {
        return true;
    }
    false
}

/// Whether a listener wants the end of each frame.
fn wants_frames() -> bool {
    #[cfg(feature = "log")]
    if crate::insight::log::wants(Level::Trace) {
        return true;
    }
    #[cfg(feature = "tracing")]
    if crate::insight::tracing::wants(Level::Trace) {
        return true;
    }
    false
}

/// Gives a record to all listeners, for a caller that has begun to tell. What it takes to write it is not charged to
/// a system.
pub(crate) fn send(record: &Record<'_>) {
    let _exempt = heap_guard::exempt();
    #[cfg(feature = "log")]
    crate::insight::log::send(record);
    #[cfg(feature = "tracing")]
    crate::insight::tracing::send(record);
}

/// The same from anywhere. A listener's panic is returned, to go on when everything is whole.
#[cold]
#[inline(never)]
pub(crate) fn tell(record: &Record<'_>) -> Panics {
    let mut panics = Panics::default();
    if is_heard()
        && let Some(_telling) = Telling::begin()
    {
        panics.catch(|| send(record));
    }
    panics
}

/// A new engine says so, and watches frames where somebody wants each of them.
pub(crate) fn tell_engine(engine: &Engine) {
    if !is_heard() {
        return;
    }
    tell(&Record::Engine(&engine.config)).resume();
    if let Some(_telling) = Telling::begin()
        && wants_frames()
    {
        engine.mark_observed();
    }
}

impl SmartAlloc {
    /// From now on the end of each frame is a record at level trace, on this handle and, from their next frame, on the
    /// engine's others.
    ///
    /// An engine that is made while a logger or subscriber takes `framealloc` at trace does so by itself; this is for
    /// programs that turn the level up later. Every boundary takes the slow path from here on, whatever becomes of the
    /// level.
    ///
    /// All other records (features `log` and `tracing`, target `framealloc`) need no call, and cost nothing where nothing
    /// happens:
    ///
    /// | level | what is told | fields in `tracing` |
    /// |---|---|---|
    /// | error | memory is refused | `frame`, `tag`, `requested` |
    /// | warn | a budget is exceeded, once for each frame and budget | `frame`, `tag`, `budget`, `used`, `requested` |
    /// | warn | a transferred value is dropped before anybody received it (FA204) | |
    /// | warn | promoted values are dropped with their `Promotions` (FA605) | `bytes` |
    /// | debug | an engine is made | |
    /// | warn | what `strict_mode` minds (feature `diagnostics`) | `frame` |
    /// | trace | an arena takes a chunk | `frame`, `bytes` |
    /// | trace | a frame ends | `frame`, `bytes` |
    ///
    /// Sizes are bytes. Both features together tell each listener once; where the crate `tracing` is told to feed `log`
    /// (its own feature `log`), one of ours is enough. What a logger causes itself, allocating or making engines, is not
    /// told. A logger's panic goes on from the call that caused the record.
    ///
    /// ```
    /// use framealloc::SmartAlloc;
    /// let mut alloc = SmartAlloc::default();
    /// alloc.log_frames();
    /// alloc.begin_frame();
    /// alloc.frame_alloc(1u64);
    /// assert_eq!(alloc.end_frame().bytes, 8); // and a record, if a logger listens
    /// ```
    pub fn log_frames(&self) {
        self.watch(Engine::mark_observed);
    }
}
