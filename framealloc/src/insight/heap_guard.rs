//! Counting calls to the heap, per thread: the global-allocator wrapper that counts, and the arithmetic by which a
//! `no_heap` system learns what it caused. No memory is managed here, and nothing here allocates while it counts.

use core::cell::Cell;
use core::sync::atomic::{AtomicBool, Ordering};
use std::alloc::{GlobalAlloc, Layout, System};

/// A global allocator that counts what each thread asks of the heap, and passes everything on.
///
/// Opt in with one line in the binary (or test) that should watch itself. In debug builds a system declared `no_heap`
/// then panics at its end (FA401) if it called the heap; [`heap_use`] shows the counts to everybody else. A call
/// costs a few instructions more than before, and no lock and no atomic write.
///
/// ```
/// use framealloc::HeapGuard;
///
/// #[global_allocator]
/// static HEAP: HeapGuard = HeapGuard::new();
///
/// fn main() {
///     let before = framealloc::heap_calls();
///     let kept = std::hint::black_box(vec![1, 2, 3]);
///     assert_eq!(framealloc::heap_calls(), before.map(|calls| calls + 1));
///     assert_eq!(kept.len(), 3);
/// }
/// ```
///
/// Another allocator goes inside: `static HEAP: HeapGuard<Other> = HeapGuard::over(Other);`.
#[derive(Debug, Default)]
pub struct HeapGuard<A = System> {
    inner: A,
}

impl HeapGuard {
    /// A guard over the system's allocator.
    pub const fn new() -> Self {
        Self::over(System)
    }
}

impl<A> HeapGuard<A> {
    /// A guard over `inner`, which does the work.
    pub const fn over(inner: A) -> Self {
        Self { inner }
    }
}

/// What a thread asked of the heap, in total or during some span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct HeapUse {
    /// Calls that allocate, zero-allocate or resize; those that failed are calls too.
    pub calls: u64,
    /// Bytes those calls asked for. A resize counts what it grew by.
    pub bytes: u64,
    /// Calls that free. They are apart because giving back is not what `no_heap` forbids (FA402 hints at it).
    pub frees: u64,
}

impl HeapUse {
    const ZERO: Self = Self { calls: 0, bytes: 0, frees: 0 };

    /// Wrapping, as every count here: after 2^64 bytes the differences are still right.
    fn since(self, earlier: Self) -> Self {
        Self {
            calls: self.calls.wrapping_sub(earlier.calls),
            bytes: self.bytes.wrapping_sub(earlier.bytes),
            frees: self.frees.wrapping_sub(earlier.frees),
        }
    }
}

/// Set by the first call that any guard serves, then only read: no cache line travels for it.
static IN_USE: AtomicBool = AtomicBool::new(false);

thread_local! {
    // Constant and without a destructor, so that an allocator may touch them at any time in the life of a thread:
    // no lazy initialisation, no registration, nothing that allocates.
    static ALL: Cell<HeapUse> = const { Cell::new(HeapUse::ZERO) };
    static EXEMPT: Cell<HeapUse> = const { Cell::new(HeapUse::ZERO) };
}

#[inline]
fn count(calls: u64, bytes: usize, frees: u64) {
    if !IN_USE.load(Ordering::Relaxed) {
        IN_USE.store(true, Ordering::Relaxed);
    }
    // A thread that is past its thread-locals goes uncounted; failing in an allocator is not an option.
    let _ = ALL.try_with(|all| {
        let now = all.get();
        all.set(HeapUse {
            calls: now.calls.wrapping_add(calls),
            bytes: now.bytes.wrapping_add(bytes as u64),
            frees: now.frees.wrapping_add(frees),
        });
    });
}

// SAFETY: every method passes its arguments to the same method of `inner` and returns that answer, so the contract holds
// as far as `inner` keeps it. Counting touches thread-local integers only: it neither allocates nor unwinds.
unsafe impl<A: GlobalAlloc> GlobalAlloc for HeapGuard<A> {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(1, layout.size(), 0);
        // SAFETY: the caller's promises about `layout` are those that `inner` asks for.
        unsafe { self.inner.alloc(layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(1, layout.size(), 0);
        // SAFETY: the caller's promises about `layout` are those that `inner` asks for.
        unsafe { self.inner.alloc_zeroed(layout) }
    }

    #[inline]
    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        count(1, new_size.saturating_sub(layout.size()), 0);
        // SAFETY: `ptr` came from `inner` through this guard, with this layout, and the caller vouches for the rest.
        unsafe { self.inner.realloc(ptr, layout, new_size) }
    }

