//! Scopes: a leased arena, opened and emptied inside a frame. The parent stays usable meanwhile, because a scope never
//! shares memory with it; nothing here rewinds a position beneath a live value.

use core::ops::Deref;
use core::ptr::NonNull;

use crate::alloc::{Region, SmartAlloc, dirty};
use crate::insight::heap_guard;
use crate::thread::CrossThread;

/// An arena of its own inside a frame; see [`SmartAlloc::scope`]. It derefs to [`SmartAlloc`].
///
/// Dropping it gives up everything allocated in it. Forgetting it keeps that memory until the handle is dropped.
#[derive(Debug)]
#[must_use = "the scope is emptied when it is dropped"]
pub struct Scope<'a> {
    /// One of `parent.owned`, and not in its idle chain while this scope exists.
    arena: NonNull<SmartAlloc>,
    parent: &'a SmartAlloc,
}

// SAFETY: never applies: `CrossThread` is implemented by nothing. It is written so that sending a scope is refused in
// this crate's words.
unsafe impl Send for Scope<'_> where for<'x> SmartAlloc: CrossThread {}
// SAFETY: as above.
unsafe impl Sync for Scope<'_> where for<'x> SmartAlloc: CrossThread {}

impl SmartAlloc {
    /// Opens a scope: an arena of its own that is emptied when the scope is dropped, under the tag and budgets in force.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let mut alloc = SmartAlloc::new(AllocConfig::default());
    /// alloc.begin_frame();
    /// let kept = alloc.frame_alloc(1u64);
    /// for _ in 0..1000 {
    ///     let scope = alloc.scope();
    ///     scope.frame_alloc([0u8; 4096]);
    ///     *kept += 1; // the parent's values stay usable
    /// }
    /// assert_eq!(*kept, 1001);
    /// assert_eq!(alloc.report().held_bytes, 64 * 1024 + 8 * 1024); // one frame chunk, one scope chunk
    /// ```
    #[inline]
    pub fn scope(&self) -> Scope<'_> {
        let idle = self.idle.get();
        let arena = match NonNull::new(idle) {
            Some(arena) => {
                // SAFETY: invariant 3 of `SmartAlloc`: the chain holds live handles that nobody else uses.
                self.idle.set(unsafe { arena.as_ref() }.next.get());
                arena
            }
            None => self.lease(),
        };
        if self.region.get() != Region::PLAIN {
            // SAFETY: as above.
            self.hand_down(unsafe { arena.as_ref() });
        }
        Scope { arena, parent: self }
    }

    /// A new leased handle.
    #[cold]
    #[inline(never)]
    fn lease(&self) -> NonNull<Self> {
        let _exempt = heap_guard::exempt();
        let leased = Box::leak(Self::leased(&self.core));
        leased.region.set(Region::PLAIN);
        let leased = NonNull::from(leased);
        self.owned.borrow_mut().push(leased);
        leased
    }

    /// Puts a fresh lease under the tag and budgets in force here.
    #[inline(never)]
    pub(crate) fn hand_down(&self, leased: &Self) {
        let _exempt = heap_guard::exempt();
        let region = self.region.get();
        if region.is_bounded() {
            self.restart_interval();
            leased.meter.borrow_mut().inherit(&self.meter.borrow());
        } else if region.is_constrained() {
            // What this arena has on lease would be out of the scope's reach.
            if self.meter.borrow().is_armed() {
                self.restart_interval();
            }
        } else if self.arena.interval().high != 0 {
            // So that the tag's peak counts what is held here beside what the scope holds.
            self.settle();
        }
        leased.region.set(region);
        leased.arena.allow(if region.is_free() { usize::MAX } else { 0 });
    }

    /// Ends the lease of a scope.
    #[inline]
    fn take_back(&self, leased: &Self) {
        let high = leased.arena.interval().high;
        if high != 0 || leased.dirty.get() != 0 {
            // SAFETY: the scope is being dropped, so nothing borrowed from its handle is alive.
            unsafe { self.take_back_used(leased, high) };
        }
        if leased.region.get() != Region::PLAIN {
            leased.leave_region();
        }
        leased.next.set(self.idle.get());
        self.idle.set(core::ptr::from_ref(leased).cast_mut());
    }

    /// Forgets the tag and budgets that were handed down.
    fn leave_region(&self) {
        if self.region.get().is_bounded() {
            self.meter.borrow_mut().release();
        }
        self.region.set(Region::PLAIN);
        self.arena.allow(usize::MAX);
    }

    /// # Safety
    /// Nothing borrowed from `leased` is used after this.
    #[inline]
    unsafe fn take_back_used(&self, leased: &Self, high: usize) {
        // SAFETY: the caller's promise.
        let bytes = unsafe { leased.empty(high) };
        self.scoped.set(self.scoped.get() + bytes);
        self.dirty.set(self.dirty.get() | dirty::SCOPES);
    }

    /// Empties a leased handle and returns the bytes it used in all.
    ///
    /// # Safety
    /// Nothing borrowed from the handle is used after this.
    #[inline]
    pub(crate) unsafe fn empty(&self, high: usize) -> usize {
        if self.dirty.get() != 0 {
            // SAFETY: the caller's promise.
            return unsafe { self.empty_slow() };
        }
        let tag = self.tag();
        if let Ok(mut rows) = self.rows.try_borrow_mut() {
            rows.add(tag, high, false, || self.engine().tag_account(tag));
        }
        self.recent_high.set(self.recent_high.get().max(high));
        // SAFETY: the caller's promise; nothing is dirty, so there is one chunk.
        unsafe { self.arena.reset() };
        high
    }

    /// # Safety
    /// Nothing borrowed from the handle is used after this.
    #[cold]
    #[inline(never)]
    unsafe fn empty_slow(&self) -> usize {
        // SAFETY: the caller's promise.
        let cycle = unsafe { self.close_cycle() };
        self.arena.allow(usize::MAX);
        cycle.bytes
    }
}

// There is no `DerefMut`: swapping the handle behind a scope would give back the wrong arena.
impl Deref for Scope<'_> {
    type Target = SmartAlloc;

    #[inline]
    fn deref(&self) -> &SmartAlloc {
        // SAFETY: the handle is owned by `parent`, which outlives this borrow, and only shared references to it exist.
        unsafe { self.arena.as_ref() }
    }
}

impl Drop for Scope<'_> {
    #[inline]
    fn drop(&mut self) {
        self.parent.take_back(self);
    }
}
