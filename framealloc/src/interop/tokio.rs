//! `TaskAlloc`: what an async task allocates with. A task moves between threads at every `.await`, so it gets owned values
//! from the pools, and frame memory only inside a closure that cannot await.

use core::fmt;
use std::sync::Arc;

use tokio::task::JoinHandle;
use tokio::task_local;

use crate::alloc::SmartAlloc;
use crate::engine::Engine;
use crate::error::AllocError;
#[cfg(feature = "debug")]
use crate::insight::leaks::{Origin, report::LeakKind};
use crate::interop::pool_allocator::PoolAllocator;
use crate::pool::boxed::{HeapBox, PoolBox};
use crate::sync::Mutex;
use crate::thread::transfer::send::send;
use crate::thread::transfer::{Transfer, TransferHandle};

task_local! {
    static CURRENT: TaskAlloc;
}

/// An allocator that a task may own, share, and keep across an `.await`: `Send`, `Sync`, `Clone`, `'static`.
///
/// Everything it hands out is owned, so nothing of it ends with a frame. Frame memory is had by
/// [`with_frame`](Self::with_frame), whose closure cannot await and whose result cannot borrow from the frame.
///
/// ```
/// use framealloc::{AllocConfig, SmartAlloc};
/// # async fn download() -> Vec<u8> { vec![3, 1, 2] }
/// # fn main() {
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let alloc = SmartAlloc::new(AllocConfig::default());
/// let task = alloc.task_alloc();
/// # runtime.block_on(async {
/// let loaded = task.clone().spawn(async move {
///     let bytes = download().await;
///     let largest = task.with_frame(|frame| {
///         let mut sorted = frame.frame_vec(); // in frame memory, which is emptied when the closure returns
///         sorted.extend_from_slice(&bytes);
///         sorted.sort_unstable();
///         sorted.last().copied()
///     });
///     task.pool_alloc((bytes.len(), largest)) // owned: it may leave the task
/// });
/// assert_eq!(*loaded.await.unwrap(), (3, Some(3)));
/// # });
/// # }
/// ```
#[derive(Clone)]
pub struct TaskAlloc {
    engine: Arc<Engine>,
    /// Handles that no closure is using.
    idle: Arc<Mutex<Vec<SmartAlloc>>>,
}

impl SmartAlloc {
    /// An allocator on the same engine that async tasks may own.
    pub fn task_alloc(&self) -> TaskAlloc {
        TaskAlloc { engine: Arc::clone(&self.core.engine), idle: Arc::default() }
    }
}

impl TaskAlloc {
    /// Moves a value into the engine's pools; see [`SmartAlloc::pool_alloc`].
    ///
    /// # Panics
    /// When memory is exhausted.
    #[track_caller]
    pub fn pool_alloc<T>(&self, value: T) -> PoolBox<T> {
        self.try_pool_alloc(value).unwrap_or_else(|error| error.raise())
    }

    /// Like [`pool_alloc`](Self::pool_alloc). On failure the value is dropped.
    ///
    /// # Errors
    /// [`AllocError::OutOfMemory`] when the system has no more, or the engine may not hold more.
    #[cfg_attr(feature = "debug", track_caller)]
    pub fn try_pool_alloc<T>(&self, value: T) -> Result<PoolBox<T>, AllocError> {
        let pooled = PoolBox::try_new(&self.engine.store, value).map_err(|_| no_memory::<T>())?;
        #[cfg(feature = "debug")]
        self.note_alive(LeakKind::PoolBox, &*pooled);
        Ok(pooled)
    }

    /// Moves a value to the system heap and keeps count of it; see [`SmartAlloc::heap_alloc`].
    ///
    /// # Panics
    /// When memory is exhausted.
    #[track_caller]
    pub fn heap_alloc<T>(&self, value: T) -> HeapBox<T> {
        self.try_heap_alloc(value).unwrap_or_else(|error| error.raise())
    }

