//! `SmartAllocPlugin`: how an app is set up, and the boundary system that it adds. What a boundary does is in `resource`.
#![forbid(unsafe_code)]

use bevy_app::{App, First, Plugin};
use bevy_diagnostic::DiagnosticsStore;
use bevy_ecs::change_detection::{DetectChangesMut, ResMut};
use bevy_ecs::resource::Resource;
use bevy_ecs::schedule::{InternedScheduleLabel, IntoScheduleConfigs, ScheduleLabel, SystemSet};

use super::resource::AllocResource;
use crate::config::AllocConfig;
use crate::ledger::account::BudgetPolicy;
use crate::ledger::plan::MemoryPlan;
use crate::ledger::tag::{IntoTag, Tag, TagCache};

/// Gives an app a frame allocator: inserts [`AllocResource`], and ends the frame at the beginning of each update.
///
/// One system in [`First`] ends the last frame and opens the next. It takes the resource by `ResMut`, so Bevy's scheduler
/// keeps it apart from every system that allocates. What was allocated before the first update, in `Startup` or while the
/// app is built, is in the first frame.
///
/// Where the app has a [`DiagnosticsStore`] (Bevy's `DiagnosticsPlugin`), the usage of the frame that has ended is written
/// there, in bytes: `framealloc/frame_bytes`, `framealloc/held_bytes`, and for each tag that is used or has a budget
/// `framealloc/<tag>`.
///
/// ```
/// use bevy_app::{App, Update};
/// use bevy_diagnostic::{DiagnosticPath, DiagnosticsPlugin, DiagnosticsStore};
/// use bevy_ecs::prelude::*;
/// use framealloc::{AllocConfig, AllocResource, BudgetPolicy, SmartAllocPlugin, kilobytes};
///
/// fn mix(alloc: Res<AllocResource>) {
///     alloc.with_tag("audio", |alloc| {
///         assert!(alloc.try_frame_slice_fill(512, 0.0f32).is_ok());
///         assert!(alloc.try_frame_slice_fill(1024, 0.0f32).is_err()); // over the budget
///     });
/// }
///
/// let mut app = App::new();
/// app.add_plugins((
///     DiagnosticsPlugin,
///     SmartAllocPlugin::new(AllocConfig::default())
///         .tag_budget("audio", kilobytes(4))
///         .on_budget_exceeded(BudgetPolicy::Fail),
/// ));
/// app.add_systems(Update, mix);
/// app.update();
/// app.update();
/// let store = app.world().resource::<DiagnosticsStore>();
/// let audio = store.get(&DiagnosticPath::const_new("framealloc/audio")).unwrap();
/// assert_eq!(audio.value(), Some(2048.0));
/// ```
///
/// A sub-app has a world of its own: add the plugin there too, with the schedule that it runs, by
/// [`boundary_in`](Self::boundary_in).
#[derive(Debug, Clone)]
#[must_use = "add it to an app"]
pub struct SmartAllocPlugin {
    config: AllocConfig,
    tag_budgets: Vec<(Tag, usize)>,
    schedule: InternedScheduleLabel,
}

/// The set of the system that ends the frame, for ordering others in [`First`]: what runs before it allocates in the last
/// frame, what runs after it in the new one.
///
/// ```
/// use bevy_app::{App, First};
/// use bevy_ecs::prelude::*;
/// use framealloc::{AllocResource, FrameBoundary, SmartAllocPlugin};
///
/// fn early(alloc: Res<AllocResource>) {
///     assert_eq!(alloc.stats().bytes, 0); // nobody was here before
///     alloc.frame_alloc(1u64);
/// }
///
/// let mut app = App::new();
/// app.add_plugins(SmartAllocPlugin::default()).add_systems(First, early.after(FrameBoundary));
/// app.update();
/// ```
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FrameBoundary;

/// Says that a world's schedules have the boundary system.
#[derive(Resource)]
struct HasBoundary;

impl Default for SmartAllocPlugin {
    fn default() -> Self {
        Self::new(AllocConfig::default())
    }
}

impl SmartAllocPlugin {
    /// A plugin for an engine of this configuration. [`AllocConfig::frame_arena_size`] is the first chunk of each thread's
    /// arena, [`AllocConfig::scope_arena_size`] that of each [`FrameAlloc`](super::FrameAlloc).
    pub fn new(config: AllocConfig) -> Self {
        Self { config, tag_budgets: Vec::new(), schedule: First.intern() }
    }

    /// Limits the bytes that all systems together may hold under a tag; see
    /// [`set_tag_budget`](crate::SmartAlloc::set_tag_budget).
    pub fn tag_budget(mut self, tag: impl IntoTag, bytes: usize) -> Self {
        self.tag_budgets.push((tag.resolve(&TagCache::default()), bytes));
        self
    }

    /// The frame memory that all systems together may hold at once, in bytes.
    pub fn global_budget(mut self, bytes: usize) -> Self {
        self.config = self.config.global_budget(bytes);
        self
    }

    /// What happens when a budget is exceeded.
    pub fn on_budget_exceeded(mut self, policy: BudgetPolicy) -> Self {
        self.config = self.config.on_budget_exceeded(policy);
        self
    }

    /// Sets the budgets of a [`memory_plan!`](crate::memory_plan); see [`AllocConfig::plan`].
    pub fn plan(mut self, plan: &'static MemoryPlan) -> Self {
        self.config = self.config.plan(plan);
        self
    }

    /// The schedule whose run ends the frame, in place of [`First`]. It should be one that runs once for each update.
    pub fn boundary_in(mut self, schedule: impl ScheduleLabel) -> Self {
        self.schedule = schedule.intern();
        self
    }
}

impl Plugin for SmartAllocPlugin {
    /// # Panics
    /// When the configuration makes no sense, or the world has an `AllocResource` already.
    fn build(&self, app: &mut App) {
        assert!(
            !app.world().contains_resource::<AllocResource>(),
            "framealloc: this world has an `AllocResource` already; add one `SmartAllocPlugin` to an app"
        );
        let mut alloc = match AllocResource::try_new(self.config.clone()) {
            Ok(alloc) => alloc,
            Err(error) => panic!("framealloc: {error}"),
        };
        for &(tag, bytes) in &self.tag_budgets {
            alloc.limit(tag, bytes);
        }
        for tag in self.config.plan.map_or(&[][..], MemoryPlan::tags) {
            alloc.watch(Tag::from(tag.name()));
        }
        app.insert_resource(alloc);
        if !app.world().contains_resource::<HasBoundary>() {
            app.insert_resource(HasBoundary).add_systems(self.schedule, next_frame.in_set(FrameBoundary));
        }
    }
}

/// The boundary. It is private, and takes the resource exclusively. An app that has removed the resource goes on; the
/// systems that ask for it are told by Bevy.
fn next_frame(alloc: Option<ResMut<AllocResource>>, store: Option<ResMut<DiagnosticsStore>>) {
    if let Some(mut alloc) = alloc {
        alloc.bypass_change_detection().next_frame(store.map(ResMut::into_inner));
    }
}
