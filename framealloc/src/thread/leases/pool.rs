//! The arenas that one handle lends to jobs: all of them, and those that nobody has. When they are emptied is decided next
//! door; here is only who has one. The lock is held for a push or a pop, and while idle ones are looked at.

use core::ptr::NonNull;
use core::{fmt, mem};

use crate::alloc::SmartAlloc;
use crate::ledger::meter::Bounds;
use crate::panics::Panics;
use crate::sync::Mutex;

/// An arena, as a pool has it: made by `Box::leak`.
struct Arena(NonNull<SmartAlloc>);

// SAFETY: the pool owns the arena, which is `Send`. Whoever moves or reads this on another thread touches the address; the
// handle behind it only by invariants 1 to 3 of `LeasePool`.
unsafe impl Send for Arena {}

/// The arenas of one handle.
//
// # Invariants
// 1. `all` has every arena that was ever made here, each a leaked `Box`, freed in `free` only. That takes `&mut`, so no
//    lease, which borrows the handle, is left that uses one.
// 2. `idle` has those of `all` that no lease has, each once. One that was forgotten is never in it again.
// 3. An arena changes hands under the lock, and is idle or had by one lease: so it is used by one thread at a time, and
//    each sees what the last one did.
#[derive(Default)]
pub(crate) struct LeasePool {
    lists: Mutex<Lists>,
}

#[derive(Default)]
struct Lists {
    all: Vec<Arena>,
    idle: Vec<Arena>,
    /// Room for the next leases' bounds.
    bounds: Bounds,
}

impl LeasePool {
    /// An idle arena, which is the caller's until `put`.
    pub(super) fn take(&self) -> Option<NonNull<SmartAlloc>> {
        // The last one that came back: what it touches is warm.
        self.lists.lock().idle.pop().map(|arena| arena.0)
    }

    /// Adds an arena, which is the caller's until `put`.
    pub(super) fn add(&self, arena: Box<SmartAlloc>) -> NonNull<SmartAlloc> {
        let arena = NonNull::from(Box::leak(arena));
        let mut lists = self.lists.lock();
        lists.all.push(Arena(arena));
        // So that giving back never allocates.
        let room = lists.all.len() - lists.idle.len();
        lists.idle.reserve(room);
        arena
    }

    /// Gives an arena back that was had from here.
    pub(super) fn put(&self, arena: NonNull<SmartAlloc>) {
        self.lists.lock().idle.push(Arena(arena));
    }

    /// Shows every idle arena to `visit`, under the lock. `visit` does not come back here for another one.
    pub(crate) fn for_each_idle(&self, mut visit: impl FnMut(&SmartAlloc)) {
        for arena in &self.lists.lock().idle {
            // SAFETY: invariants 1 and 2: it exists, and nobody gets it while the lock is held.
            visit(unsafe { arena.0.as_ref() });
        }
    }

    /// Frees every arena, also what was forgotten. What panics meanwhile is kept in `panics`; the rest goes on.
    pub(crate) fn free(&mut self, panics: &mut Panics) {
        let lists = mem::take(&mut *self.lists.lock());
        for arena in lists.all {
            // SAFETY: invariant 1.
            panics.catch(|| drop(unsafe { Box::from_raw(arena.0.as_ptr()) }));
        }
    }

    /// An empty list with whatever room there is.
    pub(super) fn spare_bounds(&self) -> Bounds {
        mem::take(&mut self.lists.lock().bounds)
    }

    /// Gives the room back.
    pub(super) fn keep_bounds(&self, mut bounds: Bounds) {
        bounds.clear();
        self.lists.lock().bounds = bounds;
    }

    /// How many arenas there are, and how many nobody has.
    pub(super) fn count(&self) -> (usize, usize) {
        let lists = self.lists.lock();
        (lists.all.len(), lists.idle.len())
    }
}

impl fmt::Debug for LeasePool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (arenas, idle) = self.count();
        f.debug_struct("LeasePool").field("arenas", &arenas).field("idle", &idle).finish()
    }
}
