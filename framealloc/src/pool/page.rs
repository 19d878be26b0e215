//! A page: a chunk of memory cut into slots of one size, with a header in front. What the owner does with it touches only
//! its own line; what other threads do goes through [`Remote`]. Which page is used next, and when one goes back, is
//! decided elsewhere.

use core::cell::Cell;
use core::mem::ManuallyDrop;
use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};
use std::sync::Arc;

use crate::arena::chunk::Chunk;
use crate::insight::poison;
use crate::pool::class::{self, PAGE};
use crate::pool::local::ThreadPool;
use crate::pool::remote::{Remote, Taken};
use crate::store::Store;
use crate::thread::token::NOBODY;

/// A free slot: its first word links to the next one. All of it is closed to memory checkers while it is free; the link
/// is opened for each use.
#[repr(C)]
pub(crate) struct Slot {
    next: Cell<*mut Slot>,
}

impl Slot {
    #[inline(always)]
    fn next(&self) -> *mut Self {
        poison::within(self.next.as_ptr(), || self.next.get())
    }

    #[inline(always)]
    fn link(&self, next: *mut Self) {
        poison::within(self.next.as_ptr(), || self.next.set(next));
    }
}

/// The header of a page.
///
/// # Invariants
/// 1. It stands at the start of a block of [`PAGE`] bytes, aligned to as many, that it owns through `chunk`; every pointer
///    to a page or to a slot has the provenance of the whole block.
/// 2. A slot is in one place: lent out, in the list at `local.free`, in the list of `remote`, or among the last
///    `local.fresh` ones, which were never used. Only whoever holds a lent slot touches it.
/// 3. `local` is touched by the owner only: the thread whose token is `owner`, or whoever holds the page alone. Its
///    atomics are for others to read for statistics.
/// 4. The page exists while a slot is lent out, or an owner or the list of orphans holds it. With it exists the store.
#[repr(C)]
pub(crate) struct Page {
    /// The token of the thread that owns the page, or [`NOBODY`].
    pub(crate) owner: AtomicU64,
    /// A strong count, as `Arc::into_raw` made it.
    store: *const Store,
    chunk: ManuallyDrop<Chunk>,
    class: u8,
    /// Bytes of a slot.
    slot: u32,
    /// Where the first slot begins, from the start of the page.
    first: u32,
    slots: u32,
    /// Its place in the central list of all pages, and in that of orphans: under the central lock.
    pub(crate) listed_at: Cell<usize>,
    pub(crate) orphan_at: Cell<usize>,
    pub(crate) local: Local,
    pub(crate) remote: OwnLine<Remote>,
}

/// On cache lines of its own: other threads write it while the owner writes its own.
#[repr(align(64))]
pub(crate) struct OwnLine<T>(pub(crate) T);

/// What the owner works with.
#[repr(C, align(64))]
pub(crate) struct Local {
    /// Slots to lend out.
    pub(crate) free: Cell<*mut Slot>,
    /// How many more slots may come back here before the owner has to attend: those lent out of an available page, 1 for
    /// a full one, and for the current page more than there ever are.
    attend: AtomicU32,
    /// What, added to `attend` with wrapping, makes the number of slots that are lent out.
    bias: AtomicU32,
    /// Slots at the end that were never used.
    fresh: Cell<u32>,
    pub(crate) place: Cell<Place>,
    /// Its place in the owner's list of all its pages of the class, and in that of pages with something to lend.
    pub(crate) owned_at: Cell<usize>,
    pub(crate) available_at: Cell<usize>,
    /// The owner's pool.
    pub(crate) pool: Cell<*const ThreadPool>,
}

/// What the owner does with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It lends from this one.
    Current,
    /// It has something to lend.
    Available,
    /// It had nothing to lend when it was last looked at.
    Full,
}

/// The smallest number of slots that are threaded at once, and the bytes of them.
const THREAD_SLOTS: u32 = 8;
const THREAD_BYTES: u32 = 4096;

impl Local {
    pub(crate) const fn new() -> Self {
        Self {
            free: Cell::new(ptr::null_mut()),
            attend: AtomicU32::new(0),
            bias: AtomicU32::new(0),
            fresh: Cell::new(0),
            place: Cell::new(Place::Full),
            owned_at: Cell::new(0),
            available_at: Cell::new(0),
            pool: Cell::new(ptr::null()),
        }
    }

