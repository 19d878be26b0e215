//! The arena: a position and a limit inside one chunk at a time. It hands out disjoint ranges and takes them all back at
//! once; it knows nothing of tags, budgets or values, and it never calls the system.
//!
//! In the order it happens: [`Arena::bump`] moves the position; when the limit is reached the ledger decides and either
//! raises it ([`Arena::allow`]) or installs another chunk ([`Arena::install`]); at a boundary [`Arena::reset`] puts the
//! position back. A register cursor may [`Arena::claim`] the tail of the chunk meanwhile.

pub(crate) mod bump;
pub(crate) mod chunk;
pub(crate) mod reservoir;

use core::cell::{Cell, RefCell};
use core::ptr::{self, NonNull};

use self::bump::MIN_ALIGN;
use self::chunk::Chunk;
use self::chunk::pin::Pin;
use crate::insight::poison;

/// # Invariants
/// 1. Either there is a current chunk, one of `chunks`, and `start..end` are its bounds; or there is none, and every
///    cursor is [`nowhere`].
/// 2. `start <= mark <= pos <= end` and `limit <= end`; all are multiples of [`MIN_ALIGN`] and carry the provenance of
///    the current chunk.
/// 3. Bytes in `pos..end` of the current chunk have not been handed out since the last reset, or were given back by
///    their sole owner.
/// 4. A range handed out stays untouched by the arena until `reset`, or until its owner gives it back.
#[repr(C)]
#[derive(Debug)]
pub(crate) struct Arena {
    /// The next free byte. With `limit` the only state an allocation touches.
    pos: Cell<*mut u8>,
    /// Where the ordinary bounds check stops: the end of the chunk, or less where a budget ends first.
    limit: Cell<*mut u8>,
    /// Where the open accounting interval began. Nothing below it is ever given back in place.
    mark: Cell<*mut u8>,
    /// The highest position of the open interval, where the position has fallen since; otherwise anything below it.
    high: Cell<*mut u8>,
    start: Cell<*mut u8>,
    end: Cell<*mut u8>,
    /// Every chunk in use since the last reset; kept alive for as long as ranges of them are.
    chunks: RefCell<Vec<Chunk>>,
}

/// What a reset or a settlement measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Interval {
    /// Bytes between the mark and the position: still held.
    pub(crate) live: usize,
    /// Bytes between the mark and the highest position: what the interval needed at the most.
    pub(crate) high: usize,
}

/// The tail of a chunk, held in registers by a batch instead of by the arena.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Claim {
    start: *mut u8,
    end: *mut u8,
    /// The open interval, which goes along with the claim.
    mark: *mut u8,
    high: *mut u8,
    pub(crate) pos: *mut u8,
    pub(crate) limit: *mut u8,
}

/// The position of an arena without a chunk: aligned, not null, and no allocation fits there.
const fn nowhere() -> *mut u8 {
    ptr::without_provenance_mut(MIN_ALIGN)
}

impl Arena {
    pub(crate) const fn new() -> Self {
        Self {
            pos: Cell::new(nowhere()),
            limit: Cell::new(nowhere()),
            mark: Cell::new(nowhere()),
            high: Cell::new(nowhere()),
            start: Cell::new(nowhere()),
            end: Cell::new(nowhere()),
            chunks: RefCell::new(Vec::new()),
        }
    }

    /// Room for `size` bytes at `align`, or `None` when the limit is in the way. Constants fold: for a sized type this is
    /// one add, one compare and one store.
    ///
    /// The range is disjoint from every range handed out since the last reset and not given back (invariants 3 and 4);
    /// its pointer carries the provenance of the chunk. A `size` of 0 may come back without provenance.
    #[inline(always)]
    pub(crate) fn bump(&self, size: usize, align: usize) -> Option<NonNull<u8>> {
        let mut block = self.pos.get();
        if align > MIN_ALIGN {
            block = block.map_addr(|address| bump::up(address, align));
        }
        // No overflow: `size` belongs to a valid layout and chunks end below `bump::MAX_END`.
        let next = block.wrapping_add(bump::footprint(size));
        if next.addr() > self.limit.get().addr() {
            return None;
        }
        self.pos.set(next);
        poison::live(block, size);
        // SAFETY: invariant 2: the position is at or above a chunk's base or `nowhere()`, neither of which is null.
        Some(unsafe { NonNull::new_unchecked(block) })
    }

    /// Whether a block of `size` and `align` fits the chunk, whatever the limit says.
    pub(crate) fn fits_chunk(&self, size: usize, align: usize) -> bool {
        let room = self.end.get().addr() - self.pos.get().addr();
        self.has_chunk() && bump::advance(self.pos.get().addr(), size, align) <= room
    }

    /// The distance the position would move for such a block.
    pub(crate) fn advance(&self, size: usize, align: usize) -> usize {
        bump::advance(self.pos.get().addr(), size, align)
    }

    pub(crate) fn has_chunk(&self) -> bool {
        self.end.get() != nowhere()
    }

