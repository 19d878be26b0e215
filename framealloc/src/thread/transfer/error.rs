//! The error of a transfer that could not begin: it gives the value back.
#![forbid(unsafe_code)]

use core::fmt;

use crate::error::AllocError;

/// Why a value could not be put on its way, and the value itself, as it was. As with
/// [`SendError`](std::sync::mpsc::SendError), nothing is lost.
///
/// ```
/// use framealloc::{AllocConfig, AllocError, SmartAlloc};
/// fn hand_over(alloc: &SmartAlloc) -> Result<usize, AllocError> {
///     let handle = alloc.try_transfer([1u8; 100])?; // or look at `error.value` first
///     Ok(handle.receive().len())
/// }
/// assert_eq!(hand_over(&SmartAlloc::new(AllocConfig::default())), Ok(100));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TransferError<T> {
    /// What was to be handed over.
    pub value: T,
    /// Why it was not.
    pub error: AllocError,
}

/// Says why, whether or not the value can be printed.
impl<T> fmt::Debug for TransferError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransferError").field("error", &self.error).finish_non_exhaustive()
    }
}

impl<T> fmt::Display for TransferError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the value was not transferred: {}", self.error)
    }
}

impl<T> core::error::Error for TransferError<T> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Drops the value.
impl<T> From<TransferError<T>> for AllocError {
    fn from(refused: TransferError<T>) -> Self {
        refused.error
    }
}
