//! The pools for collections that allocate through the `allocator-api2` crate and outlive their frame: one handle type for
//! each version of its trait, as for frame memory next door. Nothing is allocated here.

#[cfg(feature = "tokio")]
use std::sync::Arc;

#[cfg(feature = "tokio")]
use crate::interop::pool_blocks::PoolBlocks;
use crate::interop::traits::pool_allocator;
#[cfg(feature = "tokio")]
use crate::store::Store;

pool_allocator! {
    /// Allocates from an engine's pools, for collections that take an `allocator-api2` 0.2 allocator and live longer than
    /// a frame. Made by [`SmartAlloc::pool_allocator`](crate::SmartAlloc::pool_allocator).
    ///
    /// It may be cloned, sent and shared, and it outlives every handle. What no slot holds comes from the system heap.
    PoolAllocator, allocator_api2::alloc,

    /// This engine's pools as an `allocator-api2` 0.2 allocator.
    ///
    /// ```
    /// use allocator_api2::vec::Vec;
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let mut queue = Vec::new_in(alloc.pool_allocator());
    /// queue.extend(1..=100);
    /// drop(alloc);
    /// assert_eq!(queue.iter().sum::<u32>(), 5050);
    /// ```
    pool_allocator
}

#[cfg(feature = "tokio")]
impl PoolAllocator {
    #[cfg_attr(feature = "debug", track_caller)]
    pub(crate) fn of(store: &Arc<Store>) -> Self {
        Self { blocks: PoolBlocks::of(store) }
    }
}

#[cfg(feature = "allocator-api2-03")]
pool_allocator! {
    /// Allocates from an engine's pools, for collections that take an `allocator-api2` **0.3** allocator; as
    /// [`PoolAllocator`] in everything else. Made by
    /// [`SmartAlloc::pool_allocator_03`](crate::SmartAlloc::pool_allocator_03).
    PoolAllocator03, allocator_api2_03::alloc,

    /// This engine's pools as an `allocator-api2` 0.3 allocator. Needs the feature `allocator-api2-03`.
    ///
    /// ```
    /// use allocator_api2_03::vec::Vec;
    /// use framealloc::SmartAlloc;
    /// let alloc = SmartAlloc::default();
    /// let mut queue = Vec::new_in(alloc.pool_allocator_03());
    /// queue.extend(1..=100);
    /// drop(alloc);
    /// assert_eq!(queue.iter().sum::<u32>(), 5050);
    /// ```
    pool_allocator_03
}

#[cfg(feature = "allocator-api2-04")]
pool_allocator! {
    /// Allocates from an engine's pools, for collections that take an `allocator-api2` **0.4** allocator; as
    /// [`PoolAllocator`] in everything else. Made by
    /// [`SmartAlloc::pool_allocator_04`](crate::SmartAlloc::pool_allocator_04).
    PoolAllocator04, allocator_api2_04::alloc,

    /// This engine's pools as an `allocator-api2` 0.4 allocator. Needs the feature `allocator-api2-04`.
    ///
    /// ```
    /// use allocator_api2_04::vec::Vec;
    /// use framealloc::SmartAlloc;
    /// let alloc = SmartAlloc::default();
    /// let mut queue = Vec::new_in(alloc.pool_allocator_04());
    /// queue.extend(1..=100);
    /// drop(alloc);
    /// assert_eq!(queue.iter().sum::<u32>(), 5050);
    /// ```
    pool_allocator_04
}
