//! The engine's stock of chunks: arenas take from it and retire to it, under one mutex, in cold paths only. It decides
//! what is kept and what goes back to the system; it never looks inside a chunk.
#![forbid(unsafe_code)]

use core::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::Relaxed};

use super::chunk::pin::Pin;
use super::chunk::{CHUNK_ALIGN, Chunk, GRAIN};
use crate::insight::heap_guard;
use crate::sync::Mutex;

/// A spare chunk this many times larger than asked for is left for somebody who needs it.
const MISFIT: usize = 4;

#[derive(Debug)]
struct Spare {
    chunk: Chunk,
    /// The maintenance round in which it was retired.
    round: u64,
}

/// Spares in two lists: thousands of pages, all of one size, neither stand in the way of an arena that looks for the
/// best fit, nor are looked through for one of their own.
#[derive(Debug, Default)]
struct Spares {
    chunks: Vec<Spare>,
    pages: Vec<Spare>,
}

impl Spares {
    fn list(&mut self, align: usize) -> &mut Vec<Spare> {
        if align > CHUNK_ALIGN { &mut self.pages } else { &mut self.chunks }
    }
}

#[derive(Debug)]
pub(crate) struct Reservoir {
    spares: Mutex<Spares>,
    round: AtomicU64,
    /// Nobody takes any more: what comes back goes to the system.
    closed: AtomicBool,
    max_bytes: usize,
    held: AtomicUsize,
    peak: AtomicUsize,
    system_allocs: AtomicU64,
    system_frees: AtomicU64,
}

impl Reservoir {
    pub(crate) fn new(max_bytes: usize) -> Self {
        Self {
            spares: Mutex::new(Spares::default()),
            round: AtomicU64::new(0),
            closed: AtomicBool::new(false),
            max_bytes,
            held: AtomicUsize::new(0),
            peak: AtomicUsize::new(0),
            system_allocs: AtomicU64::new(0),
            system_frees: AtomicU64::new(0),
        }
    }

    /// A chunk of at least `bytes`: the smallest spare that fits without much waste, else one from the system. `None`
    /// when the system has no more or the engine may not hold more.
    pub(crate) fn take(&self, bytes: usize) -> Option<Chunk> {
        self.take_aligned(bytes, CHUNK_ALIGN)
    }

    /// A chunk for a page of a pool: as large as it is aligned.
    pub(crate) fn take_page(&self, bytes: usize) -> Option<Chunk> {
        self.take_aligned(bytes, bytes)
    }

    fn take_aligned(&self, bytes: usize, align: usize) -> Option<Chunk> {
        if let Some(chunk) = self.take_spare(bytes, align) {
            return Some(chunk);
        }
        let bytes = bytes.checked_next_multiple_of(GRAIN)?;
        let room = |held: usize| held.checked_add(bytes).filter(|&sum| sum <= self.max_bytes);
        if room(self.held.load(Relaxed)).is_none() {
            self.free_spares(|_| true);
        }
        // The room is claimed before the system is asked, so that two threads cannot both take the last of it.
        let before = self.held.fetch_update(Relaxed, Relaxed, room).ok()?;
        let Some(chunk) = Chunk::from_system(bytes, align) else {
            self.held.fetch_sub(bytes, Relaxed);
            return None;
        };
        self.peak.fetch_max(before + bytes, Relaxed);
        self.system_allocs.fetch_add(1, Relaxed);
        Some(chunk)
    }

    fn take_spare(&self, bytes: usize, align: usize) -> Option<Chunk> {
        let mut spares = self.spares.lock();
        let spares = spares.list(align);
        let fits = |s: &Spare| s.chunk.align() == align && s.chunk.size() >= bytes && s.chunk.size() / MISFIT <= bytes;
        if spares.last().is_some_and(|s| fits(s) && s.chunk.size() == bytes) {
            return spares.pop().map(|s| s.chunk);
        }
        let (index, _) = spares.iter().enumerate().filter(|(_, s)| fits(s)).min_by_key(|(_, s)| s.chunk.size())?;
        Some(spares.swap_remove(index).chunk)
    }

    /// The one way a chunk leaves an arena, which does not use it any more. Where it is pinned it stays as it is, and
    /// comes back when the last pin is let go of.
    pub(crate) fn retire(&self, chunk: Chunk) {
        if let Some(chunk) = chunk.let_go() {
            self.put(chunk);
        }
    }

    /// Ends a hold on a chunk of this stock, on any thread.
    #[inline(never)]
    pub(crate) fn unpin(&self, pin: Pin) {
        if let Some(chunk) = pin.let_go() {
            self.put(chunk);
        }
    }

    /// Takes back a chunk that holds nothing any more.
    fn put(&self, mut chunk: Chunk) {
        // The list of spares is the runtime's own use of the heap, whichever system drops what it received.
        let _ours = heap_guard::exempt();
        chunk.make_stale();
        let round = self.round.load(Relaxed);
        let mut spares = self.spares.lock();
        // Asked under the lock, so that `close` misses nothing.
        if self.closed.load(Relaxed) {
            drop(spares);
            return self.free(chunk);
        }
        spares.list(chunk.align()).push(Spare { chunk, round });
    }

