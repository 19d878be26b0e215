//! A plan against what was used: for the plan, its tags and the systems it lists, the budget beside the peak.
#![forbid(unsafe_code)]

use core::fmt;

use super::{SystemStats, Table, TagStats};
use crate::Bytes;
use crate::ledger::account::UNLIMITED;
use crate::ledger::plan::{MemoryPlan, PlannedTag};

/// What a [`memory_plan!`](crate::memory_plan) allows, and what has been used of it. All sizes are bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlanReport {
    /// The plan's name.
    pub name: &'static str,
    /// The total it declares.
    pub budget: usize,
    /// The most that all threads' frame memory came to at once; as exact as [`TagStats::peak`].
    pub peak: usize,
    /// Its tags, in the order of the source.
    pub tags: Vec<PlannedTagStats>,
}

/// A tag of a plan, and what was used under it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlannedTagStats {
    /// Its name.
    pub name: &'static str,
    /// The budget that the plan declares. [`TagStats::budget`] is the one in force.
    pub budget: usize,
    /// The budgets of its listed systems together.
    pub declared: usize,
    /// The most held at once; see [`TagStats::peak`].
    pub peak: usize,
    /// Frames in which the budget in force was exceeded.
    pub overruns: u64,
    /// Its listed systems.
    pub systems: Vec<PlannedSystemStats>,
}

/// A listed system, and what its calls used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlannedSystemStats {
    /// The function's name.
    pub name: &'static str,
    /// The module it is in.
    pub module: &'static str,
    /// The budget of one call.
    pub budget: usize,
    /// The most used in one call.
    pub peak: usize,
    /// How often it ran.
    pub calls: u64,
    /// Calls in which the budget was exceeded, counted once a frame.
    pub overruns: u64,
}

impl PlanReport {
    pub(super) fn of(plan: &'static MemoryPlan, peak: usize, tags: &[TagStats], systems: &[SystemStats]) -> Self {
        let tags = plan.tags().iter().map(|planned| PlannedTagStats::of(planned, tags, systems)).collect();
        Self { name: plan.name(), budget: plan.budget(), peak, tags }
    }

    pub(super) fn table(&self) -> Table {
        let share = |peak: usize, budget: usize| format!("{:.1}%", 100.0 * peak as f64 / budget as f64);
        let size = |bytes: usize| Bytes(bytes).to_string();
        let declared: usize = self.tags.iter().map(|tag| tag.budget).sum();
        let over = self.tags.iter().map(|tag| tag.overruns).sum::<u64>().to_string();
        let total = vec![size(self.budget), size(declared), size(self.peak), share(self.peak, self.budget), over];
        let mut lines = vec![("(all tags)".into(), total)];
        for tag in &self.tags {
            let over = tag.overruns.to_string();
            let sum = if tag.systems.is_empty() { "-".into() } else { size(tag.declared) };
            lines.push((
                tag.name.into(),
                vec![size(tag.budget), sum, size(tag.peak), share(tag.peak, tag.budget), over],
            ));
            for system in &tag.systems {
                let (peak, over) = (share(system.peak, system.budget), system.overruns.to_string());
                let cells = vec![size(system.budget), "-".into(), size(system.peak), peak, over];
                lines.push((format!("  {}", system.name), cells));
            }
        }
        let columns = &["budget", "planned", "peak", "used", "over"];
        Table { title: format!("plan {}", self.name), columns, lines }
    }
}

impl PlannedTagStats {
    fn of(planned: &PlannedTag, tags: &[TagStats], systems: &[SystemStats]) -> Self {
        let used = tags.iter().find(|tag| tag.tag.name() == planned.name());
        let listed = planned.systems().iter().map(|system| {
            let ran = systems.iter().find(|ran| ran.name == system.name() && ran.module == system.module());
            PlannedSystemStats {
                name: system.name(),
                module: system.module(),
                budget: system.budget().unwrap_or(UNLIMITED),
                peak: ran.map_or(0, |ran| ran.peak),
                calls: ran.map_or(0, |ran| ran.calls),
                overruns: ran.map_or(0, |ran| ran.overruns),
            }
        });
        let systems: Vec<_> = listed.collect();
        Self {
            name: planned.name(),
            budget: planned.budget(),
            declared: systems.iter().fold(0, |sum, system| sum.saturating_add(system.budget)),
            peak: used.map_or(0, |used| used.peak),
            overruns: used.map_or(0, |used| used.overruns),
            systems,
        }
    }
}

/// The same table that [`MemoryReport`](crate::MemoryReport) begins with.
impl fmt::Display for PlanReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.table().fmt(f)
    }
}
