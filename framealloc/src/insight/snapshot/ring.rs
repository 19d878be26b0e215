//! The last frames, in three queues that are emptied in front as they are filled behind: so a frame with as many tags and
//! systems as the one it replaces asks the heap for nothing. No lock and no clock here.
#![forbid(unsafe_code)]

use std::collections::VecDeque;
use std::time::Duration;

use crate::frame::report::{FrameReport, SystemStats};
use crate::insight::sample::{FrameSample, TagSample};
use crate::insight::snapshot::frames::FrameRecord;

/// What is kept once for each frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) handle: u32,
    pub(crate) report: FrameReport,
    pub(crate) held_bytes: usize,
    pub(crate) began: Option<Duration>,
    pub(crate) ended: Duration,
    pub(crate) global_budget: Option<usize>,
    pub(crate) over_global: bool,
}

#[derive(Debug)]
pub(crate) struct Ring {
    limit: usize,
    dropped: u64,
    /// Each with how many of `tags` and of `systems` are its own.
    rows: VecDeque<(Row, usize, usize)>,
    tags: VecDeque<TagSample>,
    systems: VecDeque<SystemStats>,
}

impl Ring {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, dropped: 0, rows: VecDeque::new(), tags: VecDeque::new(), systems: VecDeque::new() }
    }

    pub(crate) fn push(&mut self, row: Row, tags: &[TagSample], systems: &[SystemStats]) {
        if self.limit == 0 {
            self.dropped += 1;
            return;
        }
        if self.rows.len() == self.limit
            && let Some((_, old_tags, old_systems)) = self.rows.pop_front()
        {
            self.tags.drain(..old_tags);
            self.systems.drain(..old_systems);
            self.dropped += 1;
        }
        self.rows.push_back((row, tags.len(), systems.len()));
        self.tags.extend(tags);
        self.systems.extend(systems);
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Frames that were let go for others.
    pub(crate) fn dropped(&self) -> u64 {
        self.dropped
    }

    pub(crate) fn clear(&mut self) {
        self.dropped = 0;
        self.rows.clear();
        self.tags.clear();
        self.systems.clear();
    }

    /// The frames, oldest first.
    pub(crate) fn records(&self) -> Vec<FrameRecord> {
        let (mut tags, mut systems) = (self.tags.iter().copied(), self.systems.iter().copied());
        let record = |&(row, own_tags, own_systems): &(Row, usize, usize)| FrameRecord {
            sample: FrameSample {
                handle: row.handle,
                report: row.report,
                held_bytes: row.held_bytes,
                global_budget: row.global_budget,
                over_global: row.over_global,
                tags: tags.by_ref().take(own_tags).collect(),
                systems: systems.by_ref().take(own_systems).collect(),
            },
            began: row.began,
            ended: row.ended,
        };
        self.rows.iter().map(record).collect()
    }
}
