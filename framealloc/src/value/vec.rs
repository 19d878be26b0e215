//! `FrameVec`: std's `Vec` in frame memory, a thin newtype over `allocator_api2`'s. What it adds is that running out is
//! this crate's panic or error, with tag and budget, and that crossing threads is refused in this crate's words.

mod remove;
mod traits;

use core::alloc::Layout;
use core::ptr::NonNull;

use allocator_api2::vec::Vec;

use crate::alloc::SmartAlloc;
use crate::error::AllocError;
use crate::interop::allocator_api2::FrameAllocator;
use crate::thread::VecCrossThread;
use crate::thread::transfer::{Transfer, TransferError, TransferHandle, send};

pub use self::traits::FrameVecIntoIter;

/// A growable array in frame memory; see [`SmartAlloc::frame_vec`]. It derefs to a slice and has `Vec`'s methods.
///
/// Elements are dropped with the vector. It borrows its handle, so it cannot outlive the frame, and it cannot leave the
/// thread (FA201).
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrameVec<'a, T> {
    inner: Vec<T, FrameAllocator<'a>>,
}

// SAFETY: never applies: `VecCrossThread` is implemented by nothing. It is written so that sending a vector is refused in
// this crate's words.
unsafe impl<T> Send for FrameVec<'_, T> where Self: VecCrossThread {}
// SAFETY: as above.
unsafe impl<T> Sync for FrameVec<'_, T> where Self: VecCrossThread {}

/// Bytes that a vector takes when its first element comes.
const FIRST_ROOM: usize = 64;

impl SmartAlloc {
    /// An empty vector in the frame. It takes memory when the first element comes.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let mut hits = alloc.frame_vec();
    /// hits.extend([3, 1, 2]);
    /// hits.sort_unstable();
    /// assert_eq!(hits, [1, 2, 3]);
    /// ```
    #[inline]
    pub fn frame_vec<T>(&self) -> FrameVec<'_, T> {
        FrameVec { inner: Vec::new_in(self.allocator()) }
    }

    /// An empty vector with room for `capacity` elements.
    ///
    /// # Panics
    /// When a budget with [`BudgetPolicy::Fail`](crate::BudgetPolicy) refuses or memory is exhausted; the text carries
    /// tag, budget, use and request.
    #[inline]
    #[track_caller]
    pub fn frame_vec_with_capacity<T>(&self, capacity: usize) -> FrameVec<'_, T> {
        match self.vec_at_hand(capacity) {
            Some(vec) => vec,
            None => match self.vec_asked_for(capacity) {
                Ok(vec) => vec,
                Err(error) => error.raise(),
            },
        }
    }

    /// Like [`frame_vec_with_capacity`](Self::frame_vec_with_capacity).
    ///
    /// # Errors
    /// [`AllocError`] when the size overflows, a budget refuses or memory is exhausted.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_vec_with_capacity<T>(&self, capacity: usize) -> Result<FrameVec<'_, T>, AllocError> {
        self.vec_at_hand(capacity).map_or_else(|| self.vec_asked_for(capacity), Ok)
    }

    /// A vector with room for `capacity` elements, where the arena has the room at hand. The library's way there is a loop
    /// of growth, which knows neither the size of an element nor that there is nothing to move.
    #[inline(always)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    fn vec_at_hand<T>(&self, capacity: usize) -> Option<FrameVec<'_, T>> {
        let layout = Layout::array::<T>(capacity).ok()?;
        if layout.size() == 0 {
            return Some(self.frame_vec());
        }
        let room = self.arena.bump(layout.size(), layout.align())?;
        self.note_site(layout.size());
        // SAFETY: fresh room from this very allocator, of the layout of so many elements, none of which is there yet.
        let inner = unsafe { Vec::from_raw_parts_in(room.cast::<T>().as_ptr(), 0, capacity, self.allocator()) };
        Some(FrameVec { inner })
    }

    #[cold]
    #[inline(never)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    fn vec_asked_for<T>(&self, capacity: usize) -> Result<FrameVec<'_, T>, AllocError> {
        let mut vec = self.frame_vec();
        vec.try_reserve_exact(capacity)?;
        Ok(vec)
    }

    /// Why a collection could not get `size` bytes at `align`: the allocation is tried once more, for its error.
    #[cold]
    pub(crate) fn why_refused(&self, size: Option<usize>, align: usize) -> AllocError {
        let Some(size) = size.filter(|&size| size <= isize::MAX as usize) else { return AllocError::CapacityOverflow };
        match self.refill(size, align) {
            Err(error) => error,
            Ok(room) => {
                // Another thread gave memory back between the two tries; the second one's goes back too.
                self.arena.free_newest(room, size);
                AllocError::OutOfMemory { tag: self.tag(), requested: size }
            }
        }
    }
}

