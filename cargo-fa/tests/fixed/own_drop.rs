//! A `drop` of the user's own is no remedy: the finding stays, and nothing is edited. A stale suppression is deleted.

use std::mem::forget;

use framealloc::SmartAlloc;

fn drop<T>(value: T) -> T {
    value
}

pub(crate) fn scope(alloc: &SmartAlloc) -> u8 {
    forget(alloc.scope());
    // fa:allow(FA301): there was a loop here
    drop(1)
}
