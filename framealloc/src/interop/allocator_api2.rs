//! Frame memory for collections that allocate through the `allocator-api2` crate: one handle type for each version of its
//! trait, since a type that implements two would conflict as soon as some crate unifies them. hashbrown and the collections
//! here take 0.2. Nothing is allocated here.

use crate::interop::traits::frame_allocator;

frame_allocator! {
    /// Allocates from a handle's frame, for collections that take an `allocator-api2` 0.2 allocator. Made by
    /// [`SmartAlloc::allocator`](crate::SmartAlloc::allocator).
    ///
    /// Growing and shrinking the newest block happens in place; freeing it gives the memory back; everything else waits
    /// for the end of the frame.
    FrameAllocator, allocator_api2::alloc,

    /// This handle as an `allocator-api2` 0.2 allocator.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let allocator = alloc.allocator();
    /// assert_eq!(allocator.handle().frame_number(), 0);
    /// ```
    allocator
}

#[cfg(feature = "allocator-api2-03")]
frame_allocator! {
    /// Allocates from a handle's frame, for collections that take an `allocator-api2` **0.3** allocator. Made by
    /// [`SmartAlloc::allocator_03`](crate::SmartAlloc::allocator_03); as [`FrameAllocator`] in everything else.
    FrameAllocator03, allocator_api2_03::alloc,

    /// This handle as an `allocator-api2` 0.3 allocator. Needs the feature `allocator-api2-03`.
    ///
    /// A collection that is refused memory, by a budget or because there is none, does what it does for want of memory:
    /// in that crate, an infallible method ends the process, a `try_` method returns its error.
    ///
    /// ```
    /// use allocator_api2_03::{boxed::Box, vec::Vec};
    /// use framealloc::SmartAlloc;
    /// let mut alloc = SmartAlloc::default();
    /// alloc.begin_frame();
    /// {
    ///     let mut list = Vec::new_in(alloc.allocator_03());
    ///     list.extend(1..=100u32);
    ///     let sum = Box::new_in(list.iter().sum::<u32>(), alloc.allocator_03());
    ///     assert_eq!(*sum, 5050);
    /// }
    /// assert!(alloc.end_frame().bytes >= 400);
    /// ```
    allocator_03
}

#[cfg(feature = "allocator-api2-04")]
frame_allocator! {
    /// Allocates from a handle's frame, for collections that take an `allocator-api2` **0.4** allocator. Made by
    /// [`SmartAlloc::allocator_04`](crate::SmartAlloc::allocator_04); as [`FrameAllocator`] in everything else.
    FrameAllocator04, allocator_api2_04::alloc,

    /// This handle as an `allocator-api2` 0.4 allocator. Needs the feature `allocator-api2-04`.
    ///
    /// A collection that is refused memory, by a budget or because there is none, does what it does for want of memory:
    /// in that crate, an infallible method ends the process, a `try_` method returns its error.
    ///
    /// ```
    /// use allocator_api2_04::{boxed::Box, vec::Vec};
    /// use framealloc::SmartAlloc;
    /// let mut alloc = SmartAlloc::default();
    /// alloc.begin_frame();
    /// {
    ///     let mut list = Vec::new_in(alloc.allocator_04());
    ///     list.extend(1..=100u32);
    ///     let sum = Box::new_in(list.iter().sum::<u32>(), alloc.allocator_04());
    ///     assert_eq!(*sum, 5050);
    /// }
    /// assert!(alloc.end_frame().bytes >= 400);
    /// ```
    allocator_04
}
