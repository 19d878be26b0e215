//! `Promoted`: the owner of a value that has left its frame. It is one of the crate's two owning boxes, and adds nothing
//! to them but not having to say which.
#![forbid(unsafe_code)]

use core::ops::{Deref, DerefMut};

use crate::pool::boxed::{HeapBox, PoolBox};
use crate::pool::owner::{like_a_box, runs_like_a_box};
use crate::value::boxed::Whole;

/// A value that was promoted: `'static`, `Send` if `T` is, and dropped when its owner is, on whichever thread.
///
/// [`Promotions::take`](crate::Promotions::take) gives it. It may outlive the handle and the engine.
///
/// ```
/// use framealloc::{RetentionPolicy, SmartAlloc};
/// let mut alloc = SmartAlloc::default();
/// alloc.begin_frame();
/// let key = alloc.frame_retained(String::from("tile"), RetentionPolicy::PromoteToHeap).key();
/// let mut tile = alloc.end_frame_with_promotions().take(key).unwrap();
/// tile.push_str(" 7");
/// assert_eq!(*tile, "tile 7");
/// assert_eq!(tile.into_heap().unwrap().len(), 6);
/// ```
pub struct Promoted<T: ?Sized>(Owner<T>);

enum Owner<T: ?Sized> {
    Pool(PoolBox<T>),
    Heap(HeapBox<T>),
}

impl<T> Promoted<T> {
    /// Takes the value out and gives the memory back.
    #[inline]
    pub fn into_inner(self) -> T {
        match self.0 {
            Owner::Pool(owner) => PoolBox::into_inner(owner),
            Owner::Heap(owner) => HeapBox::into_inner(owner),
        }
    }

    /// The same value behind another type; see [`PoolBox::unsize`].
    pub fn unsize<U: ?Sized>(self, coerce: for<'x> fn(&'x mut Whole<T>) -> &'x mut Whole<U>) -> Promoted<U> {
        match self.0 {
            Owner::Pool(owner) => PoolBox::unsize(owner, coerce).into(),
            Owner::Heap(owner) => HeapBox::unsize(owner, coerce).into(),
        }
    }
}

impl<T: ?Sized> Promoted<T> {
    /// The box in the pools. Nothing is moved.
    ///
    /// # Errors
    /// The value back, when it is on the heap.
    pub fn into_pool(self) -> Result<PoolBox<T>, Self> {
        match self.0 {
            Owner::Pool(owner) => Ok(owner),
            Owner::Heap(_) => Err(self),
        }
    }

    /// The box on the heap. Nothing is moved.
    ///
    /// # Errors
    /// The value back, when it is in the pools.
    pub fn into_heap(self) -> Result<HeapBox<T>, Self> {
        match self.0 {
            Owner::Heap(owner) => Ok(owner),
            Owner::Pool(_) => Err(self),
        }
    }
}

impl<T: ?Sized> From<PoolBox<T>> for Promoted<T> {
    #[inline]
    fn from(owner: PoolBox<T>) -> Self {
        Self(Owner::Pool(owner))
    }
}

impl<T: ?Sized> From<HeapBox<T>> for Promoted<T> {
    #[inline]
    fn from(owner: HeapBox<T>) -> Self {
        Self(Owner::Heap(owner))
    }
}

impl<T: ?Sized> Deref for Promoted<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        match &self.0 {
            Owner::Pool(owner) => owner,
            Owner::Heap(owner) => owner,
        }
    }
}

impl<T: ?Sized> DerefMut for Promoted<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        match &mut self.0 {
            Owner::Pool(owner) => owner,
            Owner::Heap(owner) => owner,
        }
    }
}

/// A block of the same kind, from the same engine.
///
/// # Panics
/// Where there is no memory, or when `T`'s `clone` does.
impl<T: Clone> Clone for Promoted<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        match &self.0 {
            Owner::Pool(owner) => owner.clone().into(),
            Owner::Heap(owner) => owner.clone().into(),
        }
    }
}

like_a_box!(Promoted);
runs_like_a_box!(Promoted);
