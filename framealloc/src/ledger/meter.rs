//! The meter of one arena: which accounts its open interval draws on, how many bytes it holds on lease from them, and what
//! it must release when it is emptied. It knows bytes and accounts, not addresses.
//!
//! An interval is *unarmed* until its first cold path: then [`Meter::arm`] looks up its accounts. A lease is reserved in
//! every limited account at once, so one number describes it.
#![forbid(unsafe_code)]

use std::sync::Arc;

use crate::error::{BudgetExceeded, BudgetScope};
use crate::ledger::account::{Account, BudgetPolicy, UNLIMITED};
use crate::ledger::tag::Tag;

#[derive(Debug)]
struct Link {
    account: Arc<Account>,
    scope: BudgetScope,
    /// Overrides the engine's policy.
    policy: Option<BudgetPolicy>,
    /// The open interval draws on it.
    active: bool,
    /// The open interval's bytes are reserved in it beforehand.
    leased: bool,
    /// Settled bytes to release when the arena is emptied.
    used: usize,
    /// Reserved during one call of `ensure`, until all accounts have answered.
    pending: usize,
}

/// The fixed links; tags follow them.
const THREAD: usize = 0;
const GLOBAL: usize = 1;
const OWN: usize = 2;

#[derive(Debug)]
pub(crate) struct Meter {
    links: Vec<Link>,
    /// The `#[budget]`s of the systems around this arena's, released and forgotten with each lease.
    inherited: Vec<Link>,
    /// Accounts of ended bounds, to be used again.
    spare: Vec<Arc<Account>>,
    /// The index in `links` of each tag.
    tags: Vec<Option<usize>>,
    /// Bytes reserved for the open interval, or [`UNLIMITED`].
    lease: usize,
    armed: bool,
    /// What `ensure` let pass under `Warn`, until somebody asks.
    #[cfg(feature = "_observe")]
    passed: Option<BudgetExceeded>,
    /// What refused last had refused in that frame before.
    #[cfg(feature = "_observe")]
    again: bool,
}

/// What a cold path needs to know of the engine.
#[derive(Clone, Copy)]
pub(crate) struct Terms {
    pub(crate) tag: Tag,
    pub(crate) frame: u64,
    pub(crate) policy: BudgetPolicy,
}

impl Link {
    fn new(account: Arc<Account>, scope: BudgetScope) -> Self {
        Self { account, scope, policy: None, active: false, leased: false, used: 0, pending: 0 }
    }

    /// The same budget, for another arena.
    fn inherited(&self) -> Self {
        Self { policy: self.policy, active: true, ..Self::new(Arc::clone(&self.account), self.scope) }
    }
}

/// The `#[budget]`s around an arena, for arenas that are opened inside it on other threads.
#[derive(Debug, Default)]
pub(crate) struct Bounds(Vec<Link>);

impl Bounds {
    /// Keeps the room.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

impl Meter {
    pub(crate) fn new(thread: Arc<Account>, global: Arc<Account>) -> Self {
        let own = Link::new(Arc::new(Account::new()), BudgetScope::System(""));
        let links = vec![Link::new(thread, BudgetScope::Thread), Link::new(global, BudgetScope::Global), own];
        Self {
            links,
            inherited: Vec::new(),
            spare: Vec::new(),
            tags: Vec::new(),
            lease: UNLIMITED,
            armed: false,
            #[cfg(feature = "_observe")]
            passed: None,
            #[cfg(feature = "_observe")]
            again: false,
        }
    }

    /// The bytes the open interval may reach.
    pub(crate) fn lease(&self) -> usize {
        self.lease
    }

    pub(crate) fn is_armed(&self) -> bool {
        self.armed
    }

    /// Gives a fresh lease of the arena a budget of its own, all of it on lease at once.
    #[inline]
    pub(crate) fn own_budget(&mut self, system: &'static str, bytes: usize, policy: Option<BudgetPolicy>) {
        let own = &mut self.links[OWN];
        if Arc::get_mut(&mut own.account).is_none() {
            // A scope that was forgotten still draws on the account of an earlier call.
            own.account = Arc::new(Account::new());
        }
        own.account.restart(bytes, bytes);
        own.scope = BudgetScope::System(system);
        own.policy = policy;
        own.active = true;
        own.leased = true;
        self.lease = bytes;
        self.armed = false;
    }

