//! What the attributes' output names, and nothing else. This module is not part of the public interface: anything in it
//! may change in any release, and the macros crate is pinned to this one's exact version.

use core::num::NonZero;

use crate::text::Text;

pub use crate::frame::region::{SystemRegion, open_region};
pub use crate::frame::system::{SystemGuard, SystemSpec, open};
pub use crate::ledger::account::BudgetPolicy;
pub use crate::ledger::plan::check::{ListCheck, check_is_listed, check_tag_budget, check_total};
pub use crate::ledger::plan::{ClosedTag, IsClosed, IsListed, Itself, ListedIn, Planned, Probe};
pub use crate::thread::barrier::BarrierSignal;
pub use crate::thread::transfer::{Transfer, assert_transfer, receive};
pub use framealloc_macros::__beside as beside;

/// A budget whose amount is a constant expression, in bytes. Evaluated in an item constant. `owner` is whose it is, such
/// as "system `step`".
///
/// The caller is what the compiler shows: without `track_caller` it adds where in this file the evaluation stopped.
///
/// # Panics
/// At compile time, when the budget is 0, negative, or does not fit.
#[must_use]
#[track_caller]
pub const fn checked_budget(owner: &str, amount: i128, unit: i128) -> usize {
    let wrong = match amount.checked_mul(unit) {
        Some(bytes) if bytes > 0 && bytes <= isize::MAX as i128 => return bytes as usize,
        _ if amount == 0 => [
            " is 0, which leaves nothing to allocate",
            "write a larger constant, or a smaller unit: integers are rounded down",
        ],
        _ if amount < 0 => [" is negative", "write a constant that is positive"],
        _ => [" is larger than any memory", "check the unit, `bytes`, `kb` or `mb`"],
    };
    let text = Text::<256>::new().str("the budget of ").str(owner).str(wrong[0]).str(" [FA102]\nhelp: ").str(wrong[1]);
    panic!("{}", text.as_str());
}

/// What a constant for a budget can be, because a cast alone would round a fraction and count `true` as 1.
#[diagnostic::on_unimplemented(
    message = "a budget is a whole number, and this constant is of type `{Self}` [FA102]",
    label = "not a whole number",
    note = "write a constant of an integer type, such as `const SCRATCH_KB: usize = 64;`"
)]
pub trait WholeNumber: Sized {
    /// Never called. A method, because of a function the compiler would show where its bound stands.
    fn whole(self) {}
}

macro_rules! whole_numbers {
    ($($integer:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl WholeNumber for $integer {}
        // Cannot be cast, which the compiler says by itself.
        #[diagnostic::do_not_recommend]
        impl WholeNumber for NonZero<$integer> {}
    )* };
}
whole_numbers!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);

// Neither can this.
#[diagnostic::do_not_recommend]
impl WholeNumber for &str {}

/// What `checked_budget` gives, where a bad amount has been reported: no limit then, so that it is reported once.
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
        let text = Text::<256>::new()
            .str("one allocation of ")
            .bytes(size)
            .str(" is larger than the whole budget of system `")
            .str(system)
            .str("`, ")
            .bytes(budget)
            .str(" [FA302]\nhelp: raise it to `#[budget(")
            .budget(size)
            .str(")]`, or allocate less at once");
        panic!("{}", text.as_str());
    }
}
