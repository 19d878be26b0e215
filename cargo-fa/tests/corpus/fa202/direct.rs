//! Threads that signal and wait on the barrier itself.

use std::sync::Arc;
use std::thread;

use framealloc::FrameBarrier as Barrier;

fn work() {}

fn three_for_two() {
    let barrier = Barrier::new(3); //~ FA202
    thread::scope(|threads| {
        threads.spawn(|| {
            work();
            barrier.signal_frame_complete();
            let _ = barrier.wait_all();
        });
        threads.spawn(|| {
            work();
            barrier.signal_frame_complete();
            let _ = barrier.wait_all();
        });
    });
}

fn two_for_four() {
    let barrier = Arc::new(Barrier::new(2)); //~ FA202
    let mut threads = Vec::new();
    for _ in 0..4 {
        let barrier = Arc::clone(&barrier);
        threads.push(thread::spawn(move || {
            work();
            barrier.signal_frame_complete();
            let _ = barrier.wait_all();
        }));
    }
    for thread in threads {
        let _ = thread.join();
    }
}

fn two_for_two() {
    let barrier = Barrier::new(2);
    thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(|| {
                work();
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            });
        }
    });
}

/// Two workers and the main thread.
fn with_the_main_thread() {
    let barrier = Barrier::new(3);
    thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(|| {
                work();
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            });
        }
        work();
        barrier.signal_frame_complete();
        let _ = barrier.wait_all();
    });
}

fn arc_for_two() {
    let barrier = Arc::new(Barrier::new(2));
    let theirs = Arc::clone(&barrier);
    let worker = thread::spawn(move || {
        work();
        theirs.signal_frame_complete();
        let _ = theirs.wait_all();
    });
    barrier.signal_frame_complete();
    let _ = barrier.wait_all();
    let _ = worker.join();
}

fn returned() -> Barrier {
    let barrier = Barrier::new(3);
    barrier
}

fn made_for_others() -> Arc<Barrier> {
    Arc::new(Barrier::new(8))
}

struct Stage {
    barrier: Barrier,
}

fn stored() -> Stage {
    let stage = Stage { barrier: Barrier::new(5) };
    stage.barrier.signal_frame_complete();
    stage
}

fn passed_on(run: fn(Barrier)) {
    let barrier = Barrier::new(6);
    run(barrier);
}

/// Threads that have nothing to do with the barrier are not counted.
fn bystanders() {
    let barrier = Barrier::new(2);
    thread::scope(|threads| {
        threads.spawn(work);
        threads.spawn(|| work());
        threads.spawn(|| {
            barrier.signal_frame_complete();
            let _ = barrier.wait_all();
        });
        barrier.signal_frame_complete();
        let _ = barrier.wait_all();
    });
}
