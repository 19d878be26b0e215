//! Blocks of the system heap that the engine keeps count of: a header that holds the store, then the value. No lock is
//! taken and no list is kept; the counts are atomics.

use core::alloc::Layout;
use core::mem::ManuallyDrop;
use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::Arc;

use allocator_api2::alloc::{Allocator, Global};

#[cfg(feature = "debug")]
use crate::insight::leaks::{self, registry::Key};
use crate::store::Store;

/// What stands directly before the block: one strong count of the store, as `Arc::into_raw` made it.
type Header = *const Store;

/// Live blocks of the system heap, and their bytes without headers.
#[derive(Debug, Default)]
pub(crate) struct HeapLedger {
    live: AtomicUsize,
    live_bytes: AtomicUsize,
}

impl HeapLedger {
    /// Blocks and bytes in use.
    pub(crate) fn live(&self) -> (usize, usize) {
        (self.live.load(Relaxed), self.live_bytes.load(Relaxed))
    }
}

/// The whole of a block with its header, and where the block begins in it.
fn whole(layout: Layout) -> Option<(Layout, usize)> {
    let (whole, offset) = Layout::new::<Header>().extend(layout).ok()?;
    Some((whole.pad_to_align(), offset))
}

/// Room for a block of `layout`, or `None` where there is no memory. A zero-sized block takes none and is not counted.
pub(crate) fn allocate(store: &Arc<Store>, layout: Layout) -> Option<NonNull<u8>> {
    if layout.size() == 0 {
        return NonNull::new(ptr::without_provenance_mut(layout.align()));
    }
    let (whole, offset) = whole(layout)?;
    let base = Global.allocate(whole).ok()?.cast::<u8>();
    // SAFETY: `offset` is within the block that was just obtained.
    let block = unsafe { base.add(offset) };
    // SAFETY: `offset` is at least the size of a header and a multiple of its alignment, so the header lies within the
    // block, directly before `block`, aligned.
    unsafe { block.cast::<Header>().sub(1).write(Arc::into_raw(Arc::clone(store))) };
    store.heap.live.fetch_add(1, Relaxed);
    store.heap.live_bytes.fetch_add(layout.size(), Relaxed);
    Some(block)
}

/// Room for a `T`; see [`allocate`].
#[inline]
pub(crate) fn allocate_for<T>(store: &Arc<Store>) -> Option<NonNull<u8>> {
    allocate(store, Layout::new::<T>())
}

/// Gives a block back, on whichever thread.
///
/// # Safety
/// `block` came from [`allocate`] with this layout, has not been given back, and is not used any more.
pub(crate) unsafe fn release(block: NonNull<u8>, layout: Layout) {
    let Some((whole, offset)) = whole(layout).filter(|_| layout.size() != 0) else { return };
    // SAFETY: `allocate` wrote the header directly before the block; it is read for the last time here.
    let store = unsafe { Arc::from_raw(block.cast::<Header>().sub(1).read()) };
    #[cfg(feature = "debug")]
    if leaks::registry::anybody_tracks() {
        store.leaks.gone(Key::Block(block.addr().get()));
    }
    store.heap.live.fetch_sub(1, Relaxed);
    store.heap.live_bytes.fetch_sub(layout.size(), Relaxed);
    // SAFETY: `allocate` obtained `whole` at `block - offset` from the same allocator; it is given back once, here.
    unsafe { Global.deallocate(block.sub(offset), whole) };
}

/// The store that a block came from; `None` for a zero-sized one.
///
/// # Safety
/// `block` came from [`allocate`] with this layout and has not been given back.
pub(crate) unsafe fn store_of(block: NonNull<u8>, layout: Layout) -> Option<Arc<Store>> {
    if layout.size() == 0 {
        return None;
    }
    // SAFETY: the header holds a strong count of its own, which stays: the one made here is not dropped.
    let store = ManuallyDrop::new(unsafe { Arc::from_raw(block.cast::<Header>().sub(1).read()) });
    Some(Arc::clone(&store))
}
