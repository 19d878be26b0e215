//! The figures of one frame, as those who watch frames get them. They are put together next door, at a boundary.
#![forbid(unsafe_code)]

use crate::frame::report::{FrameReport, SystemStats};
use crate::ledger::tag::Tag;

/// What one handle, or all threads of a [`SharedAlloc`](crate::SharedAlloc), used in one frame. All sizes are bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct FrameSample {
    /// Whose frame it was: handles of an engine are numbered from 1 in the order of their first frame that was watched.
    /// The threads of a `SharedAlloc` have one number together.
    pub handle: u32,
    /// What [`end_frame`](crate::SmartAlloc::end_frame) returns.
    pub report: FrameReport,
    /// Bytes that the engine holds from the system.
    pub held_bytes: usize,
    /// The global budget, if one is set.
    pub global_budget: Option<usize>,
    /// Whether the global budget was exceeded since the last sample, on whichever handle of the engine.
    pub over_global: bool,
    /// What was used under each tag, in the order in which the process has met them. A tag with a budget is listed also
    /// where nothing was used under it.
    pub tags: Vec<TagSample>,
    /// What each system that ran has used, in the order in which the process has met them.
    pub systems: Vec<SystemStats>,
}

/// What was used under one tag in one frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TagSample {
    /// The tag.
    pub tag: Tag,
    /// Bytes used in all, by this handle.
    pub bytes: u64,
    /// The most held at once since the last sample, by all handles of the engine: what a budget is compared with.
    pub peak: usize,
    /// The budget, if one is set.
    pub budget: Option<usize>,
    /// Whether the budget was exceeded since the last sample, on whichever handle of the engine.
    pub over: bool,
}
