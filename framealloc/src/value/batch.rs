//! The register cursor: for a run of allocations, position and limit live in registers instead of in the handle. The
//! batch takes the tail of the chunk; the handle goes on elsewhere meanwhile.

use core::ptr::NonNull;

use crate::alloc::SmartAlloc;
use crate::arena::Claim;
use crate::arena::bump;
use crate::error::AllocError;
use crate::ledger::tag::Tag;
use crate::thread::CrossThread;
use crate::value::place::no_destructor;

/// A run of allocations with its cursor in registers; see [`SmartAlloc::frame_batch`].
///
/// It is only ever lent, and its values live for `'a`, until the frame ends.
//
// # Invariants
// 1. `claim` is this batch's alone: bytes in `claim.pos..claim.limit` have been handed to nobody.
// 2. It is given back exactly once, to `alloc`, which it came from: by `batch_refill`, which takes another, or by the
//    `Return` that holds it. Nobody can make or own a batch, so the most that can be done with two is to exchange them
//    whole, claim, origin and handle; each is then given back by the other's `Return`, and nothing else changes.
#[derive(Debug)]
pub struct FrameBatch<'a> {
    alloc: &'a SmartAlloc,
    claim: Claim,
    origin: Origin,
}

// SAFETY: never applies: `CrossThread` is implemented by nothing. It is written so that sending a batch is refused in
// this crate's words.
unsafe impl Send for FrameBatch<'_> where Self: CrossThread {}
// SAFETY: as above.
unsafe impl Sync for FrameBatch<'_> where Self: CrossThread {}

/// Where a claim came from: what was accounted under which tag when it was taken.
#[derive(Debug, Clone, Copy)]
struct Origin {
    tag: Tag,
    /// Bytes of the open interval that went along; counted with the closed scopes meanwhile.
    before: usize,
}

/// Gives the claim back when `frame_batch` ends, by returning or by unwinding.
struct Return<'a>(FrameBatch<'a>);

impl SmartAlloc {
    /// Runs `f` with a cursor for many small allocations in a row: fewer instructions, and no store-to-load chain through
    /// memory between them. The handle stays usable meanwhile (it goes on in another chunk), and what the batch
    /// allocates lives until the frame ends.
    ///
    /// What it allocates is accounted when it ends or needs a new chunk, under the tag that was in force when it took the
    /// last one. A budget that is set while it runs holds for it from then on.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let newest = alloc.frame_batch(|batch| {
    ///     let mut newest = batch.alloc(0u64);
    ///     for n in 1..100 {
    ///         newest = batch.alloc(n);
    ///     }
    ///     newest
    /// });
    /// assert_eq!(*newest, 99);
    /// assert_eq!(alloc.stats().bytes, 800);
    /// ```
    #[inline]
    pub fn frame_batch<'a, R>(&'a self, f: impl FnOnce(&mut FrameBatch<'a>) -> R) -> R {
        let (claim, origin) = self.claim_tail();
        let mut batch = Return(FrameBatch { alloc: self, claim, origin });
        f(&mut batch.0)
    }

    /// Takes the tail of the chunk out of the arena. Where a budget may apply nothing is taken, and the batch allocates
    /// through the handle one by one: what a claim could use is not known to the budget before it is used.
    #[inline]
    fn claim_tail(&self) -> (Claim, Origin) {
        let tag = self.tag();
        if !self.state.get().is_free() {
            return (Claim::none(), Origin { tag, before: 0 });
        }
        let before = self.arena.interval().high;
        self.scoped.set(self.scoped.get() + before);
        (self.arena.claim(), Origin { tag, before })
    }

    /// Puts a claim back, or accounts for it where the handle has gone on elsewhere.
    #[inline]
    fn return_tail(&self, claim: Claim, origin: Origin) {
        self.scoped.set(self.scoped.get() - origin.before);
        let same_tag = self.tag() == origin.tag || claim.used() == 0;
        if same_tag && self.arena.unclaim(claim) {
            if !self.state.get().is_free() {
                // A budget was set while the claim was out: nothing of the claim's interval is on lease from it.
                self.meter.borrow_mut().disarm();
                self.restart_interval();
            }
        } else {
            self.arena.abandon(&claim);
            if claim.used() > 0 {
                self.record_detached(claim.used(), origin.tag);
            }
        }
    }

