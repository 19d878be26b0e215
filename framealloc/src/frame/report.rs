//! What frames leave behind: the report of one frame, the totals of an engine, and the table that people read.
#![forbid(unsafe_code)]

mod plan;
mod table;

use core::fmt;

pub use self::plan::{PlanReport, PlannedSystemStats, PlannedTagStats};
use self::table::Table;

use crate::Bytes;
use crate::alloc::SmartAlloc;
use crate::frame::system;
use crate::ledger::account::{Account, UNLIMITED};
use crate::ledger::rows::SystemRow;
use crate::ledger::tag::{IntoTag, Tag};
use crate::pool::stats::{HeapStats, PoolStats};
use crate::retain::ledger::PromotionStats;
use crate::thread::transfer::TransferStats;

/// What one handle used in one frame. All sizes are bytes of frame memory, padding included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct FrameReport {
    /// The frame's number, from 1.
    pub frame: u64,
    /// Used in all: by the handle, its scopes and the systems that ran on it since the last frame ended.
    pub bytes: usize,
    /// The most that the handle's own arena held at once.
    pub peak: usize,
    /// Chunks that the handle's own arena needed; in a steady frame 1, or 0 when it used none.
    pub chunks: usize,
    /// Budgets that were exceeded under [`BudgetPolicy::Warn`](crate::BudgetPolicy), each counted once.
    pub overruns: usize,
}

impl FrameReport {
    /// Adds what another handle used in the same frame.
    pub(crate) fn add(&mut self, other: &Self) {
        self.bytes += other.bytes;
        self.peak += other.peak;
        self.chunks += other.chunks;
        self.overruns += other.overruns;
    }
}

/// What an engine has used since it was made. `Display` prints it as a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct MemoryReport {
    /// Frames ended, over all handles. Other handles' figures are as of their last boundary with news.
    pub frames: u64,
    /// Bytes of frame memory used in all.
    pub bytes: u64,
    /// Bytes obtained from the system and held now.
    pub held_bytes: usize,
    /// The most ever held.
    pub peak_held_bytes: usize,
    /// Calls to the system allocator for frame memory: to obtain, and to give back.
    pub system_allocs: u64,
    /// See `system_allocs`.
    pub system_frees: u64,
    /// The plan that the engine was set up with, against what was used.
    pub plan: Option<PlanReport>,
    /// The global budget, if one is set.
    pub global_budget: Option<usize>,
    /// By tag, largest first.
    pub tags: Vec<TagStats>,
    /// By annotated system, largest first.
    pub systems: Vec<SystemStats>,
    /// By phase, in the order they were first closed.
    pub phases: Vec<PhaseStats>,
    /// Values in pools.
    pub pools: PoolStats,
    /// Values on the system heap that the engine keeps count of.
    pub heap: HeapStats,
    /// Values handed to other threads.
    pub transfers: TransferStats,
    /// Values that were retained past their frames.
    pub promotions: PromotionStats,
}

/// What was used under one tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TagStats {
    /// The tag.
    pub tag: Tag,
    /// Bytes used in all.
    pub bytes: u64,
    /// The most held at once. Exact while one arena at a time allocates under the tag; otherwise what each held beside
    /// the bytes that the others had settled.
    pub peak: usize,
    /// The budget, if one is set.
    pub budget: Option<usize>,
    /// Frames in which the budget was exceeded.
    pub overruns: u64,
}

/// What one annotated system has used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SystemStats {
    /// The function's name.
    pub name: &'static str,
    /// The module it is in.
    pub module: &'static str,
    /// How often it ran.
    pub calls: u64,
    /// Bytes used in all, its scopes included.
    pub bytes: u64,
    /// The most used in one call.
    pub peak: usize,
    /// The budget of one call, if there is one.
    pub budget: Option<usize>,
    /// Calls in which the budget was exceeded, counted once a frame.
    pub overruns: u64,
    /// Values it handed to other threads.
    pub transfers: u64,
}

/// What was used in one phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PhaseStats {
    /// Its name.
    pub name: &'static str,
    /// How often it was closed.
    pub entries: u64,
    /// Bytes used in all.
    pub bytes: u64,
    /// The most used between opening and closing it once.
    pub peak: usize,
}

/// What all handles have published.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) frames: u64,
    tags: Vec<TagTotal>,
    systems: Vec<SystemRow>,
    phases: Vec<PhaseStats>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TagTotal {
    bytes: u64,
    peak: usize,
}

impl TagTotal {
    pub(crate) fn fold(&mut self, bytes: u64, peak: usize) {
        self.bytes += bytes;
        self.peak = self.peak.max(peak);
    }
}

impl PhaseStats {
    pub(crate) fn fold(&mut self, bytes: usize) {
        self.entries += 1;
        self.bytes += bytes as u64;
        self.peak = self.peak.max(bytes);
    }
}

impl Totals {
    pub(crate) fn tag(&mut self, tag: Tag) -> &mut TagTotal {
        if self.tags.len() <= tag.index() {
            self.tags.resize(tag.index() + 1, TagTotal::default());
        }
        &mut self.tags[tag.index()]
    }

