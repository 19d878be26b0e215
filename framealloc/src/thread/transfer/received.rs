//! A value as it arrives: an owning pointer that behaves as the value does. Where its memory is makes no difference here.

use core::ops::{Deref, DerefMut};
use core::pin::Pin;
use core::ptr::{self, NonNull};

use super::elements::ReceivedElements;
use super::parcel::Parcel;
use crate::pool::owner::like_a_box;
use crate::pool::raw;
use crate::value::boxed::Whole;

/// A value that has arrived: an owning pointer, wherever its memory came from.
///
/// Derefs to the value, iterates where the value does, and drops it at the end. Dropping it on yet another thread is
/// correct. What came from a [`FrameVec`](crate::FrameVec) keeps the chunk it was made in until then; to keep a little of
/// it for long, copy that out (`to_vec()`, [`into_vec`](Self::into_vec)).
///
/// ```
/// # let alloc = framealloc::SmartAlloc::new(framealloc::AllocConfig::default());
/// let mut name = alloc.transfer(String::from("terrain")).receive();
/// name.push_str("/north");
/// assert_eq!(*name, "terrain/north");
/// assert_eq!(name.into_inner().len(), 13);
/// ```
pub struct Received<T: ?Sized> {
    parcel: Parcel<T>,
}

impl<T> Received<T> {
    /// Moves the value out.
    #[inline]
    pub fn into_inner(self) -> T {
        self.parcel.into_inner()
    }

    /// The same value behind another type; see [`TransferHandle::unsize`](crate::TransferHandle::unsize).
    ///
    /// ```
    /// use core::fmt::Display;
    /// use framealloc::{AllocConfig, Received, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let shown: Received<dyn Display> = Received::unsize(alloc.transfer(7u8).receive(), |value| value);
    /// assert_eq!(shown.to_string(), "7");
    /// ```
    pub fn unsize<U: ?Sized>(this: Self, coerce: for<'x> fn(&'x mut Whole<T>) -> &'x mut Whole<U>) -> Received<U> {
        // SAFETY: the value is valid and this owner's alone.
        let value = unsafe { raw::unsize(this.parcel.as_ptr(), coerce) };
        let (_, room) = this.parcel.into_parts();
        // SAFETY: the same value in the same room, behind a coercion.
        Received { parcel: unsafe { Parcel::from_parts(value, room) } }
    }
}

impl<T: ?Sized> Received<T> {
    pub(super) fn new(parcel: Parcel<T>) -> Self {
        Self { parcel }
    }

    /// The value, pinned. The memory of a forgotten one is never used again, so this keeps what `Pin` promises.
    #[inline]
    pub fn into_pin(this: Self) -> Pin<Self> {
        // SAFETY: the value does not move when its owner does, is dropped where it is, and nothing else is done with its
        // memory before that; `Deref` gives out the same address each time.
        unsafe { Pin::new_unchecked(this) }
    }
}

impl<T> Received<[T]> {
    /// The elements as a `Vec` of std: they are moved to the heap, and their memory goes back.
    ///
    /// ```
    /// # let alloc = framealloc::SmartAlloc::new(framealloc::AllocConfig::default());
    /// let mut names = alloc.frame_vec();
    /// names.extend(["fir", "oak"].map(String::from));
    /// let mut names: Vec<String> = names.into_transfer().receive().into_vec();
    /// names.push("elm".into());
    /// assert_eq!(names.join(" "), "fir oak elm");
    /// ```
    pub fn into_vec(self) -> Vec<T> {
        let mut vec = Vec::with_capacity(self.len());
        let (elements, _room) = self.parcel.into_parts();
        // SAFETY: the vector has room for all of them, and is somewhere else.
        unsafe { ptr::copy_nonoverlapping(elements.cast::<T>().as_ptr(), vec.as_mut_ptr(), elements.len()) };
        // SAFETY: they were just moved in; the originals are given up with the parcel.
        unsafe { vec.set_len(elements.len()) };
        vec
    }

    pub(super) fn into_elements(self) -> ReceivedElements<T> {
        let (elements, room) = self.parcel.into_parts();
        // SAFETY: all elements are valid, and whoever has the parts owns them.
        unsafe { ReceivedElements::new(elements.cast(), elements.len(), room) }
    }
}

impl Received<str> {
    /// The text as a `String` of std: it is copied to the heap, and its memory goes back.
    pub fn into_string(self) -> String {
        self.to_owned()
    }

    /// The bytes of the text.
    pub fn into_bytes(self) -> Received<[u8]> {
        let len = self.len();
        let (text, room) = self.parcel.into_parts();
        let bytes = NonNull::slice_from_raw_parts(text.cast::<u8>(), len);
        // SAFETY: the same bytes in the same room; a `str` is laid out as its bytes are.
        Received { parcel: unsafe { Parcel::from_parts(bytes, room) } }
    }
}

impl<T> From<Received<[T]>> for Vec<T> {
    fn from(received: Received<[T]>) -> Self {
        received.into_vec()
    }
}

impl From<Received<str>> for String {
    fn from(received: Received<str>) -> Self {
        received.into_string()
    }
}

impl<T: ?Sized> Deref for Received<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        self.parcel.get()
    }
}

impl<T: ?Sized> DerefMut for Received<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        self.parcel.get_mut()
    }
}

// The value does not move when its owner does.
impl<T: ?Sized> Unpin for Received<T> {}

like_a_box!(Received);

/// A received collection iterates as the collection does, by value.
impl<T: IntoIterator> IntoIterator for Received<T> {
    type Item = T::Item;
    type IntoIter = T::IntoIter;

    fn into_iter(self) -> T::IntoIter {
        self.into_inner().into_iter()
    }
}

/// A received slice gives up its elements; those that are not taken are dropped with the iterator.
impl<T> IntoIterator for Received<[T]> {
    type Item = T;
    type IntoIter = ReceivedElements<T>;

    fn into_iter(self) -> ReceivedElements<T> {
        self.into_elements()
    }
}

impl<'a, T: ?Sized> IntoIterator for &'a Received<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}

impl<'a, T: ?Sized> IntoIterator for &'a mut Received<T>
where
    &'a mut T: IntoIterator,
{
    type Item = <&'a mut T as IntoIterator>::Item;
    type IntoIter = <&'a mut T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}
