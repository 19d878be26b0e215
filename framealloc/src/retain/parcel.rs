//! Values whose type only their retainer knew: an owner with the type's layout, identity and destructor beside it. Where
//! a value goes and when is decided elsewhere; here it is moved, opened or dropped.

use core::alloc::Layout;
use core::any::{TypeId, type_name};
use core::marker::PhantomData;
use core::mem::{self, ManuallyDrop};
use core::ptr::{self, NonNull};
use std::sync::Arc;

use crate::pool::boxed::{HeapBox, PoolBox};
use crate::pool::{self, heap};
use crate::retain::promoted::Promoted;
use crate::store::Store;

/// What is known of a type when the type itself is not: one `static` for each.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) layout: Layout,
    type_id: fn() -> TypeId,
    type_name: fn() -> &'static str,
    /// `None` where dropping does nothing.
    drop: Option<unsafe fn(NonNull<u8>)>,
}

struct Of<T>(PhantomData<T>);

impl<T: 'static> Of<T> {
    const KIND: &'static Kind = &Kind {
        layout: Layout::new::<T>(),
        type_id: TypeId::of::<T>,
        type_name: type_name::<T>,
        drop: if mem::needs_drop::<T>() { Some(drop_as::<T>) } else { None },
    };
}

impl Kind {
    pub(crate) fn is<T: 'static>(&self) -> bool {
        (self.type_id)() == TypeId::of::<T>()
    }

    pub(crate) fn name(&self) -> &'static str {
        (self.type_name)()
    }

    pub(crate) fn needs_drop(&self) -> bool {
        self.drop.is_some()
    }
}

/// # Safety
/// `value` points to a valid `T` that the caller owns and gives up.
unsafe fn drop_as<T>(value: NonNull<u8>) {
    // SAFETY: the caller's promise.
    unsafe { ptr::drop_in_place(value.cast::<T>().as_ptr()) };
}

/// Whose memory a value lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    /// An arena's. It must be moved or dropped before that arena is emptied.
    Frame,
    Pool,
    Heap,
}

/// A value and what is known of its type.
//
// # Invariants
// 1. `value` points to a valid value of the type that `kind` describes, which is `Send + 'static`; this parcel alone owns
//    it. While its frame is open, `Retained` alone uses it.
// 2. In `Home::Pool` and `Home::Heap`, `value` is a block that `allocate` of that module gave for `kind.layout`, with the
//    provenance it had, and not given back.
// 3. In `Home::Frame`, whoever empties the arena has moved the value elsewhere, or dropped it, before.
#[derive(Debug)]
pub(crate) struct Parcel {
    value: NonNull<u8>,
    pub(crate) kind: &'static Kind,
    home: Home,
}

// SAFETY: invariant 1: the value is `Send`; the blocks may be given back on any thread.
unsafe impl Send for Parcel {}
// SAFETY: a shared parcel gives access to the description of its type and to nothing else.
unsafe impl Sync for Parcel {}

impl Parcel {
    /// A value that lies in an arena.
    ///
    /// # Safety
    /// `value` points to a valid `T` in an arena. The parcel owns it from now on, and whoever empties the arena moves or
    /// drops the parcel before.
    pub(crate) unsafe fn in_frame<T: Send + 'static>(value: NonNull<T>) -> Self {
        Self { value: value.cast(), kind: Of::<T>::KIND, home: Home::Frame }
    }

    /// Where the value lies.
    #[cfg(feature = "debug")]
    pub(crate) fn address(&self) -> usize {
        self.value.addr().get()
    }

    pub(crate) fn is_in_frame(&self) -> bool {
        self.home == Home::Frame
    }

    /// Moves the value, unless it is there already; hands it back where there is no memory. No code of the value runs.
    pub(crate) fn move_to(self, home: Home, store: &Arc<Store>) -> Result<Self, Self> {
        if self.home == home {
            return Ok(self);
        }
        let layout = self.kind.layout;
        let block = match home {
            Home::Frame => None,
            Home::Pool => pool::allocate(store, layout),
            Home::Heap => heap::allocate(store, layout),
        };
        let Some(block) = block else { return Err(self) };
        let from = ManuallyDrop::new(self);
        // SAFETY: invariant 1: `from.value` is valid for its layout. The block was made for the same layout and is
        // nobody else's, so the two do not overlap. The bytes are copied without being looked at.
        unsafe { ptr::copy_nonoverlapping(from.value.as_ptr(), block.as_ptr(), layout.size()) };
        // SAFETY: the value has been moved out, and the old owner is not dropped.
        unsafe { from.home.release(from.value, layout) };
        Ok(Self { value: block, kind: from.kind, home })
    }

    /// The owner under its own type; the parcel back where it is of another one, or lies in an arena.
    pub(crate) fn open<T: 'static>(self) -> Result<Promoted<T>, Self> {
        if !self.kind.is::<T>() || self.is_in_frame() {
            return Err(self);
        }
        let this = ManuallyDrop::new(self);
        let value = this.value.cast::<T>();
        if this.home == Home::Heap {
            // SAFETY: invariants 1 and 2 are those of a `HeapBox` of `T`, which `kind` describes; the parcel is given up.
            return Ok(Promoted::from(unsafe { HeapBox::from_raw(value) }));
        }
        // SAFETY: the same for a `PoolBox`: no other home is left.
        Ok(Promoted::from(unsafe { PoolBox::from_raw(value) }))
    }
}

impl Home {
    /// Gives a block back; frame memory is its arena's affair.
    ///
    /// # Safety
    /// `block` came from this home's `allocate` for `layout`, and is given up.
    unsafe fn release(self, block: NonNull<u8>, layout: Layout) {
        match self {
            Self::Frame => {}
            // SAFETY: the caller's promise.
            Self::Pool => unsafe { pool::release(block, layout) },
            // SAFETY: the caller's promise.
            Self::Heap => unsafe { heap::release(block, layout) },
        }
    }
}

impl Drop for Parcel {
    fn drop(&mut self) {
        /// Gives the block back also when the destructor panics.
        struct Block(Home, NonNull<u8>, Layout);

        impl Drop for Block {
            fn drop(&mut self) {
                // SAFETY: invariant 2 of the parcel; the value is gone by now.
                unsafe { self.0.release(self.1, self.2) };
            }
        }

        let _block = Block(self.home, self.value, self.kind.layout);
        if let Some(drop) = self.kind.drop {
            // SAFETY: invariants 1 and 3; this is the end of the parcel.
            unsafe { drop(self.value) };
        }
    }
}