    /// Like [`heap_alloc`](Self::heap_alloc). On failure the value is dropped.
    ///
    /// # Errors
    /// [`AllocError::OutOfMemory`] when the system has no more.
    #[cfg_attr(feature = "debug", track_caller)]
    pub fn try_heap_alloc<T>(&self, value: T) -> Result<HeapBox<T>, AllocError> {
        let held = HeapBox::try_new(&self.engine.store, value).map_err(|_| no_memory::<T>())?;
        #[cfg(feature = "debug")]
        self.note_alive(LeakKind::HeapBox, &*held);
        Ok(held)
    }

    /// Hands a value to whoever receives it; see [`SmartAlloc::transfer`].
    ///
    /// # Panics
    /// When memory is exhausted.
    #[track_caller]
    pub fn transfer<T>(&self, value: T) -> TransferHandle<T>
    where
        T: Transfer, // FA206: transferred values are `Send` and own their data
    {
        let handle = send(value, &self.engine.store).unwrap_or_else(|_| no_memory::<T>().raise());
        #[cfg(feature = "debug")]
        self.note_alive(LeakKind::Transfer, handle.value());
        handle
    }

    /// The engine's pools for collections; see [`SmartAlloc::pool_allocator`].
    #[cfg_attr(feature = "debug", track_caller)]
    pub fn pool_allocator(&self) -> PoolAllocator {
        PoolAllocator::of(&self.engine.store)
    }

    #[cfg(feature = "debug")]
    #[track_caller]
    fn note_alive<T>(&self, kind: LeakKind, value: &T) {
        let here = Origin::here();
        self.engine.store.leaks.note(kind, value, || here);
    }

    /// Runs `work` in a frame of its own, which is emptied when it returns or panics. Frame memory cannot outlive the
    /// closure, and the closure cannot await. Calls may be nested and may run at once on several threads: each has an arena.
    ///
    /// # Panics
    /// When `work` does, or the destructor of a value that it [retained](SmartAlloc::frame_retained).
    ///
    /// ```compile_fail
    /// # let task = framealloc::SmartAlloc::default().task_alloc();
    /// let escaped = task.with_frame(|frame| frame.frame_alloc(7)); // lifetime may not live long enough
    /// ```
    pub fn with_frame<R>(&self, work: impl FnOnce(&SmartAlloc) -> R) -> R {
        /// Gives the handle back. After a panic it is dropped instead, with all that was retained in it: destructors
        /// that wait for the end of the unwinding would run, and panic, in the frame of whichever task is next.
        struct Lease<'a>(&'a TaskAlloc, Option<SmartAlloc>);

        impl Drop for Lease<'_> {
            fn drop(&mut self) {
                if let Some(mut alloc) = self.1.take()
                    && !std::thread::panicking()
                {
                    alloc.end_frame();
                    self.0.idle.lock().push(alloc);
                }
            }
        }

        let idle = self.idle.lock().pop();
        let mut lease = Lease(self, None);
        let alloc = lease.1.insert(idle.unwrap_or_else(|| SmartAlloc::root(Arc::clone(&self.engine))));
        alloc.begin_frame();
        let result = work(alloc);
        // Ended while the result is a variable: where a destructor panics, the result is dropped. A value on its way to
        // the caller is lost when something panics behind it (rust-lang/rust#47949).
        drop(lease);
        result
    }

    /// Runs `future` with this as its [`current`](Self::current) allocator.
    pub fn scope<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        CURRENT.scope(self.clone(), future)
    }

    /// Spawns `future` on the tokio runtime, with this as its [`current`](Self::current) allocator.
    ///
    /// # Panics
    /// Outside a tokio runtime.
    #[track_caller]
    pub fn spawn<F>(self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        tokio::spawn(CURRENT.scope(self, future))
    }

    /// The allocator of the task that is running, where one was given by [`scope`](Self::scope) or
    /// [`spawn`](Self::spawn).
    pub fn current() -> Option<Self> {
        CURRENT.try_with(Clone::clone).ok()
    }
}

fn no_memory<T>() -> AllocError {
    AllocError::OutOfMemory { tag: crate::Tag::UNTAGGED, requested: size_of::<T>() }
}

impl fmt::Debug for TaskAlloc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskAlloc").finish_non_exhaustive()
    }
}