    /// Every tag under which anything was used, and how many bytes in all.
    #[cfg(feature = "bevy")]
    pub(crate) fn tags_in_use(&self) -> impl Iterator<Item = (Tag, u64)> {
        let rows = self.tags.iter().enumerate().filter(|(_, row)| row.bytes > 0);
        rows.map(|(index, row)| (Tag::from_index(index), row.bytes))
    }

    pub(crate) fn system(&mut self, id: usize) -> &mut SystemRow {
        if self.systems.len() <= id {
            self.systems.resize(id + 1, SystemRow::default());
        }
        &mut self.systems[id]
    }

    pub(crate) fn phase(&mut self, name: &'static str) -> &mut PhaseStats {
        let known = self.phases.iter().position(|phase| phase.name == name);
        let index = known.unwrap_or_else(|| {
            self.phases.push(PhaseStats { name, entries: 0, bytes: 0, peak: 0 });
            self.phases.len() - 1
        });
        &mut self.phases[index]
    }

    /// Adds what `other` has counted, frames apart.
    #[cfg(feature = "_observe")]
    pub(crate) fn merge(&mut self, other: &Self) {
        for (index, tag) in other.tags.iter().enumerate().filter(|(_, tag)| tag.bytes > 0) {
            self.tag(Tag::from_index(index)).fold(tag.bytes, tag.peak);
        }
        for (id, row) in other.systems.iter().enumerate().filter(|(_, row)| row.calls > 0 || row.transfers > 0) {
            self.system(id).fold(*row);
        }
    }

    /// Forgets all counts but keeps its room.
    #[cfg(feature = "_observe")]
    pub(crate) fn clear(&mut self) {
        self.tags.fill(TagTotal::default());
        self.systems.fill(SystemRow::default());
    }

    /// Bytes and peak of each tag that was used.
    #[cfg(feature = "_observe")]
    pub(crate) fn used_tags(&self) -> impl Iterator<Item = (Tag, u64, usize)> {
        let tags = self.tags.iter().enumerate().filter(|(_, total)| total.bytes > 0);
        tags.map(|(index, total)| (Tag::from_index(index), total.bytes, total.peak))
    }

    /// What each system that ran has used.
    #[cfg(feature = "_observe")]
    pub(crate) fn used_systems(&self) -> impl Iterator<Item = SystemStats> {
        self.systems.iter().enumerate().filter_map(|(id, row)| SystemStats::of(id, row))
    }

    fn tag_stats(&self, tag: Tag, account: &Account) -> TagStats {
        let total = self.tags.get(tag.index()).copied().unwrap_or_default();
        let limit = account.limit();
        TagStats {
            tag,
            bytes: total.bytes,
            peak: total.peak.max(account.peak()),
            budget: (limit != UNLIMITED).then_some(limit),
            overruns: account.overruns(),
        }
    }
}

impl SmartAlloc {
    /// The figures of the open frame so far, or of what was allocated since the last one ended.
    pub fn stats(&self) -> FrameReport {
        let (chunks, _) = self.arena.footprint();
        let (settled, interval) = (self.settled.get(), self.arena.interval());
        FrameReport {
            frame: self.frame_number(),
            bytes: self.bytes_in_cycle(),
            peak: settled.peak.max(settled.live + interval.high),
            chunks,
            overruns: self.core.overruns.load(core::sync::atomic::Ordering::Relaxed),
        }
    }

    /// What was used under a tag, by this handle until now and by others until their last boundary.
    pub fn tag_stats(&self, tag: impl IntoTag) -> TagStats {
        let tag = tag.resolve(&self.tag_cache);
        self.settle();
        self.publish();
        let account = self.engine().tag_account(tag);
        self.engine().totals.lock().tag_stats(tag, &account)
    }

