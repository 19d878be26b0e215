//! The methods by which systems hand values to each other, written once for each of the two that can: one text for both
//! would show up in the compiler's messages as a macro. What they do is in `shelf`.

use super::frame_ref::FrameRef;
use super::param::FrameAlloc;
use super::resource::AllocResource;
use super::shelf::{FrameShare, no_destructor};
use crate::error::AllocError;

impl FrameAlloc<'_, '_> {
    /// Puts a value into this system's arena and returns a handle on it, by which other systems can read it until the
    /// frame ends.
    ///
    /// `T` is [`Send`] and [`Sync`], owns its data (FA201), and needs no destructor (FA604).
    ///
    /// # Panics
    /// When a budget with [`BudgetPolicy::Fail`](crate::BudgetPolicy) refuses or memory is exhausted.
    ///
    /// ```
    /// use framealloc::FrameAlloc;
    /// fn count(frame: FrameAlloc) {
    ///     let count = frame.share(7u32); // `Copy`, for a component, a resource, a message
    ///     assert_eq!(frame.get(count), Some(&7));
    /// }
    /// # use bevy_ecs::prelude::*;
    /// # let mut app = bevy_app::App::new();
    /// # app.add_plugins(framealloc::SmartAllocPlugin::default()).add_systems(bevy_app::Update, count).update();
    /// ```
    #[track_caller]
    pub fn share<T>(&self, value: T) -> FrameRef<T>
    where
        T: FrameShare, // FA201: a shared value is `Send` and `Sync` and owns its data
    {
        const { no_destructor::<T>() };
        self.shelf().value(value).unwrap_or_else(|error| error.raise())
    }

    /// Like [`share`](Self::share). On failure the value is lost.
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    pub fn try_share<T>(&self, value: T) -> Result<FrameRef<T>, AllocError>
    where
        T: FrameShare, // FA201: a shared value is `Send` and `Sync` and owns its data
    {
        const { no_destructor::<T>() };
        self.shelf().value(value)
    }

    /// Copies a slice into this system's arena and returns a handle on the copy; see [`share`](Self::share).
    ///
    /// # Panics
    /// As [`share`](Self::share).
    #[track_caller]
    pub fn share_slice<T>(&self, values: &[T]) -> FrameRef<[T]>
    where
        T: FrameShare + Copy, // FA201: a shared value is `Send` and `Sync` and owns its data
    {
        self.shelf().slice(values).unwrap_or_else(|error| error.raise())
    }

    /// Like [`share_slice`](Self::share_slice).
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    pub fn try_share_slice<T>(&self, values: &[T]) -> Result<FrameRef<[T]>, AllocError>
    where
        T: FrameShare + Copy, // FA201: a shared value is `Send` and `Sync` and owns its data
    {
        self.shelf().slice(values)
    }

    /// Makes `len` values in this system's arena and returns a handle on them; see [`share`](Self::share).
    ///
    /// # Panics
    /// As [`share`](Self::share), and when `make` does.
    #[track_caller]
    pub fn share_slice_with<T, F>(&self, len: usize, make: F) -> FrameRef<[T]>
    where
        T: FrameShare, // FA201: a shared value is `Send` and `Sync` and owns its data
        F: FnMut(usize) -> T,
    {
        const { no_destructor::<T>() };
        self.shelf().slice_with(len, make).unwrap_or_else(|error| error.raise())
    }

    /// Like [`share_slice_with`](Self::share_slice_with). On failure `make` was not called.
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    ///
    /// # Panics
    /// When `make` does.
    pub fn try_share_slice_with<T, F>(&self, len: usize, make: F) -> Result<FrameRef<[T]>, AllocError>
    where
        T: FrameShare, // FA201: a shared value is `Send` and `Sync` and owns its data
        F: FnMut(usize) -> T,
    {
        const { no_destructor::<T>() };
        self.shelf().slice_with(len, make)
    }

