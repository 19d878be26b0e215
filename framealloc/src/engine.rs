//! What all handles share: the engine (stock of chunks, budgets, totals) and, between a handle and the systems it has
//! opened, the core. Both are `Sync`; the arenas themselves never are. No allocation path passes through here while
//! memory and budget suffice.

use core::ptr::NonNull;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};
use core::sync::atomic::{AtomicPtr, AtomicU8, AtomicU64, AtomicUsize};
use core::{fmt, ptr};
use std::sync::Arc;

use crate::alloc::SmartAlloc;
use crate::arena::reservoir::Reservoir;
use crate::config::AllocConfig;
use crate::frame::report::Totals;
use crate::frame::state::State;
use crate::ledger::account::{Account, BudgetPolicy};
use crate::ledger::tag::Tag;
use crate::sync::Mutex;
use crate::thread::transfer::TransferLedger;

/// Shared by every handle made from one `SmartAlloc::new`.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) config: AllocConfig,
    pub(crate) reservoir: Reservoir,
    pub(crate) global: Arc<Account>,
    pub(crate) transfers: Arc<TransferLedger>,
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
            reservoir: Reservoir::new(config.max_memory),
            global,
            transfers: Arc::default(),
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
        Self {
            engine,
            thread: Arc::new(Account::new()),
            frame: AtomicU64::new(0),
            systems_bytes: AtomicUsize::new(0),
            attend_at: AtomicU64::new(0),
            overruns: AtomicUsize::new(0),
            idle: AtomicPtr::new(ptr::null_mut()),
        }
    }

    /// Takes one idle arena, if there is one; the caller then owns it.
    #[inline(always)]
    pub(crate) fn take_idle(&self) -> Option<Box<SmartAlloc>> {
        let head = self.take_chain()?;
        if let Some(rest) = head.take_next() {
            Self::put_back(rest);
        }
        Some(head)
    }

    /// Takes every idle arena at once, as a chain.
    #[inline(always)]
    pub(crate) fn take_chain(&self) -> Option<Box<SmartAlloc>> {
        let head = self.idle.swap(ptr::null_mut(), Acquire);
        // Null and the mark are the two lowest addresses that can be stored, so one comparison tells both.
        if head.addr() <= closed().addr() {
            if !head.is_null() {
                // The handle is gone; leave its mark.
                self.close();
            }
            return None;
        }
        // SAFETY: only `push` stores such pointers, made by `Box::into_raw`; the swap took the chain out, so this is the
        // only owner.
        Some(unsafe { Box::from_raw(head) })
    }

    /// Returns an arena, whose system has closed, to the core it belongs to. Once the handle is gone it is freed instead.
    #[inline]
    pub(crate) fn push(arena: Box<SmartAlloc>) {
        // The arena itself may be what keeps the core alive, so nothing here may hold a reference to the core when the
        // arena changes hands or is freed.
        let core = NonNull::from(&*arena.core);
        let arena = Box::into_raw(arena);
        // SAFETY: `arena` is owned here and holds a strong count on the core until the exchange below succeeds.
        let mut head = unsafe { core.as_ref() }.idle.load(Relaxed);
        loop {
            if head == closed() {
                // SAFETY: made by `Box::into_raw` above and not shared.
                drop(unsafe { Box::from_raw(arena) });
                return;
            }
            // SAFETY: as above; `next` is a cell.
            unsafe { (*arena).set_next(head) };
            // SAFETY: as above: the exchange has not succeeded yet.
            match unsafe { core.as_ref() }.idle.compare_exchange_weak(head, arena, Release, Relaxed) {
                Ok(_) => return,
                Err(now) => head = now,
            }
        }
    }

    /// Returns a chain of arenas.
    #[cold]
    fn put_back(chain: Box<SmartAlloc>) {
        let mut next = Some(chain);
        while let Some(arena) = next {
            next = arena.take_next();
            Self::push(arena);
        }
    }

    /// The handle goes away: frees what is idle and lets arenas that are still open free themselves.
    pub(crate) fn close(&self) {
        let head = self.idle.swap(closed(), AcqRel);
        if !head.is_null() && head != closed() {
            // SAFETY: as in `take_chain`.
            let mut next = Some(unsafe { Box::from_raw(head) });
            while let Some(arena) = next {
                next = arena.take_next();
            }
        }
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core").field("frame", &self.frame).finish_non_exhaustive()
    }
}