    #[inline]
    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        count(0, 0, 1);
        // SAFETY: `ptr` came from `inner` through this guard, with this layout, and is not used again.
        unsafe { self.inner.dealloc(ptr, layout) }
    }
}

/// What this thread has asked of the heap since it started, framealloc's own requests for chunks included. `None` while
/// no [`HeapGuard`] is installed, which is not the same as zero.
///
/// ```
/// // This example has no `#[global_allocator]`, so nobody counts.
/// assert_eq!(framealloc::heap_use(), None);
/// ```
pub fn heap_use() -> Option<HeapUse> {
    if IN_USE.load(Ordering::Relaxed) { ALL.try_with(Cell::get).ok() } else { None }
}

/// The [`calls`](HeapUse::calls) of [`heap_use`]: how often this thread has allocated on the heap, or `None` while no
/// [`HeapGuard`] is installed. A steady frame leaves it as it was.
pub fn heap_calls() -> Option<u64> {
    heap_use().map(|used| used.calls)
}

/// Where a span began. It belongs to the thread that made it. Spans are for debug builds, like the check they serve.
#[cfg(any(debug_assertions, test, feature = "memory_filter"))]
#[derive(Debug, Clone, Copy)]
pub(crate) struct HeapMark {
    chargeable: HeapUse,
    // A mark compared with another thread's counts means nothing.
    _not_send: core::marker::PhantomData<*const ()>,
}

/// Everything so far except what the runtime itself caused.
#[cfg(any(debug_assertions, test, feature = "memory_filter"))]
#[inline]
fn chargeable() -> HeapUse {
    let all = ALL.try_with(Cell::get).unwrap_or(HeapUse::ZERO);
    let exempt = EXEMPT.try_with(Cell::get).unwrap_or(HeapUse::ZERO);
    all.since(exempt)
}

/// Begins a span in which the user's heap calls are counted. Spans nest.
#[cfg(any(debug_assertions, test, feature = "memory_filter"))]
#[inline]
pub(crate) fn enter() -> HeapMark {
    HeapMark { chargeable: chargeable(), _not_send: core::marker::PhantomData }
}

/// Ends it: what the user's code asked of the heap since. All zero where no [`HeapGuard`] is installed.
#[cfg(any(debug_assertions, test, feature = "memory_filter"))]
#[inline]
pub(crate) fn leave(mark: HeapMark) -> HeapUse {
    chargeable().since(mark.chargeable)
}

/// While it lives, this thread's heap calls are the runtime's own (a chunk, a row in the ledger) and are charged to no
/// system. They still show in [`heap_use`]. Nests, and may be dropped by unwinding.
#[derive(Debug)]
#[must_use = "the calls are exempt only while the value lives"]
pub(crate) struct Exempt {
    all: HeapUse,
    exempt: HeapUse,
    _not_send: core::marker::PhantomData<*const ()>,
}

#[inline]
pub(crate) fn exempt() -> Exempt {
    Exempt {
        all: ALL.try_with(Cell::get).unwrap_or(HeapUse::ZERO),
        exempt: EXEMPT.try_with(Cell::get).unwrap_or(HeapUse::ZERO),
        _not_send: core::marker::PhantomData,
    }
}

impl Drop for Exempt {
    #[inline]
    fn drop(&mut self) {
        let spent = ALL.try_with(Cell::get).unwrap_or(self.all).since(self.all);
        // Set, not added: an inner exemption has added its share already, and that share is within `spent`.
        let _ = EXEMPT.try_with(|exempt| {
            exempt.set(HeapUse {
                calls: self.exempt.calls.wrapping_add(spent.calls),
                bytes: self.exempt.bytes.wrapping_add(spent.bytes),
                frees: self.exempt.frees.wrapping_add(spent.frees),
            });
        });
    }
}

