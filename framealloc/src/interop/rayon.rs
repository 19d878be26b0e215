//! Two methods for rayon's parallel iterators that give each job an arena. The arenas themselves need nothing of rayon; see
//! `thread/leases.rs`.

use rayon::iter::ParallelIterator;

use crate::alloc::SmartAlloc;
use crate::thread::leases::FrameLeases;

/// What frame memory adds to rayon's parallel iterators: an arena for each job. Import it to call the methods. Needs the
/// feature `rayon`.
///
/// The arena is the job's alone, also while jobs wait for inner ones and run others meanwhile, and it is emptied after each
/// item. What the closure returns cannot borrow from it:
///
/// ```compile_fail
/// use framealloc::{FrameParallel, SmartAlloc};
/// use rayon::prelude::*;
/// let alloc = SmartAlloc::default();
/// let leases = alloc.leases();
/// let lists: Vec<_> = (0..9).into_par_iter().map_frame(&leases, |arena, n| arena.frame_slice_fill(n, 0u8)).collect();
/// ```
///
/// It is for what a job needs on the way. A result that is to lie in frame memory until the frame ends is made through a
/// [`SharedAlloc`](crate::SharedAlloc) instead, and needs no method of its own: `.map(|n| shared.frame_slice_fill(n, 0u8))`.
pub trait FrameParallel: ParallelIterator {
    /// As [`map`](ParallelIterator::map), with an arena for each item.
    ///
    /// The order is kept, but the result is no `IndexedParallelIterator`; where one is needed, write
    /// `map_init(|| leases.take(), ..)` as [`SmartAlloc::leases`] shows.
    ///
    /// # Panics
    /// When `work` does: as in `map`, the panic goes on in the thread that waits. The arena is emptied and used again.
    ///
    /// ```
    /// use framealloc::{FrameParallel, SmartAlloc};
    /// use rayon::prelude::*;
    /// let mut alloc = SmartAlloc::default();
    /// alloc.begin_frame();
    /// let leases = alloc.leases();
    /// let longest: Vec<usize> = ["to be or", "not to be", "that is the question"]
    ///     .par_iter()
    ///     .map_frame(&leases, |arena, line| {
    ///         let mut words = arena.frame_vec();
    ///         words.extend(line.split(' ').map(str::len));
    ///         words.iter().copied().max().unwrap_or(0)
    ///     })
    ///     .collect();
    /// assert_eq!(longest, [2, 3, 8]);
    /// ```
    fn map_frame<R, F>(self, leases: &FrameLeases<'_>, work: F) -> impl ParallelIterator<Item = R>
    where
        F: Fn(&SmartAlloc, Self::Item) -> R + Sync + Send,
        R: Send,
    {
        self.map_init(
            || leases.take(),
            move |arena, item| {
                let result = work(arena, item);
                arena.clear();
                result
            },
        )
    }

    /// As [`for_each`](ParallelIterator::for_each), with an arena for each item.
    ///
    /// # Panics
    /// When `work` does: as in `for_each`, the panic goes on in the thread that waits. The arena is emptied and used again.
    ///
    /// ```
    /// use framealloc::{FrameParallel, SmartAlloc};
    /// use rayon::prelude::*;
    /// let mut alloc = SmartAlloc::default();
    /// alloc.begin_frame();
    /// let leases = alloc.leases();
    /// let mut rows = vec![[3, 1, 2]; 100];
    /// rows.par_iter_mut().for_each_frame(&leases, |arena, row| {
    ///     let copy = arena.frame_slice_copy(&row[..]);
    ///     copy.sort_unstable();
    ///     row.copy_from_slice(copy);
    /// });
    /// assert!(rows.iter().all(|row| row == &[1, 2, 3]));
    /// drop(leases);
    /// assert_eq!(alloc.end_frame().bytes, 100 * 16); // each rounded up to 8
    /// ```
    fn for_each_frame<F>(self, leases: &FrameLeases<'_>, work: F)
    where
        F: Fn(&SmartAlloc, Self::Item) + Sync + Send,
    {
        self.for_each_init(
            || leases.take(),
            |arena, item| {
                work(arena, item);
                arena.clear();
            },
        );
    }
}

impl<I: ParallelIterator> FrameParallel for I {}
