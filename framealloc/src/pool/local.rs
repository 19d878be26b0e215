//! One thread's pool in one engine: for each class the page it lends from, and its other pages. It is reached through
//! thread-local storage and never through a handle, which may move to another thread.
//!
//! In the order it happens: a slot is popped from the current page; where that is dry, slots that other threads gave back
//! are collected, then fresh ones threaded, then another page becomes the current one: one with free slots, one that has
//! something to collect, one whose thread has ended, a new one.

mod collect;

use core::cell::{Cell, RefCell};
use core::ptr::{self, NonNull};
use core::sync::atomic::Ordering::Relaxed;
use std::sync::Arc;

use crate::insight::heap_guard;
use crate::pool::central::Central;
use crate::pool::class::CLASSES;
use crate::pool::page::{Local, Page, Place, Slot};
use crate::store::Store;
use crate::thread::token;

/// How many full pages are asked for slots from other threads before a further page is taken.
const LOOK_AT: usize = 16;

/// # Invariants
/// 1. `current` holds, by class, the `local` part of a page that this thread owns, or [`NOTHING`].
/// 2. The lists hold the pages that this thread owns; each knows its places and its pool.
/// 3. Only its own thread ever has a pointer to it.
pub(crate) struct ThreadPool {
    current: [Cell<*const Local>; CLASSES],
    lists: [RefCell<Lists>; CLASSES],
    /// Classes that have pages, as bits.
    in_use: Cell<u64>,
    /// The class that the next bounded collection begins with, at most [`CLASSES`].
    cursor: Cell<usize>,
    token: u64,
    store: Arc<Store>,
}

#[derive(Default)]
struct Lists {
    all: Vec<NonNull<Page>>,
    /// Pages with something to lend, the current one excepted.
    available: Vec<NonNull<Page>>,
    /// Of the available ones, those that lend out nothing.
    empty: usize,
    /// Where the next search for slots from other threads begins.
    cursor: usize,
}

struct Here {
    /// The [`name`] of `pool`'s engine, or null.
    store: Cell<*const Store>,
    pool: Cell<*const ThreadPool>,
}

struct Nothing(Local);

// SAFETY: nothing ever writes it: its list is empty, so nothing is popped, and no slot is in no page.
unsafe impl Sync for Nothing {}

/// Lends nothing: what `current` points to where there is no page.
static NOTHING: Nothing = Nothing(Local::new());

/// The pools of this thread, one for each engine. When the thread ends, their pages are left to others.
struct Pools(RefCell<Vec<NonNull<ThreadPool>>>);

thread_local! {
    /// Constant and without a destructor: it can be read at any time, also while other thread-locals are destroyed.
    static HERE: Here = const { Here { store: Cell::new(ptr::null()), pool: Cell::new(ptr::null()) } };
    static POOLS: Pools = const { Pools(RefCell::new(Vec::new())) };
}

/// An address that no other engine has: that of the counts which an `Arc` keeps before its value, because that is what
/// the `Arc` itself holds, and so takes no instruction to find. It is compared only.
#[inline(always)]
fn name(store: &Arc<Store>) -> *const Store {
    Arc::as_ptr(store).wrapping_byte_sub(2 * size_of::<usize>())
}

/// A slot of `class`, or `None` where there is no memory.
#[inline(always)]
pub(crate) fn pop(store: &Arc<Store>, class: usize) -> Option<NonNull<u8>> {
    if HERE.with(|here| here.store.get() == name(store)) {
        let pool = HERE.with(|here| here.pool.get());
        // SAFETY: where `HERE` names a store it holds this thread's pool for it, which lives until `Pools` is dropped or it
        // is disbanded; both clear `HERE` first. Invariant 1: the pointer is to a page that is owned here, or to `NOTHING`.
        let local = unsafe { &*(*pool).current[class].get() };
        let slot = local.pop();
        if !slot.is_null() {
            return NonNull::new(slot.cast());
        }
    }
    pop_slow(store, class)
}

#[cold]
#[inline(never)]
fn pop_slow(store: &Arc<Store>, class: usize) -> Option<NonNull<u8>> {
    // A page is the runtime's own use of memory, not the system's that runs.
    let _ours = heap_guard::exempt();
    let Ok(pool) = POOLS.try_with(|pools| pools.of(store)) else { return pop_alone(store, class) };
    // SAFETY: the pool lives until `Pools` is dropped or it is disbanded, neither of which happens in here.
    let pool = unsafe { pool.as_ref() };
    NonNull::new(pool.refill(class)?.pop().cast())
}

