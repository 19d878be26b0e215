//! Slices and strings: copied, filled, computed or collected into the frame. Elements must not need `Drop`, as for single
//! values.
#![expect(clippy::mut_from_ref, reason = "every call hands out memory that nobody else has")]

use core::fmt;
use core::mem::MaybeUninit;
use core::ptr::NonNull;
use core::slice;

use crate::alloc::SmartAlloc;
use crate::arena::bump;
use crate::error::AllocError;
use crate::value::place::no_destructors;
use crate::value::string::FrameString;

impl SmartAlloc {
    /// Room for `len` elements. The pointer is aligned and the range nobody else's until the frame ends.
    #[inline(always)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    fn slice_room<T>(&self, len: usize) -> Result<NonNull<T>, AllocError> {
        let size = size_of::<T>().checked_mul(len).filter(|&size| size <= isize::MAX as usize);
        self.bytes_room(size.ok_or(AllocError::CapacityOverflow)?, align_of::<T>()).map(NonNull::cast)
    }

    #[inline(always)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    fn bytes_room(&self, size: usize, align: usize) -> Result<NonNull<u8>, AllocError> {
        if align > bump::MIN_ALIGN && size == 0 {
            // An empty slice takes no padding either.
            return self.refill(0, align);
        }
        self.note_site(size);
        match self.arena.bump(size, align) {
            Some(room) => Ok(room),
            None => self.refill(size, align),
        }
    }

    /// Copies a slice into the frame.
    ///
    /// # Panics
    /// When a budget with [`BudgetPolicy::Fail`](crate::BudgetPolicy) refuses or memory is exhausted; the text carries
    /// tag, budget, use and request.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let copy = alloc.frame_slice_copy(&[1, 2, 3]);
    /// copy[0] = 9;
    /// assert_eq!(copy, [9, 2, 3]);
    /// ```
    #[inline(always)]
    #[track_caller]
    pub fn frame_slice_copy<T: Copy>(&self, source: &[T]) -> &mut [T] {
        match self.try_frame_slice_copy(source) {
            Ok(copy) => copy,
            Err(error) => error.raise(),
        }
    }

    /// Like [`frame_slice_copy`](Self::frame_slice_copy).
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    #[inline(always)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_slice_copy<T: Copy>(&self, source: &[T]) -> Result<&mut [T], AllocError> {
        let room = self.bytes_room(size_of_val(source), align_of::<T>())?.cast::<T>();
        // SAFETY: `room` has space for `source.len()` elements, is aligned, and was just handed out, so it does not
        // overlap `source`.
        unsafe { source.as_ptr().copy_to_nonoverlapping(room.as_ptr(), source.len()) };
        // SAFETY: just written; nobody else has the range, and it is valid while `self` is borrowed.
        Ok(unsafe { slice::from_raw_parts_mut(room.as_ptr(), source.len()) })
    }

    /// A slice of `len` copies of `value`.
    ///
    /// # Panics
    /// As [`frame_slice_copy`](Self::frame_slice_copy), or when `Clone` does.
    #[inline]
    #[track_caller]
    pub fn frame_slice_fill<T: Clone>(&self, len: usize, value: T) -> &mut [T] {
        const { no_destructors::<T>() };
        match self.made(len, |_| value.clone()) {
            Ok(filled) => filled,
            Err(error) => error.raise(),
        }
    }

    /// Like [`frame_slice_fill`](Self::frame_slice_fill).
    ///
    /// # Errors
    /// [`AllocError`] when the size overflows, a budget refuses or memory is exhausted.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_slice_fill<T: Clone>(&self, len: usize, value: T) -> Result<&mut [T], AllocError> {
        const { no_destructors::<T>() };
        self.made(len, |_| value.clone())
    }

    /// A slice of `len` elements, each made by `make` from its index. The room is taken first, so the closure may
    /// allocate and open scopes; if it panics the room stays unused until the frame ends.
    ///
    /// # Panics
    /// As [`frame_slice_copy`](Self::frame_slice_copy), or when `make` does.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// assert_eq!(alloc.frame_slice_with(4, |i| i * i), [0, 1, 4, 9]);
    /// ```
    #[inline]
    #[track_caller]
    pub fn frame_slice_with<T>(&self, len: usize, make: impl FnMut(usize) -> T) -> &mut [T] {
        const { no_destructors::<T>() };
        match self.made(len, make) {
            Ok(made) => made,
            Err(error) => error.raise(),
        }
    }

    /// Like [`frame_slice_with`](Self::frame_slice_with).
    ///
    /// # Errors
    /// [`AllocError`] when the size overflows, a budget refuses or memory is exhausted.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_slice_with<T>(&self, len: usize, make: impl FnMut(usize) -> T) -> Result<&mut [T], AllocError> {
        const { no_destructors::<T>() };
        self.made(len, make)
    }

    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub(crate) fn made<T>(&self, len: usize, mut make: impl FnMut(usize) -> T) -> Result<&mut [T], AllocError> {
        let room = self.slice_room::<T>(len)?;
        for index in 0..len {
            let value = make(index);
            // SAFETY: `index < len`, and `room` has space for `len` elements that nobody else has.
            unsafe { room.add(index).write(value) };
        }
        // SAFETY: all `len` elements were just written; `T` needs no drop, so a panic above leaks nothing.
        Ok(unsafe { slice::from_raw_parts_mut(room.as_ptr(), len) })
    }

    /// Collects an iterator into a slice. The iterator may itself allocate from this handle.
    ///
    /// # Panics
    /// As [`frame_slice_copy`](Self::frame_slice_copy), or when the iterator does.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let odd = alloc.frame_slice_from_iter((0..10).filter(|n| n % 2 == 1));
    /// assert_eq!(odd, [1, 3, 5, 7, 9]);
    /// ```
    #[inline]
    #[track_caller]
    pub fn frame_slice_from_iter<I: IntoIterator>(&self, iter: I) -> &mut [I::Item] {
        const { no_destructors::<I::Item>() };
        match self.collected(iter) {
            Ok(collected) => collected,
            Err(error) => error.raise(),
        }
    }

    /// Like [`frame_slice_from_iter`](Self::frame_slice_from_iter).
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_slice_from_iter<I: IntoIterator>(&self, iter: I) -> Result<&mut [I::Item], AllocError> {
        const { no_destructors::<I::Item>() };
        self.collected(iter)
    }

    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    fn collected<I: IntoIterator>(&self, iter: I) -> Result<&mut [I::Item], AllocError> {
        let iter = iter.into_iter();
        let mut collected = self.frame_vec();
        collected.try_reserve(iter.size_hint().0)?;
        for item in iter {
            collected.try_push(item)?;
        }
        collected.shrink_to_fit();
        Ok(collected.leak())
    }

    /// A slice of `len` elements that the caller writes.
    ///
    /// # Panics
    /// As [`frame_slice_copy`](Self::frame_slice_copy).
    #[inline]
    #[track_caller]
    pub fn frame_slice_uninit<T>(&self, len: usize) -> &mut [MaybeUninit<T>] {
        const { no_destructors::<T>() };
        match self.unwritten_slice(len) {
            Ok(room) => room,
            Err(error) => error.raise(),
        }
    }

    /// Like [`frame_slice_uninit`](Self::frame_slice_uninit).
    ///
    /// # Errors
    /// [`AllocError`] when the size overflows, a budget refuses or memory is exhausted.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_slice_uninit<T>(&self, len: usize) -> Result<&mut [MaybeUninit<T>], AllocError> {
        const { no_destructors::<T>() };
        self.unwritten_slice(len)
    }

    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    fn unwritten_slice<T>(&self, len: usize) -> Result<&mut [MaybeUninit<T>], AllocError> {
        let room = self.slice_room::<T>(len)?.cast::<MaybeUninit<T>>();
        // SAFETY: a fresh, aligned range of `len` elements that nobody else has; `MaybeUninit` asks nothing of its bytes.
        Ok(unsafe { slice::from_raw_parts_mut(room.as_ptr(), len) })
    }

    /// Copies a string into the frame.
    ///
    /// # Panics
    /// As [`frame_slice_copy`](Self::frame_slice_copy).
    #[inline]
    #[track_caller]
    pub fn frame_str(&self, source: &str) -> &mut str {
        match self.try_frame_str(source) {
            Ok(copy) => copy,
            Err(error) => error.raise(),
        }
    }

    /// Like [`frame_str`](Self::frame_str).
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_str(&self, source: &str) -> Result<&mut str, AllocError> {
        let bytes = self.try_frame_slice_copy(source.as_bytes())?;
        // SAFETY: the bytes were copied from a `str`.
        Ok(unsafe { core::str::from_utf8_unchecked_mut(bytes) })
    }

    /// What [`frame_format!`](crate::frame_format) calls.
    #[doc(hidden)]
    #[track_caller]
    pub fn frame_fmt(&self, arguments: fmt::Arguments<'_>) -> FrameString<'_> {
        match self.try_frame_fmt(arguments) {
            Ok(string) => string,
            Err(error) => error.raise(),
        }
    }

    /// What [`try_frame_format!`](crate::try_frame_format) calls.
    #[doc(hidden)]
    #[track_caller]
    pub fn try_frame_fmt(&self, arguments: fmt::Arguments<'_>) -> Result<FrameString<'_>, AllocError> {
        /// Keeps the reason, which `fmt::Error` cannot carry.
        struct Writer<'a>(FrameString<'a>, Option<AllocError>);

        impl fmt::Write for Writer<'_> {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                self.0.try_push_str(text).map_err(|error| {
                    self.1 = Some(error);
                    fmt::Error
                })
            }
        }

        let mut writer = Writer(self.frame_string(), None);
        match (fmt::Write::write_fmt(&mut writer, arguments), writer.1) {
            (_, Some(error)) => Err(error),
            (Ok(()), None) => {
                self.note_site(writer.0.capacity());
                Ok(writer.0)
            }
            // A `Display` that returned an error of its own, as in `format!`.
            (Err(_), None) => panic!("framealloc: a formatting trait implementation returned an error"),
        }
    }
}

