//! Frames that were recorded, as a value of their own, and the doors to the writers. Nothing is recorded here.
#![forbid(unsafe_code)]

use std::io::{self, BufWriter, Write};
use std::time::Duration;

use crate::insight::sample::FrameSample;
use crate::insight::snapshot::{chrome_trace, html, json_lines};

/// One recorded frame.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FrameRecord {
    /// What the frame came to, in bytes.
    pub sample: FrameSample,
    /// When it began, counted from when the recording did. `None` for a frame that was open already.
    pub began: Option<Duration>,
    /// When it ended.
    pub ended: Duration,
}

impl FrameRecord {
    /// Whether any budget was exceeded in this frame: global, of the thread, of a tag or of a system.
    pub fn is_over(&self) -> bool {
        let FrameSample { report, tags, systems, .. } = &self.sample;
        report.overruns > 0
            || self.sample.over_global
            || tags.iter().any(|tag| tag.over)
            || systems.iter().any(|system| system.overruns > 0)
    }
}

/// The frames of a [`FrameRecording`](crate::FrameRecording) up to some moment, and what they can be written as. The same
/// frames give the same bytes.
///
/// Every writer buffers by itself and gives the frames in the order in which they ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameSnapshot {
    title: String,
    threads: Vec<Option<String>>,
    frames: Vec<FrameRecord>,
    dropped: u64,
}

impl FrameSnapshot {
    pub(crate) fn new(title: String, threads: Vec<Option<String>>, frames: Vec<FrameRecord>, dropped: u64) -> Self {
        Self { title, threads, frames, dropped }
    }

    /// The frames, oldest first.
    pub fn frames(&self) -> &[FrameRecord] {
        &self.frames
    }

    /// Older frames that were let go, because no more than [`max_frames`](crate::RecordingConfig::max_frames) are kept.
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// The name of the thread on which a handle ended its first recorded frame, if that thread has one. The handle may have
    /// moved on since.
    pub fn thread_name(&self, handle: u32) -> Option<&str> {
        let index = (handle as usize).checked_sub(1)?;
        self.threads.get(index)?.as_deref().filter(|name| !name.is_empty())
    }

    /// What a handle is called: its number, and its thread.
    pub(crate) fn handle_name(&self, handle: u32) -> String {
        match self.thread_name(handle) {
            Some(thread) => format!("handle {handle} ({thread})"),
            None => format!("handle {handle}"),
        }
    }

    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    /// Writes one JSON object for each frame, each on a line of its own, for scripts.
    ///
    /// A tag's `peak` is what all handles held together since any of them last ended a frame; with several handles, the
    /// largest of their samples is a frame's.
    ///
    /// The keys are always there and always in this order. Sizes are bytes; a budget that is not set is `null`.
    ///
    /// | key | value |
    /// |---|---|
    /// | `handle` | whose frame it was, from 1 |
    /// | `frame` | the number of that handle's frame |
    /// | `began_ns`, `ended_ns` | nanoseconds since the recording began; `began_ns` is `null` for a frame that was open already |
    /// | `bytes`, `peak`, `chunks`, `overruns` | as in [`FrameReport`](crate::FrameReport) |
    /// | `held_bytes` | what the engine held from the system |
    /// | `global_budget`, `over_global` | as in [`FrameSample`](crate::FrameSample) |
    /// | `tags` | an array of `tag`, `bytes`, `peak`, `budget`, `over`, as in [`TagSample`](crate::TagSample) |
    /// | `systems` | an array of `name`, `module`, `calls`, `bytes`, `peak`, `budget`, `overruns`, `transfers`, as in [`SystemStats`](crate::SystemStats) |
    ///
    /// # Errors
    /// What `out` reports.
    pub fn write_json_lines(&self, out: impl Write) -> io::Result<()> {
        buffered(out, |out| json_lines::write(out, &self.frames))
    }

    /// Writes the Chrome trace event format, which <https://ui.perfetto.dev> and `chrome://tracing` open: a slice for each
    /// frame, a mark where a budget was exceeded, and counters, in bytes, of the peak under each tag, of each system, and
    /// of what the engine holds. Each handle is a thread.
    ///
    /// # Errors
    /// What `out` reports.
    pub fn write_chrome_trace(&self, out: impl Write) -> io::Result<()> {
        buffered(out, |out| chrome_trace::write(out, self))
    }

    /// Writes an HTML page with charts and tables: no script, nothing from the network, so it can be kept as an artefact
    /// of a build or sent by mail. Beyond 1,000 frames the charts show the largest of several neighbours, and say so; the
    /// tables are of all frames.
    ///
    /// # Errors
    /// What `out` reports.
    pub fn write_html(&self, out: impl Write) -> io::Result<()> {
        buffered(out, |out| html::write(out, self))
    }
}

fn buffered<W: Write>(out: W, write: impl FnOnce(&mut BufWriter<W>) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    write(&mut out)?;
    out.flush()
}
