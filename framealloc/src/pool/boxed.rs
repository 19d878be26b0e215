//! `PoolBox` and `HeapBox`: owners of a value that outlives its frame. Where the block comes from and goes to is decided
//! next door; here is only who drops what.

use core::alloc::Layout;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};
use core::pin::Pin;
use core::ptr::NonNull;
use std::sync::Arc;

use crate::alloc::SmartAlloc;
use crate::error::AllocError;
#[cfg(feature = "memory_filter")]
use crate::insight::filter::watch::{Made, note_gone};
#[cfg(feature = "debug")]
use crate::insight::leaks::{self, registry::Key, report::LeakKind};
use crate::pool::owner::{like_a_box, runs_like_a_box};
use crate::pool::{self, heap, raw};
use crate::store::Store;
use crate::value::boxed::Whole;

macro_rules! owner {
    ($(#[$doc:meta])* $Owner:ident, $room:ident, $named:literal) => {
        $(#[$doc])*
        //
        // # Invariants
        // 1. `value` points to a valid `T` that this box alone owns, in a block of `T`'s layout.
        // 2. The block came from `allocate` of the module named in `release` below, and has not been given back. The
        //    pointer has the provenance that `allocate` gave it.
        pub struct $Owner<T: ?Sized> {
            value: NonNull<T>,
            _owns: PhantomData<T>,
        }

        // SAFETY: the box owns its value (invariant 1), and its block may be given back on any thread.
        unsafe impl<T: ?Sized + Send> Send for $Owner<T> {}
        // SAFETY: a shared box gives shared access to the value and to nothing else.
        unsafe impl<T: ?Sized + Sync> Sync for $Owner<T> {}

        impl<T> $Owner<T> {
            /// Moves `value` into a block of its own; hands it back where there is no memory.
            #[inline(always)]
            pub(crate) fn try_new(store: &Arc<Store>, value: T) -> Result<Self, T> {
                match $room::allocate_for::<T>(store) {
                    // SAFETY: the block has the layout of a `T` and is nobody else's.
                    Some(block) => Ok(unsafe { Self::write(block, value) }),
                    None => Err(value),
                }
            }

            /// # Safety
            /// `block` has the layout of a `T`, came from `allocate`, and is given up to the box.
            #[inline(always)]
            pub(crate) unsafe fn write(block: NonNull<u8>, value: T) -> Self {
                let block = block.cast::<T>();
                // SAFETY: the caller's promise.
                unsafe { block.write(value) };
                Self { value: block, _owns: PhantomData }
            }

            /// Takes the value out and gives the memory back.
            #[inline]
            pub fn into_inner(this: Self) -> T {
                let this = ManuallyDrop::new(this);
                // SAFETY: invariant 1; the box is given up.
                let value = unsafe { this.value.read() };
                #[cfg(feature = "memory_filter")]
                note_gone(this.value.addr().get(), false);
                // SAFETY: invariant 2; the value has been moved out.
                unsafe { $room::release(this.value.cast(), Layout::new::<T>()) };
                value
            }

            /// The same value behind another type, such as `dyn Trait` or a slice. Stable Rust cannot coerce boxes other
            /// than its own, so the coercion is written as a closure, which captures nothing. If it panics, the value is
            /// dropped.
            ///
            /// ```
            /// use core::fmt::Display;
            #[doc = concat!("use framealloc::{", stringify!($Owner), ", SmartAlloc};")]
            /// let alloc = SmartAlloc::default();
            #[doc = concat!("let seven = alloc.", $named, "(7u8);")]
            #[doc = concat!("let shown: ", stringify!($Owner), "<dyn Display> = ", stringify!($Owner), "::unsize(seven, |value| value);")]
            /// assert_eq!(shown.to_string(), "7");
            /// ```
            pub fn unsize<U: ?Sized>(this: Self, coerce: for<'x> fn(&'x mut Whole<T>) -> &'x mut Whole<U>) -> $Owner<U> {
                // SAFETY: invariant 1: the value is valid and this box's alone.
                let value = unsafe { raw::unsize(this.value, coerce) };
                // From here on the new box owns the value.
                let _ = ManuallyDrop::new(this);
                $Owner { value, _owns: PhantomData }
            }
        }

        impl<T: ?Sized> $Owner<T> {
            /// Gives up ownership: the value is never dropped and its memory never given back.
            #[inline]
            #[must_use = "the value stays for ever, undropped"]
            pub fn leak<'a>(this: Self) -> &'a mut T
            where
                T: 'a,
            {
                let mut this = ManuallyDrop::new(this);
                #[cfg(feature = "debug")]
                if leaks::registry::anybody_tracks() {
                    // SAFETY: invariants 1 and 2.
                    let store = unsafe { $room::store_of(this.value.cast(), Layout::for_value(this.value.as_ref())) };
                    // It was given up on purpose, so it is no leak.
                    store.inspect(|store| store.leaks.gone(Key::Block(this.value.addr().get())));
                }
                // SAFETY: invariant 1; the box is gone, so the reference is the only way to the value, and the block is
                // never given back.
                unsafe { this.value.as_mut() }
            }

            /// The value, pinned. The memory of a forgotten box is never used again, so this keeps what `Pin` promises.
            #[inline]
            pub fn into_pin(this: Self) -> Pin<Self> {
                // SAFETY: the value does not move when the box does, is dropped where it is, and nothing else is done
                // with the block before that; the box's `Deref` gives out the same address each time.
                unsafe { Pin::new_unchecked(this) }
            }

            /// # Safety
            /// The invariants of the type hold for `value`, which the caller gives up.
            #[inline]
            pub(crate) unsafe fn from_raw(value: NonNull<T>) -> Self {
                Self { value, _owns: PhantomData }
            }
        }

        impl<T: ?Sized> Drop for $Owner<T> {
            #[inline]
            fn drop(&mut self) {
                #[cfg(feature = "memory_filter")]
                note_gone(self.value.addr().get(), true);
                // SAFETY: invariants 1 and 2; this is the end of the box.
                unsafe { raw::drop_and_release(self.value, $room::release) };
            }
        }

        impl<T: ?Sized> Deref for $Owner<T> {
            type Target = T;

            #[inline]
            fn deref(&self) -> &T {
                // SAFETY: invariant 1.
                unsafe { self.value.as_ref() }
            }
        }

        impl<T: ?Sized> DerefMut for $Owner<T> {
            #[inline]
            fn deref_mut(&mut self) -> &mut T {
                // SAFETY: invariant 1.
                unsafe { self.value.as_mut() }
            }
        }

        // The value does not move when the box does.
        impl<T: ?Sized> Unpin for $Owner<T> {}

        /// A block of the same kind, from the same engine.
        ///
        /// # Panics
        /// Where there is no memory, or when `T`'s `clone` does.
        impl<T: Clone> Clone for $Owner<T> {
            #[track_caller]
            fn clone(&self) -> Self {
                let copy = T::clone(self);
                let layout = Layout::new::<T>();
                // SAFETY: invariant 2.
                let store = unsafe { $room::store_of(self.value.cast(), layout) };
                let block = match &store {
                    Some(store) => $room::allocate_for::<T>(store),
                    None => Some(NonNull::<T>::dangling().cast()),
                };
                // SAFETY: the block has the layout of a `T` and is nobody else's; for a zero-sized one any aligned
                // address is such a block.
                let Some(copy) = block.map(|block| unsafe { Self::write(block, copy) }) else { no_memory(layout) };
                #[cfg(feature = "debug")]
                if let Some(store) = &store {
                    store.leaks.note_copy(LeakKind::$Owner, self.value.addr().get(), &*copy);
                }
                copy
            }
        }

        like_a_box!($Owner);
        runs_like_a_box!($Owner);
    };
}

#[cold]
#[track_caller]
fn no_memory(layout: Layout) -> ! {
    AllocError::OutOfMemory { tag: crate::Tag::UNTAGGED, requested: layout.size() }.raise()
}

owner! {
    /// A value in a pool: `'static`, `Send` if `T` is, and dropped when its box is, on whichever thread.
    ///
    /// Made by [`SmartAlloc::pool_alloc`]. It may outlive the handle and the engine. Unlike with `Box`, a value that
    /// no size class holds (more than 8 KiB, or an alignment beyond 4 KiB) comes from the system heap.
    PoolBox, pool, "pool_alloc"
}

owner! {
    /// A value on the system heap that the engine keeps count of: `'static`, `Send` if `T` is.
    ///
    /// Made by [`SmartAlloc::heap_alloc`]. It may outlive the handle and the engine.
    HeapBox, heap, "heap_alloc"
}

impl SmartAlloc {
    /// Moves a value into the engine's pools, for a life of its own.
    ///
    /// # Panics
    /// When memory is exhausted.
    ///
    /// ```
    /// use framealloc::{AllocConfig, PoolBox, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let mut name: PoolBox<String> = alloc.pool_alloc("door".into());
    /// drop(alloc); // the value does not mind
    /// name.push_str(" 7");
    /// let length = std::thread::spawn(move || name.len()).join().unwrap();
    /// assert_eq!(length, 6);
    /// ```
    #[inline]
    #[track_caller]
    pub fn pool_alloc<T>(&self, value: T) -> PoolBox<T> {
        match self.try_pool_alloc(value) {
            Ok(pooled) => pooled,
            Err(error) => error.raise(),
        }
    }

    /// Like [`pool_alloc`](Self::pool_alloc). On failure the value is dropped.
    ///
    /// # Errors
    /// [`AllocError::OutOfMemory`] when the system has no more, or the engine may not hold more.
    #[inline]
    #[cfg_attr(any(feature = "debug", feature = "memory_filter"), track_caller)]
    pub fn try_pool_alloc<T>(&self, value: T) -> Result<PoolBox<T>, AllocError> {
        let pooled = PoolBox::try_new(self.store(), value).map_err(|_| self.no_memory_for(size_of::<T>()));
        #[cfg(any(feature = "debug", feature = "memory_filter"))]
        if let Ok(pooled) = &pooled {
            #[cfg(feature = "memory_filter")]
            self.note_made::<T>(Made::Pool, Some(pooled.value.addr().get()));
            #[cfg(feature = "debug")]
            self.note_alive(LeakKind::PoolBox, &**pooled);
        }
        pooled
    }

    /// Moves a value to the system heap and keeps count of it; see [`MemoryReport`](crate::MemoryReport).
    ///
    /// # Panics
    /// When memory is exhausted.
    ///
    /// ```
    /// use framealloc::{AllocConfig, HeapBox, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let level = alloc.heap_alloc([0u8; 100_000]);
    /// assert_eq!(HeapBox::into_inner(level).len(), 100_000);
    /// ```
    #[inline]
    #[track_caller]
    pub fn heap_alloc<T>(&self, value: T) -> HeapBox<T> {
        match self.try_heap_alloc(value) {
            Ok(held) => held,
            Err(error) => error.raise(),
        }
    }

    /// Like [`heap_alloc`](Self::heap_alloc). On failure the value is dropped.
    ///
    /// # Errors
    /// [`AllocError::OutOfMemory`] when the system has no more.
    #[inline]
    #[cfg_attr(any(feature = "debug", feature = "memory_filter"), track_caller)]
    pub fn try_heap_alloc<T>(&self, value: T) -> Result<HeapBox<T>, AllocError> {
        let held = HeapBox::try_new(self.store(), value).map_err(|_| self.no_memory_for(size_of::<T>()));
        #[cfg(any(feature = "debug", feature = "memory_filter"))]
        if let Ok(_held) = &held {
            #[cfg(feature = "memory_filter")]
            self.note_made::<T>(Made::Heap, None);
            #[cfg(feature = "debug")]
            self.note_alive(LeakKind::HeapBox, &**_held);
        }
        held
    }

    #[cold]
    pub(crate) fn no_memory_for(&self, requested: usize) -> AllocError {
        AllocError::OutOfMemory { tag: self.tag(), requested }
    }
}
