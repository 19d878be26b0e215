//! What all handles share: the engine (stock of chunks, budgets, totals) and, between a handle and the systems it has
//! opened, the core. Both are `Sync`; the arenas themselves never are. No allocation path passes through here while
//! memory and budget suffice.

use core::fmt;
use core::ptr::NonNull;
use core::sync::atomic::Ordering::Relaxed;
use core::sync::atomic::{AtomicU8, AtomicU64, AtomicUsize};
use std::sync::Arc;

use crate::alloc::SmartAlloc;
use crate::config::AllocConfig;
use crate::frame::report::Totals;
use crate::frame::state::State;
#[cfg(feature = "_observe")]
use crate::insight::observe::Observers;
#[cfg(feature = "diagnostics")]
use crate::insight::{sites::Sites, strict::Strict};
use crate::ledger::account::{Account, BudgetPolicy, UNLIMITED};
use crate::ledger::plan::MemoryPlan;
use crate::ledger::tag::Tag;
#[cfg(feature = "_observe")]
use crate::panics::Panics;
use crate::retain::aside::Aside;
use crate::store::Store;
use crate::sync::Mutex;
use crate::sync::chain::Chain;

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
    /// Who is told of frames.
    #[cfg(feature = "_observe")]
    pub(crate) observers: Observers,
    #[cfg(feature = "diagnostics")]
    pub(crate) sites: Sites,
    #[cfg(feature = "diagnostics")]
    pub(crate) strict: Strict,
    /// The state of a handle outside any tag: constrained once a budget was set that arenas share. Handles copy it at
    /// their boundaries.
    plain: AtomicU64,
}

