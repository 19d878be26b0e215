//! A stack of boxed nodes that is only ever taken whole, so that no node is popped twice, and that can be closed: from
//! then on what comes back is freed. What the nodes are, and what they mean, is their owner's business.

use core::ptr::{self, NonNull};

use super::model::AtomicPtr;
use super::model::Ordering::{AcqRel, Acquire, Relaxed, Release};

/// What can hang in a [`Chain`].
///
/// # Safety
/// `next` returns what `set_next` stored last, and null before. While a node hangs in a chain, or belongs to whoever has
/// taken it from one, only this file's functions call `set_next`.
pub(crate) unsafe trait Linked: Sized {
    fn next(&self) -> *mut Self;
    fn set_next(&self, next: *mut Self);

    /// Takes what hangs behind this node.
    fn take_next(&self) -> Option<Box<Self>> {
        let next = self.next();
        self.set_next(ptr::null_mut());
        // SAFETY: invariant 1 of `Chain`: who holds this node owns the chain behind it, and it was taken out.
        (!next.is_null()).then(|| unsafe { Box::from_raw(next) })
    }
}

/// The stack.
//
// # Invariants
// 1. A node's link is null or the head of a chain that the node owns; each node of it was made by `Box::into_raw`.
// 2. `head` is null, the mark, or the head of a chain that the stack owns. A chain leaves it by `swap` only, as a whole.
//    So an exchange that finds the head it expects may link to it, whatever happened in between: what hangs behind a head
//    is that head's own (there is no ABA), whichever threads take part.
// 3. Once it has held the mark, it holds it whenever no call is under way.
pub(crate) struct Chain<T> {
    head: AtomicPtr<T>,
}

/// The mark in `head` that the chain is closed: not null, and no node's address.
const fn closed<T>() -> *mut T {
    const { assert!(size_of::<T>() > 0, "a box of nothing has the mark for its address") };
    ptr::without_provenance_mut(align_of::<T>())
}

impl<T: Linked> Chain<T> {
    pub(crate) fn new() -> Self {
        Self { head: AtomicPtr::new(ptr::null_mut()) }
    }

    /// Takes every node at once, as a chain.
    #[inline(always)]
    pub(crate) fn take(&self) -> Option<Box<T>> {
        let head = self.head.swap(ptr::null_mut(), Acquire);
        // Null and the mark are the two lowest addresses that can be stored, so one comparison tells both.
        if head.addr() <= closed::<T>().addr() {
            return self.nothing_there(head);
        }
        // SAFETY: invariant 2, and the swap took the chain out, so this is its only owner.
        Some(unsafe { Box::from_raw(head) })
    }

    #[cold]
    #[inline(never)]
    fn nothing_there(&self, head: *mut T) -> Option<Box<T>> {
        if !head.is_null() {
            // The swap has wiped out the mark: set it again, and free what came back meanwhile.
            self.close();
        }
        None
    }

    /// Gives one node to the chain, or frees it if the chain is closed.
    ///
    /// # Safety
    /// `this` is a live chain, and stays so until the node is given up: the node itself may be what keeps it alive.
    #[inline(always)]
    pub(crate) unsafe fn push(this: NonNull<Self>, node: Box<T>) {
        let node = Box::into_raw(node);
        // SAFETY: the node is owned here, and is both ends of what is given up; the rest is the caller's promise.
        unsafe { Self::splice(this, node, node) };
    }

    /// Gives a whole chain, in the order that it has, or frees it if this one is closed.
    ///
    /// # Safety
    /// As for [`push`](Self::push).
    pub(crate) unsafe fn put_back(this: NonNull<Self>, chain: Box<T>) {
        let head = Box::into_raw(chain);
        let mut tail = head;
        // SAFETY: invariant 1: a chain that is owned here.
        while let Some(next) = NonNull::new(unsafe { &*tail }.next()) {
            tail = next.as_ptr();
        }
        // SAFETY: the nodes from `head` to `tail` are owned here; the rest is the caller's promise.
        unsafe { Self::splice(this, head, tail) };
    }

    /// Gives up the nodes from `head` to `tail`: to the chain, or to be freed.
    ///
    /// # Safety
    /// The nodes were made by `Box::into_raw`, and the caller owns them and gives them up. `this` lives until then.
    #[inline(always)]
    unsafe fn splice(this: NonNull<Self>, head: *mut T, tail: *mut T) {
        // No reference to the chain may be held here when the nodes change hands or are freed.
        // SAFETY: the caller keeps the chain alive until the exchange below succeeds.
        let mut there = unsafe { this.as_ref() }.head.load(Relaxed);
        loop {
            if there == closed::<T>() {
                // An exchange that failed has left the tail linked to nodes that somebody else has taken since.
                // SAFETY: the nodes are owned here.
                unsafe { &*tail }.set_next(ptr::null_mut());
                // SAFETY: the nodes are owned here, made by `Box::into_raw`, and end with `tail`.
                free(unsafe { Box::from_raw(head) });
                return;
            }
            // SAFETY: the nodes are owned here.
            unsafe { &*tail }.set_next(there);
            // SAFETY: as for the load: no exchange has succeeded yet.
            match unsafe { this.as_ref() }.head.compare_exchange_weak(there, head, Release, Relaxed) {
                Ok(_) => return,
                Err(now) => there = now,
            }
        }
    }

    /// Frees what is there, and everything that comes back from now on.
    pub(crate) fn close(&self) {
        let head = self.head.swap(closed::<T>(), AcqRel);
        if !head.is_null() && head != closed::<T>() {
            // SAFETY: as in `take`.
            free(unsafe { Box::from_raw(head) });
        }
    }
}

/// Frees the nodes of a chain one after the other, rather than each inside the one before.
#[cold]
#[inline(never)]
fn free<T: Linked>(chain: Box<T>) {
    let mut next = Some(chain);
    while let Some(node) = next {
        next = node.take_next();
    }
}

#[cfg(all(test, loom))]
mod loom_models;
