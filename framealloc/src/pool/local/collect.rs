//! Taking in what other threads have given back, page by page, and giving back pages that lend out nothing. It is called
//! at boundaries and by hand; no allocation passes through here.

use core::ptr::NonNull;

use super::ThreadPool;
use crate::pool::page::{Page, Place};

impl ThreadPool {
    /// Collects from `pages` pages at the most, until it is `slots` or more.
    pub(super) fn collect(&self, slots: usize, pages: usize) -> usize {
        let (mut collected, mut left) = (0, pages);
        // The class at the cursor and those behind it, then those before it.
        let (in_use, behind) = (self.in_use.get(), u64::MAX << self.cursor.get());
        for mut classes in [in_use & behind, in_use & !behind] {
            while classes != 0 && collected < slots && left > 0 {
                let class = classes.trailing_zeros() as usize;
                classes &= classes - 1;
                // The next collection begins with another class, also where this one has pages left to look at: a class
                // with many pages does not keep it from the others.
                self.cursor.set(class + 1);
                let (found, seen) = self.collect_class(class, slots - collected, left);
                collected += found;
                left -= seen;
            }
        }
        collected
    }

    /// Collects from the pages of a class, each at most once, from where the last search ended. Returns how many slots
    /// came back, and how many pages it looked at.
    fn collect_class(&self, class: usize, slots: usize, pages: usize) -> (usize, usize) {
        let (mut collected, mut seen, mut wrapped) = (0, 0, false);
        let mut lists = self.lists[class].borrow_mut();
        let most = lists.all.len().min(pages);
        let begin = if lists.cursor < lists.all.len() { lists.cursor } else { 0 };
        lists.cursor = begin;
        while collected < slots && seen < most {
            if lists.cursor >= lists.all.len() {
                (lists.cursor, wrapped) = (0, true);
            }
            let page = lists.all[lists.cursor];
            seen += 1;
            drop(lists);
            let found = Page::collect(page) as usize;
            collected += found;
            let gone = found > 0 && self.take_note(page);
            lists = self.lists[class].borrow_mut();
            // A page that has gone left its place to the one that was last. That one comes next, unless it was seen at
            // its old place.
            let seen_before = wrapped && lists.all.len() >= begin;
            if !gone || seen_before {
                lists.cursor += 1;
            }
        }
        (collected, seen)
    }

    /// Slots of a page have been collected. Returns whether the page has gone.
    fn take_note(&self, page: NonNull<Page>) -> bool {
        // SAFETY: the page is owned here.
        let local = &unsafe { page.as_ref() }.local;
        match local.place.get() {
            Place::Current => false,
            Place::Full => self.make_available(page),
            Place::Available => local.is_empty() && self.note_empty(page),
        }
    }

    pub(super) fn trim(&self) {
        for lists in &self.lists {
            let mut lists = lists.borrow_mut();
            let mut at = 0;
            let mut gone = Vec::new();
            while let Some(&page) = lists.available.get(at) {
                // SAFETY: the page is owned here.
                if unsafe { page.as_ref() }.local.is_empty() {
                    Self::disown(&mut lists, page);
                    gone.push(page);
                } else {
                    at += 1;
                }
            }
            lists.empty = 0;
            drop(lists);
            for page in gone {
                self.store.pools.retire(page);
            }
        }
    }
}
