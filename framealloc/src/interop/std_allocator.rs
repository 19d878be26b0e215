//! Frame memory and pools for the standard library's own collections, through its `Allocator` trait. Whether the compiler
//! has it, `build.rs` finds out; where it does not, this file is the words that say so. Nothing is allocated here.

#[cfg(framealloc_std_allocator)]
use crate::interop::blocks::FrameBlocks;
#[cfg(framealloc_std_allocator)]
use crate::interop::traits::{frame_allocator, implement_allocator, pool_allocator};

#[cfg(framealloc_std_allocator)]
frame_allocator! {
    /// Allocates from a handle's frame, for `Vec`, `Box`, `VecDeque`, `Rc`, `BTreeMap` and whatever else takes the standard
    /// library's `Allocator`. Made by [`SmartAlloc::std_allocator`](crate::SmartAlloc::std_allocator).
    ///
    /// Growing and shrinking the newest block happens in place; freeing it gives the memory back; everything else waits
    /// for the end of the frame.
    ///
    /// It is there with the feature `nightly` on a compiler that takes `#![feature(allocator_api)]`, and without it once
    /// the trait is stable. `&SmartAlloc` is such an allocator too.
    FrameAllocatorStd, core::alloc,

    /// This handle as an allocator of the standard library; `self`, by reference, is one as well.
    ///
    /// A collection that is refused memory, by a budget or because there is none, does what it does for want of memory: an
    /// infallible method ends the process, a `try_` method returns its error.
    ///
    /// ```
    /// #![cfg_attr(framealloc_allocator_api, feature(allocator_api))]
    /// use framealloc::SmartAlloc;
    /// let mut alloc = SmartAlloc::default();
    /// alloc.begin_frame();
    /// {
    ///     let mut list = Vec::new_in(alloc.std_allocator());
    ///     list.extend(1..=100u32);
    ///     let sum = Box::new_in(list.iter().sum::<u32>(), &alloc);
    ///     assert_eq!(*sum, 5050);
    /// }
    /// assert!(alloc.end_frame().bytes >= 400);
    /// ```
    ///
    /// What is in such a collection cannot outlive the frame either:
    ///
    /// ```compile_fail,E0502
    /// #![cfg_attr(framealloc_allocator_api, feature(allocator_api))]
    /// use framealloc::SmartAlloc;
    /// let mut alloc = SmartAlloc::default();
    /// alloc.begin_frame();
    /// let mut list = Vec::new_in(alloc.std_allocator());
    /// alloc.end_frame();
    /// list.push(7u32); // the frame is over
    /// ```
    std_allocator
}

#[cfg(framealloc_std_allocator)]
implement_allocator!(core::alloc, &crate::SmartAlloc, |this| FrameBlocks::of(this));

#[cfg(framealloc_std_allocator)]
pool_allocator! {
    /// Allocates from an engine's pools, for collections of the standard library that live longer than a frame; as
    /// [`PoolAllocator`](crate::PoolAllocator) in everything else. Made by
    /// [`SmartAlloc::std_pool_allocator`](crate::SmartAlloc::std_pool_allocator).
    PoolAllocatorStd, core::alloc,

    /// This engine's pools as an allocator of the standard library.
    ///
    /// ```
    /// #![cfg_attr(framealloc_allocator_api, feature(allocator_api))]
    /// use framealloc::SmartAlloc;
    /// let alloc = SmartAlloc::default();
    /// let mut queue = Vec::new_in(alloc.std_pool_allocator());
    /// queue.extend(1..=100);
    /// drop(alloc);
    /// assert_eq!(queue.iter().sum::<u32>(), 5050);
    /// ```
    std_pool_allocator
}

// SAFETY: a copied reference: copying cannot unwind, and the copy takes from the same arena, so each may be given what the
// other has handed out.
#[cfg(framealloc_allocator_clone)]
unsafe impl core::alloc::AllocatorClone for FrameAllocatorStd<'_> {}

// SAFETY: as above.
#[cfg(framealloc_allocator_clone)]
unsafe impl core::alloc::AllocatorClone for &crate::SmartAlloc {}

// SAFETY: as above; cloning counts a reference up, which may abort and cannot unwind.
#[cfg(framealloc_allocator_clone)]
unsafe impl core::alloc::AllocatorClone for PoolAllocatorStd {}

/// What a compiler would need for `std_allocator`. Nothing implements it: the method it guards exists to be refused, in
/// these words, so that the feature can be enabled everywhere.
#[cfg(not(framealloc_std_allocator))]
#[diagnostic::on_unimplemented(
    message = "the standard library's `Allocator` trait is not to be had with this compiler and these features",
    label = "needs a nightly compiler and framealloc's feature `nightly`",
    note = "enable the feature `nightly` of framealloc and build with a nightly compiler, or with `RUSTC_BOOTSTRAP=1`",
    note = "on a stable compiler `alloc.allocator()` does the same for the collections of `allocator-api2` and hashbrown"
)]
#[doc(hidden)]
pub trait StdAllocator {}

#[cfg(not(framealloc_std_allocator))]
impl crate::SmartAlloc {
    /// Refused, in words; see `StdAllocator`.
    ///
    /// ```compile_fail,E0277
    /// let alloc = framealloc::SmartAlloc::default();
    /// alloc.std_allocator();
    /// ```
    #[doc(hidden)]
    pub fn std_allocator(&self) -> core::convert::Infallible
    where
        for<'a> Self: StdAllocator,
    {
        unreachable!("nothing implements `StdAllocator`")
    }
}
