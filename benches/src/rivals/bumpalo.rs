//! bumpalo with either minimum alignment, with its own vector and with that of allocator-api2.

use bumpalo::{Bump, collections::Vec};

use super::{CHUNK, Rival};
use crate::keep::keep;

pub struct Bumpalo<const MIN_ALIGN: usize>(Bump<MIN_ALIGN>);

impl<const MIN_ALIGN: usize> Bumpalo<MIN_ALIGN> {
    fn sized() -> Self {
        Self(Bump::with_min_align_and_capacity(CHUNK))
    }
}

// bumpalo's own vector is tied to the default minimum alignment; with the other one the vector is allocator-api2's.
impl Rival for Bumpalo<1> {
    fn open() -> Self {
        Self::sized()
    }

    #[inline(always)]
    fn put<T: Copy>(&self, value: T) {
        keep(self.0.alloc(value));
    }

    #[inline(always)]
    fn copy<T: Copy>(&self, items: &[T]) {
        keep(self.0.alloc_slice_copy(items));
    }

    #[inline(always)]
    fn grow(&self, n: usize) {
        let mut vec = Vec::new_in(&self.0);
        for i in 0..n {
            vec.push(i);
            keep(vec.as_ptr());
        }
    }

    #[inline(always)]
    fn reset(&mut self) {
        self.0.reset();
    }
}

impl Rival for Bumpalo<8> {
    fn open() -> Self {
        Self::sized()
    }

    #[inline(always)]
    fn put<T: Copy>(&self, value: T) {
        keep(self.0.alloc(value));
    }

    #[inline(always)]
    fn copy<T: Copy>(&self, items: &[T]) {
        keep(self.0.alloc_slice_copy(items));
    }

    #[inline(always)]
    fn grow(&self, n: usize) {
        let mut vec = allocator_api2::vec::Vec::new_in(&self.0);
        for i in 0..n {
            vec.push(i);
            keep(vec.as_ptr());
        }
    }

    #[inline(always)]
    fn reset(&mut self) {
        self.0.reset();
    }
}