    /// Whether `block`, of `size` bytes, ends at the position and begins at or above `floor`. Two chunks can be
    /// neighbours, so its end alone does not tell that it is in this one.
    #[inline(always)]
    fn is_newest(&self, block: *mut u8, size: usize, floor: *mut u8) -> bool {
        block.addr() >= floor.addr() && block.wrapping_add(bump::footprint(size)) == self.pos.get()
    }

    /// Grows the newest block in place; `false` where it is not the newest or the limit is in the way. What it grows by
    /// belongs to the open interval, whenever the block itself was allocated. The caller owns the block.
    #[inline(always)]
    pub(crate) fn grow_newest(&self, block: NonNull<u8>, old: usize, new: usize) -> bool {
        let block = block.as_ptr();
        let next = block.wrapping_add(bump::footprint(new));
        if !self.is_newest(block, old, self.start.get()) || next.addr() > self.limit.get().addr() {
            return false;
        }
        poison::live(block.wrapping_add(old), new - old);
        self.pos.set(next);
        true
    }

    /// The bytes that `block` needs to grow in place, where it is the newest and the chunk has room for it.
    pub(crate) fn could_grow(&self, block: NonNull<u8>, old: usize, new: usize) -> Option<usize> {
        let more = bump::footprint(new) - bump::footprint(old);
        let room = self.end.get().addr() - self.pos.get().addr();
        (self.is_newest(block.as_ptr(), old, self.start.get()) && more <= room).then_some(more)
    }

    /// Shrinks the newest block of the open interval in place; any other keeps its room until the reset. The caller owns
    /// the block.
    #[inline(always)]
    pub(crate) fn shrink_newest(&self, block: NonNull<u8>, old: usize, new: usize) {
        let block = block.as_ptr();
        if self.is_newest(block, old, self.mark.get()) {
            self.remember_high();
            let next = block.wrapping_add(bump::footprint(new));
            poison::stale(block.wrapping_add(new), old - new);
            self.pos.set(next);
        }
    }

    /// Takes the newest block back; anything else stays until the reset. The caller owns the block and gives it up.
    #[inline(always)]
    pub(crate) fn free_newest(&self, block: NonNull<u8>, size: usize) {
        if self.is_newest(block.as_ptr(), size, self.mark.get()) {
            self.remember_high();
            poison::stale(block.as_ptr(), size);
            self.pos.set(block.as_ptr());
        }
    }

    /// Called wherever the position is about to fall, so that a freed vector still counts as used.
    #[inline(always)]
    fn remember_high(&self) {
        if self.pos.get().addr() > self.high.get().addr() {
            self.high.set(self.pos.get());
        }
    }

    /// What the open interval holds and needed.
    #[inline(always)]
    pub(crate) fn interval(&self) -> Interval {
        let (mark, pos, high) = (self.mark.get().addr(), self.pos.get().addr(), self.high.get().addr());
        Interval { live: pos - mark, high: pos.max(high) - mark }
    }

    /// Begins a new interval at the position.
    #[inline(always)]
    pub(crate) fn begin_interval(&self) {
        self.mark.set(self.pos.get());
        self.high.set(self.pos.get());
    }

    /// Lets the open interval reach `allowance` bytes and no further (rounded down to [`MIN_ALIGN`]).
    #[inline(always)]
    pub(crate) fn allow(&self, allowance: usize) {
        let (mark, end) = (self.mark.get(), self.end.get());
        let limit = bump::limit(mark.addr(), end.addr(), allowance);
        self.limit.set(mark.with_addr(limit));
    }

    /// Makes `chunk` the current one, with an interval that begins at its start and may use nothing yet.
    pub(crate) fn install(&self, chunk: Chunk) {
        self.leave(self.start.get(), self.pos.get());
        let (base, end) = (chunk.base(), chunk.end());
        self.chunks.borrow_mut().push(chunk);
        self.move_to(base, end, base);
    }

    /// Notes how far the chunk that begins at `start` has been used, where the arena goes on in another one.
    #[inline(always)]
    fn leave(&self, _start: *mut u8, _pos: *mut u8) {
        #[cfg(any(feature = "debug", framealloc_asan))]
        if let Some(chunk) = self.chunks.borrow_mut().iter_mut().rev().find(|chunk| chunk.base() == _start) {
            chunk.used.note(_pos.addr() - _start.addr());
        }
    }

    /// A claim is given back that the arena does not go on in.
    #[inline(always)]
    pub(crate) fn abandon(&self, claim: &Claim) {
        self.leave(claim.start, claim.pos);
    }

    fn move_to(&self, start: *mut u8, end: *mut u8, pos: *mut u8) {
        self.start.set(start);
        self.end.set(end);
        self.pos.set(pos);
        self.limit.set(pos);
        self.begin_interval();
    }

