//! What all handles share: the engine (stock of chunks, budgets, totals) and, between a handle and the systems it has
//! opened, the core. Both are `Sync`; the arenas themselves never are. No allocation path passes through here while
//! memory and budget suffice.

use core::ptr::NonNull;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};
use core::sync::atomic::{AtomicPtr, AtomicU8, AtomicU64, AtomicUsize};
use core::{fmt, ptr};
use std::sync::Arc;

use crate::alloc::SmartAlloc;
use crate::config::AllocConfig;
use crate::frame::report::Totals;
use crate::frame::state::State;
use crate::ledger::account::{Account, BudgetPolicy, UNLIMITED};
use crate::ledger::tag::Tag;
use crate::retain::aside::Aside;
use crate::store::Store;
use crate::sync::Mutex;

/// Shared by every handle made from one `SmartAlloc::new`.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) config: AllocConfig,
    /// What outlives the engine.
    pub(crate) store: Arc<Store>,
    pub(crate) global: Arc<Account>,
    pub(crate) totals: Mutex<Totals>,
    tags: Mutex<Vec<Option<Arc<Account>>>>,
    policy: AtomicU8,
    /// The state of a handle outside any tag: constrained once a budget was set that arenas share. Handles copy it at
    /// their boundaries.
    plain: AtomicU64,
}

impl Engine {
    pub(crate) fn new(config: AllocConfig) -> Self {
        let global = Arc::new(Account::new());
        if let Some(bytes) = config.global_budget {
            global.set_limit(bytes);
        }
        let plain = if config.global_budget.is_some() { State::PLAIN.with(State::CONSTRAINED) } else { State::PLAIN };
        Self {
            store: Arc::new(Store::new(config.max_memory)),
            global,
            totals: Mutex::new(Totals::default()),
            tags: Mutex::new(Vec::new()),
            policy: AtomicU8::new(config.policy as u8),
            plain: AtomicU64::new(plain.bits()),
            config,
        }
    }

    /// The account of a tag, made on first use.
    pub(crate) fn tag_account(&self, tag: Tag) -> Arc<Account> {
        let mut tags = self.tags.lock();
        if tags.len() <= tag.index() {
            tags.resize(tag.index() + 1, None);
        }
        Arc::clone(tags[tag.index()].get_or_insert_with(|| Arc::new(Account::new())))
    }

    /// Every tag that has an account.
    pub(crate) fn tag_accounts(&self) -> Vec<(Tag, Arc<Account>)> {
        let tags = self.tags.lock();
        let known = tags.iter().enumerate();
        known.filter_map(|(index, a)| Some((Tag::from_index(index), Arc::clone(a.as_ref()?)))).collect()
    }

    pub(crate) fn policy(&self) -> BudgetPolicy {
        if self.policy.load(Relaxed) == BudgetPolicy::Fail as u8 { BudgetPolicy::Fail } else { BudgetPolicy::Warn }
    }

    pub(crate) fn set_policy(&self, policy: BudgetPolicy) {
        self.policy.store(policy as u8, Relaxed);
    }

    pub(crate) fn constrain(&self) {
        self.plain.store(State::PLAIN.with(State::CONSTRAINED).bits(), Relaxed);
    }

    /// The state of a handle outside any tag.
    #[inline(always)]
    pub(crate) fn plain_state(&self) -> State {
        State::from_bits(self.plain.load(Relaxed))
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.store.close();
    }
}

/// Shared by a handle and everything opened on it. A system's guard keeps it alive, because the system's body may move
/// the handle away, drop it, or send it to another thread while the guard is still open.
pub(crate) struct Core {
    pub(crate) engine: Arc<Engine>,
    pub(crate) thread: Arc<Account>,
    /// Number of the open or last frame.
    pub(crate) frame: AtomicU64,
    /// Bytes that systems have used in this frame. One thread writes it, except while a handle has been moved away from
    /// under a running system; then a count may be lost, and nothing else.
    pub(crate) systems_bytes: AtomicUsize,
    /// The frame whose boundary has something to attend to: the next maintenance, or 0 (any) once a system has closed,
    /// so that there are rows to publish, or a budget was overrun.
    pub(crate) attend_at: AtomicU64,
    pub(crate) overruns: AtomicUsize,
    /// Retained values between the arena that closed and the boundary that decides.
    pub(crate) aside: Aside,
    /// The index of the value that was retained last.
    pub(crate) last_retained: AtomicU64,
    /// The most bytes that one boundary may promote.
    pub(crate) promotion_budget: AtomicUsize,
    /// A number that no other core of the process ever has.
    pub(crate) id: u64,
    /// Arenas for systems that are not in use, linked by `next`; [`closed`] once the handle is gone.
    ///
    /// Only whole chains are taken and only by `swap`, so an arena is never popped twice (there is no ABA), whichever
    /// threads take part.
    idle: AtomicPtr<SmartAlloc>,
}

/// The mark in `Core::idle` that the handle is gone: not null, and no arena's address.
const fn closed() -> *mut SmartAlloc {
    ptr::without_provenance_mut(align_of::<SmartAlloc>())
}