/// The words for a `no_heap` system that called the heap.
#[cfg(any(debug_assertions, test))]
pub(crate) fn report(system: &str, used: HeapUse) -> String {
    let HeapUse { calls, bytes, .. } = used;
    let (calls_word, bytes_word) =
        (if calls == 1 { "call" } else { "calls" }, if bytes == 1 { "byte" } else { "bytes" });
    format!(
        "`{system}` is declared `no_heap` but made {calls} heap {calls_word} for {bytes} {bytes_word} [FA401]\n\
         help: take the memory from the frame (`frame_vec`, `frame_string`, `frame_format!`, `frame_box`), or reserve it \
         before the frame loop and pass it in, or remove `no_heap`"
    )
}

/// Ends a `no_heap` system that called the heap.
///
/// # Panics
/// Always, with the text of [`report`]. The caller makes sure that the thread is not panicking already.
#[cfg(debug_assertions)]
#[cold]
#[inline(never)]
pub(crate) fn refuse(system: &str, used: HeapUse) -> ! {
    panic!("{}", report(system, used))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Calls the guard directly: these tests do not need it installed, and other tests of the crate may not want it.
    fn spend(sizes: &[usize]) {
        let guard = HeapGuard::new();
        for &size in sizes {
            let Ok(layout) = Layout::from_size_align(size, 8) else { panic!("a layout") };
            // SAFETY: the size is not zero.
            let ptr = unsafe { guard.alloc(layout) };
            assert!(!ptr.is_null());
            // SAFETY: allocated above by the same guard with the same layout; the new size is not zero.
            let ptr = unsafe { guard.realloc(ptr, layout, size * 2) };
            assert!(!ptr.is_null());
            let Ok(grown) = Layout::from_size_align(size * 2, 8) else { panic!("a layout") };
            // SAFETY: the block has this layout since the `realloc`.
            unsafe { guard.dealloc(ptr, grown) };
        }
    }

    #[test]
    fn a_span_counts_its_own_calls_and_those_of_the_spans_inside() {
        let outer = enter();
        spend(&[16]);
        let inner = enter();
        spend(&[100, 24]);
        assert_eq!(leave(inner), HeapUse { calls: 4, bytes: 248, frees: 2 });
        assert_eq!(leave(outer), HeapUse { calls: 6, bytes: 280, frees: 3 });
        assert_eq!(leave(enter()), HeapUse::ZERO);
    }

    #[test]
    fn exempt_calls_are_charged_to_nobody_but_stay_visible() {
        let mark = enter();
        let before = heap_use().unwrap_or_default();
        spend(&[8]);
        {
            let _ours = exempt();
            spend(&[1000]);
            {
                let _nested = exempt();
                spend(&[1000]);
            }
            spend(&[1000]);
        }
        let caught = std::panic::catch_unwind(|| {
            let _ours = exempt();
            spend(&[4000]);
            std::panic::resume_unwind(Box::new(()));
        });
        assert!(caught.is_err());
        spend(&[8]);
        assert_eq!(leave(mark), HeapUse { calls: 4, bytes: 32, frees: 2 });
        let Some(after) = heap_use() else { panic!("a guard has served calls") };
        assert_eq!(after.since(before).calls, 12);
    }

    #[test]
    fn threads_do_not_see_each_other() {
        let mark = enter();
        let worker = std::thread::spawn(|| {
            let mark = enter();
            spend(&[64; 10]);
            leave(mark).calls
        });
        assert_eq!(worker.join().ok(), Some(20));
        assert_eq!(leave(mark), HeapUse::ZERO);
    }

    #[test]
    fn the_report_names_system_count_bytes_code_and_remedy() {
        let text = report("physics", HeapUse { calls: 3, bytes: 1024, frees: 9 });
        assert!(text.starts_with("`physics` is declared `no_heap` but made 3 heap calls for 1024 bytes [FA401]\n"));
        assert!(text.contains("help: take the memory from the frame"));
        let text = report("x", HeapUse { calls: 1, bytes: 1, frees: 0 });
        assert!(text.contains("made 1 heap call for 1 byte [FA401]"));
    }
}
