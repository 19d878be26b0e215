//! What each system has used through its `FrameAlloc`, by the system's name. How it is measured is in `arenas`.
#![forbid(unsafe_code)]

/// What the [`FrameAlloc`](super::FrameAlloc)s of one system have used in the frames that have ended. Sizes are bytes,
/// padding included.
///
/// A system's arena is its own, so its figures depend on what the system does, and not on the schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FrameAllocStats {
    /// The system's name, as Bevy has it: the path of the function. Systems of one name are added up.
    pub name: String,
    /// Runs in which it used its arena.
    pub runs: u64,
    /// Bytes used in all, scopes and annotated functions on the arena included.
    pub bytes: u64,
    /// The most used in one frame, all its runs in that frame together.
    pub peak: usize,
}

impl FrameAllocStats {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), runs: 0, bytes: 0, peak: 0 }
    }

    pub(super) fn add(&mut self, runs: u64, bytes: usize) {
        self.runs += runs;
        self.bytes += bytes as u64;
        self.peak = self.peak.max(bytes);
    }
}