    /// What the engine has used: by this handle until now, by others until their last boundary.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let mut alloc = SmartAlloc::new(AllocConfig::default());
    /// alloc.begin_frame();
    /// alloc.with_tag("audio", |a| { a.frame_slice_fill(512, 0.0f32); });
    /// alloc.end_frame();
    /// let report = alloc.report();
    /// assert_eq!((report.frames, report.bytes, report.system_allocs), (1, 2048, 1));
    /// assert!(report.to_string().contains("audio"));
    /// ```
    pub fn report(&self) -> MemoryReport {
        self.settle();
        self.publish();
        let engine = self.engine();
        let accounts = engine.tag_accounts();
        let totals = engine.totals.lock();
        let mut tags: Vec<TagStats> = accounts.iter().map(|(tag, a)| totals.tag_stats(*tag, a)).collect();
        if !accounts.iter().any(|(tag, _)| *tag == Tag::UNTAGGED) {
            tags.push(totals.tag_stats(Tag::UNTAGGED, &Account::new()));
        }
        tags.retain(|tag| tag.bytes > 0 || tag.budget.is_some());
        let mut systems: Vec<SystemStats> =
            totals.systems.iter().enumerate().filter_map(|(id, row)| SystemStats::of(id, row)).collect();
        let phases = totals.phases.clone();
        let frames = totals.frames;
        drop(totals);
        tags.sort_by(|a, b| b.bytes.cmp(&a.bytes).then(a.tag.name().cmp(b.tag.name())));
        systems.sort_by(|a, b| b.bytes.cmp(&a.bytes).then(a.name.cmp(b.name)));
        let (system_allocs, system_frees) = engine.store.reservoir.system_calls();
        let limit = engine.global.limit();
        MemoryReport {
            plan: engine.config.plan.map(|plan| PlanReport::of(plan, engine.global.peak(), &tags, &systems)),
            frames,
            bytes: tags.iter().map(|tag| tag.bytes).sum(),
            held_bytes: engine.store.reservoir.held(),
            peak_held_bytes: engine.store.reservoir.peak(),
            system_allocs,
            system_frees,
            global_budget: (limit != UNLIMITED).then_some(limit),
            tags,
            systems,
            phases,
            pools: PoolStats::of(&engine.store),
            heap: HeapStats::of(&engine.store),
            transfers: engine.store.transfers.stats(),
            promotions: engine.store.promotions.stats(),
        }
    }
}

impl SystemStats {
    fn of(id: usize, row: &SystemRow) -> Option<Self> {
        let spec = system::by_id(id)?;
        (row.calls > 0).then(|| Self {
            name: spec.name(),
            module: spec.module(),
            calls: row.calls,
            bytes: row.bytes,
            peak: row.peak,
            budget: spec.budget_bytes(),
            overruns: row.overruns,
            transfers: row.transfers,
        })
    }
}

impl MemoryReport {
    fn share(&self, bytes: u64) -> String {
        if self.bytes == 0 { "-".into() } else { format!("{:.1}%", 100.0 * bytes as f64 / self.bytes as f64) }
    }

    fn tables(&self) -> [Table; 3] {
        let budget = |bytes: Option<usize>| bytes.map_or_else(|| "-".into(), |bytes| Bytes(bytes).to_string());
        let tags = self.tags.iter().map(|t| {
            let (bytes, peak) = (large(t.bytes), Bytes(t.peak).to_string());
            (t.tag.name().into(), vec![bytes, peak, budget(t.budget), self.share(t.bytes), t.overruns.to_string()])
        });
        let systems = self.systems.iter().map(|s| {
            let (calls, bytes, peak) = (s.calls.to_string(), large(s.bytes), Bytes(s.peak).to_string());
            let (over, sent) = (s.overruns.to_string(), s.transfers.to_string());
            (s.name.into(), vec![calls, bytes, peak, budget(s.budget), self.share(s.bytes), over, sent])
        });
        let phases = self.phases.iter().map(|p| {
            let (entries, bytes, peak) = (p.entries.to_string(), large(p.bytes), Bytes(p.peak).to_string());
            (p.name.into(), vec![entries, bytes, peak, self.share(p.bytes)])
        });
        [
            Table {
                title: "tag".into(),
                columns: &["bytes", "peak", "budget", "share", "over"],
                lines: tags.collect(),
            },
            Table {
                title: "system".into(),
                columns: &["calls", "bytes", "peak", "budget", "share", "over", "sent"],
                lines: systems.collect(),
            },
            Table { title: "phase".into(), columns: &["entries", "bytes", "peak", "share"], lines: phases.collect() },
        ]
    }
}

fn large(bytes: u64) -> String {
    Bytes(usize::try_from(bytes).unwrap_or(usize::MAX)).to_string()
}

/// `1 call`, `2 calls`.
fn count(number: u64, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

impl fmt::Display for MemoryReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} of frame memory used", count(self.frames, "frame"), large(self.bytes))?;
        writeln!(f, ", {} held (peak {})", Bytes(self.held_bytes), Bytes(self.peak_held_bytes))?;
        write!(f, "{} to the system allocator", count(self.system_allocs + self.system_frees, "call"))?;
        writeln!(f, ": {} obtained, {} given back", count(self.system_allocs, "chunk"), self.system_frees)?;
        if let Some(plan) = &self.plan {
            plan.table().fmt(f)?;
        }
        for table in self.tables() {
            table.fmt(f)?;
        }
        if self.pools.pages > 0 {
            writeln!(f, "\npools: {}", self.pools)?;
        }
        if self.heap.live > 0 {
            writeln!(f, "\nheap: {}", self.heap)?;
        }
        let TransferStats { pending, received, dropped, bytes_pinned, bytes_copied } = self.transfers;
        if pending + received + dropped > 0 {
            write!(f, "\ntransfers: {received} received, {pending} pending, {dropped} dropped unreceived")?;
            writeln!(f, "; {} in place, {} copied", large(bytes_pinned), large(bytes_copied))?;
        }
        if self.promotions.retained > 0 {
            writeln!(f, "\n{}", self.promotions)?;
        }
        Ok(())
    }
}