/// A slot for a thread whose thread-locals are gone: from a page that is held for this moment only.
fn pop_alone(store: &Arc<Store>, class: usize) -> Option<NonNull<u8>> {
    let page = Central::page(store, class)?;
    // SAFETY: the page is held by this thread alone until it is abandoned.
    let local = &unsafe { page.as_ref() }.local;
    if local.free.get().is_null() {
        Page::extend(page);
    }
    let slot = local.pop();
    store.pools.abandon(page);
    NonNull::new(slot.cast())
}

/// The owner has to attend to a page: its last slot has come back, or the first since it was full.
#[cold]
#[inline(never)]
pub(crate) fn attend(page: NonNull<Page>) {
    let _ours = heap_guard::exempt();
    // SAFETY: called by the page's owner; the pool that owns it lives while it does.
    let pool = unsafe { &*page.as_ref().local.pool.get() };
    pool.attend(page);
}

/// Collects what other threads have given back to this thread's pages of the engine, until it is `max` slots or more.
/// Returns how many.
pub(crate) fn collect(store: &Arc<Store>, max: usize) -> usize {
    let _ours = heap_guard::exempt();
    // SAFETY: as in `pop_slow`.
    POOLS
        .try_with(|pools| pools.known(store).map_or(0, |pool| unsafe { pool.as_ref() }.collect(max, usize::MAX)))
        .unwrap_or(0)
}

/// Looks at a few pages, at the beginning of a frame, for slots that other threads have given back.
#[inline(always)]
pub(crate) fn collect_some(store: &Arc<Store>) {
    if HERE.with(|here| here.store.get() == name(store)) {
        collect_some_here();
    }
}

#[inline(never)]
fn collect_some_here() {
    let _ours = heap_guard::exempt();
    // SAFETY: `HERE` was just seen to hold a pool of this thread.
    let pool = unsafe { &*HERE.with(|here| here.pool.get()) };
    pool.collect(usize::MAX, LOOK_AT);
}

/// Gives back the pages of this thread, in this engine, that lend out nothing.
pub(crate) fn trim(store: &Arc<Store>) {
    let _ = POOLS.try_with(|pools| {
        if let Some(pool) = pools.known(store) {
            // SAFETY: as in `pop_slow`.
            unsafe { pool.as_ref() }.trim();
        }
    });
}

/// The engine is gone: this thread keeps no pages of it.
pub(crate) fn leave(store: &Store) {
    let _ = POOLS.try_with(|pools| pools.disband(|pool| ptr::eq(Arc::as_ptr(&pool.store), store)));
}

impl Pools {
    /// This thread's pool for an engine that it has allocated from.
    fn known(&self, store: &Arc<Store>) -> Option<NonNull<ThreadPool>> {
        // SAFETY: the list holds live pools of this thread.
        self.0.borrow().iter().copied().find(|pool| Arc::ptr_eq(&unsafe { pool.as_ref() }.store, store))
    }

    /// This thread's pool for an engine, made where there is none, and from now on the one that is found at once.
    fn of(&self, store: &Arc<Store>) -> NonNull<ThreadPool> {
        let pool = self.known(store).unwrap_or_else(|| {
            self.disband(|pool| pool.store.is_closed());
            let pool = ThreadPool::new(store);
            self.0.borrow_mut().push(pool);
            pool
        });
        HERE.with(|here| {
            here.store.set(name(store));
            here.pool.set(pool.as_ptr());
        });
        pool
    }

    /// Gives up the pools that `which` says.
    fn disband(&self, which: impl Fn(&ThreadPool) -> bool) {
        // SAFETY: the list holds live pools of this thread.
        let leave = |pool: &mut NonNull<ThreadPool>| which(unsafe { pool.as_ref() });
        let left: Vec<_> = self.0.borrow_mut().extract_if(.., leave).collect();
        for pool in left {
            HERE.with(|here| {
                if ptr::eq(here.pool.get(), pool.as_ptr()) {
                    here.store.set(ptr::null());
                    here.pool.set(ptr::null());
                }
            });
            // SAFETY: made by `Box::into_raw` in `ThreadPool::new`, and in no list any more.
            let pool = unsafe { Box::from_raw(pool.as_ptr()) };
            pool.abandon();
        }
    }
}

