//! Scopes: a leased arena, opened and emptied inside a frame. The parent stays usable meanwhile, because a scope never
//! shares memory with it; nothing here rewinds a position beneath a live value.

use core::ops::Deref;
use core::ptr::NonNull;

use crate::alloc::SmartAlloc;
use crate::frame::state::State;
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
unsafe impl Send for Scope<'_> where Self: CrossThread {}
// SAFETY: as above.
unsafe impl Sync for Scope<'_> where Self: CrossThread {}

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
    #[inline(always)]
    #[cfg_attr(feature = "debug", track_caller)]
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
        if self.state.get().region() != State::PLAIN {
            // SAFETY: as above.
            self.hand_down(unsafe { arena.as_ref() });
        }
        #[cfg(feature = "debug")]
        // SAFETY: as above.
        self.note_scope(unsafe { arena.as_ref() });
        Scope { arena, parent: self }
    }

    /// A new leased handle.
    #[cold]
    #[inline(never)]
    fn lease(&self) -> NonNull<Self> {
        let _exempt = heap_guard::exempt();
        let leased = Box::leak(Self::leased(&self.core));
        leased.state.set(State::PLAIN);
        let leased = NonNull::from(leased);
        self.owned.borrow_mut().push(leased);
        leased
    }

    /// Puts a fresh lease under the tag and budgets in force here.
    #[inline]
    pub(crate) fn hand_down(&self, leased: &Self) {
        let region = self.state.get().region();
        leased.state.set(region);
        if region.has(State::BOUNDED) {
            self.hand_down_bounds(leased);
        } else if self.arena.interval().high != 0 || self.state.get().has(State::SETTLED) {
            // What this arena has on lease would be out of the new one's reach, and the tag's peak has to count what is
            // held here beside what is held there.
            self.restart_interval();
        }
        leased.limit_in(region);
    }

    #[cold]
    #[inline(never)]
    fn hand_down_bounds(&self, leased: &Self) {
        let _exempt = heap_guard::exempt();
        self.know_own();
        self.restart_interval();
        leased.meter.borrow_mut().inherit(&self.meter.borrow());
        leased.mark_state(State::SETTLED);
    }

    /// Ends the lease of a scope.
    #[inline(always)]
    fn take_back(&self, leased: &Self) {
        #[cfg(feature = "debug")]
        leased.forget_scope();
        if leased.state.get() != State::PLAIN {
            self.take_back_tagged(leased);
        } else if !leased.arena.is_fresh() {
            // SAFETY: the scope is being dropped, so nothing borrowed from its handle is alive; nothing is dirty.
            let high = unsafe { leased.arena.reset_steady() };
            leased.note_steady(high);
            self.scoped.set(self.scoped.get() + high);
            self.mark_state(State::SCOPES);
        }
        leased.next.set(self.idle.get());
        self.idle.set(core::ptr::from_ref(leased).cast_mut());
    }

    #[inline(never)]
    fn take_back_tagged(&self, leased: &Self) {
        let state = leased.state.get();
        if state.is_dirty() || !leased.arena.is_fresh() {
            if state.tag() == self.tag() {
                // So that the tag's peak counts what is held here beside what the scope held.
                self.settle();
            }
            // SAFETY: the scope is being dropped, so nothing borrowed from its handle is alive.
            let bytes = unsafe { leased.empty() };
            if bytes > 0 {
                self.scoped.set(self.scoped.get() + bytes);
                self.mark_state(State::SCOPES);
            }
        }
        leased.state.set(State::PLAIN);
        leased.arena.open_up();
    }

    /// Empties a leased handle and returns the bytes it used in all. The caller sets state and limit.
    ///
    /// # Safety
    /// Nothing borrowed from the handle is used after this.
    pub(crate) unsafe fn empty(&self) -> usize {
        if self.state.get().is_dirty() {
            // SAFETY: the caller's promise.
            return unsafe { self.close_cycle() }.bytes;
        }
        // SAFETY: the caller's promise; nothing is dirty, so there is one chunk, not pinned, and nothing was settled.
        let high = unsafe { self.arena.reset_steady() };
        let tag = self.tag();
        self.rows.borrow_mut().add(tag, high, false, || self.engine().tag_account(tag));
        self.recent_high.set(self.recent_high.get().max(high));
        high
    }
}

// There is no `DerefMut`: swapping the handle behind a scope would give back the wrong arena.
impl Deref for Scope<'_> {
    type Target = SmartAlloc;

    #[inline(always)]
    fn deref(&self) -> &SmartAlloc {
        // SAFETY: the handle is owned by `parent`, which outlives this borrow, and only shared references to it exist.
        unsafe { self.arena.as_ref() }
    }
}

impl Drop for Scope<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        self.parent.take_back(self);
    }
}
