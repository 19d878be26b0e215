//! Pins: a chunk that somebody beside its arena still needs. The arena lets go of such a chunk instead of emptying it, and
//! whoever lets go last, on any thread, has the chunk and returns it to the stock. The stock is not known here.

use core::cell::Cell;
use core::mem;
use core::ptr::NonNull;

use allocator_api2::boxed::Box;

use super::Chunk;
use super::holds::Holds;
use crate::insight::poison::Used;

/// What all holders of a chunk share. It is made at the chunk's first pin and kept for as long as the chunk is.
///
/// # Invariants
/// 1. It belongs to one chunk, whose bounds it repeats, and is freed by that chunk's `Drop` (through [`end`]) alone.
/// 2. `holds` counts one for the `Chunk` value, while there is one, and one for each [`Pin`].
/// 3. A `Chunk` value is made from it only by whoever was the last to let go, so there is never more than one, and none
///    while only pins are left.
/// 4. `used` is written by the `Chunk` value when it lets go, and read by whoever was the last to: `holds` orders the two.
#[derive(Debug)]
pub(super) struct Control {
    holds: Holds,
    base: NonNull<u8>,
    size: usize,
    align: usize,
    used: Cell<Used>,
}

/// A hold on a chunk: while it exists the chunk's memory is neither reused nor given back. It has to be
/// [let go](Self::let_go) of; one that is dropped keeps the chunk for ever.
#[derive(Debug)]
#[must_use = "a pin that is not let go of keeps its chunk for ever"]
pub(crate) struct Pin(NonNull<Control>);

// SAFETY: a pin reaches an atomic count and two words that never change (invariant 1 of `Control`); whoever is last gets
// a `Chunk`, which is `Send`.
unsafe impl Send for Pin {}
// SAFETY: a shared pin offers nothing.
unsafe impl Sync for Pin {}

impl Chunk {
    /// A hold on the chunk beside this value; `None` where there is no memory to count it.
    pub(crate) fn pin(&mut self) -> Option<Pin> {
        let control = match self.control {
            Some(control) => control,
            None => {
                let (base, size, align) = (self.base, self.size, self.align);
                let control = Control { holds: Holds::one(), base, size, align, used: Cell::default() };
                let control = NonNull::from(Box::leak(Box::try_new(control).ok()?));
                *self.control.insert(control)
            }
        };
        // SAFETY: invariant 1 of `Control`: this chunk, which is alive, frees it.
        unsafe { control.as_ref() }.holds.add();
        Some(Pin(control))
    }

    /// Whether somebody has a pin on it. Once this says no, all who had one are done with the chunk.
    pub(crate) fn is_pinned(&self) -> bool {
        // SAFETY: invariant 1 of `Control`.
        self.control.is_some_and(|control| !unsafe { control.as_ref() }.holds.is_only_one())
    }

    /// Gives the chunk up. It comes back to the caller where nobody has a pin on it, otherwise to whoever lets go last.
    pub(crate) fn let_go(self) -> Option<Self> {
        match self.control {
            None => Some(self),
            Some(control) => {
                // SAFETY: invariant 1 of `Control`; invariant 4: only this, the one `Chunk` value, writes the cell.
                unsafe { control.as_ref() }.used.set(self.used);
                // From here on there is no `Chunk` value, and its hold is the pin's (invariant 2 of `Control`).
                mem::forget(self);
                Pin(control).let_go()
            }
        }
    }
}

impl Pin {
    /// Ends the hold. The last one gets the chunk.
    pub(crate) fn let_go(self) -> Option<Chunk> {
        let control = self.0;
        // SAFETY: invariants 1 and 2 of `Control`: it is not freed before the chunk, and that not before this hold ends.
        let shared = unsafe { control.as_ref() };
        if !shared.holds.let_go() {
            // From here on the control block may be gone.
            return None;
        }
        // The new `Chunk` is alone (invariant 3 of `Control`), with the one hold that is its own.
        shared.holds.renew();
        let (used, control) = (shared.used.get(), Some(control));
        Some(Chunk { base: shared.base, size: shared.size, align: shared.align, control, used })
    }
}

/// Ends the hold of a `Chunk` value that is being dropped. Where it was the last, the control block is freed, and the
/// memory is the caller's to free.
///
/// # Safety
/// The block belongs to that `Chunk`, which is not used any more.
pub(super) unsafe fn end(control: NonNull<Control>) -> bool {
    // SAFETY: invariant 1 of `Control`: not freed before its chunk.
    let last = unsafe { control.as_ref() }.holds.let_go();
    if last {
        // SAFETY: made by `Box::leak` in `Chunk::pin`; there is neither a pin nor a `Chunk` left (invariant 2).
        drop(unsafe { Box::from_raw(control.as_ptr()) });
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arena::chunk::CHUNK_ALIGN;

    #[test]
    fn the_last_to_let_go_gets_the_chunk() {
        let mut chunk = Chunk::from_system(1000, CHUNK_ALIGN).unwrap();
        let (base, size) = (chunk.base(), chunk.size());
        assert!(!chunk.is_pinned());
        let (first, second) = (chunk.pin().unwrap(), chunk.pin().unwrap());
        assert!(chunk.is_pinned());
        assert!(first.let_go().is_none());
        assert!(chunk.let_go().is_none());
        let mut chunk = second.let_go().unwrap();
        assert_eq!((chunk.base(), chunk.size(), chunk.is_pinned()), (base, size, false));

        // The same control block serves the next time; a pin that ends first leaves the chunk where it is.
        let again = chunk.pin().unwrap();
        assert!(again.let_go().is_none());
        assert!(!chunk.is_pinned());
        assert!(chunk.let_go().is_some());
    }

    #[test]
    fn a_chunk_dropped_while_pinned_is_left_to_the_pin() {
        let mut chunk = Chunk::from_system(256, CHUNK_ALIGN).unwrap();
        let base = chunk.base();
        let pin = chunk.pin().unwrap();
        drop(chunk);
        let chunk = pin.let_go().unwrap();
        crate::insight::poison::live(base, 1);
        // SAFETY: the memory was not freed, and is this test's.
        unsafe { base.write(1) };
        drop(chunk);
    }

    #[test]
    fn of_many_threads_exactly_one_gets_the_chunk() {
        for _ in 0..200 {
            let mut chunk = Chunk::from_system(256, CHUNK_ALIGN).unwrap();
            let base = chunk.base().addr();
            let pins: Vec<Pin> = (0..3).map(|_| chunk.pin().unwrap()).collect();
            let got: Vec<Chunk> = std::thread::scope(|s| {
                let threads: Vec<_> = pins.into_iter().map(|pin| s.spawn(move || pin.let_go())).collect();
                let own = chunk.let_go();
                own.into_iter().chain(threads.into_iter().filter_map(|thread| thread.join().unwrap())).collect()
            });
            assert_eq!(got.iter().map(|chunk| chunk.base().addr()).collect::<Vec<_>>(), [base]);
        }
    }
}