    /// Lends a slot out, or null where there is none. Not atomic: only the owner calls it.
    #[inline(always)]
    pub(crate) fn pop(&self) -> *mut Slot {
        let slot = self.free.get();
        if !slot.is_null() {
            // SAFETY: invariant 2 of `Page`: the list holds free slots, which nobody else touches.
            self.free.set(unsafe { &*slot }.next());
            self.attend.store(self.attend.load(Relaxed).wrapping_add(1), Relaxed);
        }
        slot
    }

    /// Takes a slot back. Returns whether the owner has to attend.
    #[inline(always)]
    pub(crate) fn push(&self, slot: *mut Slot) -> bool {
        // SAFETY: invariant 2 of `Page`: the slot was lent out and is given up by its holder, to the owner.
        unsafe { &*slot }.link(self.free.get());
        self.free.set(slot);
        // Read twice, so that each reading folds into its instruction.
        let last = self.attend.load(Relaxed) == 1;
        self.attend.store(self.attend.load(Relaxed).wrapping_sub(1), Relaxed);
        last
    }

    /// How many slots are lent out, as far as the owner knows.
    pub(crate) fn lent(&self) -> u32 {
        self.attend.load(Relaxed).wrapping_add(self.bias.load(Relaxed))
    }

    /// Notes what the owner does with the page now, and with it when the owner has to attend to it next.
    pub(crate) fn mark(&self, place: Place) {
        let lent = self.lent();
        let attend = match place {
            // It is looked at when it is dry, and not before.
            Place::Current => u32::MAX / 2,
            Place::Available => lent,
            // The next slot that comes back is worth attending to.
            Place::Full => 1,
        };
        self.attend.store(attend, Relaxed);
        self.bias.store(lent.wrapping_sub(attend), Relaxed);
        self.place.set(place);
    }

    /// Notes that other threads have given slots back.
    fn returned(&self, count: u32) {
        let counter = if self.place.get() == Place::Available { &self.attend } else { &self.bias };
        counter.store(counter.load(Relaxed).wrapping_sub(count), Relaxed);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lent() == 0
    }

    pub(crate) fn has_slots(&self) -> bool {
        !self.free.get().is_null() || self.fresh.get() > 0
    }
}

impl Page {
    /// Makes a page of a chunk that is as large and as aligned as a page. It has no owner yet.
    pub(crate) fn make(chunk: Chunk, store: &Arc<Store>, class: usize) -> NonNull<Self> {
        debug_assert!(chunk.size() >= PAGE && chunk.base().addr().is_multiple_of(PAGE));
        let page = chunk.base().cast::<Self>();
        let (slot, first) = (class::size(class), class::first(class, size_of::<Self>()));
        let slots = ((PAGE - first) / slot) as u32;
        poison::live(page.cast(), size_of::<Self>());
        let header = Self {
            owner: AtomicU64::new(NOBODY),
            store: Arc::into_raw(Arc::clone(store)),
            chunk: ManuallyDrop::new(chunk),
            class: class as u8,
            slot: slot as u32,
            first: first as u32,
            slots,
            listed_at: Cell::new(0),
            orphan_at: Cell::new(0),
            local: Local::new(),
            remote: OwnLine(Remote::new()),
        };
        header.local.fresh.set(slots);
        // SAFETY: the chunk is owned here, aligned and large enough for the header and at least one slot.
        unsafe { page.write(header) };
        // SAFETY: a chunk's base is not null.
        unsafe { NonNull::new_unchecked(page) }
    }

    /// Takes a page apart that lends out nothing and that nobody else knows of.
    ///
    /// # Safety
    /// The caller holds the page alone, and it is in no list.
    pub(crate) unsafe fn unmake(page: NonNull<Self>) -> (Chunk, Arc<Store>) {
        // SAFETY: the caller's promise: the header is read for the last time.
        let header = unsafe { page.read() };
        // SAFETY: invariant 4: `make` put the count there, and it is taken out once, here.
        let store = unsafe { Arc::from_raw(header.store) };
        let chunk = ManuallyDrop::into_inner(header.chunk);
        // Slots that were never threaded were never used.
        let threaded = (header.slots - header.local.fresh.get()) as usize;
        poison::stale(chunk.base(), header.first as usize + threaded * header.slot as usize);
        (chunk, store)
    }

    /// The page that a slot is in, with the slot's provenance.
    #[inline(always)]
    pub(crate) fn of(slot: NonNull<u8>) -> NonNull<Self> {
        let page = slot.as_ptr().map_addr(|address| address & !(PAGE - 1));
        // SAFETY: invariant 1: pages are aligned to their size and none is at address 0.
        unsafe { NonNull::new_unchecked(page) }.cast()
    }

