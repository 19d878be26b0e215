//! The arenas of `FrameAlloc`s: one for each, registered with the resource, which empties all of them at its boundary. Who
//! may touch an arena when is settled here; what is allocated in it is not looked at.

use core::cell::UnsafeCell;
use core::mem;
use std::sync::Arc;

use bevy_utils::prelude::DebugName;

use super::clock::{Clock, NEVER};
use super::stats::FrameAllocStats;
use crate::alloc::SmartAlloc;
use crate::frame::report::FrameReport;
use crate::insight::heap_guard;
use crate::panics::Panics;
use crate::sync::Mutex;
use crate::thread::shared::SharedAlloc;

/// The arena of one `FrameAlloc`.
//
// # Invariants
// 1. An arena is registered with one resource, whose clock has the id `clock`, and has one lease, which is where it was
//    made; nobody else ever holds it.
// 2. `tenant` is touched only by who borrows that resource: through `&` the lease, through `&mut` the resource's
//    boundary. So the rules for borrowing the resource are those for the tenant, on whichever thread.
// 3. The handle is emptied, and its chunks are given up, by the boundary only, or when neither resource nor lease is left.
pub(super) struct Arena {
    clock: u64,
    tenant: UnsafeCell<Tenant>,
}

struct Tenant {
    handle: SmartAlloc,
    name: DebugName,
    /// The stamp of the last frame in which it was used.
    stamp: u64,
    /// Runs in that frame.
    runs: u64,
    /// Its place among the figures, once it has one.
    row: Option<usize>,
}

// SAFETY: everything in a tenant is `Send`, and by invariant 2 the threads that touch it are in the order, or the
// exclusion, that borrows of the resource put them in.
unsafe impl Sync for Arena {}

impl Arena {
    /// Whether it is registered with the resource of this clock.
    pub(super) fn is_of(&self, clock: &Clock) -> bool {
        self.clock == clock.id()
    }

    /// Takes part in the frame that is open, for another run, and returns the handle.
    ///
    /// # Safety
    /// The caller has the arena's lease, and borrows the resource that it is registered with, whose clock and frames these
    /// are, for `'a`. Nothing that was borrowed from the handle before is in use.
    pub(super) unsafe fn open<'a>(&self, clock: &'a Clock, shared: &'a SharedAlloc) -> &'a SmartAlloc {
        // SAFETY: invariant 2 and the caller's promise: the only lease, and no boundary meanwhile. The boundary frees the
        // arena at the earliest, so it lives for 'a.
        let tenant = unsafe { &mut *self.tenant.get() };
        if tenant.stamp == clock.stamp() {
            // What an earlier run held and gave back shall not hide what this one uses.
            tenant.handle.settle();
        } else {
            tenant.handle.join_frame(shared.last_frame() - 1, false);
            tenant.handle.begin_frame();
            tenant.stamp = clock.stamp();
        }
        tenant.runs += 1;
        &tenant.handle
    }
}

/// All arenas of one resource.
#[derive(Default)]
pub(super) struct Arenas {
    all: Mutex<Vec<Arc<Arena>>>,
    /// By system, in the order in which they were first seen.
    rows: Vec<FrameAllocStats>,
}

impl Arenas {
    /// A new arena, for a lease of the system with this name.
    #[cold]
    #[inline(never)]
    pub(super) fn register(&self, clock: &Clock, shared: &SharedAlloc, name: DebugName) -> Arc<Arena> {
        let _exempt = heap_guard::exempt();
        let tenant = Tenant { handle: shared.tenant(), name, stamp: NEVER, runs: 0, row: None };
        let arena = Arc::new(Arena { clock: clock.id(), tenant: UnsafeCell::new(tenant) });
        self.all.lock().push(Arc::clone(&arena));
        arena
    }

    /// Ends the frame of every arena that was used in the one with this stamp, and adds what they used to `report`, then
    /// frees those whose `FrameAlloc` is gone. What is not used any more is looked at from time to time, so that it gives
    /// its memory back.
    pub(super) fn end_frame(
        &mut self,
        ended: u64,
        shared: &mut SharedAlloc,
        report: &mut FrameReport,
        panics: &mut Panics,
    ) {
        // Nobody can ask for it meanwhile: that takes a borrow of the resource.
        let mut all = self.all.lock();
        let look = shared.is_turn_to_decay();
        let (mut gone, mut untagged, mut most) = (false, 0, 0);
        for arena in &*all {
            // SAFETY: invariant 2: `&mut self` is a borrow of the resource, since nobody else has its arenas.
            let tenant = unsafe { &mut *arena.tenant.get() };
            gone |= Arc::strong_count(arena) == 1;
            if tenant.stamp == ended {
                let mut used = FrameReport::default();
                panics.catch(|| used = tenant.handle.end_frame());
                report.add(&used);
                tenant.row(&mut self.rows).add(mem::take(&mut tenant.runs), used.bytes);
            } else if look {
                tenant.handle.join_frame(shared.last_frame(), true);
                panics.catch(|| _ = tenant.handle.end_frame());
            } else {
                continue;
            }
            #[cfg(feature = "_observe")]
            shared.hear(&tenant.handle);
            let (bytes, peak) = tenant.handle.take_steady();
            untagged += bytes;
            most = peak.max(most);
        }
        if untagged != 0 {
            shared.fold_untagged(untagged, most);
        }
        if gone {
            // The lease let go of the arena for good, and had its last look at it when it borrowed the resource.
            for arena in all.extract_if(.., |arena| Arc::strong_count(arena) == 1) {
                panics.catch(|| drop(arena));
            }
        }
    }

    /// The figures of all systems, by name.
    pub(super) fn systems(&self) -> Vec<FrameAllocStats> {
        let mut systems = self.rows.clone();
        systems.sort_by(|a, b| a.name.cmp(&b.name));
        systems
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.all.lock().len()
    }
}

impl Tenant {
    fn row<'a>(&mut self, rows: &'a mut Vec<FrameAllocStats>) -> &'a mut FrameAllocStats {
        let index = *self.row.get_or_insert_with(|| {
            let name: &str = &self.name;
            rows.iter().position(|row| row.name == name).unwrap_or_else(|| {
                rows.push(FrameAllocStats::new(name));
                rows.len() - 1
            })
        });
        &mut rows[index]
    }
}
