//! How frames are recorded: how many are kept, by which clock, under which title. Nothing is recorded here.
#![forbid(unsafe_code)]

use core::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub(crate) type Clock = Arc<dyn Fn() -> Duration + Send + Sync>;

/// The settings of a [`FrameRecording`](crate::FrameRecording).
///
/// ```
/// use std::time::Duration;
/// use framealloc::{RecordingConfig, SmartAlloc};
///
/// let config = RecordingConfig::default().max_frames(60).title("level 1").clock(|| Duration::ZERO);
/// let mut alloc = SmartAlloc::default();
/// let recording = alloc.record_frames_with(config);
/// for _ in 0..100 {
///     alloc.begin_frame();
///     alloc.end_frame();
/// }
/// let snapshot = recording.snapshot();
/// assert_eq!((snapshot.frames().len(), snapshot.dropped()), (60, 40));
/// assert_eq!(snapshot.frames()[0].sample.report.frame, 41);
/// ```
#[derive(Clone)]
#[must_use]
pub struct RecordingConfig {
    pub(crate) max_frames: usize,
    pub(crate) title: String,
    pub(crate) clock: Option<Clock>,
}

impl Default for RecordingConfig {
    /// 3,600 frames, a minute at 60 a second; the time since the recording began; "Frame memory".
    fn default() -> Self {
        Self { max_frames: 3600, title: "Frame memory".into(), clock: None }
    }
}

impl RecordingConfig {
    /// The most frames that are kept, of all handles together. Older ones are let go, and counted.
    pub fn max_frames(mut self, frames: usize) -> Self {
        self.max_frames = frames;
        self
    }

    /// What the HTML page and the trace's process are called.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// What tells the time of a frame's begin and end, counted from when the recording began. It is asked on the thread of
    /// the handle, and should not go backwards. With a clock that counts steps instead of reading the time, the same frames
    /// are written as the same bytes.
    ///
    /// A panic of `clock` goes on from the boundary that asked it.
    pub fn clock(mut self, clock: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    pub(crate) fn take_clock(&mut self) -> Clock {
        let begin = Instant::now();
        self.clock.take().unwrap_or_else(|| Arc::new(move || begin.elapsed()))
    }
}

impl fmt::Debug for RecordingConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { max_frames, title, clock } = self;
        f.debug_struct("RecordingConfig")
            .field("max_frames", max_frames)
            .field("title", title)
            .field("own_clock", &clock.is_some())
            .finish()
    }
}
