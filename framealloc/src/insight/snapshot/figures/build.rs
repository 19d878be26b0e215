//! Frames in the order in which they ended become columns and series. Handles run at their own rates: the one that
//! began first leads, unless it has few frames, and what the others did until a frame of it ended belongs to that frame's
//! column.
#![forbid(unsafe_code)]

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use super::{Column, HandleSeries, SystemKey, SystemSeries, TagSeries, causes};
use crate::frame::report::SystemStats;
use crate::insight::sample::TagSample;
use crate::insight::snapshot::frames::FrameRecord;
use crate::ledger::tag::Tag;

/// A handle with less than one in so many of all frames does not lead.
const FEW: usize = 64;

/// All frames of an engine.
#[derive(Debug)]
pub(crate) struct Engine {
    /// The handle whose frames are the columns. `None`: every frame is one.
    pub(crate) lead: Option<u32>,
    pub(crate) columns: Vec<Column>,
    /// Largest first.
    pub(crate) tags: Vec<TagSeries>,
    /// Largest first.
    pub(crate) systems: Vec<SystemSeries>,
    pub(crate) handles: BTreeMap<u32, HandleSeries>,
}

impl Engine {
    pub(crate) fn new(frames: &[FrameRecord]) -> Self {
        // When the first frame of each handle began, and how many there are.
        let mut counts = BTreeMap::<u32, (Option<Duration>, usize)>::new();
        for record in frames {
            counts.entry(record.sample.handle).or_insert((record.began, 0)).1 += 1;
        }
        let most = counts.values().map(|(_, count)| *count).max().unwrap_or(0);
        let steady = counts.iter().filter(|(_, (_, count))| *count >= most / 10);
        let lead = steady.min_by_key(|(number, (began, _))| (*began, **number));
        // A program that makes a handle for each job has no handle that tells the time.
        let lead =
            lead.filter(|(_, (_, count))| frames.len() / count < FEW).map(|(number, (_, count))| (*number, *count));
        let left = lead.map_or(frames.len(), |(_, count)| count);
        let lead = lead.map(|(number, _)| number);
        let mut build = Build { lead, left, ..Build::default() };
        frames.iter().for_each(|record| build.add(record));
        build.finish()
    }
}

#[derive(Default)]
struct Build {
    lead: Option<u32>,
    /// Columns that are still to come.
    left: usize,
    columns: Vec<Column>,
    /// Which budgets were exceeded since the last column was closed.
    causes: Vec<String>,
    tags: HashMap<Tag, TagSeries>,
    systems: HashMap<SystemKey, SystemSeries>,
    handles: BTreeMap<u32, HandleSeries>,
    /// The column in which each handle last ended a frame.
    last: HashMap<u32, usize>,
}

impl Build {
    fn add(&mut self, record: &FrameRecord) {
        // The number of the column that is open; what comes after the last one is closed goes into that.
        let open = if self.left == 0 { self.columns.len().saturating_sub(1) } else { self.columns.len() };
        let spanned = self.spanned(record, open);
        for tag in &record.sample.tags {
            let series = self.tags.entry(tag.tag).or_insert_with(|| TagSeries::new(tag));
            series.add(tag, open);
            for column in spanned.clone() {
                series.peaks[column] = series.peaks[column].max(tag.peak);
            }
        }
        for system in &record.sample.systems {
            let key = SystemKey::of(system);
            self.systems.entry(key).or_insert_with(|| SystemSeries::new(key)).add(system, open);
        }
        self.handles.entry(record.sample.handle).or_default().add(record);
        self.last.insert(record.sample.handle, open);
        for cause in causes(record, |_| true) {
            let known = if self.left == 0 { self.columns.last_mut().map(|column| &mut column.causes) } else { None };
            let known = known.unwrap_or(&mut self.causes);
            if !known.contains(&cause) {
                known.push(cause);
            }
        }
        if self.lead.is_none_or(|lead| lead == record.sample.handle) {
            self.left -= 1;
            let own = self.lead.map(|_| record.sample.report.frame);
            self.columns.push(Column {
                frame: own.unwrap_or(self.columns.len() as u64 + 1),
                ended: record.ended,
                global_budget: record.sample.global_budget,
                causes: core::mem::take(&mut self.causes),
            });
        }
    }