    pub(crate) fn class(&self) -> usize {
        usize::from(self.class)
    }

    pub(crate) fn slots(&self) -> u32 {
        self.slots
    }

    /// Bytes of a slot.
    pub(crate) fn slot_size(&self) -> usize {
        self.slot as usize
    }

    /// Another count of the store.
    ///
    /// # Safety
    /// The page exists: the caller owns it, or a slot of it.
    pub(crate) unsafe fn store_of(page: NonNull<Self>) -> Arc<Store> {
        // SAFETY: the caller's promise; the field never changes, and no reference to the rest is made.
        let store = unsafe { (&raw const (*page.as_ptr()).store).read() };
        // SAFETY: invariant 4: the page holds a count, which stays: the one made here is not dropped.
        let held = ManuallyDrop::new(unsafe { Arc::from_raw(store) });
        Arc::clone(&held)
    }

    /// The slot's name in the word of [`Remote`]: its distance from the page in units of 8 bytes, never 0.
    #[inline]
    fn name(page: NonNull<Self>, slot: NonNull<u8>) -> u16 {
        ((slot.addr().get() - page.addr().get()) / 8) as u16
    }

    fn slot_named(page: NonNull<Self>, name: u16) -> *mut Slot {
        if name == 0 {
            return ptr::null_mut();
        }
        page.as_ptr().cast::<u8>().wrapping_add(usize::from(name) * 8).cast()
    }

    /// Gives a slot back from a thread that does not own the page. `true` where the page now belongs to the caller alone.
    ///
    /// # Safety
    /// The slot was lent out of this page and is given up here.
    pub(crate) unsafe fn push_remote(page: NonNull<Self>, slot: NonNull<u8>) -> bool {
        // SAFETY: invariant 4: the page exists while the slot is lent out. No reference to more than the word is made: the
        // rest may change, and once the word has changed the page may be gone.
        let remote = unsafe { &(*page.as_ptr()).remote.0 };
        let link = |before| {
            // SAFETY: invariant 2: the slot is still the caller's.
            unsafe { slot.cast::<Slot>().as_ref() }.link(Self::slot_named(page, before));
        };
        remote.push(Self::name(page, slot), link) == super::remote::Pushed::Last
    }

    /// The owner takes in what other threads gave back. Returns how many slots that were.
    pub(crate) fn collect(page: NonNull<Self>) -> u32 {
        // SAFETY: called by the owner, who keeps the page alive; others touch atomics only.
        let this = unsafe { page.as_ref() };
        if !this.remote.0.is_pending() {
            return 0;
        }
        Self::take_in(page, this.remote.0.take())
    }

    /// Puts taken slots in front of the free ones.
    pub(crate) fn take_in(page: NonNull<Self>, taken: Taken) -> u32 {
        // SAFETY: as in `collect`.
        let local = &unsafe { page.as_ref() }.local;
        let (head, rest) = (Self::slot_named(page, taken.head), local.free.get());
        if !head.is_null() {
            local.free.set(head);
        }
        // The end of the list that was taken matters only where something has to follow it.
        if !head.is_null() && !rest.is_null() {
            let mut tail = head;
            // SAFETY: invariant 2: the list that was taken holds free slots, which are the owner's now.
            while let Some(next) = NonNull::new(unsafe { &*tail }.next()) {
                tail = next.as_ptr();
            }
            // SAFETY: as above.
            unsafe { &*tail }.link(rest);
        }
        local.returned(u32::from(taken.count));
        u32::from(taken.count)
    }

    /// Threads some of the slots that were never used. Few at a time, so that memory is touched when it is needed.
    pub(crate) fn extend(page: NonNull<Self>) {
        // SAFETY: as in `collect`.
        let this = unsafe { page.as_ref() };
        let fresh = this.local.fresh.get();
        let batch = fresh.min(THREAD_SLOTS.max(THREAD_BYTES / this.slot));
        let begin = this.slots - fresh;
        this.local.fresh.set(fresh - batch);
        // From the last to the first, so that they are lent out in the order of their addresses.
        for index in (begin..begin + batch).rev() {
            let offset = this.first as usize + index as usize * this.slot as usize;
            let slot = page.as_ptr().cast::<u8>().wrapping_add(offset).cast::<Slot>();
            let next = this.local.free.get();
            // SAFETY: invariant 2: the slot is within the page and was never used, so it is the owner's.
            poison::within(slot, || unsafe { slot.write(Slot { next: Cell::new(next) }) });
            this.local.free.set(slot);
        }
    }
}
