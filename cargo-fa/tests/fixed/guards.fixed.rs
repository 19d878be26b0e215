//! What `--fix` edits: guards that are forgotten, and suppressions that silence nothing.

use std::mem;

use framealloc::SmartAlloc;

pub(crate) fn forgotten(alloc: &SmartAlloc) {
    let scope = alloc.scope();
    scope.frame_alloc(1u8);
    mem::drop(scope);
}

pub(crate) fn by_its_full_path(alloc: &mut SmartAlloc) {
    let frame = alloc.frame();
    std::mem::drop(frame);
}

pub(crate) fn unused(alloc: &SmartAlloc) -> u8 {
    *alloc.frame_alloc(1)
}

/// A bare name is replaced where `drop` is that of the standard library.
pub(crate) mod bare {
    use std::mem::forget;

    use framealloc::SmartAlloc;

    pub(crate) fn scope(alloc: &SmartAlloc) {
        drop(alloc.scope());
    }
}