    /// Accounts for an interval that is not the arena's open one.
    #[cold]
    #[inline(never)]
    fn record_detached(&self, used: usize, tag: Tag) {
        let now = self.state.get();
        self.enter_region(now.with_tag(tag));
        let mut meter = self.meter.borrow_mut();
        meter.disarm();
        meter.arm(tag, used, used, || self.engine().tag_account(tag));
        drop(meter);
        self.record(used, used, true);
        self.enter_region(now);
    }

    /// Room beyond the claim: the claim goes back, the handle finds room in the ordinary way, and its tail is claimed
    /// anew.
    #[cold]
    #[inline(never)]
    fn batch_refill(
        &self,
        (claim, origin): (Claim, Origin),
        size: usize,
        align: usize,
    ) -> ((Claim, Origin), Result<NonNull<u8>, AllocError>) {
        self.return_tail(claim, origin);
        // From here until the batch has its new claim, the old one is in two places.
        let room = self.refill_without_unwinding(size, align);
        (self.claim_tail(), room)
    }
}

impl<'a> FrameBatch<'a> {
    /// Moves a value into the frame. `T` must not need `Drop` (FA604).
    ///
    /// # Panics
    /// When a budget with [`BudgetPolicy::Fail`](crate::BudgetPolicy) refuses or memory is exhausted.
    #[inline(always)]
    #[track_caller]
    pub fn alloc<T>(&mut self, value: T) -> &'a mut T {
        const { no_destructor::<T>() };
        match self.room::<T>() {
            // SAFETY: a fresh, aligned range that nobody else has.
            Ok(room) => unsafe { Self::write(room, value) },
            Err(error) => error.raise(),
        }
    }

    /// Like [`alloc`](Self::alloc). On failure the value is lost.
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    #[inline(always)]
    pub fn try_alloc<T>(&mut self, value: T) -> Result<&'a mut T, AllocError> {
        const { no_destructor::<T>() };
        let room = self.room::<T>()?;
        // SAFETY: a fresh, aligned range that nobody else has.
        Ok(unsafe { Self::write(room, value) })
    }

    /// # Safety
    /// `room` is aligned and valid for a `T` until the frame ends, and nobody else has it.
    #[inline(always)]
    unsafe fn write<T>(mut room: NonNull<T>, value: T) -> &'a mut T {
        // SAFETY: the caller's promise.
        unsafe { room.write(value) };
        // SAFETY: the caller's promise; just written.
        unsafe { room.as_mut() }
    }

    #[inline(always)]
    fn room<T>(&mut self) -> Result<NonNull<T>, AllocError> {
        if size_of::<T>() == 0 {
            return Ok(NonNull::dangling());
        }
        let mut block = self.claim.pos;
        if align_of::<T>() > bump::MIN_ALIGN {
            block = block.map_addr(|address| bump::up(address, align_of::<T>()));
        }
        let next = block.wrapping_add(bump::footprint(size_of::<T>()));
        if next.addr() > self.claim.limit.addr() {
            if let Some(room) = self.alloc.arena.bump(size_of::<T>(), align_of::<T>()) {
                return Ok(room.cast());
            }
            let held = (self.claim, self.origin);
            let (held, room) = self.alloc.batch_refill(held, size_of::<T>(), align_of::<T>());
            (self.claim, self.origin) = held;
            #[cfg(feature = "_observe")]
            self.alloc.resume_deferred();
            return room.map(NonNull::cast);
        }
        self.claim.pos = next;
        crate::insight::poison::live(block, size_of::<T>());
        // SAFETY: within a claimed range, so not null; or `nowhere()`, which is not null either.
        Ok(unsafe { NonNull::new_unchecked(block) }.cast())
    }
}

impl Drop for Return<'_> {
    #[inline]
    fn drop(&mut self) {
        self.0.alloc.return_tail(self.0.claim, self.0.origin);
    }
}
