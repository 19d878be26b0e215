//! Feature `diagnostics`: callbacks that panic at the worst moment, and come back from where nobody expects them.
#![cfg(feature = "diagnostics")]

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use framealloc::{AllocConfig, FrameEventKind, RetentionPolicy, SharedAlloc, SmartAlloc, StrictMode};

/// Panics with `text` each time a chunk is told of, while the switch is on.
fn panics_at_chunks(alloc: &SmartAlloc) -> Arc<AtomicBool> {
    let switch = Arc::new(AtomicBool::new(false));
    let on = Arc::clone(&switch);
    alloc.on_frame_event(move |event| {
        if matches!(event.kind, FrameEventKind::Chunk { .. }) && on.load(Relaxed) {
            panic_any("a chunk");
        }
    });
    switch
}

fn panics(work: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(work)).is_err()
}

#[test]
fn a_batch_whose_refill_panics_has_its_memory_to_itself() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().max_memory(192 * 1024)); // a second chunk, and not so large a one
    alloc.on_frame_event(|event| {
        if let FrameEventKind::OutOfMemory(_) = event.kind {
            panic_any("no memory");
        }
    });
    alloc.begin_frame();
    alloc.frame_alloc(0u64);
    alloc.frame_batch(|batch| {
        assert!(panics(|| _ = batch.alloc([1u8; 160 * 1024])));
        let in_batch = batch.alloc(1u64);
        let beside = alloc.frame_alloc(2u64);
        assert_ne!(&raw const *in_batch, &raw const *beside);
        assert_eq!((*in_batch, *beside), (1, 2));
    });
    assert_eq!(alloc.end_frame().bytes, 24);
}

#[test]
fn a_batch_that_a_callback_leaves_gives_its_claim_back_once() {
    let mut alloc = SmartAlloc::default();
    let switch = panics_at_chunks(&alloc);
    alloc.begin_frame();
    alloc.frame_alloc(0u64);
    switch.store(true, Relaxed);
    assert!(panics(|| alloc.frame_batch(|batch| (0..100_000u64).for_each(|n| _ = batch.alloc(n)))));
    switch.store(false, Relaxed);
    let used = alloc.end_frame().bytes;
    // The first chunk, and the value for which there was another.
    assert!((64 * 1024 - 8..=64 * 1024 + 8).contains(&used), "{used}");
    alloc.begin_frame();
    alloc.frame_alloc(0u64);
    assert_eq!(alloc.end_frame().bytes, 8);
}

/// What is thrown owns a handle, and allocates when it is dropped.
#[test]
fn a_payload_that_allocates_in_its_destructor_blocks_nobody() {
    struct Payload(Arc<SharedAlloc>);
    impl Drop for Payload {
        fn drop(&mut self) {
            self.0.frame_vec::<u8>().push(1);
        }
    }
    let (done, wait) = mpsc::channel();
    std::thread::spawn(move || {
        let shared = Arc::new(SharedAlloc::default());
        let again = Arc::downgrade(&shared);
        shared.on_frame_event(move |event| {
            if let (FrameEventKind::Chunk { .. }, Some(shared)) = (event.kind, again.upgrade()) {
                panic_any(Payload(shared));
            }
        });
        let mut foreign = shared.frame_vec::<u8>().into_inner();
        foreign.reserve_exact(16); // a chunk: the first payload is kept
        foreign.reserve_exact(200 * 1024); // another: the second one has to go
        drop(foreign);
        done.send(()).unwrap();
    });
    wait.recv_timeout(Duration::from_secs(60)).expect("the destructor of a payload does not wait for a lock");
}

#[test]
fn a_jobs_panic_comes_up_at_its_own_frames_end() {
    let mut alloc = SmartAlloc::default();
    let switch = panics_at_chunks(&alloc);
    alloc.begin_frame();
    {
        let leases = alloc.leases();
        let lease = leases.take();
        switch.store(true, Relaxed);
        lease.frame_vec::<u8>().into_inner().push(1); // another crate's: not unwound through
        switch.store(false, Relaxed);
    }
    assert!(panics(|| _ = alloc.end_frame()), "the frame of the job");
    alloc.begin_frame();
    {
        let leases = alloc.leases();
        leases.take().frame_vec().push(1u8);
    }
    alloc.end_frame();
}

#[test]
fn a_handles_last_panic_comes_up_when_it_goes() {
    let alloc = SmartAlloc::default();
    let switch = panics_at_chunks(&alloc);
    switch.store(true, Relaxed);
    alloc.frame_vec::<u8>().into_inner().push(1);
    assert!(panics(|| drop(alloc)));
}

#[test]
fn strict_mode_leaves_callbacks_alone() {
    let mut alloc = SmartAlloc::default();
    let ends = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&ends);
    alloc.on_frame_event(move |event| {
        if let FrameEventKind::End(_) = event.kind {
            event.alloc.frame_alloc(1u8); // between two frames, as nobody else may
            count.fetch_add(1, Relaxed);
        }
    });
    alloc.strict_mode(StrictMode::Panic);
    for _ in 0..3 {
        alloc.begin_frame();
        alloc.end_frame();
    }
    assert_eq!(ends.load(Relaxed), 3);
}

#[test]
fn a_callback_may_retain_while_a_value_is_being_retained() {
    let mut alloc = SmartAlloc::default();
    alloc.on_frame_event(|event| {
        if let FrameEventKind::Chunk { .. } = event.kind {
            for n in 0..100u64 {
                let _ = event.alloc.frame_retained(n, RetentionPolicy::PromoteToPool).key();
            }
        }
    });
    alloc.begin_frame();
    let key = alloc.frame_retained(String::from("kept"), RetentionPolicy::PromoteToHeap).key();
    let mut promotions = alloc.end_frame_with_promotions();
    assert_eq!((promotions.len(), promotions.take(key).as_deref().map(String::as_str)), (101, Some("kept")));
}
