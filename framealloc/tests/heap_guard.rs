//! The counting global allocator, installed: what it counts, for whom, and what a `no_heap` system says about it. A test
//! binary of its own, because there is one global allocator per program.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use framealloc::private::{SystemSpec, open};
use framealloc::{AllocConfig, BarrierSource, FrameBarrier, HeapGuard, HeapUse, SmartAlloc, heap_calls, heap_use};

/// An allocator of the user's inside the guard: it sees every call, and can be told to refuse.
struct Inner;

static SERVED: AtomicUsize = AtomicUsize::new(0);
/// Requests of exactly this many bytes fail.
const REFUSED: usize = 7_654_321;

// SAFETY: every call goes to `System` unchanged, or fails as an allocator may.
unsafe impl GlobalAlloc for Inner {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        SERVED.fetch_add(1, Ordering::Relaxed);
        if layout.size() == REFUSED {
            return std::ptr::null_mut();
        }
        // SAFETY: the caller's layout, unchanged.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        // SAFETY: the caller's block, which came from `System`.
        unsafe { System.dealloc(ptr, layout) }
    }
}

#[global_allocator]
static HEAP: HeapGuard<Inner> = HeapGuard::over(Inner);

fn used(f: impl FnOnce()) -> HeapUse {
    let before = heap_use().unwrap_or_default();
    f();
    let after = heap_use().unwrap_or_default();
    let mut used = HeapUse::default();
    used.calls = after.calls - before.calls;
    used.bytes = after.bytes - before.bytes;
    used.frees = after.frees - before.frees;
    used
}

#[test]
fn calls_bytes_and_frees_are_counted_exactly() {
    assert!(heap_calls().is_some(), "a guard is installed");
    let one = used(|| drop(black_box(vec![1u8; 100])));
    assert_eq!((one.calls, one.bytes, one.frees), (1, 100, 1));

    let mut kept = Vec::new();
    let grown = used(|| {
        let mut list: Vec<u8> = black_box(Vec::with_capacity(64));
        list.reserve_exact(256);
        kept = black_box(list);
    });
    drop(kept);
    assert_eq!((grown.calls, grown.bytes, grown.frees), (2, 256, 0), "a resize counts what it grew by");

    let zeroed = used(|| drop(black_box(vec![0u64; 32])));
    assert_eq!((zeroed.calls, zeroed.bytes, zeroed.frees), (1, 256, 1));
    assert_eq!(used(|| drop(black_box(Vec::<u8>::new()))), HeapUse::default());
    let on_the_stack = used(|| assert_eq!(black_box([0u8; 4096])[7], 0));
    assert_eq!(on_the_stack, HeapUse::default());
}

#[test]
fn looking_does_not_disturb() {
    let quiet = used(|| {
        for _ in 0..100 {
            black_box((heap_calls(), heap_use()));
        }
    });
    assert_eq!(quiet, HeapUse::default());
}

#[test]
fn a_refused_request_is_a_call_all_the_same() {
    let failed = used(|| assert!(Vec::<u8>::new().try_reserve_exact(REFUSED).is_err()));
    assert_eq!((failed.calls, failed.bytes, failed.frees), (1, REFUSED as u64, 0));
}

#[test]
fn each_thread_has_its_own_count_and_frees_count_where_they_happen() {
    let (sender, receiver) = std::sync::mpsc::sync_channel::<Vec<u8>>(4);
    let worker = thread::spawn(move || {
        let Ok(list) = receiver.recv() else { panic!("the sender is alive") };
        used(|| drop(list))
    });
    let list = black_box(vec![1u8; 10_000]);
    assert!(sender.send(list).is_ok());
    let Ok(theirs) = worker.join() else { panic!("the worker does not panic") };
    assert_eq!((theirs.calls, theirs.bytes, theirs.frees), (0, 0, 1));
}

#[test]
fn a_thread_may_allocate_while_it_is_torn_down() {
    struct Late(Vec<u8>);
    impl Drop for Late {
        fn drop(&mut self) {
            self.0 = black_box(vec![1u8; 1000]);
            assert!(heap_calls().is_some());
        }
    }
    thread_local! {
        static LATE: std::cell::OnceCell<Late> = const { std::cell::OnceCell::new() };
    }
    let ended = thread::spawn(|| LATE.with(|late| late.set(Late(Vec::new())).is_ok()));
    assert_eq!(ended.join().ok(), Some(true));
}

