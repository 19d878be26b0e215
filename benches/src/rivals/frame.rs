//! framealloc itself, with the accounting that cannot be switched off and no option of its own.

use framealloc::{AllocConfig, SmartAlloc};

use super::{CHUNK, Rival, Scoped};
use crate::keep::keep;

pub struct Frame(pub SmartAlloc);

impl Rival for Frame {
    fn open() -> Self {
        let mut alloc = SmartAlloc::new(AllocConfig::default().frame_arena_size(CHUNK));
        alloc.begin_frame();
        Self(alloc)
    }

    #[inline(always)]
    fn put<T: Copy>(&self, value: T) {
        keep(self.0.frame_alloc(value));
    }

    #[inline(always)]
    fn copy<T: Copy>(&self, items: &[T]) {
        keep(self.0.frame_slice_copy(items));
    }

    #[inline(always)]
    fn grow(&self, n: usize) {
        let mut vec = self.0.frame_vec();
        for i in 0..n {
            vec.push(i);
            keep(vec.as_ptr());
        }
    }

    /// The boundary between two frames: `begin_frame` ends the one that is open.
    #[inline(always)]
    fn reset(&mut self) {
        self.0.begin_frame();
    }
}

impl Scoped for Frame {
    #[inline(always)]
    fn scope(&mut self) {
        keep(&*self.0.scope());
    }

    #[inline(always)]
    fn scope_put<T: Copy>(&mut self, value: T) {
        keep(self.0.scope().frame_alloc(value));
    }
}
