//! One file for each foreign interface that frame memory is offered through, and what they share.

pub(crate) mod allocator_api2;
#[cfg(feature = "bevy")]
pub(crate) mod bevy;
pub(crate) mod blocks;
pub(crate) mod pool_allocator;
pub(crate) mod pool_blocks;
#[cfg(feature = "rayon")]
pub(crate) mod rayon;
pub(crate) mod std_allocator;
#[cfg(feature = "tokio")]
pub(crate) mod tokio;
pub(crate) mod traits;
