//! What the page shows, as numbers: frames of all handles brought into columns, a series for each tag, system and handle,
//! percentiles, and columns brought together where there are too many. Nothing is written here.
#![forbid(unsafe_code)]

mod build;

use core::ops::Range;
use std::collections::BTreeMap;
use std::time::Duration;

pub(crate) use self::build::Engine;

use crate::frame::report::SystemStats;
use crate::insight::sample::TagSample;
use crate::insight::snapshot::frames::FrameRecord;

/// A frame of the leading handle, and what the others did until it ended; or, where no handle leads, any frame.
#[derive(Debug)]
pub(crate) struct Column {
    /// Its number on the leading handle, or among all.
    pub(crate) frame: u64,
    pub(crate) ended: Duration,
    pub(crate) global_budget: Option<usize>,
    /// Which budgets were exceeded.
    pub(crate) causes: Vec<String>,
}

impl Column {
    pub(crate) fn is_over(&self) -> bool {
        !self.causes.is_empty()
    }
}

/// One tag in every column.
#[derive(Debug)]
pub(crate) struct TagSeries {
    pub(crate) name: &'static str,
    /// The most held at once, by all handles.
    pub(crate) peaks: Vec<usize>,
    /// Empty where no budget was ever set.
    pub(crate) budgets: Vec<Option<usize>>,
    pub(crate) over: Vec<bool>,
    pub(crate) bytes: u64,
}

/// One system in every column.
#[derive(Debug)]
pub(crate) struct SystemSeries {
    pub(crate) key: SystemKey,
    pub(crate) calls: Vec<u64>,
    pub(crate) bytes: Vec<u64>,
    /// The most used in one call.
    pub(crate) peak: usize,
    pub(crate) budget: Option<usize>,
    /// Columns in which a call went over.
    pub(crate) over: Vec<bool>,
}

/// One handle, frame by frame of its own.
#[derive(Debug, Default)]
pub(crate) struct HandleSeries {
    pub(crate) bytes: Vec<usize>,
    pub(crate) peak: usize,
    pub(crate) chunks: usize,
    pub(crate) over: usize,
    /// Bytes under each tag.
    pub(crate) tags: BTreeMap<&'static str, Vec<u64>>,
}

/// What tells systems apart. Functions of one name in one module are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SystemKey {
    pub(crate) name: &'static str,
    pub(crate) module: &'static str,
}

impl SystemKey {
    pub(crate) fn of(stats: &SystemStats) -> Self {
        Self { name: stats.name, module: stats.module }
    }
}

/// What systems are called: by their names, with the module where that is not enough.
pub(crate) fn system_labels(keys: impl Iterator<Item = SystemKey>) -> BTreeMap<SystemKey, String> {
    let mut labels: BTreeMap<SystemKey, String> = keys.map(|key| (key, key.name.to_owned())).collect();
    let keys: Vec<SystemKey> = labels.keys().copied().collect();
    // They are sorted by name, so namesakes are neighbours.
    for pair in keys.windows(2).filter(|pair| pair[0].name == pair[1].name) {
        for key in pair {
            labels.insert(*key, format!("{}::{}", key.module, key.name));
        }
    }
    labels
}

/// Which budgets a frame has exceeded, in words: of tags those that `counts`.
pub(crate) fn causes(record: &FrameRecord, counts: impl Fn(&TagSample) -> bool) -> Vec<String> {
    let sample = &record.sample;
    let global = record.sample.over_global.then(|| "global".to_owned());
    let tags = sample.tags.iter().filter(|tag| tag.over && counts(tag)).map(|tag| format!("tag {}", tag.tag.name()));
    let systems = sample.systems.iter().filter(|system| system.overruns > 0);
    let systems = systems.map(|system| format!("system {}", system.name));
    let mut causes: Vec<String> = global.into_iter().chain(tags).chain(systems).collect();
    if causes.is_empty() && sample.report.overruns > 0 {
        causes.push("thread".into());
    }
    causes
}

/// The smallest value that at least `percent` of 100 are not above: one that occurred, and none in between.
pub(crate) fn percentile<T: Copy + Ord + Default>(sorted: &[T], percent: usize) -> T {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

/// Median, 99th percentile and maximum.
pub(crate) fn spread<T: Copy + Ord + Default>(values: &[T]) -> [T; 3] {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    [percentile(&sorted, 50), percentile(&sorted, 99), percentile(&sorted, 100)]
}

/// `count` columns as at most `most` groups of neighbours, all of one size but the last.
pub(crate) fn groups(count: usize, most: usize) -> impl Iterator<Item = Range<usize>> + Clone {
    let size = group_size(count, most);
    (0..count).step_by(size).map(move |first| first..count.min(first + size))
}

/// How many columns one group has.
pub(crate) fn group_size(count: usize, most: usize) -> usize {
    count.div_ceil(most).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_occurred() {
        let hundred: Vec<u32> = (1..=100).rev().collect();
        assert_eq!(spread(&hundred), [50, 99, 100]);
        assert_eq!(spread(&[7]), [7, 7, 7]);
        assert_eq!(spread(&[3, 1]), [1, 3, 3]);
        assert_eq!(spread(&[30, 10, 20]), [20, 30, 30]);
        assert_eq!(spread::<u32>(&[]), [0, 0, 0]);
        let thousand: Vec<u32> = (1..=1000).collect();
        assert_eq!(spread(&thousand), [500, 990, 1000]);
    }

    #[test]
    fn groups_cover_every_column_once() {
        for count in [0, 1, 2, 999, 1000, 1001, 1999, 2000, 2001, 100_000] {
            let groups: Vec<_> = groups(count, 1000).collect();
            assert!(groups.len() <= 1000);
            let columns: Vec<usize> = groups.into_iter().flatten().collect();
            assert_eq!(columns, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn namesakes_are_told_apart_by_module() {
        let key = |name, module| SystemKey { name, module };
        let keys = [key("step", "a"), key("solve", "a"), key("step", "b"), key("step", "c")];
        let labels: Vec<String> = system_labels(keys.into_iter()).into_values().collect();
        assert_eq!(labels, ["solve", "a::step", "b::step", "c::step"]);
    }
}
