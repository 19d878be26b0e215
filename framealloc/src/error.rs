//! What can go wrong when allocating, as typed errors whose words carry tag, budget, use and request.
#![forbid(unsafe_code)]

use core::fmt;

use crate::Bytes;
use crate::ledger::tag::Tag;

/// Why memory was not to be had. The allocator stays usable after any of these.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AllocError {
    /// The size of the value or slice does not fit `isize::MAX` bytes.
    CapacityOverflow,
    /// The system has no more memory, or [`AllocConfig::max_memory`](crate::AllocConfig) is reached.
    OutOfMemory {
        /// The tag in force.
        tag: Tag,
        /// Bytes asked for, padding included.
        requested: usize,
    },
    /// A budget with [`BudgetPolicy::Fail`](crate::BudgetPolicy) refused.
    BudgetExceeded(BudgetExceeded),
}

/// Which budget refused, and by how much.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BudgetExceeded {
    /// The budget that refused.
    pub scope: BudgetScope,
    /// Its size in bytes.
    pub budget: usize,
    /// Bytes of it in use.
    pub used: usize,
    /// Bytes asked for, padding included.
    pub requested: usize,
    /// The tag in force.
    pub tag: Tag,
}

/// What a budget belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BudgetScope {
    /// [`set_tag_budget`](crate::SmartAlloc::set_tag_budget).
    Tag(Tag),
    /// [`set_thread_frame_budget`](crate::SmartAlloc::set_thread_frame_budget).
    Thread,
    /// [`set_global_budget`](crate::SmartAlloc::set_global_budget).
    Global,
    /// [`set_promotion_budget`](crate::SmartAlloc::set_promotion_budget).
    Promotion,
    /// `#[budget(..)]` on the system of this name.
    System(&'static str),
}

impl AllocError {
    /// The one place where an infallible method gives up.
    #[cold]
    #[inline(never)]
    #[track_caller]
    pub(crate) fn raise(&self) -> ! {
        panic!("framealloc: {self}")
    }
}

impl fmt::Display for AllocError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CapacityOverflow => f.write_str("capacity overflow: the value is larger than isize::MAX bytes"),
            Self::OutOfMemory { tag, requested } => {
                write!(f, "out of memory: tag `{tag}` requested {}", Bytes(*requested))
            }
            Self::BudgetExceeded(refusal) => refusal.fmt(f),
        }
    }
}

impl fmt::Display for BudgetExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scope {
            BudgetScope::Tag(_) => write!(f, "the budget of tag `{}` is exceeded", self.tag)?,
            BudgetScope::Thread => f.write_str("the frame budget of this thread is exceeded")?,
            BudgetScope::Global => f.write_str("the global frame budget is exceeded")?,
            BudgetScope::Promotion => f.write_str("the promotion budget of this handle is exceeded")?,
            BudgetScope::System(name) => write!(f, "the #[budget] of system `{name}` is exceeded")?,
        }
        let (budget, used, requested) = (Bytes(self.budget), Bytes(self.used), Bytes(self.requested));
        write!(f, ": tag `{}` requested {requested}, used {used} of a budget of {budget}", self.tag)
    }
}

impl core::error::Error for AllocError {}
impl core::error::Error for BudgetExceeded {}

impl From<BudgetExceeded> for AllocError {
    fn from(refusal: BudgetExceeded) -> Self {
        Self::BudgetExceeded(refusal)
    }
}

/// One implementation behind `try_x` and `x`: what becomes of an error.
pub(crate) trait Outcome {
    type Of<T>;
    fn ok<T>(value: T) -> Self::Of<T>;
    #[track_caller]
    fn err<T>(error: AllocError) -> Self::Of<T>;
}

/// The `try_` methods.
pub(crate) enum Fallible {}

/// The methods that panic.
pub(crate) enum Infallible {}

impl Outcome for Fallible {
    type Of<T> = Result<T, AllocError>;
    #[inline(always)]
    fn ok<T>(value: T) -> Self::Of<T> {
        Ok(value)
    }
    #[inline(always)]
    fn err<T>(error: AllocError) -> Self::Of<T> {
        Err(error)
    }
}

impl Outcome for Infallible {
    type Of<T> = T;
    #[inline(always)]
    fn ok<T>(value: T) -> T {
        value
    }
    #[inline(always)]
    #[track_caller]
    fn err<T>(error: AllocError) -> T {
        error.raise()
    }
}
