//! `AllocResource`: the resource that every system allocates through, and the one place where a frame of the world ends.
//! Threads' handles are kept in `SharedAlloc`, those of `FrameAlloc`s in `arenas`.

use core::fmt;
use core::ops::Deref;

use bevy_diagnostic::DiagnosticsStore;
use bevy_ecs::resource::Resource;
use bevy_utils::prelude::DebugName;
use std::sync::Arc;

use super::arenas::{Arena, Arenas};
use super::clock::Clock;
use super::diagnostics::Gauges;
use super::frame_ref::FrameRef;
use super::shelf::Shelf;
use super::stats::FrameAllocStats;
use crate::Tag;
use crate::alloc::SmartAlloc;
use crate::config::{AllocConfig, ConfigError};
use crate::frame::report::FrameReport;
use crate::panics::Panics;
use crate::thread::shared::SharedAlloc;

/// The frame allocator of a world, inserted by [`SmartAllocPlugin`](super::SmartAllocPlugin).
///
/// `Res<AllocResource>` derefs to the [`SmartAlloc`] of the thread that the system runs on, so any number of systems
/// allocate at once, each thread in an arena of its own; closures of `par_iter` may use it too. Everything is given up at
/// the beginning of the next update, in [`First`](bevy_app::First). A system that wants an arena, and figures, of its own
/// takes a [`FrameAlloc`](super::FrameAlloc).
///
/// There is nothing here that ends a frame, neither through `Res` nor through `ResMut`: the plugin does. It has no
/// constructor either.
///
/// ```
/// use bevy_app::{App, Update};
/// use bevy_ecs::prelude::*;
/// use framealloc::{AllocResource, SmartAllocPlugin};
///
/// #[derive(Component)]
/// struct Height(f32);
///
/// fn physics(alloc: Res<AllocResource>, bodies: Query<&Height>) {
///     let mut low = alloc.frame_vec();
///     low.extend(bodies.iter().map(|body| body.0).filter(|height| *height < 1.0));
///     assert_eq!(*low, [0.5]);
/// }
///
/// let mut app = App::new();
/// app.add_plugins(SmartAllocPlugin::default()).add_systems(Update, physics);
/// app.world_mut().spawn_batch([Height(0.5), Height(7.0)]);
/// app.update();
/// app.update();
/// let alloc = app.world().resource::<AllocResource>();
/// // The first frame began with the plugin, and each update opens one.
/// assert_eq!(alloc.frame_number(), 3);
/// assert!(alloc.last_frame().bytes >= 4);
/// ```
///
/// # Figures
/// [`report`](SmartAlloc::report) is complete as of the last frame that has ended. [`systems`](Self::systems) lists what
/// the `FrameAlloc` of each system used, [`last_frame`](Self::last_frame) what the last frame used.
//
// # Invariants
// 1. The arenas of all threads and of all `FrameAlloc`s are emptied in `next_frame` alone, which takes `&mut self`, is not
//    public, and puts the clock on before it empties anything.
// 2. There is no `DerefMut`, and no way to the fields: `&mut AllocResource` allows swapping two of them, which takes
//    exclusive access to both and leaves each whole.
#[derive(Resource)]
pub struct AllocResource {
    shared: SharedAlloc,
    clock: Clock,
    arenas: Arenas,
    gauges: Gauges,
    last: FrameReport,
}

impl AllocResource {
    /// A resource whose first frame is open.
    pub(super) fn try_new(config: AllocConfig) -> Result<Self, ConfigError> {
        let mut shared = SharedAlloc::try_new(config)?;
        shared.begin_frame();
        Ok(Self {
            shared,
            clock: Clock::new(),
            arenas: Arenas::default(),
            gauges: Gauges::default(),
            last: FrameReport::default(),
        })
    }

    /// Sets a tag's budget before any handle exists, which would have to look again.
    pub(super) fn limit(&mut self, tag: Tag, bytes: usize) {
        let engine = self.shared.engine();
        engine.tag_account(tag).set_limit(bytes);
        engine.constrain();
        self.watch(tag);
    }

    /// Writes the tag's usage from now on, used or not.
    pub(super) fn watch(&mut self, tag: Tag) {
        self.gauges.watch(tag);
    }

    /// Ends the frame of all threads and of all `FrameAlloc`s, and opens the next.
    ///
    /// # Panics
    /// When the destructor of a retained value does, after all this.
    pub(super) fn next_frame(&mut self, store: Option<&mut DiagnosticsStore>) {
        // First of all: whatever went wrong below, nothing of this frame could be read any more.
        let ended = self.clock.advance();
        let mut panics = Panics::default();
        let mut report = FrameReport::default();
        self.arenas.end_frame(ended, &mut self.shared, &mut report, &mut panics);
        let (sum, more) = self.shared.end_frame_beside(report);
        report = sum;
        panics.absorb(more);
        report.frame = self.shared.last_frame();
        self.last = report;
        self.gauges.read(self.shared.engine(), report.bytes, store);
        panics.catch(|| self.shared.begin_frame());
        panics.resume();
    }

    #[inline(always)]
    pub(super) fn clock(&self) -> &Clock {
        &self.clock
    }

    pub(super) fn shared(&self) -> &SharedAlloc {
        &self.shared
    }

    pub(super) fn register(&self, name: DebugName) -> Arc<Arena> {
        self.arenas.register(&self.clock, &self.shared, name)
    }

    /// The handle of the calling thread, which this also derefs to. It gives an attribute something to name, where the
    /// parameter shall keep its name: `#[frame_system(alloc = alloc.arena())]`.
    #[inline]
    pub fn arena(&self) -> &SmartAlloc {
        &self.shared
    }

    /// A place on the calling thread's arena.
    pub(super) fn shelf(&self) -> Shelf<'_> {
        // SAFETY: invariant 1: what this derefs to is the handle of a thread, which `shared` empties in `next_frame`; one
        // whose thread has ended is freed there too.
        unsafe { Shelf::new(self, self.clock.stamp()) }
    }

    /// The value that another system has shared in this frame: `None` when its frame has ended, or when it is of another
    /// world.
    ///
    /// See [`FrameRef`].
    #[inline]
    pub fn get<T: ?Sized>(&self, value: FrameRef<T>) -> Option<&T> {
        value.read(&self.clock)
    }

    /// What the last frame that has ended used, on all threads and in all `FrameAlloc`s together: `bytes`, `chunks` and
    /// `overruns` are sums, and so is `peak`, of the most that each arena held at once.
    pub fn last_frame(&self) -> FrameReport {
        self.last
    }

    /// What each system has used through its [`FrameAlloc`](super::FrameAlloc), in the frames that have ended. By name, so
    /// that the order does not depend on the schedule.
    pub fn systems(&self) -> Vec<FrameAllocStats> {
        self.arenas.systems()
    }
}

// There is no `DerefMut`: swapping the handle of a thread would empty the wrong one.
impl Deref for AllocResource {
    type Target = SmartAlloc;

    #[inline(always)]
    fn deref(&self) -> &SmartAlloc {
        &self.shared
    }
}

impl fmt::Debug for AllocResource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AllocResource")
            .field("shared", &self.shared)
            .field("arenas", &self.arenas.count())
            .finish_non_exhaustive()
    }
}