#[test]
fn the_inner_allocator_does_the_work() {
    let before = SERVED.load(Ordering::Relaxed);
    drop(black_box(Box::new([1u8; 33])));
    assert!(SERVED.load(Ordering::Relaxed) > before);
}

static QUIET: SystemSpec = SystemSpec::new("quiet", module_path!()).no_heap();
static NOISY: SystemSpec = SystemSpec::new("noisy", module_path!()).no_heap();
static FREE: SystemSpec = SystemSpec::new("free", module_path!());

fn text(panic: Box<dyn std::any::Any + Send>) -> String {
    panic.downcast::<String>().map_or_else(|_| String::new(), |text| *text)
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "the run-time half of FA401 is for debug builds")]
fn a_no_heap_system_that_calls_the_heap_is_named_at_its_end() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let alloc = open(&alloc, &NOISY);
        black_box(&alloc);
        drop(black_box(vec![1u8; 100]));
        drop(black_box(vec![1u8; 20]));
    }));
    let Err(panic) = outcome else { panic!("`noisy` allocated") };
    let text = text(panic);
    assert!(text.contains("`noisy` is declared `no_heap` but made 2 heap calls for 120 bytes [FA401]"), "{text}");
    assert!(text.contains("help: take the memory from the frame"), "{text}");
}

#[test]
fn frees_other_systems_and_other_threads_are_not_held_against_it() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let brought = black_box(vec![1u8; 500]);
    let (go, done) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            while !go.load(Ordering::Acquire) {
                thread::yield_now();
            }
            drop(black_box(vec![1u8; 300]));
            done.store(true, Ordering::Release);
        });
        let _alloc = open(&alloc, &QUIET);
        drop(brought);
        go.store(true, Ordering::Release);
        while !done.load(Ordering::Acquire) {
            thread::yield_now();
        }
    });
    {
        let _alloc = open(&alloc, &FREE);
        drop(black_box(vec![1u8; 100]));
    }
}

#[test]
fn the_runtime_s_own_chunks_are_not_held_against_it() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    {
        let alloc = open(&alloc, &QUIET);
        // More than any first chunk: the arena has to ask the system, and that is not the system's doing.
        for _ in 0..64 {
            black_box(alloc.frame_slice_fill(64 * 1024, 1u8));
        }
    }
    alloc.end_frame();
}

#[test]
fn transfers_and_barriers_are_open_to_a_no_heap_system() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let barrier = FrameBarrier::new(1);
    let handle = {
        let alloc = open(&alloc, &QUIET);
        let _signal = barrier.signal_on_exit();
        alloc.transfer([7u8; 1000])
    };
    assert_eq!(barrier.wait_all(), Ok(()));
    assert_eq!(handle.receive()[999], 7);
}

#[test]
fn a_system_that_panics_for_another_reason_keeps_its_own_panic() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let _alloc = open(&alloc, &NOISY);
        black_box(vec![1u8; 100]);
        if black_box(true) {
            std::panic::resume_unwind(Box::new("its own reason"));
        }
    }));
    assert_eq!(outcome.err().and_then(|panic| panic.downcast_ref().copied()), Some("its own reason"));
}

/// The records of the leak report are the runtime's own use of the heap.
#[test]
#[cfg(feature = "debug")]
fn tracking_leaks_is_charged_to_no_system() {
    static LEAN: SystemSpec = SystemSpec::new("lean", module_path!()).no_heap();
    let alloc = SmartAlloc::new(AllocConfig::default().track_leaks(true));
    let mut kept = Vec::with_capacity(100);
    let calls = used(|| {
        let lean = open(&alloc, &LEAN);
        kept.extend((0..100u64).map(|n| lean.pool_alloc(n)));
        let scope = lean.scope();
        drop(scope.transfer([1u64; 4]));
        drop(kept.pop());
        assert_eq!(lean.leak_report().len(), 100);
        // In a debug build a system that used the heap panics here.
    });
    assert!(calls.calls > 100, "it was not for want of calls");
}
