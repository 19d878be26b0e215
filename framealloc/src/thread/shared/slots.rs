//! One handle for each thread that has asked, found by the thread's token, at an address that stays. When they are emptied
//! is decided next door; here is only whose handle is whose, and how long a remembered address may be trusted.

use core::cell::Cell;
use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use core::{fmt, mem};
use std::sync::Weak;

use crate::alloc::SmartAlloc;
use crate::insight::heap_guard;
use crate::panics::Panics;
use crate::sync::Mutex;
use crate::thread::token;

/// What a thread remembers: the handle that it has in one set of slots.
#[derive(Clone, Copy)]
struct Memory {
    set: u64,
    handle: *const SmartAlloc,
}

/// The number of no set.
const NO_SET: u64 = 0;

const NOTHING: Memory = Memory { set: NO_SET, handle: ptr::null() };

thread_local! {
    /// Constant and without a destructor: it can be read at any time, also while other thread-locals are destroyed. What
    /// it says is trusted by the number of the set alone, so nobody has to clear it.
    static MEMORY: Cell<Memory> = const { Cell::new(NOTHING) };
}

/// The number of the latest set.
static LAST_SET: AtomicU64 = AtomicU64::new(NO_SET);

fn new_number() -> u64 {
    LAST_SET.fetch_add(1, Relaxed) + 1
}

/// One thread's handle.
struct Slot {
    /// The token of the only thread that it is ever lent to.
    token: u64,
    /// Dead once that thread has begun to end.
    life: Weak<()>,
    /// Made by `Box::leak`, freed in `drop` only. Not a `Box`, because the slot moves while the handle is lent.
    handle: NonNull<SmartAlloc>,
}

/// The handles of all threads.
//
// # Invariants
// 1. A number is given to one set once, and never again.
// 2. While a set has one number, none of its handles is freed or moved: before a handle is freed the set takes a new
//    number. So a memory whose number is that of a set which exists names a handle which exists.
// 3. A handle is lent, as `&SmartAlloc`, to the one thread whose token its slot has, and for a borrow of the set. Only
//    that thread remembers its address.
// 4. Handles are emptied and freed through `&mut self` only.
pub(super) struct Slots {
    number: u64,
    slots: Mutex<Vec<Slot>>,
}

// SAFETY: the slot owns its handle, which is `Send`. Whoever moves or reads a slot on another thread touches token, life
// and address; the handle behind the address only by invariants 3 and 4.
unsafe impl Send for Slot {}

impl Slots {
    pub(super) fn new() -> Self {
        Self { number: new_number(), slots: Mutex::new(Vec::new()) }
    }

    /// The calling thread's handle, if this is the set that the thread remembers.
    #[inline(always)]
    pub(super) fn remembered(&self) -> Option<&SmartAlloc> {
        let memory = MEMORY.try_with(Cell::get).unwrap_or(NOTHING);
        // SAFETY: invariants 1 and 2: the handle exists, and will until `&mut self`; invariant 3: it is this thread's.
        (memory.set == self.number).then(|| unsafe { &*memory.handle })
    }

    /// The calling thread's handle, from now on the one that the thread remembers; `make` provides it the first time.
    pub(super) fn find(&self, make: impl FnOnce() -> Box<SmartAlloc>) -> &SmartAlloc {
        let token = token::ensure();
        let mut slots = self.slots.lock();
        let known = slots.iter().find(|slot| slot.token == token).map(|slot| slot.handle);
        let handle = known.unwrap_or_else(|| {
            let _exempt = heap_guard::exempt();
            let slot = Slot::new(token, make());
            let handle = slot.handle;
            slots.push(slot);
            handle
        });
        drop(slots);
        // Where thread-locals cannot be reached any more, nothing is remembered.
        let _ = MEMORY.try_with(|memory| memory.set(Memory { set: self.number, handle: handle.as_ptr() }));
        // SAFETY: invariants 2 and 4: the handle lives until `&mut self`; invariant 3: the token is this thread's.
        unsafe { handle.as_ref() }
    }

    /// Shows every handle to `visit`, then frees those of threads that have ended. What panics meanwhile is kept in
    /// `panics`; the rest goes on. No lock is held and no slot can be added meanwhile.
    pub(super) fn visit(&mut self, panics: &mut Panics, mut visit: impl FnMut(&mut SmartAlloc)) {
        let mut slots = mem::take(&mut *self.slots.lock());
        let mut ended = false;
        for slot in &mut slots {
            // SAFETY: invariants 3 and 4: `&mut self`, so the handle is lent to nobody.
            panics.catch(|| visit(unsafe { slot.handle.as_mut() }));
            ended |= slot.has_ended();
        }
        if ended {
            self.free_ended(&mut slots, panics);
        }
        *self.slots.lock() = slots;
    }

    #[cold]
    #[inline(never)]
    fn free_ended(&mut self, slots: &mut Vec<Slot>, panics: &mut Panics) {
        // Invariant 2. A thread whose thread-locals are being destroyed may still come back to this set, with the address
        // in its memory; under another number it finds that it has no handle any more.
        self.number = new_number();
        for slot in slots.extract_if(.., |slot| slot.has_ended()) {
            panics.catch(|| drop(slot));
        }
    }

    /// How many threads have a handle.
    pub(super) fn count(&self) -> usize {
        self.slots.lock().len()
    }
}

impl Drop for Slots {
    fn drop(&mut self) {
        let mut panics = Panics::default();
        for slot in mem::take(&mut *self.slots.lock()) {
            panics.catch(|| drop(slot));
        }
        panics.resume();
    }
}

impl Slot {
    fn new(token: u64, handle: Box<SmartAlloc>) -> Self {
        let handle = NonNull::from(Box::leak(handle));
        Self { token, life: token::life(), handle }
    }

    /// Whether its thread has begun to end. It may come back, from the destructor of a thread-local, and gets another.
    fn has_ended(&self) -> bool {
        self.life.strong_count() == 0
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        // SAFETY: made by `Box::leak` in `new`; invariant 4 of `Slots`: the handle is lent to nobody.
        drop(unsafe { Box::from_raw(self.handle.as_ptr()) });
    }
}

impl fmt::Debug for Slots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slots").field("number", &self.number).field("count", &self.count()).finish()
    }
}