    /// Puts the budget of a system that runs on this very arena in force; `pop_bound` ends it.
    pub(crate) fn push_bound(&mut self, system: &'static str, bytes: usize, policy: Option<BudgetPolicy>) {
        let account = self.spare.pop().unwrap_or_else(|| Arc::new(Account::new()));
        account.restart(bytes, 0);
        let mut link = Link::new(account, BudgetScope::System(system));
        link.policy = policy;
        link.active = true;
        self.inherited.push(link);
    }

    /// Ends the budget put in force last, and returns how often it was overrun. The interval must have been settled.
    pub(crate) fn pop_bound(&mut self) -> u64 {
        self.surrender();
        let Some(link) = self.inherited.pop() else { return 0 };
        let overruns = link.account.take_overruns();
        if Arc::strong_count(&link.account) == 1 {
            // Kept, so that a system that runs each frame does not allocate for its budget.
            self.spare.push(link.account);
        }
        overruns
    }

    /// Takes over the budgets of the systems around, for an arena opened inside `parent`'s.
    pub(crate) fn inherit(&mut self, parent: &Self) {
        self.inherited.extend(parent.bounding().map(Link::inherited));
        self.armed = false;
    }

    /// The budgets that an arena opened inside this one takes over.
    fn bounding(&self) -> impl Iterator<Item = &Link> {
        self.inherited.iter().chain(self.links[OWN].active.then_some(&self.links[OWN]))
    }

    /// Writes them down, for arenas that are opened on other threads.
    pub(crate) fn bounds(&self, into: &mut Bounds) {
        into.0.extend(self.bounding().map(Link::inherited));
    }

    /// Takes them over.
    pub(crate) fn inherit_bounds(&mut self, bounds: &Bounds) {
        self.inherited.extend(bounds.0.iter().map(Link::inherited));
        self.armed = false;
    }

    /// Finds the accounts of the open interval, settles what it holds so far, and starts it anew with nothing on lease.
    pub(crate) fn arm(&mut self, tag: Tag, live: usize, high: usize, account: impl FnOnce() -> Arc<Account>) {
        let tag = self.tag_link(tag, account);
        for (index, link) in self.links.iter_mut().enumerate() {
            // Only a budget of its own can have been on lease before this: see `own_budget`.
            if index != OWN {
                link.active = index == THREAD || index == GLOBAL || index == tag;
                link.leased = false;
            }
        }
        for link in &mut self.inherited {
            link.leased = false;
        }
        self.settle(live, high);
        self.surrender();
        let mut limited = false;
        for link in self.active_mut() {
            link.leased = link.account.limit() != UNLIMITED;
            limited |= link.leased;
        }
        self.lease = if limited { 0 } else { UNLIMITED };
        self.armed = true;
    }

    fn tag_link(&mut self, tag: Tag, account: impl FnOnce() -> Arc<Account>) -> usize {
        if self.tags.len() <= tag.index() {
            self.tags.resize(tag.index() + 1, None);
        }
        *self.tags[tag.index()].get_or_insert_with(|| {
            self.links.push(Link::new(account(), BudgetScope::Tag(tag)));
            self.links.len() - 1
        })
    }

    /// Forgets the accounts of the open interval, which must have been settled: the tag changes, or a budget did.
    pub(crate) fn disarm(&mut self) {
        self.surrender();
        self.armed = false;
    }

    fn active(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().chain(&self.inherited).filter(|link| link.active)
    }

    fn active_mut(&mut self) -> impl Iterator<Item = &mut Link> {
        self.links.iter_mut().chain(&mut self.inherited).filter(|link| link.active)
    }

    /// Moves `live` bytes of the open interval from leased to used; `high` is the most it held.
    pub(crate) fn settle(&mut self, live: usize, high: usize) {
        for link in self.active_mut() {
            link.account.settle(live, high, link.leased);
            link.used += live;
        }
        if self.lease != UNLIMITED {
            self.lease = self.lease.saturating_sub(live);
        }
    }