impl Drop for Pools {
    fn drop(&mut self) {
        self.disband(|_| true);
    }
}

impl ThreadPool {
    fn new(store: &Arc<Store>) -> NonNull<Self> {
        NonNull::from(Box::leak(Box::new(Self {
            current: [const { Cell::new(&raw const NOTHING.0) }; CLASSES],
            lists: [const { RefCell::new(Lists { all: Vec::new(), available: Vec::new(), empty: 0, cursor: 0 }) };
                CLASSES],
            in_use: Cell::new(0),
            cursor: Cell::new(0),
            token: token::ensure(),
            store: Arc::clone(store),
        })))
    }

    /// The page that `class` lends from, if there is one.
    fn current(&self, class: usize) -> Option<NonNull<Page>> {
        let local = self.current[class].get();
        if ptr::eq(local, &raw const NOTHING.0) {
            return None;
        }
        // SAFETY: invariant 1: the `local` part of a page; its pointer was derived from the page's own (see `lend_from`).
        NonNull::new(unsafe { local.byte_sub(core::mem::offset_of!(Page, local)) }.cast_mut().cast())
    }

    fn lend_from(&self, page: NonNull<Page>) {
        // SAFETY: the page is owned here; no reference is made, so the pointer keeps the provenance of the page.
        let local = unsafe { &raw const (*page.as_ptr()).local };
        // SAFETY: as above.
        let this = unsafe { page.as_ref() };
        this.local.mark(Place::Current);
        self.current[this.class()].set(local);
    }

    /// Finds something to lend for a class whose current page is dry.
    fn refill(&self, class: usize) -> Option<&Local> {
        // SAFETY: the page is owned here.
        let local = |page: NonNull<Page>| unsafe { &(*page.as_ptr()).local };
        if let Some(page) = self.current(class) {
            if Page::collect(page) > 0 || Self::thread(page) {
                return Some(local(page));
            }
            local(page).mark(Place::Full);
            self.current[class].set(&raw const NOTHING.0);
        }
        if let Some(page) = self.available(class).or_else(|| self.reclaim(class, LOOK_AT)) {
            self.lend_from(page);
            Self::thread(page);
            return Some(local(page));
        }
        let page = self.fresh(class).or_else(|| self.reclaim(class, usize::MAX)).or_else(|| self.scrape(class))?;
        self.lend_from(page);
        Self::thread(page);
        Some(local(page))
    }

    /// A page that this thread did not have so far.
    fn fresh(&self, class: usize) -> Option<NonNull<Page>> {
        Central::page(&self.store, class).map(|page| self.own(page))
    }

    /// There is no memory: whatever this thread keeps and does not lend out, in whichever class, goes back to the stock,
    /// and is asked for again.
    #[cold]
    #[inline(never)]
    fn scrape(&self, class: usize) -> Option<NonNull<Page>> {
        self.collect(usize::MAX, usize::MAX);
        for page in (0..CLASSES).filter_map(|class| self.current(class)) {
            // SAFETY: the page is owned here.
            let this = unsafe { page.as_ref() };
            if this.local.is_empty() {
                self.current[this.class()].set(&raw const NOTHING.0);
                self.make_available(page);
            }
        }
        self.available(class).or_else(|| {
            self.trim();
            self.fresh(class)
        })
    }

    /// Makes sure that something is free where anything can be; says whether it is.
    fn thread(page: NonNull<Page>) -> bool {
        // SAFETY: the page is owned by the caller.
        let local = &unsafe { page.as_ref() }.local;
        if local.free.get().is_null() && local.has_slots() {
            Page::extend(page);
        }
        !local.free.get().is_null()
    }

    /// Takes a page on that is held by this thread alone.
    fn own(&self, page: NonNull<Page>) -> NonNull<Page> {
        // SAFETY: held by this thread alone.
        let this = unsafe { page.as_ref() };
        let mut lists = self.lists[this.class()].borrow_mut();
        this.local.owned_at.set(lists.all.len());
        this.local.pool.set(self);
        lists.all.push(page);
        self.in_use.set(self.in_use.get() | 1 << this.class());
        this.owner.store(self.token, Relaxed);
        page
    }

    /// The page that became available last.
    fn available(&self, class: usize) -> Option<NonNull<Page>> {
        let mut lists = self.lists[class].borrow_mut();
        let page = lists.available.pop()?;
        // SAFETY: the page is owned here.
        lists.empty -= usize::from(unsafe { page.as_ref() }.local.is_empty());
        Some(page)
    }

