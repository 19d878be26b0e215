//! Single values: room is found, the value is written, a reference that borrows the handle comes back. Values that need
//! `Drop` are refused at compile time here and have `FrameBox` instead.
#![expect(clippy::mut_from_ref, reason = "every call hands out memory that nobody else has")]

use core::mem::{MaybeUninit, needs_drop};
use core::ptr::NonNull;

use crate::alloc::SmartAlloc;
use crate::error::{AllocError, Fallible, Infallible, Outcome};
use crate::value::boxed::FrameBox;

/// Values up to this size go to the cold path in a register, so that the hot path needs no stack frame.
const REGISTER: usize = 8;

/// Refuses types whose destructor would never run. Evaluated where the type is known: by `cargo build` and `cargo test`.
///
/// Every public method asks for itself and calls none that asks again: the compiler then shows the user's call, and shows
/// it once. `track_caller` keeps the inside of this function out of the message.
#[track_caller]
pub(crate) const fn no_destructor<T>() {
    assert!(
        !needs_drop::<T>(),
        "a destructor would never run: frame memory is reused without dropping what is in it [FA604]\n\
         help: allocate it with `frame_box`, which drops it; write a text with `frame_str` or `frame_format!`"
    );
}

/// The same for the elements of a slice.
#[track_caller]
pub(crate) const fn no_destructors<T>() {
    assert!(
        !needs_drop::<T>(),
        "destructors would never run: frame memory is reused without dropping what is in it [FA604]\n\
         help: collect the values in a `frame_vec`, which drops them; write texts with `frame_str` or `frame_format!`"
    );
}

impl SmartAlloc {
    /// Room for a `T`, wherever the arena has it. Not written yet.
    #[inline(always)]
    fn room<T>(&self) -> Option<NonNull<T>> {
        if size_of::<T>() == 0 {
            return Some(NonNull::dangling());
        }
        self.arena.bump(size_of::<T>(), align_of::<T>()).map(NonNull::cast)
    }

