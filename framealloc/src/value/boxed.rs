//! `FrameBox`: a value in frame memory with an owner that runs its destructor. It frees nothing; the frame does.

use core::borrow::{Borrow, BorrowMut};
use core::cmp::Ordering;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};
use core::ptr::NonNull;
use core::{fmt, ptr};

use crate::alloc::SmartAlloc;
use crate::thread::BoxCrossThread;

/// A value in frame memory that is dropped when its box is.
///
/// It borrows the handle it came from, so it cannot outlive its frame, and it cannot leave the thread
/// (FA201; hand data over with [`SmartAlloc::transfer`](crate::SmartAlloc::transfer) instead). There is no way to
/// pin it: frame memory is reused without running a forgotten destructor, which `Pin` would promise.
///
/// ```
/// use framealloc::{AllocConfig, FrameBox, SmartAlloc};
/// let alloc = SmartAlloc::new(AllocConfig::default());
/// let text = alloc.frame_box(String::from("frame"));
/// assert_eq!(FrameBox::into_inner(text), "frame");
/// ```
//
// # Invariants
// 1. `value` points to a valid `T` that this box alone owns.
// 2. The memory stays valid and unshared for `'a`.
pub struct FrameBox<'a, T: ?Sized> {
    value: NonNull<T>,
    /// Owns a `T`, in memory borrowed from the handle. Invariant in `'a` is not needed: the memory is only ever lent out
    /// for less.
    _owns: PhantomData<(&'a SmartAlloc, T)>,
}

// SAFETY: never applies: `BoxCrossThread` is implemented by nothing. It is written so that sending a box is refused in this
// crate's words.
unsafe impl<T: ?Sized> Send for FrameBox<'_, T> where Self: BoxCrossThread {}
// SAFETY: as above.
unsafe impl<T: ?Sized> Sync for FrameBox<'_, T> where Self: BoxCrossThread {}

impl<'a, T> FrameBox<'a, T> {
    /// # Safety
    /// `value` points to a valid `T` that nobody else owns, in memory that stays valid and unshared for `'a`.
    #[inline(always)]
    pub(crate) unsafe fn from_raw(value: NonNull<T>) -> Self {
        Self { value, _owns: PhantomData }
    }

    /// Takes the value out.
    #[inline]
    pub fn into_inner(this: Self) -> T {
        let this = ManuallyDrop::new(this);
        // SAFETY: invariant 1; the box will not drop the value any more.
        unsafe { this.value.read() }
    }
}

impl<'a, T: ?Sized> FrameBox<'a, T> {
    #[inline]
    pub(crate) fn as_ptr(this: &Self) -> NonNull<T> {
        this.value
    }

    /// Gives up ownership: the value is never dropped and lives until the frame ends.
    #[inline]
    #[must_use = "the value stays in the frame, undropped, until it ends"]
    pub fn leak(this: Self) -> &'a mut T {
        let this = ManuallyDrop::new(this);
        let mut value = this.value;
        // SAFETY: invariants 1 and 2; the box is gone, so the reference is the only way to the value.
        unsafe { value.as_mut() }
    }

    /// The same value behind another type, such as `dyn Trait` or a slice. Stable Rust cannot coerce boxes other than
    /// its own, so the coercion is written as a closure, which captures nothing. If it panics, the value is dropped.
    ///
    /// ```
    /// use core::fmt::Display;
    /// use framealloc::{AllocConfig, FrameBox, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let shown: FrameBox<dyn Display> = FrameBox::unsize(alloc.frame_box(7u8), |value| value);
    /// assert_eq!(shown.to_string(), "7");
    /// ```
    pub fn unsize<U: ?Sized>(this: Self, coerce: for<'x> fn(&'x mut Whole<T>) -> &'x mut Whole<U>) -> FrameBox<'a, U> {
        // SAFETY: invariants 1 and 2; `Whole<T>` is laid out as `T`, and nothing else uses the value meanwhile.
        let whole = unsafe { &mut *(this.value.as_ptr() as *mut Whole<T>) };
        let coerced = coerce(whole) as *mut Whole<U> as *mut U;
        // From here on the new box owns the value.
        let _ = ManuallyDrop::new(this);
        // SAFETY: invariant 1 for `U`: a `Whole` cannot be made, opened or kept by a function that captures nothing, so
        // the one that came back is the one that went in, behind a coercion. It was made from a reference: not null.
        FrameBox { value: unsafe { NonNull::new_unchecked(coerced) }, _owns: PhantomData }
    }
}

/// The whole value of a [`FrameBox`], as the closure given to [`FrameBox::unsize`] sees it: it can be coerced, and
/// nothing else. There is no way inside, because whoever returned a part of the value would have the rest forgotten and
/// the part dropped, or kept, by somebody its type never meant to own it.
///
/// ```compile_fail,E0616
/// # use framealloc::{FrameBox, SmartAlloc, Whole};
/// # let alloc = SmartAlloc::default();
/// FrameBox::unsize(alloc.frame_box(7u8), |whole| &mut whole._value);
/// ```
/// ```compile_fail,E0308
/// # use framealloc::{FrameBox, SmartAlloc, Whole};
/// # let alloc = SmartAlloc::default();
/// fn replaced<'x>(alloc: &SmartAlloc, other: &'x mut Whole<u8>) {
///     FrameBox::unsize(alloc.frame_box(7u8), |_| other);
/// }
/// ```
#[repr(transparent)]
#[expect(missing_debug_implementations, reason = "nobody outside ever has one to print")]
pub struct Whole<T: ?Sized> {
    _value: T,
}

impl<T: ?Sized> Drop for FrameBox<'_, T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: invariant 1; this is the end of the box.
        unsafe { ptr::drop_in_place(self.value.as_ptr()) }
    }
}

impl<T: ?Sized> Deref for FrameBox<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: invariants 1 and 2.
        unsafe { self.value.as_ref() }
    }
}

impl<T: ?Sized> DerefMut for FrameBox<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: invariants 1 and 2.
        unsafe { self.value.as_mut() }
    }
}

impl<T: ?Sized> AsRef<T> for FrameBox<'_, T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T: ?Sized> AsMut<T> for FrameBox<'_, T> {
    fn as_mut(&mut self) -> &mut T {
        self
    }
}

impl<T: ?Sized> Borrow<T> for FrameBox<'_, T> {
    fn borrow(&self) -> &T {
        self
    }
}

impl<T: ?Sized> BorrowMut<T> for FrameBox<'_, T> {
    fn borrow_mut(&mut self) -> &mut T {
        self
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for FrameBox<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for FrameBox<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + PartialEq> PartialEq for FrameBox<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: ?Sized + Eq> Eq for FrameBox<'_, T> {}

impl<T: ?Sized + PartialOrd> PartialOrd for FrameBox<'_, T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (**self).partial_cmp(&**other)
    }
}

impl<T: ?Sized + Ord> Ord for FrameBox<'_, T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl<T: ?Sized + Hash> Hash for FrameBox<'_, T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<I: ?Sized + Iterator> Iterator for FrameBox<'_, I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        (**self).next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (**self).size_hint()
    }
}
