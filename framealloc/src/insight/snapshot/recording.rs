//! The recording: what listens to frames and keeps them, until it is stopped or dropped. How they are kept is the ring's
//! business; nothing is written here.
#![forbid(unsafe_code)]

use core::fmt;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::insight::heap_guard;
use crate::insight::observe::{FrameEvent, FrameEventKind, Observer};
use crate::insight::snapshot::config::{Clock, RecordingConfig};
use crate::insight::snapshot::frames::FrameSnapshot;
use crate::insight::snapshot::ring::{Ring, Row};
use crate::sync::Mutex;

/// The record of an engine's frames; see [`SmartAlloc::record_frames`](crate::SmartAlloc::record_frames). Clones are
/// handles on the same record, for any thread.
#[derive(Clone)]
pub struct FrameRecording(Arc<Shared>);

struct Shared {
    title: String,
    clock: Clock,
    stopped: AtomicBool,
    kept: Mutex<Kept>,
}

struct Kept {
    ring: Ring,
    /// When the open frames began, by the number of the handle's core.
    open: Vec<(u64, Duration)>,
    /// The threads on which handles ended their first frames; the handle's number less one is the index.
    threads: Vec<Option<String>>,
}

/// A handle that is dropped inside its frame leaves its begin behind. Beyond this many the oldest is forgotten, and with it
/// at worst where one slice of the trace begins.
const MOST_OPEN: usize = 1024;
/// Handles with larger numbers have no name. A program that makes one for each job would collect names for ever.
const MOST_NAMED: usize = 4096;

impl FrameRecording {
    pub(crate) fn new(mut config: RecordingConfig) -> Self {
        let clock = config.take_clock();
        let kept = Mutex::new(Kept { ring: Ring::new(config.max_frames), open: Vec::new(), threads: Vec::new() });
        Self(Arc::new(Shared { title: config.title, clock, stopped: AtomicBool::new(false), kept }))
    }

    /// What the engine calls. It keeps nothing alive: once nobody can read the record, nothing is recorded.
    pub(crate) fn observer(&self) -> Observer {
        let shared = Arc::downgrade(&self.0);
        Arc::new(move |event| {
            if let Some(shared) = shared.upgrade() {
                shared.note(event);
            }
        })
    }

    /// The frames so far. The record is locked while they are copied, and not while they are written.
    ///
    /// ```
    /// use framealloc::SmartAlloc;
    /// let mut alloc = SmartAlloc::default();
    /// let recording = alloc.record_frames();
    /// alloc.begin_frame();
    /// alloc.frame_alloc(1u64);
    /// alloc.end_frame();
    /// let mut lines = Vec::new();
    /// recording.snapshot().write_json_lines(&mut lines)?;
    /// assert!(lines.starts_with(br#"{"handle":1,"frame":1,"#));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn snapshot(&self) -> FrameSnapshot {
        let kept = self.0.kept.lock();
        FrameSnapshot::new(self.0.title.clone(), kept.threads.clone(), kept.ring.records(), kept.ring.dropped())
    }

    /// Ends the recording for all clones. What was recorded stays. A frame that is open now is not recorded. Boundaries keep
    /// to the slow path.
    pub fn stop(&self) {
        self.0.stopped.store(true, Relaxed);
    }

    /// Whether it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.0.stopped.load(Relaxed)
    }

    /// Forgets the frames so far, for instance those of the warm-up, and keeps the room for others.
    pub fn clear(&self) {
        self.0.kept.lock().ring.clear();
    }
}

impl Shared {
    fn note(&self, event: &FrameEvent<'_>) {
        if self.stopped.load(Relaxed) {
            return;
        }
        // What the record asks of the heap is not the doing of a `no_heap` system.
        let _exempt = heap_guard::exempt();
        let core = &event.alloc.core;
        match event.kind {
            FrameEventKind::Begin => {
                // The clock may be the user's: it is asked before the lock.
                let now = (self.clock)();
                self.kept.lock().begin(core.id, now);
            }
            FrameEventKind::End(sample) => {
                let ended = (self.clock)();
                let mut kept = self.kept.lock();
                let row = Row {
                    handle: sample.handle,
                    report: sample.report,
                    held_bytes: sample.held_bytes,
                    began: kept.end(core.id),
                    ended,
                    global_budget: sample.global_budget,
                    over_global: sample.over_global,
                };
                kept.name(sample.handle);
                kept.ring.push(row, &sample.tags, &sample.systems);
            }
            _ => {}
        }
    }
}

impl Kept {
    fn begin(&mut self, core: u64, now: Duration) {
        self.end(core);
        if self.open.len() == MOST_OPEN {
            self.open.remove(0);
        }
        self.open.push((core, now));
    }

    fn name(&mut self, handle: u32) {
        let index = handle as usize - 1;
        if index >= self.threads.len() && index < MOST_NAMED {
            self.threads.resize(index + 1, None);
        }
        if let Some(name @ None) = self.threads.get_mut(index) {
            // A thread without a name is asked once.
            *name = Some(thread::current().name().unwrap_or_default().to_owned());
        }
    }

    fn end(&mut self, core: u64) -> Option<Duration> {
        let at = self.open.iter().position(|&(open, _)| open == core)?;
        Some(self.open.remove(at).1)
    }
}

impl fmt::Debug for FrameRecording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frames = self.0.kept.lock().ring.len();
        f.debug_struct("FrameRecording")
            .field("title", &self.0.title)
            .field("frames", &frames)
            .field("stopped", &self.is_stopped())
            .finish_non_exhaustive()
    }
}
