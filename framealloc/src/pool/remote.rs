//! The one word through which other threads give slots back to a page, and through which a page changes hands. It knows
//! slots by number and reads no memory but itself, so that a model checker can run it.
//!
//! The word holds the newest slot given back (0 for none), how many were, and, for a page without an owner, how many it
//! had lent out when its owner went.
//!
//! - Slots are pushed one by one and taken all at once, so a slot that comes back while another thread pushes does no
//!   harm (there is no ABA): Treiber, "Systems Programming: Coping with Parallelism" (1986), without its pop.
//! - While a page has an owner, only the owner takes. Without one, the thread whose push brings the count up to what was
//!   lent out owns the page from that moment, alone; everybody else who pushes never touches it again.
#![forbid(unsafe_code)]

use crate::sync::model::AtomicU64;
use crate::sync::model::Ordering::{AcqRel, Acquire, Relaxed, Release};

/// See the module.
#[derive(Debug)]
#[repr(transparent)]
pub(crate) struct Remote(AtomicU64);

/// What a push has made of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pushed {
    /// Somebody collects the slot one day. The page may be gone already.
    Left,
    /// The page has no owner and nothing of it is lent out any more: it belongs to the caller now.
    Last,
}

/// Slots taken out of the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Taken {
    /// The newest slot, which links to the one before it, and so on; 0 for none.
    pub(crate) head: u16,
    /// How many.
    pub(crate) count: u16,
}

#[derive(Clone, Copy)]
struct Word(u64);

const ORPHAN: u64 = 1 << 48;

impl Word {
    fn head(self) -> u16 {
        self.0 as u16
    }

    fn freed(self) -> u16 {
        (self.0 >> 16) as u16
    }

    fn lent(self) -> u16 {
        (self.0 >> 32) as u16
    }

    fn is_orphan(self) -> bool {
        self.0 & ORPHAN != 0
    }

    /// Nothing is lent out, and the page belongs to whoever brought the last slot.
    fn is_over(self) -> bool {
        self.is_orphan() && self.freed() == self.lent()
    }

    fn push(self, slot: u16) -> Self {
        Self(self.0 >> 32 << 32 | u64::from(self.freed() + 1) << 16 | u64::from(slot))
    }

    fn taken(self) -> Taken {
        Taken { head: self.head(), count: self.freed() }
    }
}

impl Remote {
    pub(crate) fn new() -> Self {
        Self(AtomicU64::new(0))
    }

    /// Gives a slot back. `link` writes, into the slot, which one was the newest before; it may be called more than once.
    ///
    /// The exchange that succeeds is the last thing done to the page, unless the answer is [`Pushed::Last`].
    #[inline]
    pub(crate) fn push(&self, slot: u16, mut link: impl FnMut(u16)) -> Pushed {
        let mut now = Word(self.0.load(Relaxed));
        loop {
            link(now.head());
            let next = now.push(slot);
            // `Release` publishes the link, and that the slot is not used any more. `Acquire`, for the last one: that
            // none of the others is.
            match self.0.compare_exchange_weak(now.0, next.0, AcqRel, Relaxed) {
                Ok(_) => return if next.is_over() { Pushed::Last } else { Pushed::Left },
                Err(other) => now = Word(other),
            }
        }
    }

    /// Whether there is something to take.
    #[inline]
    pub(crate) fn is_pending(&self) -> bool {
        Word(self.0.load(Relaxed)).head() != 0
    }

    /// Slots given back and not taken; 0 where the page has no owner and is over.
    pub(crate) fn freed(&self) -> u16 {
        Word(self.0.load(Relaxed)).freed()
    }

    /// How many slots are lent out of a page without owner; `None` where it has one.
    pub(crate) fn lent_by_nobody(&self) -> Option<u16> {
        let now = Word(self.0.load(Relaxed));
        now.is_orphan().then(|| now.lent() - now.freed())
    }

    /// The owner takes what was given back.
    pub(crate) fn take(&self) -> Taken {
        Word(self.0.swap(0, Acquire)).taken()
    }

    /// The owner gives the page up while `lent` slots, more than none, are out. `false` where some came back since the
    /// last [`take`](Self::take): then the owner is still the owner, and takes first.
    pub(crate) fn abandon(&self, lent: u16) -> bool {
        let orphan = ORPHAN | u64::from(lent) << 32;
        self.0.compare_exchange(0, orphan, Release, Relaxed).is_ok()
    }

    /// Makes the caller the owner of a page without one, and takes what was given back meanwhile, with the number that
    /// is still lent out. `None` where the page is over: it belongs to whoever brought the last slot.
    pub(crate) fn adopt(&self) -> Option<(Taken, u16)> {
        let mut now = Word(self.0.load(Relaxed));
        while !now.is_over() {
            match self.0.compare_exchange_weak(now.0, 0, AcqRel, Relaxed) {
                Ok(_) => return Some((now.taken(), now.lent() - now.freed())),
                Err(other) => now = Word(other),
            }
        }
        None
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn what_is_pushed_is_taken_once_in_the_order_of_the_links() {
        let remote = Remote::new();
        let mut links = Vec::new();
        for slot in [7, 3, 9] {
            assert_eq!(remote.push(slot, |before| links.push((slot, before))), Pushed::Left);
        }
        assert_eq!(links, [(7, 0), (3, 7), (9, 3)]);
        assert!(remote.is_pending());
        assert_eq!(remote.take(), Taken { head: 9, count: 3 });
        assert_eq!(remote.take(), Taken { head: 0, count: 0 });
    }

    #[test]
    fn the_last_slot_of_an_orphan_brings_the_page() {
        let remote = Remote::new();
        assert!(remote.abandon(2));
        assert_eq!(remote.lent_by_nobody(), Some(2));
        assert_eq!(remote.push(4, |_| ()), Pushed::Left);
        assert_eq!(remote.push(5, |_| ()), Pushed::Last);
        assert_eq!(remote.adopt(), None);
    }

    #[test]
    fn an_adopted_page_has_an_owner_again() {
        let remote = Remote::new();
        assert_eq!(remote.push(1, |_| ()), Pushed::Left);
        assert!(!remote.abandon(3), "one came back");
        assert_eq!(remote.take().count, 1);
        assert!(remote.abandon(2));
        assert_eq!(remote.push(6, |_| ()), Pushed::Left);
        assert_eq!(remote.adopt(), Some((Taken { head: 6, count: 1 }, 1)));
        assert_eq!(remote.push(8, |_| ()), Pushed::Left);
        assert_eq!(remote.take(), Taken { head: 8, count: 1 });
    }
}