    /// A full page to which other threads have given something back: the first among `most` of them.
    fn reclaim(&self, class: usize, most: usize) -> Option<NonNull<Page>> {
        let mut lists = self.lists[class].borrow_mut();
        for _ in 0..lists.all.len().min(most) {
            if lists.cursor >= lists.all.len() {
                lists.cursor = 0;
            }
            let page = lists.all[lists.cursor];
            lists.cursor += 1;
            if Page::collect(page) > 0 {
                return Some(page);
            }
        }
        None
    }

    /// See the function of this name.
    fn attend(&self, page: NonNull<Page>) {
        // SAFETY: the page is owned here.
        let local = &unsafe { page.as_ref() }.local;
        match local.place.get() {
            // It goes on lending from a page that has become empty.
            Place::Current => {}
            Place::Full => _ = self.make_available(page),
            Place::Available => _ = self.note_empty(page),
        }
    }

    /// A page that was full has something to lend again. Returns whether it has gone.
    fn make_available(&self, page: NonNull<Page>) -> bool {
        // SAFETY: the page is owned here.
        let this = unsafe { page.as_ref() };
        let mut lists = self.lists[this.class()].borrow_mut();
        this.local.available_at.set(lists.available.len());
        this.local.mark(Place::Available);
        lists.available.push(page);
        drop(lists);
        this.local.is_empty() && self.note_empty(page)
    }

    /// An available page lends out nothing any more. A few such pages are kept, so that a number of live values that
    /// swings about the edge of a page costs nothing; the rest goes back. Returns whether this one has gone.
    fn note_empty(&self, page: NonNull<Page>) -> bool {
        // SAFETY: the page is owned here.
        let mut lists = self.lists[unsafe { page.as_ref() }.class()].borrow_mut();
        if lists.empty < (lists.all.len() / 8).max(1) {
            lists.empty += 1;
            return false;
        }
        Self::disown(&mut lists, page);
        drop(lists);
        self.store.pools.retire(page);
        true
    }

    /// Takes an available page out of the lists.
    fn disown(lists: &mut Lists, page: NonNull<Page>) {
        // SAFETY: the page is owned here, and so are all in the lists.
        let at = |page: &NonNull<Page>| unsafe { &(*page.as_ptr()).local };
        let (owned, available) = (at(&page).owned_at.get(), at(&page).available_at.get());
        lists.all.swap_remove(owned);
        if let Some(moved) = lists.all.get(owned) {
            at(moved).owned_at.set(owned);
        }
        lists.available.swap_remove(available);
        if let Some(moved) = lists.available.get(available) {
            at(moved).available_at.set(available);
        }
    }

    /// Leaves the pages to others. Nothing finds this pool any more.
    fn abandon(&self) {
        for (class, lists) in self.lists.iter().enumerate() {
            self.current[class].set(&raw const NOTHING.0);
            for page in lists.take().all {
                self.store.pools.abandon(page);
            }
        }
    }
}

/// Gives a slot back, on whichever thread.
///
/// # Safety
/// The slot was lent out by [`pop`] and is given up here.
#[inline(always)]
pub(crate) unsafe fn push(slot: NonNull<u8>) {
    let page = Page::of(slot);
    // SAFETY: the page exists while the slot is lent out (invariant 4 of `Page`). No reference to the whole of it is made,
    // since it may be somebody else's.
    let owner = unsafe { &(*page.as_ptr()).owner };
    // Nobody but this thread ever writes its token there, so an equal one is not stale; and where it is not equal, it
    // does not matter which other it is.
    if owner.load(Relaxed) != token::get() {
        // SAFETY: the caller's promise.
        return unsafe { push_remote(page, slot) };
    }
    // SAFETY: this thread owns the page.
    let local = unsafe { &(*page.as_ptr()).local };
    if local.push(slot.as_ptr().cast::<Slot>()) {
        attend(page);
    }
}

/// # Safety
/// The slot was lent out of this page and is given up here.
#[inline(never)]
unsafe fn push_remote(page: NonNull<Page>, slot: NonNull<u8>) {
    // SAFETY: the caller's promise.
    if unsafe { Page::push_remote(page, slot) } {
        let _ours = heap_guard::exempt();
        // SAFETY: the last slot is back, so the page belongs to this thread, alone.
        let store = unsafe { Page::store_of(page) };
        store.pools.bury(page);
    }
}