    /// Copies a text into this system's arena and returns a handle on the copy; see [`share`](Self::share).
    ///
    /// # Panics
    /// As [`share`](Self::share).
    #[track_caller]
    pub fn share_str(&self, text: &str) -> FrameRef<str> {
        self.shelf().str(text).unwrap_or_else(|error| error.raise())
    }

    /// Like [`share_str`](Self::share_str).
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    pub fn try_share_str(&self, text: &str) -> Result<FrameRef<str>, AllocError> {
        self.shelf().str(text)
    }
}

impl AllocResource {
    /// Puts a value into the calling thread's arena and returns a handle on it, by which other systems can read it until the
    /// frame ends.
    ///
    /// `T` is [`Send`] and [`Sync`], owns its data (FA201), and needs no destructor (FA604).
    ///
    /// # Panics
    /// When a budget with [`BudgetPolicy::Fail`](crate::BudgetPolicy) refuses or memory is exhausted.
    #[track_caller]
    pub fn share<T>(&self, value: T) -> FrameRef<T>
    where
        T: FrameShare, // FA201: a shared value is `Send` and `Sync` and owns its data
    {
        const { no_destructor::<T>() };
        self.shelf().value(value).unwrap_or_else(|error| error.raise())
    }

    /// Like [`share`](Self::share). On failure the value is lost.
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    pub fn try_share<T>(&self, value: T) -> Result<FrameRef<T>, AllocError>
    where
        T: FrameShare, // FA201: a shared value is `Send` and `Sync` and owns its data
    {
        const { no_destructor::<T>() };
        self.shelf().value(value)
    }

    /// Copies a slice into the calling thread's arena and returns a handle on the copy; see [`share`](Self::share).
    ///
    /// # Panics
    /// As [`share`](Self::share).
    #[track_caller]
    pub fn share_slice<T>(&self, values: &[T]) -> FrameRef<[T]>
    where
        T: FrameShare + Copy, // FA201: a shared value is `Send` and `Sync` and owns its data
    {
        self.shelf().slice(values).unwrap_or_else(|error| error.raise())
    }

    /// Like [`share_slice`](Self::share_slice).
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    pub fn try_share_slice<T>(&self, values: &[T]) -> Result<FrameRef<[T]>, AllocError>
    where
        T: FrameShare + Copy, // FA201: a shared value is `Send` and `Sync` and owns its data
    {
        self.shelf().slice(values)
    }

    /// Makes `len` values in the calling thread's arena and returns a handle on them; see [`share`](Self::share).
    ///
    /// # Panics
    /// As [`share`](Self::share), and when `make` does.
    #[track_caller]
    pub fn share_slice_with<T, F>(&self, len: usize, make: F) -> FrameRef<[T]>
    where
        T: FrameShare, // FA201: a shared value is `Send` and `Sync` and owns its data
        F: FnMut(usize) -> T,
    {
        const { no_destructor::<T>() };
        self.shelf().slice_with(len, make).unwrap_or_else(|error| error.raise())
    }

    /// Like [`share_slice_with`](Self::share_slice_with). On failure `make` was not called.
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    ///
    /// # Panics
    /// When `make` does.
    pub fn try_share_slice_with<T, F>(&self, len: usize, make: F) -> Result<FrameRef<[T]>, AllocError>
    where
        T: FrameShare, // FA201: a shared value is `Send` and `Sync` and owns its data
        F: FnMut(usize) -> T,
    {
        const { no_destructor::<T>() };
        self.shelf().slice_with(len, make)
    }

    /// Copies a text into the calling thread's arena and returns a handle on the copy; see [`share`](Self::share).
    ///
    /// # Panics
    /// As [`share`](Self::share).
    #[track_caller]
    pub fn share_str(&self, text: &str) -> FrameRef<str> {
        self.shelf().str(text).unwrap_or_else(|error| error.raise())
    }

    /// Like [`share_str`](Self::share_str).
    ///
    /// # Errors
    /// [`AllocError`] when a budget refuses or memory is exhausted.
    pub fn try_share_str(&self, text: &str) -> Result<FrameRef<str>, AllocError> {
        self.shelf().str(text)
    }
}
