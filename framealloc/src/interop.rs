//! One file for each foreign interface that frame memory is offered through.

pub(crate) mod allocator_api2;
#[cfg(feature = "bevy")]
pub(crate) mod bevy;
pub(crate) mod pool_allocator;
#[cfg(feature = "tokio")]
pub(crate) mod tokio;
