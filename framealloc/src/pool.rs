//! Memory that lives longer than a frame: [`heap`] is tracked blocks of the system heap, [`boxed`] the owners that people
//! hold. Nothing here is emptied by a boundary.

pub(crate) mod boxed;
pub(crate) mod heap;
pub(crate) mod owner;
pub(crate) mod raw;

use core::alloc::Layout;
use core::ptr::NonNull;
use std::sync::Arc;

use crate::store::Store;

/// Room for a block of `layout`, or `None` where there is no memory. A zero-sized block takes none.
pub(crate) fn allocate(store: &Arc<Store>, layout: Layout) -> Option<NonNull<u8>> {
    heap::allocate(store, layout)
}

/// Gives a block back, on whichever thread.
///
/// # Safety
/// `block` came from [`allocate`] with this layout, has not been given back, and is not used any more.
pub(crate) unsafe fn release(block: NonNull<u8>, layout: Layout) {
    // SAFETY: the caller's promise.
    unsafe { heap::release(block, layout) };
}

/// The store that a block came from; `None` for a zero-sized one.
///
/// # Safety
/// `block` came from [`allocate`] with this layout and has not been given back.
pub(crate) unsafe fn store_of(block: NonNull<u8>, layout: Layout) -> Option<Arc<Store>> {
    // SAFETY: the caller's promise.
    unsafe { heap::store_of(block, layout) }
}