/// Like [`frame_format!`](crate::frame_format), returning `Result<FrameString, AllocError>`.
///
/// # Panics
/// When a `Display` implementation fails by itself.
///
/// ```
/// use framealloc::{AllocConfig, BudgetPolicy, SmartAlloc, try_frame_format};
/// let alloc = SmartAlloc::new(AllocConfig::default().global_budget(64).on_budget_exceeded(BudgetPolicy::Fail));
/// assert!(try_frame_format!(alloc, "{:>60}", "fits").is_ok());
/// assert!(try_frame_format!(alloc, "{:>80}", "does not").is_err());
/// ```
#[macro_export]
macro_rules! try_frame_format {
    ($alloc:expr, $($arguments:tt)+) => {
        $alloc.try_frame_fmt(::core::format_args!($($arguments)+))
    };
}

/// `format!` into the frame: `frame_format!(alloc, "{} of {}", i, n)` is a [`FrameString`].
///
/// # Panics
/// When a budget refuses, memory is exhausted, or a `Display` implementation fails.
///
/// ```
/// use framealloc::{AllocConfig, SmartAlloc, frame_format};
/// let alloc = SmartAlloc::new(AllocConfig::default());
/// assert_eq!(frame_format!(alloc, "{}-{:02}", "body", 7), "body-07");
/// ```
#[macro_export]
macro_rules! frame_format {
    ($alloc:expr, $($arguments:tt)+) => {
        $alloc.frame_fmt(::core::format_args!($($arguments)+))
    };
}