    /// Gives back what is on lease and not used. The open interval must hold nothing.
    fn surrender(&mut self) {
        if self.lease == UNLIMITED || self.lease == 0 {
            return;
        }
        let lease = self.lease;
        for link in self.active_mut().filter(|link| link.leased) {
            link.account.give_back(lease);
        }
        self.lease = 0;
    }

    /// Makes room on the lease for `advance` bytes beyond the `live` ones, or says which budget refuses. Returns whether
    /// an overrun was recorded for the first time in this frame.
    pub(crate) fn ensure(&mut self, live: usize, advance: usize, terms: Terms) -> Result<bool, BudgetExceeded> {
        let bytes = live.saturating_add(advance);
        if bytes <= self.lease {
            return Ok(false);
        }
        let more = bytes - self.lease;
        let unused = self.lease.saturating_sub(live);
        let mut grant = usize::MAX;
        let mut overrun = false;
        let mut refused = None;
        #[cfg(feature = "_observe")]
        let (mut passed, mut again) = (None, false);
        for link in self.active_mut().filter(|link| link.leased) {
            link.pending = match (link.account.reserve(more), link.policy.unwrap_or(terms.policy)) {
                (Ok(got), _) => got,
                (Err(_left), BudgetPolicy::Warn) => {
                    let first = link.account.overrun(more, terms.frame);
                    #[cfg(feature = "_observe")]
                    if first {
                        passed = Some(link.account.refusal(link.scope, terms.tag, advance, _left + unused));
                    }
                    overrun |= first;
                    more
                }
                (Err(left), BudgetPolicy::Fail) => {
                    let _first = link.account.note_overrun(terms.frame);
                    #[cfg(feature = "_observe")]
                    {
                        again = !_first;
                    }
                    refused = Some(link.account.refusal(link.scope, terms.tag, advance, left + unused));
                    break;
                }
            };
            grant = grant.min(link.pending);
        }
        // Every account keeps the same lease: the smallest grant, or nothing when one refused.
        let keep = if refused.is_some() { 0 } else { grant };
        for link in self.active_mut() {
            let got = core::mem::take(&mut link.pending);
            link.account.give_back(got.saturating_sub(keep));
        }
        #[cfg(feature = "_observe")]
        {
            self.again = again;
            if passed.is_some() {
                self.passed = passed;
            }
        }
        match refused {
            Some(refusal) => Err(refusal),
            None => {
                self.lease += keep;
                Ok(overrun)
            }
        }
    }

    /// Releases everything: the arena is empty and its lease, if it is one, ends.
    pub(crate) fn release(&mut self) {
        self.surrender();
        for link in &mut self.links {
            if link.used > 0 {
                link.account.release(core::mem::take(&mut link.used));
            }
            link.active = false;
            link.leased = false;
        }
        for link in self.inherited.drain(..) {
            link.account.release(link.used);
        }
        self.lease = UNLIMITED;
        self.armed = false;
    }

    /// The overrun that was let pass since the last time this was asked.
    #[cfg(feature = "_observe")]
    pub(crate) fn take_passed(&mut self) -> Option<BudgetExceeded> {
        self.passed.take()
    }

    /// Whether the budget that refused last had been exceeded in its frame before.
    #[cfg(feature = "_observe")]
    pub(crate) fn refused_again(&self) -> bool {
        self.again
    }

    /// Whether `take_passed` has something.
    #[cfg(feature = "_observe")]
    pub(crate) fn has_news(&self) -> bool {
        self.passed.is_some()
    }

    /// How often the arena's own budget was overrun since the last time.
    pub(crate) fn take_own_overruns(&self) -> u64 {
        self.links[OWN].account.take_overruns()
    }

    /// The least that any active budget still has for this arena, its own lease included, beyond `live` bytes.
    pub(crate) fn remaining(&self, live: usize) -> Option<usize> {
        let lease = if self.lease == UNLIMITED { 0 } else { self.lease };
        let left = |link: &Link| link.account.left() + if link.leased { lease.saturating_sub(live) } else { 0 };
        self.active().filter(|link| link.account.limit() != UNLIMITED).map(left).min()
    }
}
