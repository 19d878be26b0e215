//! `FrameString`: std's `String` in frame memory, over a `FrameVec` of bytes that are always UTF-8.

use core::fmt;
use core::ops::{Deref, DerefMut};
use core::str;

use crate::alloc::SmartAlloc;
use crate::error::AllocError;
use crate::thread::transfer::{TransferError, TransferHandle, send};
use crate::value::vec::FrameVec;

/// A growable string in frame memory; see [`SmartAlloc::frame_string`]. It derefs to `str`.
//
// # Invariants
// 1. `bytes` is valid UTF-8.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrameString<'a> {
    bytes: FrameVec<'a, u8>,
}

impl SmartAlloc {
    /// An empty string in the frame.
    ///
    /// ```
    /// use core::fmt::Write;
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let mut label = alloc.frame_string();
    /// label.push_str("fps ");
    /// write!(label, "{}", 60)?;
    /// assert_eq!(label, "fps 60");
    /// # Ok::<(), core::fmt::Error>(())
    /// ```
    #[inline]
    pub fn frame_string(&self) -> FrameString<'_> {
        FrameString { bytes: self.frame_vec() }
    }

    /// An empty string with room for `capacity` bytes.
    ///
    /// # Panics
    /// When a budget with [`BudgetPolicy::Fail`](crate::BudgetPolicy) refuses or memory is exhausted.
    #[inline]
    #[track_caller]
    pub fn frame_string_with_capacity(&self, capacity: usize) -> FrameString<'_> {
        FrameString { bytes: self.frame_vec_with_capacity(capacity) }
    }

    /// Like [`frame_string_with_capacity`](Self::frame_string_with_capacity).
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    #[inline]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_string_with_capacity(&self, capacity: usize) -> Result<FrameString<'_>, AllocError> {
        Ok(FrameString { bytes: self.try_frame_vec_with_capacity(capacity)? })
    }
}

impl<'a> FrameString<'a> {
    /// Appends a string.
    ///
    /// # Panics
    /// When a budget with [`BudgetPolicy::Fail`](crate::BudgetPolicy) refuses or memory is exhausted, as every method
    /// here that grows.
    #[inline]
    #[track_caller]
    pub fn push_str(&mut self, string: &str) {
        self.bytes.extend_from_slice(string.as_bytes());
    }

    /// Like [`push_str`](Self::push_str).
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted. The string is as it was.
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_push_str(&mut self, string: &str) -> Result<(), AllocError> {
        self.bytes.try_reserve(string.len())?;
        self.bytes.extend_from_slice(string.as_bytes());
        Ok(())
    }

    /// Appends a character.
    #[inline]
    #[track_caller]
    pub fn push(&mut self, character: char) {
        self.push_str(character.encode_utf8(&mut [0; 4]));
    }

    /// Like [`push`](Self::push).
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted. The string is as it was.
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_push(&mut self, character: char) -> Result<(), AllocError> {
        self.try_push_str(character.encode_utf8(&mut [0; 4]))
    }

    /// Removes the last character.
    pub fn pop(&mut self) -> Option<char> {
        let last = self.chars().next_back()?;
        self.bytes.truncate(self.bytes.len() - last.len_utf8());
        Some(last)
    }

    /// Keeps the first `len` bytes.
    ///
    /// # Panics
    /// When `len` is inside a character.
    #[track_caller]
    pub fn truncate(&mut self, len: usize) {
        if len < self.len() {
            assert!(self.is_char_boundary(len), "framealloc: {len} is inside a character");
            self.bytes.truncate(len);
        }
    }

    /// Removes everything and keeps the room.
    pub fn clear(&mut self) {
        self.bytes.clear();
    }

    /// Room for at least `additional` more bytes.
    #[track_caller]
    pub fn reserve(&mut self, additional: usize) {
        self.bytes.reserve(additional);
    }

    /// Like [`reserve`](Self::reserve).
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), AllocError> {
        self.bytes.try_reserve(additional)
    }

    /// The bytes it has room for.
    pub fn capacity(&self) -> usize {
        self.bytes.capacity()
    }

    /// The string as a slice.
    #[inline]
    pub fn as_str(&self) -> &str {
        self
    }

    /// The bytes.
    pub fn into_bytes(self) -> FrameVec<'a, u8> {
        self.bytes
    }

    /// Hands the text to whoever receives it, on any thread, as [`FrameVec::into_transfer`] does.
    ///
    /// # Panics
    /// When memory is exhausted.
    ///
    /// ```
    /// # let alloc = framealloc::SmartAlloc::new(framealloc::AllocConfig::default());
    /// let mut line = alloc.frame_string();
    /// line.push_str("door 7 opened");
    /// let line = line.into_transfer();
    /// let words = std::thread::spawn(move || line.receive().split(' ').count()).join().unwrap();
    /// assert_eq!(words, 3);
    /// ```
    #[track_caller]
    pub fn into_transfer(self) -> TransferHandle<str> {
        match self.try_into_transfer() {
            Ok(handle) => handle,
            Err(refused) => refused.error.raise(),
        }
    }

    /// Like [`into_transfer`](Self::into_transfer).
    ///
    /// # Errors
    /// [`TransferError`], with the string in it, when memory is exhausted.
    #[cfg_attr(feature = "debug", track_caller)]
    pub fn try_into_transfer(self) -> Result<TransferHandle<str>, TransferError<Self>> {
        // SAFETY: invariant 1.
        let sent = unsafe { send::send_text(self.bytes) };
        sent.map_err(|TransferError { value, error }| TransferError { value: FrameString { bytes: value }, error })
    }

    /// Gives up the string: it stays until the frame ends.
    #[must_use = "the string stays in the frame until it ends"]
    pub fn leak(self) -> &'a mut str {
        let bytes = self.bytes.leak();
        // SAFETY: invariant 1.
        unsafe { str::from_utf8_unchecked_mut(bytes) }
    }
}

impl Deref for FrameString<'_> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        // SAFETY: invariant 1.
        unsafe { str::from_utf8_unchecked(&self.bytes) }
    }
}

impl DerefMut for FrameString<'_> {
    #[inline]
    fn deref_mut(&mut self) -> &mut str {
        // SAFETY: invariant 1, which `&mut str` keeps.
        unsafe { str::from_utf8_unchecked_mut(&mut self.bytes) }
    }
}

impl fmt::Write for FrameString<'_> {
    #[inline]
    fn write_str(&mut self, string: &str) -> fmt::Result {
        self.push_str(string);
        Ok(())
    }
}

impl AsRef<str> for FrameString<'_> {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Debug for FrameString<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Display for FrameString<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl PartialEq<str> for FrameString<'_> {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for FrameString<'_> {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl Extend<char> for FrameString<'_> {
    #[track_caller]
    fn extend<I: IntoIterator<Item = char>>(&mut self, iter: I) {
        for character in iter {
            self.push(character);
        }
    }
}

impl<'s> Extend<&'s str> for FrameString<'_> {
    #[track_caller]
    fn extend<I: IntoIterator<Item = &'s str>>(&mut self, iter: I) {
        for string in iter {
            self.push_str(string);
        }
    }
}
