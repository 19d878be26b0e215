//! What `build.rs` compiles, and no part of the crate: everything that `src/interop/std_allocator.rs` asks of the trait, in
//! the same words. If this compiles, so does that.
#![no_std]
#![cfg_attr(probe_gated, feature(allocator_api))]

use core::alloc::{AllocError, Allocator, Layout};
use core::ptr::NonNull;

#[derive(Clone, Copy)]
pub struct Handle<'a>(pub &'a Owner);

pub struct Owner;

macro_rules! implement {
    ($Handle:ty) => {
        // SAFETY: nothing is ever handed out.
        unsafe impl Allocator for $Handle {
            fn allocate(&self, _: Layout) -> Result<NonNull<[u8]>, AllocError> {
                Err(AllocError)
            }

            unsafe fn deallocate(&self, _: NonNull<u8>, _: Layout) {}

            unsafe fn grow(&self, _: NonNull<u8>, _: Layout, _: Layout) -> Result<NonNull<[u8]>, AllocError> {
                Err(AllocError)
            }

            unsafe fn grow_zeroed(&self, _: NonNull<u8>, _: Layout, _: Layout) -> Result<NonNull<[u8]>, AllocError> {
                Err(AllocError)
            }

            unsafe fn shrink(&self, _: NonNull<u8>, _: Layout, _: Layout) -> Result<NonNull<[u8]>, AllocError> {
                Err(AllocError)
            }
        }
    };
}
implement!(Handle<'_>);
implement!(&Owner);

// SAFETY: as above.
#[cfg(probe_clone)]
unsafe impl core::alloc::AllocatorClone for Handle<'_> {}

// SAFETY: as above.
#[cfg(probe_clone)]
unsafe impl core::alloc::AllocatorClone for &Owner {}
