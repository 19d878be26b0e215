//! Feature `tracy`: a program that sends its frames runs without a profiler, for long, in bounded memory. What would be
//! sent is tested in `src/insight/tracy/tests.rs`; what Tracy draws of it, nowhere: nothing here can read its stream back.
#![cfg(feature = "tracy")]

use framealloc::{AllocConfig, BudgetPolicy, SharedAlloc, SmartAlloc, budget, frame_system};

#[frame_system(tag = "solver")]
#[budget(bytes = 64)]
fn solve(alloc: &SmartAlloc, n: usize) -> usize {
    alloc.frame_slice_fill(n, 0u64).len()
}

/// Bytes of memory that the process has in use.
#[cfg(target_os = "linux")]
fn resident() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    statm.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * 4096
}

/// One test, so that nothing else in the process uses memory.
#[cfg(target_os = "linux")]
#[test]
#[cfg_attr(framealloc_asan, ignore = "the sanitizer keeps what is freed, so nothing settles")]
fn many_frames_without_a_profiler_take_no_memory() {
    let mut alloc = SmartAlloc::default();
    let mut worker = alloc.for_thread();
    alloc.set_tag_budget("audio", 64);
    alloc.connect_tracy();
    alloc.connect_tracy(); // does nothing
    let mut frames = |count: usize| {
        for _ in 0..count {
            alloc.begin_frame();
            for tag in ["physics", "render", "audio", "ai"] {
                alloc.with_tag(tag, |a| a.frame_slice_fill(10, 0u64).len());
            }
            solve(&alloc, 20);
            alloc.end_frame();
            worker.begin_frame();
            solve(&worker, 4);
            worker.end_frame();
        }
        alloc.report()
    };
    // The client starts on a thread of its own, and takes 5 MiB once.
    let mut before = 0;
    for _ in 0..20 {
        if before == resident() {
            break;
        }
        before = resident();
        frames(5_000);
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    let calls = frames(1).system_allocs;
    let report = frames(100_000);
    let grown = resident().saturating_sub(before);
    assert!(grown < 1 << 20, "{grown} bytes more");
    assert!(report.frames > 200_000);
    assert_eq!(report.system_allocs, calls);
    others_go_on();
}

/// Engines by name, a second unnamed one, a shared one, and refusals.
fn others_go_on() {
    let named = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail).max_memory(1 << 17));
    named.connect_tracy_as("editor\0 with a name\n that is odd");
    named.set_tag_budget("small", 8);
    named.with_tag("small", |a| assert!(a.try_frame_slice_fill(10, 0u64).is_err()));
    assert!(named.try_frame_slice_fill(1 << 20, 0u8).is_err());
    let mut shared = SharedAlloc::default();
    shared.connect_tracy();
    for frame in 1..=10 {
        shared.begin_frame();
        std::thread::scope(|threads| {
            for _ in 0..3 {
                threads.spawn(|| solve(&shared, 4));
            }
        });
        let report = shared.end_frame();
        assert_eq!((report.frame, report.bytes), (frame, 96));
    }
}
