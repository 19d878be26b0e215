//! bump-scope: all four combinations of direction and minimum alignment, without claims (which it does not need here).

use bump_scope::{
    Bump, BumpVec,
    alloc::Global,
    settings::{BumpSettings, MinimumAlignment, SupportedMinimumAlignment},
};

use super::{CHUNK, Rival, Scoped};
use crate::keep::keep;

pub struct BumpScope<const MIN_ALIGN: usize, const UP: bool>(
    Bump<Global, BumpSettings<MIN_ALIGN, UP, /* GUARANTEED_ALLOCATED */ true, /* CLAIMABLE */ false>>,
)
where
    MinimumAlignment<MIN_ALIGN>: SupportedMinimumAlignment;

impl<const MIN_ALIGN: usize, const UP: bool> Rival for BumpScope<MIN_ALIGN, UP>
where
    MinimumAlignment<MIN_ALIGN>: SupportedMinimumAlignment,
{
    fn open() -> Self {
        Self(Bump::with_size(CHUNK))
    }

    #[inline(always)]
    fn put<T: Copy>(&self, value: T) {
        keep(self.0.alloc(value).into_raw().as_ptr());
    }

    #[inline(always)]
    fn copy<T: Copy>(&self, items: &[T]) {
        keep(self.0.alloc_slice_copy(items).into_raw().as_ptr());
    }

    #[inline(always)]
    fn grow(&self, n: usize) {
        let mut vec = BumpVec::new_in(&self.0);
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

impl<const MIN_ALIGN: usize, const UP: bool> Scoped for BumpScope<MIN_ALIGN, UP>
where
    MinimumAlignment<MIN_ALIGN>: SupportedMinimumAlignment,
{
    #[inline(always)]
    fn scope(&mut self) {
        let mut guard = self.0.scope_guard();
        keep(guard.scope());
    }

    #[inline(always)]
    fn scope_put<T: Copy>(&mut self, value: T) {
        keep(self.0.scope_guard().scope().alloc(value).into_raw().as_ptr());
    }
}