    /// From now on nothing is kept.
    pub(crate) fn close(&self) {
        let spares = self.spares.lock();
        self.closed.store(true, Relaxed);
        drop(spares);
        self.free_spares(|_| true);
    }

    /// One maintenance round: what nobody took since the round before goes back to the system.
    pub(crate) fn maintain(&self) {
        let now = self.round.fetch_add(1, Relaxed);
        self.free_spares(|spare| spare.round < now);
    }

    /// Gives the matching spares back, outside the lock.
    fn free_spares(&self, mut which: impl FnMut(&Spare) -> bool) {
        let mut spares = self.spares.lock();
        let mut freed: Vec<Spare> = spares.chunks.extract_if(.., |spare| which(spare)).collect();
        freed.extend(spares.pages.extract_if(.., |spare| which(spare)));
        drop(spares);
        for spare in freed {
            self.free(spare.chunk);
        }
    }

    /// Gives a chunk back to the system at once.
    pub(crate) fn free(&self, chunk: Chunk) {
        self.held.fetch_sub(chunk.size(), Relaxed);
        self.system_frees.fetch_add(1, Relaxed);
        drop(chunk);
    }

    /// Bytes obtained from the system and not given back, spares included.
    pub(crate) fn held(&self) -> usize {
        self.held.load(Relaxed)
    }

    pub(crate) fn peak(&self) -> usize {
        self.peak.load(Relaxed)
    }

    /// Calls to the system allocator for frame memory: obtained, given back.
    pub(crate) fn system_calls(&self) -> (u64, u64) {
        (self.system_allocs.load(Relaxed), self.system_frees.load(Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spares_are_reused_and_given_back_when_nobody_asks() {
        let reservoir = Reservoir::new(usize::MAX);
        let chunk = reservoir.take(1000).unwrap();
        reservoir.put(chunk);
        let chunk = reservoir.take(900).unwrap();
        assert_eq!(reservoir.system_calls(), (1, 0));
        reservoir.put(chunk);
        reservoir.maintain();
        assert_eq!(reservoir.held(), 1024);
        reservoir.maintain();
        assert_eq!((reservoir.held(), reservoir.system_calls()), (0, (1, 1)));
    }

    #[test]
    fn pages_and_chunks_of_arenas_do_not_mix() {
        let reservoir = Reservoir::new(usize::MAX);
        let (page, chunk) = (reservoir.take_page(1 << 16).unwrap(), reservoir.take(1 << 16).unwrap());
        let place = page.base();
        assert!(place.addr().is_multiple_of(1 << 16));
        reservoir.put(page);
        reservoir.put(chunk);
        assert_eq!(reservoir.take_page(1 << 16).unwrap().base(), place);
        assert_eq!((reservoir.take(60_000).unwrap().size(), reservoir.system_calls()), (1 << 16, (2, 0)));
        reservoir.close();
        assert_eq!(reservoir.system_calls(), (2, 0), "nothing was in stock");
    }

    #[test]
    fn a_far_too_large_spare_is_not_spent_on_a_small_request() {
        let reservoir = Reservoir::new(usize::MAX);
        let large = reservoir.take(1 << 20).unwrap();
        reservoir.put(large);
        let small = reservoir.take(1024).unwrap();
        assert_eq!(small.size(), 1024);
    }

    #[test]
    fn a_pinned_chunk_comes_back_when_its_last_pin_ends_and_decays_as_any_other() {
        let reservoir = Reservoir::new(usize::MAX);
        let mut late = Vec::new();
        for _ in 0..10 {
            let mut chunk = reservoir.take(1024).unwrap();
            late.extend([chunk.pin().unwrap(), chunk.pin().unwrap()]);
            reservoir.retire(chunk);
        }
        assert_eq!((reservoir.held(), reservoir.system_calls()), (10 * 1024, (10, 0)));
        reservoir.maintain();
        reservoir.maintain();
        for pin in late {
            reservoir.unpin(pin);
        }
        let again = reservoir.take(1024).unwrap();
        assert_eq!((reservoir.held(), reservoir.system_calls()), (10 * 1024, (10, 0)));
        reservoir.maintain();
        reservoir.maintain();
        assert_eq!((reservoir.held(), reservoir.system_calls()), (1024, (10, 9)));
        reservoir.retire(again);
    }

    #[test]
    fn a_pin_that_ends_after_the_stock_was_closed_frees_its_chunk() {
        let reservoir = Reservoir::new(usize::MAX);
        let mut chunk = reservoir.take(1024).unwrap();
        let pin = chunk.pin().unwrap();
        reservoir.retire(chunk);
        reservoir.close();
        assert_eq!(reservoir.held(), 1024);
        reservoir.unpin(pin);
        assert_eq!((reservoir.held(), reservoir.system_calls()), (0, (1, 1)));
    }

    #[test]
    fn the_ceiling_counts_spares_only_until_somebody_needs_the_room() {
        let reservoir = Reservoir::new(4096);
        let spare = reservoir.take(512).unwrap();
        reservoir.put(spare);
        let big = reservoir.take(4096).unwrap();
        assert_eq!(reservoir.held(), 4096);
        assert!(reservoir.take(256).is_none());
        drop(big);
    }
}
