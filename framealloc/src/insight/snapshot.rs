//! `snapshot`: a record of each frame, and what it is written as: JSON lines, a Chrome trace, an HTML page. This is the
//! door; what is kept is decided in `recording`, what is drawn in the writers. Nothing here allocates frame memory.
#![forbid(unsafe_code)]

mod chrome_trace;
mod config;
mod escape;
mod figures;
mod frames;
mod html;
mod json_lines;
mod recording;
mod ring;

pub use self::config::RecordingConfig;
pub use self::frames::{FrameRecord, FrameSnapshot};
pub use self::recording::FrameRecording;

use crate::alloc::SmartAlloc;

impl SmartAlloc {
    /// Records every frame of this engine from now on: of this handle at once, of the engine's others from their next
    /// frame. The last 3,600 frames are kept; [`record_frames_with`](Self::record_frames_with) takes other settings.
    ///
    /// The recording ends with [`FrameRecording::stop`], or when the last clone of what is returned is dropped.
    ///
    /// Feature `snapshot`. Until somebody calls this, it costs nothing; after that every boundary takes the slow path, for
    /// the life of the engine. A recorded frame makes no call to the system allocator for frame memory. The record itself
    /// lives on the heap, at about 40 bytes for each tag, 88 for each system and 130 for the rest of a frame; once it has
    /// its size, it asks the heap for nothing.
    ///
    /// ```
    /// use framealloc::SmartAlloc;
    ///
    /// let mut alloc = SmartAlloc::default();
    /// let recording = alloc.record_frames();
    /// for n in [10, 1000] {
    ///     alloc.begin_frame();
    ///     alloc.with_tag("physics", |a| a.frame_slice_fill(n, 0u64).len());
    ///     alloc.end_frame();
    /// }
    /// let frames = recording.snapshot();
    /// assert_eq!(frames.frames()[1].sample.tags[0].peak, 8000); // bytes
    /// let mut page = Vec::new(); // or a `File`
    /// frames.write_html(&mut page)?;
    /// assert!(page.starts_with(b"<!DOCTYPE html>"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use = "frames are recorded only while somebody holds the recording"]
    pub fn record_frames(&self) -> FrameRecording {
        self.record_frames_with(RecordingConfig::default())
    }

    /// [`record_frames`](Self::record_frames) with another limit, clock or title.
    #[must_use = "frames are recorded only while somebody holds the recording"]
    pub fn record_frames_with(&self, config: RecordingConfig) -> FrameRecording {
        let recording = FrameRecording::new(config);
        self.observe(recording.observer());
        recording
    }
}
