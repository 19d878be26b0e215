//! What travels inside a handle and arrives inside a `Received`: a value, and the room it is in. Here is who gives back
//! what; nothing is counted here.

use core::alloc::Layout;
use core::marker::PhantomData;
use core::mem::{self, ManuallyDrop};
use core::ptr::{self, NonNull};
use std::sync::Arc;

use crate::arena::chunk::pin::Pin;
use crate::pool::{self, class};
use crate::store::Store;

/// The memory of one value. It is given back on drop, on whichever thread, and does not know the value.
#[derive(Debug)]
pub(super) struct Room {
    kind: Kind,
    store: Arc<Store>,
    /// Where the value lies in a pinned chunk, or 0.
    #[cfg(feature = "debug")]
    pinned_at: usize,
}

/// # Invariants
/// 1. The block came from `pool::allocate` with this size and alignment, is this room's alone, and has not been given
///    back. A `Slot`'s layout is one that some class holds.
/// 2. What is `Pinned` is a range of the pinned chunk that nobody else uses.
#[derive(Debug)]
enum Kind {
    /// The value takes no memory.
    Nothing,
    Slot {
        block: NonNull<u8>,
        size: usize,
    },
    /// Not a `Layout`: with a tag of its own the enum is as small, and quicker to tell apart.
    Heap {
        block: NonNull<u8>,
        size: usize,
        /// The alignment is two to the power of this.
        power: u8,
    },
    Pinned(Pin),
}

// SAFETY: the memory has one owner, who may give it back on any thread.
unsafe impl Send for Room {}
// SAFETY: a shared room offers nothing but the store, which is `Sync`.
unsafe impl Sync for Room {}

impl Room {
    pub(super) fn nothing(store: &Arc<Store>) -> Self {
        Self::of(Kind::Nothing, store)
    }

    /// A block of a pool, not written yet; `None` where there is no memory. Without size it is any aligned address.
    #[inline]
    pub(super) fn in_pool(store: &Arc<Store>, layout: Layout) -> Option<(Self, NonNull<u8>)> {
        let block = pool::allocate(store, layout)?;
        let (size, align) = (layout.size(), layout.align());
        let kind = match size {
            0 => Kind::Nothing,
            _ if class::is_pooled(layout) => Kind::Slot { block, size },
            _ => Kind::Heap { block, size, power: align.trailing_zeros() as u8 },
        };
        Some((Self::of(kind, store), block))
    }

    /// The value lies at `block`, in the pinned chunk.
    pub(super) fn pinned(store: &Arc<Store>, pin: Pin, _block: NonNull<u8>) -> Self {
        Self {
            kind: Kind::Pinned(pin),
            store: Arc::clone(store),
            #[cfg(feature = "debug")]
            pinned_at: _block.addr().get(),
        }
    }

    #[inline(always)]
    fn of(kind: Kind, store: &Arc<Store>) -> Self {
        Self {
            kind,
            store: Arc::clone(store),
            #[cfg(feature = "debug")]
            pinned_at: 0,
        }
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }
}

impl Drop for Room {
    #[inline]
    fn drop(&mut self) {
        match mem::replace(&mut self.kind, Kind::Nothing) {
            Kind::Nothing => {}
            // SAFETY: invariant 1; whoever owned the value is done with it.
            Kind::Slot { block, size } => unsafe { pool::release_slot(block, size) },
            Kind::Heap { block, size, power } => {
                // SAFETY: invariant 1: size and alignment of the layout that the block was asked for with.
                unsafe { release_heap(block, Layout::from_size_align_unchecked(size, 1 << power)) }
            }
            Kind::Pinned(pin) => {
                #[cfg(feature = "debug")]
                self.store.leaks.gone(crate::insight::leaks::registry::Key::Block(self.pinned_at));
                self.store.reservoir.unpin(pin);
            }
        }
    }
}

/// # Safety
/// As for `pool::release`.
#[inline(never)]
unsafe fn release_heap(block: NonNull<u8>, layout: Layout) {
    // SAFETY: the caller's promise.
    unsafe { pool::release(block, layout) };
}

/// A value that owns itself.
///
/// # Invariants
/// 1. `value` points to a valid `T` that this parcel alone owns.
/// 2. Its memory stays valid and unshared until `room` is dropped.
#[derive(Debug)]
pub(super) struct Parcel<T: ?Sized> {
    value: NonNull<T>,
    /// Dropped after the value, whether or not its destructor panics: a field goes after its owner's `Drop`.
    room: Room,
    _owns: PhantomData<T>,
}

// SAFETY: the parcel owns its value (invariant 1), and its room may be given back on any thread.
unsafe impl<T: ?Sized + Send> Send for Parcel<T> {}
// SAFETY: a shared parcel gives shared access to the value and to nothing else.
unsafe impl<T: ?Sized + Sync> Sync for Parcel<T> {}

impl<T> Parcel<T> {
    /// Moves `value` into a block of its own; hands it back where there is no memory.
    pub(super) fn new(value: T, store: &Arc<Store>) -> Result<Self, T> {
        match Room::in_pool(store, Layout::new::<T>()) {
            Some((room, block)) => {
                let block = block.cast::<T>();
                // SAFETY: a block of `T`'s layout that is nobody else's.
                unsafe { block.write(value) };
                Ok(Self { value: block, room, _owns: PhantomData })
            }
            None => Err(value),
        }
    }

    /// Moves the value out and gives back its room.
    pub(super) fn into_inner(self) -> T {
        let (value, _room) = self.into_parts();
        // SAFETY: invariants 1 and 2; nobody reads it again.
        unsafe { value.read() }
    }
}

impl<T: ?Sized> Parcel<T> {
    /// # Safety
    /// The invariants hold.
    pub(super) unsafe fn from_parts(value: NonNull<T>, room: Room) -> Self {
        Self { value, room, _owns: PhantomData }
    }

    /// Takes the parcel apart. The value is whoever's takes it.
    pub(super) fn into_parts(self) -> (NonNull<T>, Room) {
        let this = ManuallyDrop::new(self);
        // SAFETY: the original is never used or dropped.
        (this.value, unsafe { ptr::read(&this.room) })
    }

    pub(super) fn as_ptr(&self) -> NonNull<T> {
        self.value
    }

    pub(super) fn store(&self) -> &Store {
        self.room.store()
    }

    pub(super) fn get(&self) -> &T {
        // SAFETY: invariants 1 and 2.
        unsafe { self.value.as_ref() }
    }

    pub(super) fn get_mut(&mut self) -> &mut T {
        // SAFETY: invariants 1 and 2.
        unsafe { self.value.as_mut() }
    }
}

impl<T: ?Sized> Drop for Parcel<T> {
    fn drop(&mut self) {
        // SAFETY: invariant 1; this is the end of the parcel.
        unsafe { ptr::drop_in_place(self.value.as_ptr()) }
    }
}