    /// The columns before `open` that a frame was open in: what it held, it may have held then.
    fn spanned(&self, record: &FrameRecord, open: usize) -> core::ops::Range<usize> {
        let first = match (self.last.get(&record.sample.handle), record.began) {
            (None, None) => return open..open,
            (last, _) => last.map_or(0, |last| last + 1),
        };
        let began = record.began.unwrap_or(Duration::ZERO);
        self.columns.partition_point(|column| column.ended <= began).max(first).min(open)..open
    }

    fn finish(self) -> Engine {
        let columns = self.columns.len();
        let mut tags: Vec<TagSeries> = self.tags.into_values().collect();
        for series in &mut tags {
            series.resize(columns);
        }
        tags.sort_by_cached_key(|series| (core::cmp::Reverse(series.largest()), series.name));
        let mut systems: Vec<SystemSeries> = self.systems.into_values().collect();
        for series in &mut systems {
            series.resize(columns);
        }
        systems.sort_by_cached_key(|series| (core::cmp::Reverse(series.bytes.iter().sum::<u64>()), series.key));
        let mut handles = self.handles;
        handles.values_mut().for_each(HandleSeries::finish);
        Engine { lead: self.lead, columns: self.columns, tags, systems, handles }
    }
}

impl TagSeries {
    fn new(tag: &TagSample) -> Self {
        Self { name: tag.tag.name(), peaks: Vec::new(), budgets: Vec::new(), over: Vec::new(), bytes: 0 }
    }

    fn add(&mut self, tag: &TagSample, column: usize) {
        self.resize(self.peaks.len().max(column + 1));
        self.peaks[column] = self.peaks[column].max(tag.peak);
        self.over[column] |= tag.over;
        self.bytes += tag.bytes;
        if tag.budget.is_some() || !self.budgets.is_empty() {
            self.budgets.resize(self.peaks.len(), None);
            self.budgets[column] = tag.budget;
        }
    }

    fn resize(&mut self, columns: usize) {
        self.peaks.resize(columns, 0);
        self.over.resize(columns, false);
        if !self.budgets.is_empty() {
            self.budgets.resize(columns, None);
        }
    }

    pub(crate) fn largest(&self) -> usize {
        self.peaks.iter().copied().max().unwrap_or(0)
    }

    /// The budget that was in force at the end.
    pub(crate) fn budget(&self) -> Option<usize> {
        self.budgets.iter().rev().copied().flatten().next()
    }
}

impl SystemSeries {
    fn new(key: SystemKey) -> Self {
        Self { key, calls: Vec::new(), bytes: Vec::new(), peak: 0, budget: None, over: Vec::new() }
    }

    fn add(&mut self, system: &SystemStats, column: usize) {
        self.resize(self.calls.len().max(column + 1));
        self.calls[column] += system.calls;
        self.bytes[column] += system.bytes;
        self.over[column] |= system.overruns > 0;
        self.peak = self.peak.max(system.peak);
        self.budget = system.budget.or(self.budget);
    }

    fn resize(&mut self, columns: usize) {
        self.calls.resize(columns, 0);
        self.bytes.resize(columns, 0);
        self.over.resize(columns, false);
    }
}

impl HandleSeries {
    fn add(&mut self, record: &FrameRecord) {
        let sample = &record.sample;
        for tag in &sample.tags {
            let bytes = self.tags.entry(tag.tag.name()).or_default();
            bytes.resize(self.bytes.len(), 0);
            bytes.push(tag.bytes);
        }
        self.bytes.push(sample.report.bytes);
        self.peak = self.peak.max(sample.report.peak);
        self.chunks = self.chunks.max(sample.report.chunks);
        // Its own doing. A tag's budget is exceeded by all handles together.
        let own = sample.report.overruns > 0 || sample.systems.iter().any(|system| system.overruns > 0);
        self.over += usize::from(own);
    }

    fn finish(&mut self) {
        let frames = self.bytes.len();
        // A tag with a budget is in every sample of every handle.
        self.tags.retain(|_, bytes| bytes.iter().any(|bytes| *bytes > 0));
        self.tags.values_mut().for_each(|bytes| bytes.resize(frames, 0));
    }
}
