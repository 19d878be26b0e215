//! Promise 8: frame data can be handed to another thread without copying it. And the steady state of it: no call to any
//! allocator, on either side. The heap is counted (by thread), so this file has a binary of its own.

use std::sync::mpsc;
use std::thread;

use framealloc::{AllocConfig, HeapGuard, SmartAlloc, TransferHandle, heap_calls, kilobytes, megabytes};

#[global_allocator]
static HEAP: HeapGuard = HeapGuard::new();

fn filled(alloc: &SmartAlloc, bytes: usize, with: u8) -> (usize, TransferHandle<[u8]>) {
    let mut vec = alloc.frame_vec_with_capacity(bytes);
    vec.resize(bytes, with);
    (vec.as_ptr().addr(), vec.into_transfer())
}

#[test]
fn promise_08_frame_data_reaches_another_thread_without_a_copy() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    let (address, handle) = filled(&alloc, megabytes(1), 42);
    alloc.end_frame();
    let there = thread::spawn(move || {
        let received = handle.receive();
        (received.as_ptr().addr(), received.iter().all(|&byte| byte == 42))
    });
    assert_eq!(there.join().unwrap(), (address, true));
    let stats = alloc.report().transfers;
    assert_eq!((stats.bytes_pinned, stats.bytes_copied), (megabytes(1) as u64, 0));
}

/// The receiver always has the last frame's data while this one is made, so chunks change places for ever.
#[test]
fn promise_08_a_steady_hand_over_calls_no_allocator_and_memory_stays_flat() {
    const FRAMES: usize = 10_000;
    const WARM: usize = 600;
    let config = AllocConfig::default().frame_arena_size(kilobytes(8)).decay_frames(32);
    let mut alloc = SmartAlloc::new(config);
    let (mut held, mut warm) = (None, None);
    for frame in 0..FRAMES {
        alloc.begin_frame();
        let (_, handle) = filled(&alloc, kilobytes(5), frame as u8);
        alloc.end_frame();
        // Replaces what was held until now, which goes back.
        held = Some((frame as u8, handle.receive()));
        assert!(held.as_ref().is_some_and(|(with, bytes)| bytes[0] == *with && bytes[bytes.len() - 1] == *with));
        if frame == WARM {
            let report = alloc.report();
            warm = Some((report.held_bytes, report.system_allocs, report.system_frees, heap_calls()));
        }
    }
    let calls = heap_calls();
    let report = alloc.report();
    assert_eq!(warm, Some((report.held_bytes, report.system_allocs, report.system_frees, calls)));
    assert_eq!(report.held_bytes, 2 * kilobytes(8));
    drop(held);
}

#[test]
fn promise_08_nor_does_one_between_threads() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().frame_arena_size(kilobytes(64)));
    let (lists, inbox) = mpsc::sync_channel::<TransferHandle<[u8]>>(2);
    let (done, acknowledged) = mpsc::sync_channel::<u64>(2);
    thread::scope(|threads| {
        let worker = threads.spawn(move || {
            let mut warm = None;
            for (number, handle) in inbox.iter().enumerate() {
                let received = handle.receive();
                let sum = received.iter().map(|&byte| u64::from(byte)).sum::<u64>();
                drop(received);
                done.send(sum).unwrap();
                if number == 400 {
                    warm = heap_calls();
                }
            }
            heap_calls().zip(warm).map(|(now, warm)| now - warm)
        });
        let mut warm = None;
        for frame in 0..1000usize {
            alloc.begin_frame();
            let (_, handle) = filled(&alloc, kilobytes(20), (frame % 200) as u8);
            lists.send(handle).unwrap();
            alloc.end_frame();
            assert_eq!(acknowledged.recv(), Ok(((frame % 200) * kilobytes(20)) as u64));
            if frame == 400 {
                let report = alloc.report();
                warm = Some((report.held_bytes, report.system_allocs, report.system_frees, heap_calls()));
            }
        }
        let calls = heap_calls();
        let report = alloc.report();
        assert_eq!(warm, Some((report.held_bytes, report.system_allocs, report.system_frees, calls)));
        assert_eq!((report.transfers.bytes_copied, report.transfers.received), (0, 1000));
        drop(lists);
        assert_eq!(worker.join().unwrap(), Some(0));
    });
}