    #[cold]
    #[inline(never)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    fn room_slow<T>(&self) -> Result<NonNull<T>, AllocError> {
        self.refill(size_of::<T>(), align_of::<T>()).map(NonNull::cast)
    }

    /// Writes `value` into the frame. The pointer is aligned, writable, and nobody else's until the frame ends.
    #[inline(always)]
    #[track_caller]
    pub(crate) fn place<O: Outcome, T>(&self, value: T) -> O::Of<NonNull<T>> {
        self.note_site(size_of::<T>());
        let room = match self.room::<T>() {
            Some(room) => room,
            None if size_of::<T>() <= REGISTER => return self.place_slow::<O, T>(value),
            None => match self.room_slow::<T>() {
                Ok(room) => room,
                Err(error) => return O::err(error),
            },
        };
        // SAFETY: `room` is a fresh, aligned range of `size_of::<T>()` bytes (or dangling for a zero-sized type).
        unsafe { room.write(value) };
        O::ok(room)
    }

    #[cold]
    #[inline(never)]
    #[track_caller]
    fn place_slow<O: Outcome, T>(&self, value: T) -> O::Of<NonNull<T>> {
        match self.room_slow::<T>() {
            Ok(room) => {
                // SAFETY: as in `place`.
                unsafe { room.write(value) };
                O::ok(room)
            }
            Err(error) => O::err(error),
        }
    }

    /// Moves a value into the frame: a pointer bump and one bounds check.
    ///
    /// `T` must not need `Drop`, because frame memory is reused without running destructors; that is a compile error
    /// (FA604), and [`frame_box`](Self::frame_box) is the remedy. Zero-sized types take no memory.
    ///
    /// # Panics
    /// When a budget with [`BudgetPolicy::Fail`](crate::BudgetPolicy) refuses or memory is exhausted; the text carries
    /// tag, budget, use and request.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let score = alloc.frame_alloc(41u32);
    /// *score += 1;
    /// assert_eq!(*score, 42);
    /// ```
    #[inline(always)]
    #[track_caller]
    pub fn frame_alloc<T>(&self, value: T) -> &mut T {
        const { no_destructor::<T>() };
        // SAFETY: `place` returns a range of this frame that nobody else has; it stays valid while `self` is borrowed.
        unsafe { self.place::<Infallible, T>(value).as_mut() }
    }

    /// Like [`frame_alloc`](Self::frame_alloc). On failure the value is lost.
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    #[inline(always)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_alloc<T>(&self, value: T) -> Result<&mut T, AllocError> {
        const { no_destructor::<T>() };
        // SAFETY: as in `frame_alloc`.
        Ok(unsafe { self.place::<Fallible, T>(value)?.as_mut() })
    }

    /// Moves what `make` returns into the frame. The closure runs before memory is taken, so it may allocate, open
    /// scopes, or panic.
    ///
    /// # Panics
    /// As [`frame_alloc`](Self::frame_alloc).
    #[inline(always)]
    #[track_caller]
    pub fn frame_alloc_with<T>(&self, make: impl FnOnce() -> T) -> &mut T {
        const { no_destructor::<T>() };
        // SAFETY: as in `frame_alloc`.
        unsafe { self.place::<Infallible, T>(make()).as_mut() }
    }

    /// Like [`frame_alloc_with`](Self::frame_alloc_with), for a closure that can fail itself.
    ///
    /// # Errors
    /// What `make` returns, or an [`AllocError`] turned into it.
    ///
    /// ```
    /// use framealloc::{AllocConfig, AllocError, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let parsed = alloc.try_frame_alloc_with(|| "12".parse::<u32>().map_err(|_| AllocError::CapacityOverflow));
    /// assert_eq!(parsed, Ok(&mut 12));
    /// ```
    #[inline(always)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_alloc_with<T, E: From<AllocError>>(
        &self,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<&mut T, E> {
        const { no_destructor::<T>() };
        // SAFETY: as in `frame_alloc`.
        Ok(unsafe { self.place::<Fallible, T>(make()?)?.as_mut() })
    }

    /// Room for a `T` that the caller writes.
    ///
    /// # Panics
    /// As [`frame_alloc`](Self::frame_alloc).
    #[inline(always)]
    #[track_caller]
    pub fn frame_alloc_uninit<T>(&self) -> &mut MaybeUninit<T> {
        const { no_destructor::<T>() };
        match self.unwritten() {
            Ok(room) => room,
            Err(error) => error.raise(),
        }
    }

    /// Like [`frame_alloc_uninit`](Self::frame_alloc_uninit).
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    #[inline(always)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_alloc_uninit<T>(&self) -> Result<&mut MaybeUninit<T>, AllocError> {
        const { no_destructor::<T>() };
        self.unwritten()
    }

    #[inline(always)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    fn unwritten<T>(&self) -> Result<&mut MaybeUninit<T>, AllocError> {
        self.note_site(size_of::<T>());
        let room = match self.room::<T>() {
            Some(room) => room,
            None => self.room_slow::<T>()?,
        };
        // SAFETY: a fresh, aligned range that nobody else has; `MaybeUninit` asks nothing of its bytes.
        Ok(unsafe { room.cast::<MaybeUninit<T>>().as_mut() })
    }

    /// Moves a value into the frame and owns it there: its destructor runs when the box is dropped.
    ///
    /// # Panics
    /// As [`frame_alloc`](Self::frame_alloc).
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let name = alloc.frame_box(String::from("crate"));
    /// assert_eq!(name.len(), 5);
    /// ```
    #[inline(always)]
    #[track_caller]
    pub fn frame_box<T>(&self, value: T) -> FrameBox<'_, T> {
        let place = self.place::<Infallible, T>(value);
        // SAFETY: `place` holds a value that nobody else owns, in memory that is valid while `self` is borrowed.
        unsafe { FrameBox::from_raw(place) }
    }

    /// Like [`frame_box`](Self::frame_box). On failure the value is dropped.
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    #[inline(always)]
    #[cfg_attr(feature = "diagnostics", track_caller)]
    pub fn try_frame_box<T>(&self, value: T) -> Result<FrameBox<'_, T>, AllocError> {
        self.note_site(size_of::<T>());
        let room = match self.room::<T>() {
            Some(room) => room,
            None => self.room_slow::<T>()?,
        };
        // SAFETY: a fresh, aligned range of `size_of::<T>()` bytes.
        unsafe { room.write(value) };
        // SAFETY: as in `frame_box`.
        Ok(unsafe { FrameBox::from_raw(room) })
    }
}
