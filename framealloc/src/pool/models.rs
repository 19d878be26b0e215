//! Models of how slots and pages change hands, run by loom over every interleaving (`.ci/run loom`). A page is its word,
//! the links in its slots, and the lock of the central lists around what `central` does under it.

use loom::cell::UnsafeCell;
use loom::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use loom::sync::{Arc, Mutex};
use loom::thread;

use super::remote::{Pushed, Remote, Taken};

struct Page {
    remote: Remote,
    /// The slots' first words. Loom sees when two threads touch one without order between them.
    links: [UnsafeCell<u16>; 4],
    /// The central lock; whether the page is in the list of orphans.
    orphans: Mutex<bool>,
    /// How often the page was taken apart: once is right.
    retired: AtomicUsize,
}

impl Page {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            remote: Remote::new(),
            links: [const { 0 }; 4].map(UnsafeCell::new),
            orphans: Mutex::new(false),
            retired: AtomicUsize::new(0),
        })
    }

    /// What a thread that does not own the page does with a slot.
    fn free(&self, slot: u16) {
        // SAFETY: the slot is the caller's until it is pushed; loom checks that nobody else touches it.
        let link = |before| self.links[usize::from(slot)].with_mut(|link| unsafe { *link = before });
        if self.remote.push(slot, link) == Pushed::Last {
            let mut listed = self.orphans.lock().unwrap();
            assert!(*listed, "a page without owner is listed");
            *listed = false;
            drop(listed);
            self.retire();
        }
    }

    /// Takes the page apart: nobody else may touch any of it.
    fn retire(&self) {
        assert_eq!(self.retired.fetch_add(1, Relaxed), 0, "taken apart twice");
        for link in &self.links {
            // SAFETY: nobody else has the page; loom checks it.
            link.with_mut(|link| unsafe { *link = 9 });
        }
    }

    /// Follows the links of what was taken, and counts.
    fn walk(&self, taken: Taken) -> u16 {
        let (mut at, mut seen) = (taken.head, 0);
        while at != 0 {
            seen += 1;
            // SAFETY: what was taken is the caller's; loom checks it.
            at = self.links[usize::from(at)].with(|link| unsafe { *link });
        }
        assert_eq!(seen, taken.count);
        seen
    }

    /// `Central::abandon`, by the owner of a page with `lent` slots out.
    fn abandon(&self, mut lent: u16) {
        let mut listed = self.orphans.lock().unwrap();
        loop {
            if self.remote.is_pending() {
                lent -= self.walk(self.remote.take());
            }
            if lent == 0 {
                drop(listed);
                return self.retire();
            }
            *listed = true;
            if self.remote.abandon(lent) {
                return;
            }
            *listed = false;
        }
    }

    /// `Lists::adopt`: the slots still lent out, for the new owner.
    fn adopt(&self) -> Option<u16> {
        let mut listed = self.orphans.lock().unwrap();
        if !*listed {
            return None;
        }
        let (taken, lent) = self.remote.adopt()?;
        self.walk(taken);
        *listed = false;
        Some(lent)
    }
}

#[test]
fn loom_slots_given_back_by_two_threads_are_collected_once_each() {
    loom::model(|| {
        let page = Page::new();
        let threads = [1, 2].map(|slot| {
            let page = page.clone();
            thread::spawn(move || page.free(slot))
        });
        let mut seen = 0;
        if page.remote.is_pending() {
            seen += page.walk(page.remote.take());
        }
        for thread in threads {
            thread.join().unwrap();
        }
        seen += page.walk(page.remote.take());
        assert_eq!(seen, 2);
    });
}

#[test]
fn loom_a_page_that_is_abandoned_while_its_slots_come_back_goes_once() {
    loom::model(|| {
        let page = Page::new();
        let threads = [1, 2].map(|slot| {
            let page = page.clone();
            thread::spawn(move || page.free(slot))
        });
        page.abandon(2);
        for thread in threads {
            thread.join().unwrap();
        }
        assert_eq!(page.retired.load(Relaxed), 1);
    });
}

#[test]
fn loom_a_page_is_adopted_or_goes_with_its_last_slot_and_never_both() {
    loom::model(|| {
        let page = Page::new();
        page.abandon(2);
        let threads = [1, 2].map(|slot| {
            let page = page.clone();
            thread::spawn(move || page.free(slot))
        });
        let adopted = page.adopt();
        for thread in threads {
            thread.join().unwrap();
        }
        match adopted {
            Some(lent) => {
                assert_eq!(page.walk(page.remote.take()), lent, "the new owner gets the rest");
                assert_eq!(page.retired.load(Relaxed), 0);
            }
            None => assert_eq!(page.retired.load(Relaxed), 1),
        }
    });
}

#[test]
fn loom_an_adopter_and_the_last_slot_race_after_an_owner_has_left() {
    loom::model(|| {
        let page = Page::new();
        let freeing = {
            let page = page.clone();
            thread::spawn(move || page.free(1))
        };
        let adopting = {
            let page = page.clone();
            thread::spawn(move || page.adopt())
        };
        page.abandon(1);
        freeing.join().unwrap();
        match adopting.join().unwrap() {
            Some(lent) => {
                assert_eq!(page.walk(page.remote.take()), lent);
                assert_eq!(page.retired.load(Relaxed), 0);
            }
            None => assert_eq!(page.retired.load(Relaxed), 1),
        }
    });
}
