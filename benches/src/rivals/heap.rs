//! General allocators: the system's through `Box` and `Vec`, mimalloc through the same types of allocator-api2.
//! Where arenas are the rivals, each value is freed at once, which is a heap's best case: the block is still first in its
//! free list.

use std::{
    alloc::{GlobalAlloc, Layout},
    ptr::NonNull,
};

use allocator_api2::alloc::{AllocError, Allocator};

use super::{Object, Pool, Post, Promotes, Rival, Unit};
use crate::keep::keep;

pub struct Malloc;

impl Rival for Malloc {
    fn open() -> Self {
        Self
    }

    #[inline(always)]
    fn put<T: Copy>(&self, value: T) {
        keep(&*Box::new(value));
    }

    #[inline(always)]
    fn copy<T: Copy>(&self, items: &[T]) {
        keep(&*Box::<[T]>::from(items));
    }

    #[inline(always)]
    fn grow(&self, n: usize) {
        let mut vec = Vec::new();
        for i in 0..n {
            vec.push(i);
            keep(vec.as_ptr());
        }
    }

    #[inline(always)]
    fn reset(&mut self) {}
}

impl Pool for Malloc {
    type Owned = Box<Object>;

    #[inline(always)]
    fn insert(&mut self, object: Object) -> Box<Object> {
        let owned = Box::new(object);
        keep(&*owned);
        owned
    }

    #[inline(always)]
    fn free(&mut self, owned: Box<Object>) {
        drop(owned);
    }
}

impl<const N: usize> Post<N> for Malloc {
    type Sent = allocator_api2::vec::Vec<Unit<N>>;
    type Arrived = Self::Sent;

    #[inline(always)]
    fn pack(&mut self, units: usize, fill: impl FnOnce(&mut [Unit<N>])) -> Self::Sent {
        let mut payload = allocator_api2::vec::Vec::with_capacity(units);
        payload.resize(units, Unit::uninit());
        fill(&mut payload);
        payload
    }

    #[inline(always)]
    fn unpack(sent: Self::Sent) -> Self::Sent {
        sent
    }
}

/// A box in a list that is made anew for each frame.
impl Promotes for Malloc {
    #[inline(always)]
    fn outlive(&mut self, object: Object) {
        let mut list = Vec::new();
        list.push(Box::new(object));
        keep(list.as_ptr());
        keep(&*list.pop().expect("one was just put there"));
    }
}

pub struct Mimalloc;

impl Rival for Mimalloc {
    fn open() -> Self {
        Self
    }

    #[inline(always)]
    fn put<T: Copy>(&self, value: T) {
        keep(&*allocator_api2::boxed::Box::new_in(value, Mi));
    }

    #[inline(always)]
    fn copy<T: Copy>(&self, items: &[T]) {
        // Not `extend_from_slice`: without specialisation it clones item by item.
        let mut block = allocator_api2::boxed::Box::<[T], Mi>::new_uninit_slice_in(items.len(), Mi);
        // SAFETY: the block was made for as many items, and is new.
        unsafe { block.as_mut_ptr().cast::<T>().copy_from_nonoverlapping(items.as_ptr(), items.len()) };
        keep(&*block);
    }

    #[inline(always)]
    fn grow(&self, n: usize) {
        let mut vec = allocator_api2::vec::Vec::new_in(Mi);
        for i in 0..n {
            vec.push(i);
            keep(vec.as_ptr());
        }
    }

    #[inline(always)]
    fn reset(&mut self) {}
}

impl Pool for Mimalloc {
    type Owned = allocator_api2::boxed::Box<Object, Mi>;

    #[inline(always)]
    fn insert(&mut self, object: Object) -> Self::Owned {
        let owned = allocator_api2::boxed::Box::new_in(object, Mi);
        keep(&*owned);
        owned
    }

    #[inline(always)]
    fn free(&mut self, owned: Self::Owned) {
        drop(owned);
    }
}

impl<const N: usize> Post<N> for Mimalloc {
    type Sent = allocator_api2::vec::Vec<Unit<N>, Mi>;
    type Arrived = Self::Sent;

    #[inline(always)]
    fn pack(&mut self, units: usize, fill: impl FnOnce(&mut [Unit<N>])) -> Self::Sent {
        let mut payload = allocator_api2::vec::Vec::with_capacity_in(units, Mi);
        payload.resize(units, Unit::uninit());
        fill(&mut payload);
        payload
    }

    #[inline(always)]
    fn unpack(sent: Self::Sent) -> Self::Sent {
        sent
    }
}

impl Promotes for Mimalloc {
    #[inline(always)]
    fn outlive(&mut self, object: Object) {
        let mut list = allocator_api2::vec::Vec::new_in(Mi);
        list.push(allocator_api2::boxed::Box::new_in(object, Mi));
        keep(list.as_ptr());
        keep(&*list.pop().expect("one was just put there"));
    }
}

/// mimalloc as an allocator for containers. No case allocates a zero-sized layout, so none is handled.
#[derive(Clone, Copy)]
pub struct Mi;

// SAFETY: blocks come from mimalloc and stay valid until given back; every copy of the unit struct is the same heap.
unsafe impl Allocator for Mi {
    #[inline(always)]
    fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
        // SAFETY: `layout` is not zero-sized, see the type's comment.
        let p = unsafe { mimalloc::MiMalloc.alloc(layout) };
        NonNull::new(p).map(|p| NonNull::slice_from_raw_parts(p, layout.size())).ok_or(AllocError)
    }

    #[inline(always)]
    unsafe fn deallocate(&self, p: NonNull<u8>, layout: Layout) {
        // SAFETY: the caller gives back a block of this allocator with the layout it was allocated with.
        unsafe { mimalloc::MiMalloc.dealloc(p.as_ptr(), layout) }
    }

    #[inline(always)]
    unsafe fn grow(&self, p: NonNull<u8>, old: Layout, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
        // SAFETY: as for `deallocate`; the vectors above never change the alignment.
        let p = unsafe { mimalloc::MiMalloc.realloc(p.as_ptr(), old, new.size()) };
        NonNull::new(p).map(|p| NonNull::slice_from_raw_parts(p, new.size())).ok_or(AllocError)
    }
}
