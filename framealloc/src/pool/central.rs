//! What the pools of all threads share: the list of pages, and pages whose thread has ended. One mutex, taken when a page
//! changes hands and never for a slot.

use core::ptr::NonNull;
use std::sync::Arc;

use crate::pool::class::{CLASSES, PAGE};
use crate::pool::page::Page;
use crate::pool::remote::Remote;
use crate::store::Store;
use crate::sync::Mutex;
use crate::thread::token::NOBODY;

/// How many pages without owner a thread looks at before it asks for a fresh one.
const LOOK_AT: usize = 32;

#[derive(Debug, Default)]
pub(crate) struct Central(Mutex<Lists>);

/// # Invariants
/// 1. `pages` holds every page there is; `orphans`, by class, those of them that no thread owns. Each knows its places.
/// 2. A page leaves `pages` before it is taken apart, so what is listed exists while the lock is held.
#[derive(Debug)]
struct Lists {
    pages: Vec<NonNull<Page>>,
    orphans: [Vec<NonNull<Page>>; CLASSES],
    /// Where among the older of them the next search begins, by class.
    cursors: [usize; CLASSES],
}

// SAFETY: the lists are pointers to pages, whose shared parts are atomics or guarded by this very lock.
unsafe impl Send for Lists {}

impl Default for Lists {
    fn default() -> Self {
        Self { pages: Vec::new(), orphans: [const { Vec::new() }; CLASSES], cursors: [0; CLASSES] }
    }
}

impl Lists {
    fn list(&mut self, page: NonNull<Page>) {
        // SAFETY: invariant 2; `listed_at` is guarded by the lock.
        unsafe { page.as_ref() }.listed_at.set(self.pages.len());
        self.pages.push(page);
    }

    fn unlist(&mut self, page: NonNull<Page>) {
        // SAFETY: invariant 2; `listed_at` is guarded by the lock.
        let at = unsafe { page.as_ref() }.listed_at.get();
        self.pages.swap_remove(at);
        if let Some(moved) = self.pages.get(at) {
            // SAFETY: as above.
            unsafe { moved.as_ref() }.listed_at.set(at);
        }
    }

    fn add_orphan(&mut self, page: NonNull<Page>) {
        // SAFETY: invariant 2; `orphan_at` is guarded by the lock.
        let this = unsafe { page.as_ref() };
        let orphans = &mut self.orphans[this.class()];
        this.orphan_at.set(orphans.len());
        orphans.push(page);
    }

    fn remove_orphan(&mut self, page: NonNull<Page>) {
        // SAFETY: invariant 2; `orphan_at` is guarded by the lock.
        let this = unsafe { page.as_ref() };
        let (orphans, at) = (&mut self.orphans[this.class()], this.orphan_at.get());
        orphans.swap_remove(at);
        if let Some(moved) = orphans.get(at) {
            // SAFETY: as above.
            unsafe { moved.as_ref() }.orphan_at.set(at);
        }
    }

    /// Makes the caller the owner of a page without one that has something to lend.
    fn adopt(&mut self, class: usize) -> Option<NonNull<Page>> {
        let count = self.orphans[class].len();
        for step in 0..count.min(LOOK_AT) {
            // Half of them the youngest. The others in turn: the next search goes on where this one ends.
            let at = if step < LOOK_AT / 2 {
                count - 1 - step
            } else {
                let cursor = &mut self.cursors[class];
                *cursor = if *cursor + 1 < count - LOOK_AT / 2 { *cursor + 1 } else { 0 };
                *cursor
            };
            let page = self.orphans[class][at];
            // SAFETY: invariant 2.
            let this = unsafe { page.as_ref() };
            // What the last owner left in `local` was published by its `abandon`, under this lock.
            if !this.local.has_slots() && this.remote.0.freed() == 0 {
                continue;
            }
            // A page that is over is left to whoever brought its last slot, and is about to ask for this lock.
            if let Some((taken, _)) = this.remote.0.adopt() {
                Page::take_in(page, taken);
                self.remove_orphan(page);
                return Some(page);
            }
        }
        None
    }
}

impl Central {
    /// A page with something to lend: one whose thread has ended, or a fresh one. The caller holds it alone, and lists it
    /// as its own. `None` where there is no memory.
    pub(crate) fn page(store: &Arc<Store>, class: usize) -> Option<NonNull<Page>> {
        if let Some(page) = store.pools.0.lock().adopt(class) {
            return Some(page);
        }
        let page = Page::make(store.reservoir.take_page(PAGE)?, store, class);
        store.pools.0.lock().list(page);
        Some(page)
    }

    /// The owner gives a page up, in which slots may be lent out. It does not touch the page afterwards.
    pub(crate) fn abandon(&self, page: NonNull<Page>) {
        // SAFETY: the caller owns the page.
        let this = unsafe { page.as_ref() };
        this.owner.store(NOBODY, core::sync::atomic::Ordering::Relaxed);
        let mut lists = self.0.lock();
        loop {
            Page::collect(page);
            if this.local.is_empty() {
                drop(lists);
                return self.retire(page);
            }
            // Listed first: whoever brings the last slot waits for the lock and then finds it in the list.
            lists.add_orphan(page);
            if this.remote.0.abandon(this.local.lent() as u16) {
                return;
            }
            lists.remove_orphan(page);
        }
    }

    /// The last slot of a page without owner has come back, to this thread: the page goes.
    pub(crate) fn bury(&self, page: NonNull<Page>) {
        self.0.lock().remove_orphan(page);
        self.retire(page);
    }

    /// A page that lends out nothing goes back to the stock. The caller holds it alone.
    pub(crate) fn retire(&self, page: NonNull<Page>) {
        self.0.lock().unlist(page);
        // SAFETY: nothing is lent out, the caller holds the page, and it was just taken out of the last list.
        let (chunk, store) = unsafe { Page::unmake(page) };
        store.reservoir.retire(chunk);
    }

    /// Pages, slots lent out, and the bytes of those slots. What other threads do meanwhile is seen or not.
    pub(crate) fn stats(&self) -> (usize, usize, usize) {
        let lists = self.0.lock();
        let lent = lists.pages.iter().map(|page| {
            // SAFETY: invariant 2 of `Lists`; only atomics and what never changes are read.
            let this = unsafe { page.as_ref() };
            let remote: &Remote = &this.remote.0;
            let lent = match remote.lent_by_nobody() {
                Some(lent) => usize::from(lent),
                // The halves of the number may be seen at different moments, but not more than there can be.
                None => (this.local.lent() as i32 - i32::from(remote.freed())).clamp(0, this.slots() as i32) as usize,
            };
            (lent, lent * this.slot_size())
        });
        lent.fold((lists.pages.len(), 0, 0), |(pages, slots, bytes), (lent, of)| (pages, slots + lent, bytes + of))
    }
}
