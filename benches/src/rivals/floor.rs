//! No allocator: the loop and its stores into one fixed place. What any allocator's number holds besides allocating.

use super::{CHUNK, Object, Pool, Post, Promotes, Rival, Unit};
use crate::keep::keep;

pub struct Floor(*mut u8);

impl Rival for Floor {
    fn open() -> Self {
        // Leaked: the process ends with the measurement.
        Self(Vec::leak(vec![0u64; CHUNK / 8]).as_mut_ptr().cast())
    }

    #[inline(always)]
    fn put<T: Copy>(&self, value: T) {
        const { assert!(align_of::<T>() <= 8 && size_of::<T>() <= CHUNK) };
        // SAFETY: the place is aligned to 8 and has `CHUNK` bytes.
        unsafe { self.0.cast::<T>().write(value) };
        keep(self.0);
    }

    #[inline(always)]
    fn copy<T: Copy>(&self, items: &[T]) {
        const { assert!(align_of::<T>() <= 8) };
        // SAFETY: no case copies more than `CHUNK` bytes, and none of its sources is this place.
        unsafe { self.0.cast::<T>().copy_from_nonoverlapping(items.as_ptr(), items.len()) };
        keep(self.0);
    }

    #[inline(always)]
    fn grow(&self, n: usize) {
        for i in 0..n {
            // SAFETY: no case pushes more than `CHUNK / 8` elements.
            unsafe { self.0.cast::<usize>().add(i).write(i) };
            keep(self.0);
        }
    }

    #[inline(always)]
    fn reset(&mut self) {}
}

/// The objects are stored to the fixed place; what stands for one is a number.
impl Pool for Floor {
    type Owned = usize;

    #[inline(always)]
    fn insert(&mut self, object: Object) -> usize {
        self.put(object);
        0
    }

    #[inline(always)]
    fn free(&mut self, _: usize) {}
}

/// The channel alone: what is sent is a reference to one unit, however many are asked for.
impl<const N: usize> Post<N> for Floor {
    type Sent = &'static [Unit<N>];
    type Arrived = &'static [Unit<N>];

    #[inline(always)]
    fn pack(&mut self, _: usize, fill: impl FnOnce(&mut [Unit<N>])) -> Self::Sent {
        const { assert!(N <= CHUNK) };
        // SAFETY: the place is leaked, holds a unit and is aligned for bytes; each message is gone before the next is made.
        let unit = unsafe { &mut *self.0.cast::<Unit<N>>() };
        fill(std::slice::from_mut(unit));
        std::slice::from_ref(unit)
    }

    #[inline(always)]
    fn unpack(sent: Self::Sent) -> Self::Arrived {
        sent
    }
}

impl Promotes for Floor {
    #[inline(always)]
    fn outlive(&mut self, object: Object) {
        self.put(object);
    }
}
