//! blink-alloc, through `put_no_drop` (the one of its verbs that registers no destructor).

use allocator_api2_04::vec::Vec;
use blink_alloc::BlinkAlloc;

use super::{CHUNK, Rival};
use crate::keep::keep;

pub struct Blink(blink_alloc::Blink);

impl Rival for Blink {
    fn open() -> Self {
        Self(blink_alloc::Blink::new_in(BlinkAlloc::with_chunk_size(CHUNK)))
    }

    #[inline(always)]
    fn put<T: Copy>(&self, value: T) {
        keep(self.0.put_no_drop(value));
    }

    #[inline(always)]
    fn copy<T: Copy>(&self, items: &[T]) {
        keep(self.0.copy_slice(items));
    }

    #[inline(always)]
    fn grow(&self, n: usize) {
        let mut vec = Vec::new_in(self.0.allocator());
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
