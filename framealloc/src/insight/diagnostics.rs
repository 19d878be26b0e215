//! `diagnostics`: what users are told of frames while they run. When something is told is decided next door, in `observe`.
#![forbid(unsafe_code)]

use std::sync::Arc;

use crate::alloc::SmartAlloc;
use crate::insight::observe::FrameEvent;

impl SmartAlloc {
    /// Calls `f` when a frame of this engine begins or ends, when a budget is exceeded, when an arena takes another chunk,
    /// and when memory is refused: on this handle from now on, on the engine's others from their next frame.
    ///
    /// `f` runs on the thread of the handle that it is told of, at the end of the call that caused it, with no lock or
    /// borrow of the engine held. It may allocate, open scopes, ask for reports, and use other handles. What it causes
    /// itself is not told again. Callbacks run in the order in which they were given and stay for the life of the engine,
    /// so a handle of the engine that is captured by one keeps the engine for ever; use the event's.
    ///
    /// Feature `diagnostics`. Until somebody calls this, it costs nothing; after that every boundary takes the slow path.
    ///
    /// # Panics
    /// A panic of `f` goes on from the call that caused it, after the other callbacks have run and when the frame, if it
    /// ended, is whole.
    ///
    /// ```
    /// use std::sync::{Arc, Mutex};
    /// use framealloc::{FrameEventKind, SmartAlloc};
    ///
    /// let mut alloc = SmartAlloc::default();
    /// let worst = Arc::new(Mutex::new((0, 0)));
    /// let seen = Arc::clone(&worst);
    /// alloc.on_frame_event(move |event| {
    ///     if let FrameEventKind::End(sample) = event.kind {
    ///         let mut worst = seen.lock().unwrap();
    ///         *worst = (sample.report.bytes, sample.report.frame).max(*worst);
    ///     }
    /// });
    /// for n in [10, 1000, 100] {
    ///     alloc.begin_frame();
    ///     alloc.frame_slice_fill(n, 0u64);
    ///     alloc.end_frame();
    /// }
    /// assert_eq!(*worst.lock().unwrap(), (8000, 2));
    /// ```
    pub fn on_frame_event(&self, f: impl Fn(&FrameEvent<'_>) + Send + Sync + 'static) {
        self.observe(Arc::new(f));
    }
}