    /// Puts the position back to the start of the only chunk.
    ///
    /// # Safety
    /// No reference or pointer into the arena is used after this, at most one chunk is in use, and it is not pinned.
    #[inline(always)]
    pub(crate) unsafe fn reset(&self) {
        let start = self.start.get();
        let used = self.pos.get().addr().max(self.high.get().addr()) - start.addr();
        poison::stale(start, used);
        self.pos.set(start);
        self.mark.set(start);
        self.high.set(start);
    }

    /// Whether nothing was handed out since the last reset.
    #[inline(always)]
    pub(crate) fn is_fresh(&self) -> bool {
        let start = self.start.get();
        self.pos.get() == start && self.high.get() == start
    }

    /// `reset` for an arena in which nothing was settled since the last one, so that its only interval began at the
    /// start. Returns the most it held.
    ///
    /// # Safety
    /// No reference or pointer into the arena is used after this, at most one chunk is in use, and it is not pinned.
    #[inline(always)]
    pub(crate) unsafe fn reset_steady(&self) -> usize {
        let start = self.start.get();
        debug_assert!(self.mark.get() == start, "an interval was settled since the last reset");
        let used = self.pos.get().addr().max(self.high.get().addr()) - start.addr();
        poison::stale(start, used);
        self.pos.set(start);
        self.high.set(start);
        used
    }

    /// Lets the open interval reach the end of the chunk.
    #[inline(always)]
    pub(crate) fn open_up(&self) {
        self.limit.set(self.end.get());
    }

    /// Lets the open interval, which must hold nothing, reach nothing: the next allocation asks.
    #[inline(always)]
    pub(crate) fn shut(&self) {
        self.limit.set(self.mark.get());
    }

    /// Gives up every chunk, each to `retire`.
    ///
    /// # Safety
    /// No reference or pointer into the arena is used after this, but those that a pin covers.
    pub(crate) unsafe fn detach_chunks(&self, retire: impl FnMut(Chunk)) {
        self.leave(self.start.get(), self.pos.get());
        self.move_to(nowhere(), nowhere(), nowhere());
        // No borrow is held while chunks are retired. The list keeps its room: an arena whose chunk leaves in every frame
        // would otherwise ask the heap for it in every frame.
        let mut chunks = self.chunks.take();
        chunks.drain(..).for_each(retire);
        let emptied = self.chunks.replace(chunks);
        debug_assert!(emptied.is_empty(), "retiring a chunk installed another");
        self.chunks.borrow_mut().extend(emptied);
    }

    /// A hold on the chunk that `block`, which is not empty, lies in; `None` where that is not this arena's, or where
    /// there is no memory for the count. Until the next boundary the arena may go on in the chunk, beside the block.
    pub(crate) fn pin(&self, block: NonNull<u8>) -> Option<Pin> {
        let at = block.addr().get();
        let mut chunks = self.chunks.borrow_mut();
        // Two chunks may be neighbours, so the end of one does not belong to it.
        let owner = chunks.iter_mut().rev().find(|chunk| (chunk.base().addr()..chunk.end().addr()).contains(&at));
        owner?.pin()
    }

    /// Whether a chunk in use is pinned. Once this says no, all who had a pin are done.
    pub(crate) fn has_pins(&self) -> bool {
        self.chunks.borrow().iter().any(Chunk::is_pinned)
    }

    /// The number of chunks in use and the bytes they hold in all.
    pub(crate) fn footprint(&self) -> (usize, usize) {
        let chunks = self.chunks.borrow();
        (chunks.len(), chunks.iter().map(Chunk::size).sum())
    }

    /// The size of the newest chunk, or 0.
    pub(crate) fn newest_chunk(&self) -> usize {
        self.chunks.borrow().last().map_or(0, Chunk::size)
    }

    /// Hands the free tail of the chunk to a register cursor, the open interval with it; the arena itself is left without
    /// a chunk, so that every other allocation goes on elsewhere.
    #[inline]
    pub(crate) fn claim(&self) -> Claim {
        let claim = Claim {
            start: self.start.get(),
            end: self.end.get(),
            mark: self.mark.get(),
            high: self.high.get(),
            pos: self.pos.get(),
            limit: self.limit.get(),
        };
        self.move_to(nowhere(), nowhere(), nowhere());
        claim
    }

    /// Takes a claim back. Where the arena is still without a chunk it goes on in the claimed one, in the same interval;
    /// otherwise the rest of the claimed tail waits for the reset. Returns whether it went on.
    #[inline]
    pub(crate) fn unclaim(&self, claim: Claim) -> bool {
        if self.has_chunk() || claim.end == nowhere() {
            return false;
        }
        self.move_to(claim.start, claim.end, claim.pos);
        self.mark.set(claim.mark);
        self.high.set(claim.high);
        self.limit.set(claim.limit);
        true
    }
}

impl Claim {
    /// A claim to nothing: no allocation fits it.
    pub(crate) const fn none() -> Self {
        let at = nowhere();
        Self { start: at, end: at, mark: at, high: at, pos: at, limit: at }
    }

    /// The bytes of the interval that went along with it.
    pub(crate) fn used(&self) -> usize {
        self.pos.addr().max(self.high.addr()) - self.mark.addr()
    }
}