impl Core {
    pub(crate) fn new(engine: Arc<Engine>) -> Self {
        static LAST: AtomicU64 = AtomicU64::new(0);
        let promotion_budget = engine.config.promotion_budget.unwrap_or(UNLIMITED);
        Self {
            engine,
            aside: Aside::default(),
            last_retained: AtomicU64::new(0),
            promotion_budget: AtomicUsize::new(promotion_budget),
            id: LAST.fetch_add(1, Relaxed) + 1,
            thread: Arc::new(Account::new()),
            frame: AtomicU64::new(0),
            systems_bytes: AtomicUsize::new(0),
            attend_at: AtomicU64::new(0),
            overruns: AtomicUsize::new(0),
            idle: AtomicPtr::new(ptr::null_mut()),
        }
    }

    /// Takes every idle arena at once, as a chain.
    #[inline(always)]
    pub(crate) fn take_chain(&self) -> Option<Box<SmartAlloc>> {
        let head = self.idle.swap(ptr::null_mut(), Acquire);
        // Null and the mark are the two lowest addresses that can be stored, so one comparison tells both.
        if head.addr() <= closed().addr() {
            return self.nothing_idle(head);
        }
        // SAFETY: only `push` stores such pointers, made by `Box::into_raw`; the swap took the chain out, so this is the
        // only owner.
        Some(unsafe { Box::from_raw(head) })
    }

    #[cold]
    #[inline(never)]
    fn nothing_idle(&self, head: *mut SmartAlloc) -> Option<Box<SmartAlloc>> {
        if !head.is_null() {
            // The handle is gone; leave its mark.
            self.close();
        }
        None
    }

    /// Returns an arena, whose system has closed, to the core it belongs to. Once the handle is gone it is freed instead.
    #[inline]
    pub(crate) fn push(arena: Box<SmartAlloc>) {
        // The arena itself may be what keeps the core alive, so nothing here may hold a reference to the core when the
        // arena changes hands or is freed.
        let core = NonNull::from(&*arena.core);
        let arena = Box::into_raw(arena);
        // SAFETY: the arena is owned here, alone, and keeps the core alive until it is given up.
        unsafe { Self::splice(core, arena, arena) };
    }

    /// Returns a chain of arenas in the order they have, so that the same system gets the same arena each frame.
    pub(crate) fn put_back(chain: Box<SmartAlloc>) {
        let core = NonNull::from(&*chain.core);
        let head = Box::into_raw(chain);
        let mut tail = head;
        // SAFETY: invariant 4 of `SmartAlloc`: a chain of handles that are owned here.
        while let Some(next) = NonNull::new(unsafe { &*tail }.next.get()) {
            tail = next.as_ptr();
        }
        // SAFETY: the chain is owned here and keeps the core alive until it is given up.
        unsafe { Self::splice(core, head, tail) };
    }

    /// Gives up the chain from `head` to `tail`: to the idle ones, or to be freed.
    ///
    /// # Safety
    /// Both were made by `Box::into_raw`; the caller owns the chain and gives it up; it holds strong counts on `core`.
    #[inline(always)]
    unsafe fn splice(core: NonNull<Self>, head: *mut SmartAlloc, tail: *mut SmartAlloc) {
        // SAFETY: the chain keeps the core alive until the exchange below succeeds.
        let mut idle = unsafe { core.as_ref() }.idle.load(Relaxed);
        loop {
            if idle == closed() {
                // An exchange that failed has left the tail linked to arenas that somebody else has taken since.
                // SAFETY: the chain is owned here; `next` is a cell.
                unsafe { &*tail }.set_next(ptr::null_mut());
                // SAFETY: the chain is owned here, made by `Box::into_raw`, and ends with `tail`.
                free_chain(unsafe { Box::from_raw(head) });
                return;
            }
            // SAFETY: as above; `next` is a cell.
            unsafe { &*tail }.set_next(idle);
            // SAFETY: as above: the exchange has not succeeded yet.
            match unsafe { core.as_ref() }.idle.compare_exchange_weak(idle, head, Release, Relaxed) {
                Ok(_) => return,
                Err(now) => idle = now,
            }
        }
    }

    /// Shows every idle arena to `visit`. They keep their order.
    pub(crate) fn for_each_idle(&self, mut visit: impl FnMut(&SmartAlloc)) {
        let Some(chain) = self.take_chain() else { return };
        let mut at = Some(&*chain);
        while let Some(arena) = at {
            visit(arena);
            // SAFETY: invariant 4 of `SmartAlloc`: a chain that `chain` owns; only shared references to it exist here.
            at = unsafe { arena.next.get().as_ref() };
        }
        Self::put_back(chain);
    }

    /// The handle goes away: frees what is idle and lets arenas that are still open free themselves.
    pub(crate) fn close(&self) {
        let head = self.idle.swap(closed(), AcqRel);
        if !head.is_null() && head != closed() {
            // SAFETY: as in `take_chain`.
            free_chain(unsafe { Box::from_raw(head) });
        }
    }
}

/// Frees a chain of arenas, one after the other rather than each inside the one before.
#[cold]
#[inline(never)]
fn free_chain(chain: Box<SmartAlloc>) {
    let mut next = Some(chain);
    while let Some(arena) = next {
        next = arena.take_next();
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core").field("frame", &self.frame).finish_non_exhaustive()
    }
}
