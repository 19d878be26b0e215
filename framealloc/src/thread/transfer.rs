//! Values on their way to another thread: [`send`] puts them there, [`handle`] is what travels, [`received`] the value as
//! it arrives, and [`ledger`] counts both. No channel lives here (any channel will do), and nothing that travels borrows
//! from a frame or from a `SmartAlloc`.

pub(crate) mod elements;
pub(crate) mod error;
pub(crate) mod handle;
pub(crate) mod ledger;
mod parcel;
pub(crate) mod received;
pub(crate) mod send;

pub use self::elements::ReceivedElements;
pub use self::error::TransferError;
pub use self::handle::{Transfer, TransferHandle, assert_transfer, receive};
pub(crate) use self::ledger::TransferLedger;
pub use self::ledger::TransferStats;
pub use self::received::Received;
