//! Whose a handle is: a user's, one thread's, one job's, one system's; and how each is made. No memory is touched here.

use std::sync::Arc;

use super::SmartAlloc;
use crate::engine::{Core, Engine};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A user's handle: it owns the core.
    Root,
    /// One thread's part of a `SharedAlloc`, or one job's of a handle: a root that leaves the counting of frames to it.
    Slot,
    /// The same for one system instead of one thread: its chunks begin as small as a scope's.
    #[cfg(feature = "bevy")]
    Tenant,
    /// Leased to a scope or a system.
    Leased,
}

impl SmartAlloc {
    pub(crate) fn leased(core: &Arc<Core>) -> Box<Self> {
        Box::new(Self::build(Arc::clone(core), Kind::Leased))
    }

    /// A handle for one thread of a `SharedAlloc`, which is in, or after, frame `frame`.
    pub(crate) fn slot(
        engine: &Arc<Engine>,
        frame: u64,
        in_frame: bool,
        #[cfg(feature = "memory_filter")] clock: u64,
    ) -> Box<Self> {
        let core = Core::new(Arc::clone(engine));
        #[cfg(feature = "memory_filter")]
        let core = core.with_clock(clock);
        let slot = Self::build(Arc::new(core), Kind::Slot);
        slot.maintain_at.set(frame + u64::from(engine.config.decay_frames));
        slot.join_frame(frame, in_frame);
        Box::new(slot)
    }

    /// A handle for jobs of another one: what it retains is retained by that one, and limits of that one's thread hold.
    pub(crate) fn kin(core: &Core) -> Box<Self> {
        Box::new(Self::build(Arc::new(core.kin()), Kind::Slot))
    }

    /// A handle for one system, which takes part in the frames of a `SharedAlloc` when it is told to.
    #[cfg(feature = "bevy")]
    pub(crate) fn tenant(engine: &Arc<Engine>, frame: u64, #[cfg(feature = "memory_filter")] clock: u64) -> Self {
        let core = Core::new(Arc::clone(engine));
        #[cfg(feature = "memory_filter")]
        let core = core.with_clock(clock);
        let tenant = Self::build(Arc::new(core), Kind::Tenant);
        tenant.maintain_at.set(frame + u64::from(engine.config.decay_frames));
        tenant
    }

    pub(crate) fn is_root(&self) -> bool {
        self.kind != Kind::Leased
    }

    /// The size of its arena's first chunk.
    pub(crate) fn first_chunk(&self) -> usize {
        let config = &self.engine().config;
        match self.kind {
            Kind::Root | Kind::Slot => config.frame_arena_size,
            Kind::Leased => config.scope_arena_size,
            #[cfg(feature = "bevy")]
            Kind::Tenant => config.scope_arena_size,
        }
    }

    /// Whether the frames it ends are added to the engine's: those of a scope or system, and of one thread among
    /// several, are counted elsewhere.
    pub(crate) fn counts_frames(&self) -> bool {
        self.kind == Kind::Root
    }
}