impl<'a, T> FrameVec<'a, T> {
    /// The handle it allocates from.
    #[inline]
    pub fn handle(&self) -> &'a SmartAlloc {
        self.inner.allocator().handle()
    }

    /// The bytes of its room.
    #[inline(always)]
    fn room(&self) -> usize {
        self.inner.capacity().wrapping_mul(size_of::<T>())
    }

    /// The error behind a failed growth by `additional` elements.
    #[cold]
    fn refused(&self, additional: usize) -> AllocError {
        let len = self.len().checked_add(additional);
        self.handle().why_refused(len.and_then(|len| len.checked_mul(size_of::<T>())), align_of::<T>())
    }

    /// Room for at least `additional` more elements.
    ///
    /// # Errors
    /// [`AllocError`] when the size overflows, a budget refuses or memory is exhausted. The vector is as it was.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), AllocError> {
        let before = self.room();
        // Where a budget or the memory does not allow doubling, what is needed may still fit.
        let grown = self.inner.try_reserve(additional);
        self.handle().grown(before, self.room());
        match grown {
            Ok(()) => Ok(()),
            Err(_) => self.try_reserve_exact(additional),
        }
    }

    /// Like [`try_reserve`](Self::try_reserve), without reserving more than asked.
    ///
    /// # Errors
    /// As [`try_reserve`](Self::try_reserve).
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), AllocError> {
        let before = self.room();
        let grown = self.inner.try_reserve_exact(additional);
        self.handle().grown(before, self.room());
        grown.map_err(|_| self.refused(additional))
    }

    /// Room for at least `additional` more elements.
    ///
    /// # Panics
    /// When a budget with [`BudgetPolicy::Fail`](crate::BudgetPolicy) refuses or memory is exhausted, as every method
    /// here that grows; the text carries tag, budget, use and request.
    #[inline]
    #[track_caller]
    pub fn reserve(&mut self, additional: usize) {
        if let Err(error) = self.try_reserve(additional) {
            error.raise();
        }
    }

    /// Like [`reserve`](Self::reserve), without reserving more than asked.
    #[inline]
    #[track_caller]
    pub fn reserve_exact(&mut self, additional: usize) {
        if let Err(error) = self.try_reserve_exact(additional) {
            error.raise();
        }
    }

    #[cold]
    #[inline(never)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    fn grow(&mut self) -> Result<(), AllocError> {
        // The first room is a cache line: growing from a few elements costs more than the bytes.
        let first = if self.inner.capacity() == 0 { FIRST_ROOM / size_of::<T>().max(1) } else { 1 };
        self.try_reserve(first.max(1))
    }

    #[cold]
    #[inline(never)]
    #[track_caller]
    fn grow_or_raise(&mut self) {
        if let Err(error) = self.grow() {
            error.raise();
        }
    }

    /// Appends an element.
    #[inline]
    #[track_caller]
    pub fn push(&mut self, value: T) {
        // The library's `push` would check again and inline its own growth into every loop.
        let len = self.inner.len();
        if len == self.inner.capacity() {
            self.grow_or_raise();
        }
        // SAFETY: there is room for more than `len` elements.
        unsafe { self.push_within(len, value) };
    }

    /// # Safety
    /// `len` is the length, and there is room for one more.
    #[inline(always)]
    unsafe fn push_within(&mut self, len: usize, value: T) {
        // SAFETY: the caller's promise: the place after the last element is within the capacity.
        unsafe { self.inner.as_mut_ptr().add(len).write(value) };
        // SAFETY: as above; the element was just written.
        unsafe { self.inner.set_len(len + 1) };
    }

    /// Like [`push`](Self::push). On failure the value is dropped.
    ///
    /// # Errors
    /// [`AllocError`] when the size overflows, a budget refuses or memory is exhausted.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_push(&mut self, value: T) -> Result<(), AllocError> {
        let len = self.inner.len();
        if len == self.inner.capacity() {
            self.grow()?;
        }
        // SAFETY: there is room for more than `len` elements.
        unsafe { self.push_within(len, value) };
        Ok(())
    }

    /// Inserts an element at `index`, moving those after it.
    ///
    /// # Panics
    /// When `index > len`, or as [`reserve`](Self::reserve).
    #[inline]
    #[track_caller]
    pub fn insert(&mut self, index: usize, value: T) {
        self.reserve(1);
        self.inner.insert(index, value);
    }

    /// Like [`insert`](Self::insert). On failure the value is dropped.
    ///
    /// # Errors
    /// As [`try_push`](Self::try_push).
    ///
    /// # Panics
    /// When `index > len`.
    #[inline]
    #[track_caller]
    pub fn try_insert(&mut self, index: usize, value: T) -> Result<(), AllocError> {
        self.try_reserve(1)?;
        self.inner.insert(index, value);
        Ok(())
    }

    /// Like [`extend_from_slice`](Self::extend_from_slice).
    ///
    /// # Errors
    /// As [`try_push`](Self::try_push). The vector is as it was.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_extend_from_slice(&mut self, other: &[T]) -> Result<(), AllocError>
    where
        T: Clone,
    {
        self.try_reserve(other.len())?;
        self.inner.extend_from_slice(other);
        Ok(())
    }

    /// Moves the elements of `other` to the end of this one.
    #[track_caller]
    pub fn append(&mut self, other: &mut FrameVec<'_, T>) {
        self.reserve(other.len());
        self.inner.extend(other.inner.drain(..));
    }

    /// Splits off the elements from `at` on.
    ///
    /// # Panics
    /// When `at > len`, or as [`reserve`](Self::reserve).
    #[track_caller]
    pub fn split_off(&mut self, at: usize) -> Self {
        assert!(at <= self.len(), "framealloc: cannot split a vector of {} at {at}", self.len());
        let mut tail = self.handle().frame_vec_with_capacity(self.len() - at);
        tail.inner.extend(self.inner.drain(at..));
        tail
    }

    /// Makes the vector `len` long, cloning `value` into what is new.
    #[track_caller]
    pub fn resize(&mut self, len: usize, value: T)
    where
        T: Clone,
    {
        self.reserve(len.saturating_sub(self.len()));
        self.inner.resize(len, value);
    }

    /// Makes the vector `len` long, calling `make` for what is new.
    #[track_caller]
    pub fn resize_with(&mut self, len: usize, make: impl FnMut() -> T) {
        self.reserve(len.saturating_sub(self.len()));
        self.inner.resize_with(len, make);
    }

    /// Appends clones of a slice's elements.
    #[inline]
    #[track_caller]
    pub fn extend_from_slice(&mut self, other: &[T])
    where
        T: Clone,
    {
        self.reserve(other.len());
        self.inner.extend_from_slice(other);
    }

    /// The elements it has room for.
    #[inline]
    pub fn capacity(&self) -> usize {
        self.inner.capacity()
    }

    /// Gives back room that is not used, where the vector is the newest thing in the frame.
    pub fn shrink_to_fit(&mut self) {
        self.inner.shrink_to_fit();
    }

    /// The elements as a slice.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        &self.inner
    }

    /// The elements as a mutable slice.
    #[inline]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.inner
    }

    /// The first element, or where it would be, with the provenance of the whole block.
    #[inline]
    pub(crate) fn as_non_null(&mut self) -> NonNull<T> {
        // SAFETY: a vector's pointer is never null.
        unsafe { NonNull::new_unchecked(self.inner.as_mut_ptr()) }
    }

    /// Gives up the elements, which somebody else has, and then the room.
    #[inline]
    pub(crate) fn forget_elements(mut self) {
        // SAFETY: no element is fewer than there are.
        unsafe { self.inner.set_len(0) };
    }

    /// Hands the elements to whoever receives them, on any thread, without copying them: the chunk they lie in goes along,
    /// and returns to the engine when the receiver is done. What else lies in that chunk stays usable until the frame
    /// ends; the next frame begins in another.
    ///
    /// Up to 1 KiB is copied instead, so that a few bytes do not keep a chunk; nothing is taken for an empty vector. Room
    /// that the vector does not use is given back first, where it is the newest thing in the frame.
    ///
    /// A chunk is kept whole until the last of its transfers has been dropped. To hold on to a little for long, copy it:
    /// `alloc.transfer(vec.to_vec())`.
    ///
    /// # Panics
    /// When memory is exhausted.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let mut alloc = SmartAlloc::new(AllocConfig::default());
    /// alloc.begin_frame();
    /// let mut samples = alloc.frame_vec();
    /// samples.extend((0..100_000u32).map(|n| n % 7));
    /// let address = samples.as_ptr().addr();
    /// let handle = samples.into_transfer();
    /// alloc.end_frame(); // the handle does not mind
    ///
    /// let samples = std::thread::spawn(move || handle.receive()).join().unwrap();
    /// assert_eq!((samples.len(), samples[100]), (100_000, 2));
    /// assert_eq!(samples.as_ptr().addr(), address);
    /// assert_eq!(alloc.report().transfers.bytes_copied, 0);
    /// ```
    #[inline]
    #[track_caller]
    pub fn into_transfer(self) -> TransferHandle<[T]>
    where
        T: Transfer, // FA206: transferred elements are `Send` and own their data
    {
        match self.try_into_transfer() {
            Ok(handle) => handle,
            Err(refused) => refused.error.raise(),
        }
    }

    /// Like [`into_transfer`](Self::into_transfer).
    ///
    /// # Errors
    /// [`TransferError`], with the vector in it, when memory is exhausted.
    #[inline]
    #[cfg_attr(feature = "debug", track_caller)]
    pub fn try_into_transfer(self) -> Result<TransferHandle<[T]>, TransferError<Self>>
    where
        T: Transfer, // FA206: transferred elements are `Send` and own their data
    {
        send::send_vec(self)
    }

    /// Gives up the vector: its elements are never dropped and stay until the frame ends.
    #[inline]
    #[must_use = "the elements stay in the frame, undropped, until it ends"]
    pub fn leak(self) -> &'a mut [T] {
        Vec::leak(self.inner)
    }

    /// The library's vector inside: the way to whatever this newtype does not offer. Growing that one past a budget
    /// aborts the process, as the library does.
    #[inline]
    pub fn as_inner(&self) -> &Vec<T, FrameAllocator<'a>> {
        &self.inner
    }

    /// See [`as_inner`](Self::as_inner).
    #[inline]
    pub fn into_inner(self) -> Vec<T, FrameAllocator<'a>> {
        self.inner
    }
}
