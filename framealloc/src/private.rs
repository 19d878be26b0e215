//! What the attributes' output names, and nothing else. This module is not part of the public interface: anything in it
//! may change in any release, and the macros crate is pinned to this one's exact version.

pub use crate::frame::region::{SystemRegion, open_region};
pub use crate::frame::system::{SystemGuard, SystemSpec, open};
pub use crate::ledger::account::BudgetPolicy;
pub use crate::thread::barrier::BarrierSignal;
pub use crate::thread::transfer::{Transfer, assert_transfer, receive};

/// A budget whose amount is a constant expression, in bytes. Evaluated in an item constant.
///
/// The caller is what the compiler shows: without `track_caller` it adds where in this file the evaluation stopped.
///
/// # Panics
/// At compile time, when the budget is 0, negative, or does not fit.
#[must_use]
#[track_caller]
pub const fn checked_budget(amount: i128, unit: i128) -> usize {
    assert!(
        amount != 0,
        "a budget of 0 leaves nothing to allocate [FA102]\nhelp: write how much the system may use, or leave out `#[budget]`"
    );
    assert!(amount > 0, "a budget cannot be negative [FA102]\nhelp: write a constant that is positive");
    match amount.checked_mul(unit) {
        Some(bytes) if bytes <= isize::MAX as i128 => bytes as usize,
        _ => panic!(
            "this budget is larger than any memory [FA102]\nhelp: check the unit; leave out `#[budget]` for no limit"
        ),
    }
}

/// The same where a bad amount has been reported: no limit then, so that it is reported once.
#[must_use]
pub const fn budget_or_none(amount: i128, unit: i128) -> usize {
    match amount.checked_mul(unit) {
        Some(bytes) if bytes > 0 && bytes <= isize::MAX as i128 => bytes as usize,
        _ => usize::MAX,
    }
}

/// Refuses one allocation of `size` bytes that a budget of `budget` bytes can never hold. Evaluated in an item constant.
///
/// # Panics
/// At compile time, when it does not fit.
#[track_caller]
pub const fn check_allocation(system: &'static str, size: usize, budget: usize) {
    if size > budget {
        let text = crate::text::Text::<192>::new()
            .str("one allocation of ")
            .bytes(size)
            .str(" is larger than the whole budget of system `")
            .str(system)
            .str("`, ")
            .bytes(budget)
            .str(" [FA302]\nhelp: raise `#[budget]`, or allocate less at once");
        panic!("{}", text.as_str());
    }
}
