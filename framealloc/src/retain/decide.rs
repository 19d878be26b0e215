//! The decisions of one boundary, value by value: whether the promotion budget and the memory allow what the policy asks
//! for, and where the value stays when they do not. No destructor runs here.

use core::sync::atomic::Ordering::Relaxed;
use std::sync::Arc;
use std::thread::panicking;

use crate::alloc::SmartAlloc;
use crate::error::{AllocError, BudgetExceeded, BudgetScope};
use crate::insight::heap_guard;
use crate::ledger::account::BudgetPolicy;
use crate::retain::ledger::Tally;
use crate::retain::parcel::{Home, Parcel};
use crate::retain::promotions::{Listed, PromotionOutcome};
use crate::retain::retained::{Owed, Ticket};
use crate::store::Store;

/// Where the value waits for the handle's boundary: `None` if nothing is lost without it, an error where no memory is to
/// be had at all. Then it has to go before the arena does; the boundary lists it as refused.
pub(crate) fn set_aside(parcel: Parcel, ticket: Ticket, store: &Arc<Store>) -> Result<Option<Parcel>, Parcel> {
    let home = ticket.policy.home();
    if home.is_none() && !parcel.kind.needs_drop() {
        return Ok(None);
    }
    let parcel = parcel.move_to(home.unwrap_or(Home::Heap), store);
    parcel.or_else(|parcel| parcel.move_to(Home::Heap, store)).map(Some)
}

/// Values whose destructors are to run.
#[derive(Default)]
pub(crate) struct Doomed {
    /// At the next occasion: before their arena is emptied.
    pub(crate) now: Vec<Parcel>,
    /// When the thread does not unwind any more. None of them lies in frame memory.
    pub(crate) wait: Vec<Parcel>,
}

impl Doomed {
    pub(crate) fn add(&mut self, parcel: Parcel, store: &Arc<Store>) {
        if !parcel.kind.needs_drop() {
            return;
        }
        if !panicking() {
            self.now.push(parcel);
            return;
        }
        let _exempt = heap_guard::exempt();
        match if parcel.is_in_frame() { parcel.move_to(Home::Heap, store) } else { Ok(parcel) } {
            Ok(parcel) => self.wait.push(parcel),
            // Better now than never: a panic of this destructor is caught, and lost.
            Err(parcel) => self.now.push(parcel),
        }
    }
}

/// The decisions of one boundary: budgets and counts.
pub(crate) struct Boundary<'a> {
    handle: u64,
    store: &'a Arc<Store>,
    budget: usize,
    policy: BudgetPolicy,
    pub(crate) tally: Tally,
}

impl<'a> Boundary<'a> {
    pub(crate) fn of(alloc: &'a SmartAlloc) -> Self {
        Self {
            handle: alloc.core.id,
            store: alloc.store(),
            budget: alloc.core.promotion_budget.load(Relaxed),
            policy: alloc.engine().policy(),
            tally: Tally::default(),
        }
    }

    pub(crate) fn decide(&mut self, owed: Owed, doomed: &mut Doomed) -> Listed {
        let Owed { ticket, kind, parcel, .. } = owed;
        let (outcome, parcel) = match ticket.policy.home() {
            None => {
                self.tally.discarded += 1;
                if let Some(parcel) = parcel {
                    doomed.add(parcel, self.store);
                }
                (PromotionOutcome::Discarded, None)
            }
            Some(home) => match self.promote(parcel, ticket, kind.layout.size(), home) {
                Ok(parcel) => {
                    #[cfg(feature = "debug")]
                    if let Some(origin) = owed.origin {
                        self.store.leaks.note_promoted(&parcel, origin);
                    }
                    (outcome_of(home), Some(parcel))
                }
                Err((refusal, parcel)) => {
                    self.tally.refused += 1;
                    (PromotionOutcome::Refused(refusal), parcel.and_then(|parcel| self.shelter(parcel, doomed)))
                }
            },
        };
        Listed { handle: self.handle, ticket, kind, outcome, parcel }
    }

    fn promote(
        &mut self,
        parcel: Option<Parcel>,
        ticket: Ticket,
        size: usize,
        home: Home,
    ) -> Result<Parcel, (AllocError, Option<Parcel>)> {
        let no_memory = AllocError::OutOfMemory { tag: ticket.tag, requested: size };
        let Some(parcel) = parcel else { return Err((no_memory, None)) };
        let used = self.tally.promoted_bytes as usize;
        if used.saturating_add(size) > self.budget {
            if self.policy == BudgetPolicy::Fail {
                let scope = BudgetScope::Promotion;
                let refusal = BudgetExceeded { scope, budget: self.budget, used, requested: size, tag: ticket.tag };
                return Err((refusal.into(), Some(parcel)));
            }
            self.tally.overruns = 1;
        }
        let parcel = parcel.move_to(home, self.store).map_err(|parcel| (no_memory, Some(parcel)))?;
        match home {
            Home::Heap => self.tally.to_heap += 1,
            Home::Pool | Home::Frame => self.tally.to_pool += 1,
        }
        self.tally.promoted_bytes += size as u64;
        Ok(parcel)
    }

    /// A place for a refused value: a block of its own on the heap. Where even that is not to be had, the value is
    /// dropped, and stays listed as refused.
    fn shelter(&self, parcel: Parcel, doomed: &mut Doomed) -> Option<Parcel> {
        if !parcel.is_in_frame() {
            return Some(parcel);
        }
        match parcel.move_to(Home::Heap, self.store) {
            Ok(parcel) => Some(parcel),
            Err(parcel) => {
                doomed.now.push(parcel);
                None
            }
        }
    }
}

fn outcome_of(home: Home) -> PromotionOutcome {
    if home == Home::Heap { PromotionOutcome::Heap } else { PromotionOutcome::Pool }
}
