//! Memory that lives longer than a frame. Nothing here is emptied by a boundary.
//!
//! ```text
//! boxed    PoolBox, HeapBox: who drops what
//! (here)   the doors: a block for a layout, from a page or from the heap
//! class    which size of slot holds a layout
//! local    one thread's pages in one engine: lists that only it touches
//! remote   the word through which other threads give slots back; how a page changes hands
//! page     a chunk cut into slots
//! central  what all threads share: the list of pages, pages without owner
//! stats    what a report says of all this
//! heap     tracked blocks of the system heap, for what no slot holds
//! ```

pub(crate) mod boxed;
pub(crate) mod central;
pub(crate) mod class;
pub(crate) mod heap;
pub(crate) mod local;
#[cfg(all(test, loom))]
mod models;
pub(crate) mod owner;
pub(crate) mod page;
pub(crate) mod raw;
pub(crate) mod remote;
pub(crate) mod stats;

use core::alloc::Layout;
use core::ptr::{self, NonNull};
use std::sync::Arc;

use self::page::Page;
#[cfg(feature = "debug")]
use crate::insight::leaks::{self, registry::Key};
use crate::insight::poison;
use crate::store::Store;

/// Room for a block of `layout`, or `None` where there is no memory. A zero-sized block takes none.
#[inline]
pub(crate) fn allocate(store: &Arc<Store>, layout: Layout) -> Option<NonNull<u8>> {
    if layout.size() == 0 {
        return NonNull::new(ptr::without_provenance_mut(layout.align()));
    }
    if !class::is_pooled(layout) {
        return heap::allocate(store, layout);
    }
    lend(store, layout, class::of(layout))
}

/// Room for a `T`: as [`allocate`], with everything about the layout known beforehand.
#[inline(always)]
pub(crate) fn allocate_for<T>(store: &Arc<Store>) -> Option<NonNull<u8>> {
    let layout = Layout::new::<T>();
    if layout.size() == 0 {
        return Some(NonNull::<T>::dangling().cast());
    }
    if !class::is_pooled(layout) {
        return heap::allocate(store, layout);
    }
    lend(store, layout, const { class::of(Layout::new::<T>()) })
}

#[inline(always)]
fn lend(store: &Arc<Store>, layout: Layout, class: usize) -> Option<NonNull<u8>> {
    let slot = local::pop(store, class)?;
    poison::live(slot.as_ptr(), layout.size());
    Some(slot)
}

/// Gives a block back, on whichever thread.
///
/// # Safety
/// `block` came from [`allocate`] or [`allocate_for`] with this layout, has not been given back, and is not used any more.
#[inline(always)]
pub(crate) unsafe fn release(block: NonNull<u8>, layout: Layout) {
    if layout.size() == 0 {
        return;
    }
    if !class::is_pooled(layout) {
        // SAFETY: the caller's promise: such blocks come from the heap.
        return unsafe { heap::release(block, layout) };
    }
    // SAFETY: the caller's promise: all others are slots.
    unsafe { release_slot(block, layout.size()) };
}

/// [`release`] for a layout that some class holds.
///
/// # Safety
/// As for `release`; `size` is that of the layout, more than 0 and at most [`class::LARGEST`], and its alignment is at most
/// [`class::MAX_ALIGN`].
#[inline(always)]
pub(crate) unsafe fn release_slot(block: NonNull<u8>, size: usize) {
    #[cfg(feature = "debug")]
    if leaks::registry::anybody_tracks() {
        // SAFETY: the caller's promise: the page exists while the slot is lent out.
        let store = unsafe { Page::store_of(Page::of(block)) };
        store.leaks.gone(Key::Block(block.addr().get()));
    }
    // A slot that is free is nobody's to read. Its link is the runtime's own affair.
    poison::stale(block.as_ptr(), size);
    // SAFETY: the caller's promise.
    unsafe { local::push(block) };
}

/// The store that a block came from; `None` for a zero-sized one.
///
/// # Safety
/// `block` came from [`allocate`] or [`allocate_for`] with this layout and has not been given back.
pub(crate) unsafe fn store_of(block: NonNull<u8>, layout: Layout) -> Option<Arc<Store>> {
    if layout.size() == 0 {
        return None;
    }
    if !class::is_pooled(layout) {
        // SAFETY: the caller's promise.
        return unsafe { heap::store_of(block, layout) };
    }
    // SAFETY: the caller's promise: the page exists while the slot is lent out, and its store never changes.
    Some(unsafe { Page::store_of(Page::of(block)) })
}