impl Engine {
    pub(crate) fn new(config: AllocConfig) -> Self {
        let global = Arc::new(Account::new());
        let limit = config.global_budget.or(config.plan.map(MemoryPlan::budget));
        if let Some(bytes) = limit {
            global.set_limit(bytes);
        }
        let plain = if limit.is_some() { State::PLAIN.with(State::CONSTRAINED) } else { State::PLAIN };
        let engine = Self {
            store: Arc::new(Store::new(config.max_memory)),
            global,
            totals: Mutex::new(Totals::default()),
            tags: Mutex::new(Vec::new()),
            policy: AtomicU8::new(config.policy as u8),
            plain: AtomicU64::new(plain.bits()),
            #[cfg(feature = "_observe")]
            observers: Observers::default(),
            #[cfg(feature = "diagnostics")]
            sites: Sites::default(),
            #[cfg(feature = "diagnostics")]
            strict: Strict::default(),
            config,
        };
        #[cfg(feature = "debug")]
        engine.store.leaks.track(engine.config.track_leaks || engine.config.report_leaks);
        for tag in engine.config.plan.map_or(&[][..], MemoryPlan::tags) {
            engine.tag_account(Tag::from(tag.name())).set_limit(tag.budget());
        }
        #[cfg(any(feature = "log", feature = "tracing"))]
        crate::insight::record::tell_engine(&engine);
        engine
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

    /// Shows the account of every tag that has one, in the order of the tags' numbers. `visit` may not ask for one.
    #[cfg(feature = "_observe")]
    pub(crate) fn for_each_tag(&self, mut visit: impl FnMut(Tag, &Account)) {
        for (index, account) in self.tags.lock().iter().enumerate() {
            if let Some(account) = account {
                visit(Tag::from_index(index), account);
            }
        }
    }

    pub(crate) fn policy(&self) -> BudgetPolicy {
        if self.policy.load(Relaxed) == BudgetPolicy::Fail as u8 { BudgetPolicy::Fail } else { BudgetPolicy::Warn }
    }

    pub(crate) fn set_policy(&self, policy: BudgetPolicy) {
        self.policy.store(policy as u8, Relaxed);
    }

    pub(crate) fn constrain(&self) {
        self.plain.fetch_or(State::PLAIN.with(State::CONSTRAINED).bits(), Relaxed);
    }

    /// Makes each boundary tell those who watch.
    #[cfg(feature = "_observe")]
    pub(crate) fn mark_observed(&self) {
        self.plain.fetch_or(State::PLAIN.with(State::OBSERVED).bits(), Relaxed);
    }

    #[cfg(feature = "_observe")]
    #[inline]
    pub(crate) fn is_observed(&self) -> bool {
        self.plain_state().has(State::OBSERVED)
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
        #[cfg(feature = "debug")]
        if self.config.report_leaks {
            self.store.leaks.report_at_end();
        }
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
    /// The index of the value that was retained last, here or in a lease.
    pub(crate) last_retained: Arc<AtomicU64>,
    /// The most bytes that one boundary may promote.
    pub(crate) promotion_budget: AtomicUsize,
    /// A number that no other core of the process ever has, but for those of its leases.
    pub(crate) id: u64,
    /// What a callback panicked with inside a collection that is not ours, which may not be unwound through.
    #[cfg(feature = "_observe")]
    pub(crate) deferred: Mutex<Panics>,
    /// Whose frames its values grow old by: `id`, or a number of the `SharedAlloc` that it is a part of.
    #[cfg(feature = "memory_filter")]
    pub(crate) clock: u64,
    /// Arenas for systems that are not in use; closed once the handle is gone.
    idle: Chain<SmartAlloc>,
}

impl Core {
    pub(crate) fn new(engine: Arc<Engine>) -> Self {
        let id = Self::new_number();
        let promotion_budget = engine.config.promotion_budget.unwrap_or(UNLIMITED);
        Self {
            engine,
            aside: Aside::default(),
            last_retained: Arc::default(),
            promotion_budget: AtomicUsize::new(promotion_budget),
            id,
            thread: Arc::new(Account::new()),
            frame: AtomicU64::new(0),
            systems_bytes: AtomicUsize::new(0),
            attend_at: AtomicU64::new(0),
            overruns: AtomicUsize::new(0),
            #[cfg(feature = "_observe")]
            deferred: Mutex::default(),
            #[cfg(feature = "memory_filter")]
            clock: id,
            idle: Chain::new(),
        }
    }

    #[cfg(feature = "memory_filter")]
    pub(crate) fn with_clock(self, clock: u64) -> Self {
        Self { clock, ..self }
    }

    /// A number that no other core or clock of the process ever has.
    pub(crate) fn new_number() -> u64 {
        static LAST: AtomicU64 = AtomicU64::new(0);
        LAST.fetch_add(1, Relaxed) + 1
    }

    /// A core for a lease: its systems and figures are its own, since other threads have leases at the same time; what it
    /// retains has keys of this core, and the limit of this core's thread holds for it too.
    pub(crate) fn kin(&self) -> Self {
        let (thread, last_retained) = (Arc::clone(&self.thread), Arc::clone(&self.last_retained));
        Self {
            thread,
            last_retained,
            id: self.id,
            #[cfg(feature = "memory_filter")]
            clock: self.clock,
            ..Self::new(Arc::clone(&self.engine))
        }
    }

    /// Takes every idle arena at once, as a chain.
    #[inline(always)]
    pub(crate) fn take_chain(&self) -> Option<Box<SmartAlloc>> {
        self.idle.take()
    }

    /// Returns an arena, whose system has closed, to the core it belongs to. Once the handle is gone it is freed instead.
    #[inline]
    pub(crate) fn push(arena: Box<SmartAlloc>) {
        // The arena itself may be what keeps the core alive, so nothing here may hold a reference to the core when the
        // arena changes hands or is freed.
        let idle = NonNull::from(&arena.core.idle);
        // SAFETY: the arena holds a strong count on the core until it is given up.
        unsafe { Chain::push(idle, arena) };
    }

    /// Returns a chain of arenas in the order they have, so that the same system gets the same arena each frame.
    pub(crate) fn put_back(chain: Box<SmartAlloc>) {
        let idle = NonNull::from(&chain.core.idle);
        // SAFETY: as in `push`.
        unsafe { Chain::put_back(idle, chain) };
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
        self.idle.close();
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core").field("frame", &self.frame).finish_non_exhaustive()
    }
}
