//! What one arena has measured and not yet published: bytes per tag, calls and bytes per system. An arena writes its own
//! rows without atomics; at a boundary its handle folds them into the engine's totals.
#![forbid(unsafe_code)]

use std::sync::Arc;

use crate::frame::report::Totals;
use crate::frame::system::{self, SystemSpec};
use crate::insight::heap_guard;
use crate::ledger::account::Account;
use crate::ledger::tag::Tag;

#[derive(Debug, Default)]
pub(crate) struct Rows {
    tags: Vec<Option<TagRow>>,
    systems: Vec<SystemRow>,
}

#[derive(Debug)]
struct TagRow {
    account: Arc<Account>,
    bytes: u64,
}

/// What the calls of one system came to. Bytes are those of the system's own arena and its scopes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SystemRow {
    pub(crate) calls: u64,
    /// The most in one call that settled nothing.
    steady_peak: usize,
    /// Bytes of such calls: all of them belong to the system's tag.
    steady_bytes: u64,
    /// Bytes of the other calls, whose tags have their own rows.
    pub(crate) bytes: u64,
    pub(crate) peak: usize,
    pub(crate) transfers: u64,
    pub(crate) overruns: u64,
    /// Makes the row's size a power of two, so that finding it is a shift.
    _size: u64,
}

impl SystemRow {
    /// Counts a call that settled nothing.
    #[inline(always)]
    fn add_steady(&mut self, bytes: usize) {
        self.calls += 1;
        self.steady_bytes += bytes as u64;
        if bytes > self.steady_peak {
            self.steady_peak = bytes;
        }
    }

    pub(crate) fn fold(&mut self, other: Self) {
        self.calls += other.calls;
        self.bytes += other.bytes + other.steady_bytes;
        self.peak = self.peak.max(other.peak).max(other.steady_peak);
        self.transfers += other.transfers;
        self.overruns += other.overruns;
    }
}

impl Rows {
    /// Adds an interval of `high` bytes under a tag. `account` is asked for the tag's account the first time; its peak
    /// is raised where the interval was not settled there.
    #[inline]
    pub(crate) fn add(&mut self, tag: Tag, high: usize, settled: bool, account: impl FnOnce() -> Arc<Account>) {
        match self.tags.get_mut(tag.index()) {
            Some(Some(row)) => row.add(high, settled),
            _ => self.add_first(tag, high, settled, account()),
        }
    }

    #[cold]
    fn add_first(&mut self, tag: Tag, high: usize, settled: bool, account: Arc<Account>) {
        let _exempt = heap_guard::exempt();
        if self.tags.len() <= tag.index() {
            self.tags.resize_with(tag.index() + 1, || None);
        }
        self.tags[tag.index()].insert(TagRow { account, bytes: 0 }).add(high, settled);
    }

    /// Counts a call of a system that settled nothing.
    #[inline(always)]
    pub(crate) fn add_steady(&mut self, id: usize, bytes: usize) {
        match self.systems.get_mut(id) {
            Some(row) => row.add_steady(bytes),
            None => self.add_first_steady(id, bytes),
        }
    }

    #[cold]
    #[inline(never)]
    fn add_first_steady(&mut self, id: usize, bytes: usize) {
        self.system(id).add_steady(bytes);
    }

    /// The row of the system with this number.
    #[inline(always)]
    pub(crate) fn system(&mut self, id: usize) -> &mut SystemRow {
        if self.systems.len() <= id {
            self.add_systems(id);
        }
        &mut self.systems[id]
    }

    #[cold]
    #[inline(never)]
    fn add_systems(&mut self, id: usize) {
        let _exempt = heap_guard::exempt();
        self.systems.resize(id + 1, SystemRow::default());
    }

    /// The most that one steady call of any system used since the last publication.
    pub(crate) fn recent_peak(&self) -> usize {
        self.systems.iter().map(|row| row.steady_peak).max().unwrap_or(0)
    }

    /// Folds every row into the totals and starts over, keeping the capacity.
    pub(crate) fn drain(&mut self, totals: &mut Totals) {
        for (index, row) in self.tags.iter_mut().enumerate() {
            if let Some(row) = row {
                totals.tag(Tag::from_index(index)).fold(core::mem::take(&mut row.bytes), 0);
            }
        }
        for (id, row) in self.systems.iter_mut().enumerate() {
            if row.calls > 0 || row.transfers > 0 {
                let row = core::mem::take(row);
                if row.steady_bytes > 0 {
                    let tag = system::by_id(id).map_or(Tag::UNTAGGED, SystemSpec::steady_tag);
                    totals.tag(tag).fold(row.steady_bytes, row.steady_peak);
                }
                totals.system(id).fold(row);
            }
        }
    }
}

impl TagRow {
    #[inline]
    fn add(&mut self, high: usize, settled: bool) {
        self.bytes += high as u64;
        if !settled {
            self.account.touch(high);
        }
    }
}
