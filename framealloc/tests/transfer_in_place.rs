//! Frame data handed over without a copy: addresses, contents, what stays held and for how long, and who may receive it.

mod numbers;

use std::thread;

use framealloc::{AllocConfig, BudgetPolicy, FrameBox, SmartAlloc, TransferHandle, frame_system, kilobytes, megabytes};
use numbers::{numbers, right};

fn alloc() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default())
}

/// (bytes pinned, bytes copied)
fn moved(alloc: &SmartAlloc) -> (u64, u64) {
    let stats = alloc.report().transfers;
    (stats.bytes_pinned, stats.bytes_copied)
}

#[test]
fn what_arrives_lies_where_it_was_made() {
    for bytes in [megabytes(1), megabytes(64)] {
        let mut alloc = alloc();
        alloc.begin_frame();
        let mut vec = alloc.frame_vec_with_capacity(bytes);
        vec.resize(bytes, 7u8);
        let address = vec.as_ptr().addr();
        let handle = vec.into_transfer();
        alloc.end_frame();
        alloc.begin_frame();
        alloc.frame_slice_fill(bytes, 1u8);
        alloc.end_frame();
        let received = thread::spawn(move || handle.receive()).join().unwrap();
        assert_eq!((received.as_ptr().addr(), received.len()), (address, bytes));
        assert!(received.iter().all(|&byte| byte == 7));
        assert_eq!(moved(&alloc), (bytes as u64, 0));
    }
}

#[test]
fn small_payloads_are_copied_and_pin_nothing() {
    let mut alloc = alloc();
    let frame = alloc.frame();
    let (small, large) = (numbers(&frame, 128, 3), numbers(&frame, 129, 5));
    frame.end();
    assert_eq!(moved(&alloc), (129 * 8, 128 * 8));
    assert!(right(&small.receive(), 3) && right(&large.receive(), 5));
}

#[test]
fn what_is_copied_gives_its_room_back() {
    let alloc = alloc();
    let vec = |n: u8| {
        let mut vec = alloc.frame_vec();
        vec.resize(100, n);
        (vec.as_ptr().addr(), vec.into_transfer())
    };
    let (first, second) = (vec(1), vec(2));
    assert_eq!(first.0, second.0);
    assert!(first.1.receive().iter().all(|&n| n == 1) && second.1.receive().iter().all(|&n| n == 2));
}

#[test]
fn empty_and_zero_sized_payloads_take_no_memory() {
    let mut alloc = alloc();
    let empty = alloc.frame_vec::<u64>().into_transfer();
    let text = alloc.frame_string().into_transfer();
    let mut units = alloc.frame_vec();
    units.resize(1_000_000, ());
    let units = units.into_transfer();
    assert_eq!(alloc.end_frame().bytes, 0);
    let report = alloc.report();
    assert_eq!((report.held_bytes, report.system_allocs, moved(&alloc)), (0, 0, (0, 0)));
    assert_eq!((empty.receive().len(), units.receive().into_iter().count()), (0, 1_000_000));
    assert_eq!(&*text.receive(), "");
    // One that had room, and elements, once.
    let mut emptied = alloc.frame_vec_with_capacity(5000);
    emptied.push(1u8);
    emptied.clear();
    assert_eq!(emptied.into_transfer().receive().into_vec(), []);
    assert_eq!((moved(&alloc), alloc.stats().bytes), ((0, 0), 5000));
}

#[test]
fn room_that_is_not_used_goes_back_first() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().frame_arena_size(kilobytes(64)));
    let mut vec = alloc.frame_vec_with_capacity(60_000);
    vec.resize(2000, 1u8);
    let handle = vec.into_transfer();
    alloc.frame_slice_fill(50_000, 9u8);
    assert_eq!(alloc.end_frame().chunks, 1);
    assert!(handle.receive().iter().all(|&n| n == 1));
}

#[test]
fn many_transfers_share_a_chunk_which_goes_back_after_the_last() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().frame_arena_size(kilobytes(256)).decay_frames(4));
    alloc.begin_frame();
    let mut handles: Vec<_> = (1..=16).map(|seed| (seed, numbers(&alloc, 1000, seed))).collect();
    alloc.end_frame();
    let held = alloc.report().held_bytes;
    assert_eq!(held, kilobytes(256));
    let last = handles.swap_remove(3);
    for (seed, handle) in handles {
        assert!(right(&handle.receive(), seed));
    }
    // Idle frames give back everything but the chunk that is still needed.
    for _ in 0..32 {
        alloc.frame().end();
    }
    assert_eq!(alloc.report().held_bytes, held);
    assert!(right(&last.1.receive(), last.0));
    for _ in 0..32 {
        alloc.frame().end();
    }
    assert_eq!(alloc.report().held_bytes, 0);
}

#[test]
fn a_transfer_held_for_long_keeps_its_chunk_and_no_other() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().frame_arena_size(kilobytes(64)).decay_frames(8));
    alloc.begin_frame();
    let kept = numbers(&alloc, 4000, 11);
    alloc.end_frame();
    for frame in 1..500 {
        alloc.begin_frame();
        assert!(right(&numbers(&alloc, 4000, frame).receive(), frame));
        alloc.end_frame();
    }
    assert_eq!(alloc.report().held_bytes, 2 * kilobytes(64));
    assert!(right(&kept.receive(), 11));
}

#[test]
fn a_burst_that_comes_back_late_decays() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().frame_arena_size(kilobytes(64)).decay_frames(4));
    let mut burst = Vec::new();
    for frame in 0..50 {
        alloc.begin_frame();
        burst.push(numbers(&alloc, 4000, frame));
        alloc.end_frame();
    }
    assert_eq!(alloc.report().held_bytes, 50 * kilobytes(64));
    let late = thread::spawn(move || drop(burst));
    late.join().unwrap();
    for _ in 0..32 {
        alloc.begin_frame();
        alloc.frame_slice_fill(20_000, 0u8);
        alloc.end_frame();
    }
    assert_eq!(alloc.report().held_bytes, kilobytes(64));
    assert_eq!(alloc.report().transfers.dropped, 50);
}

#[test]
fn a_receiver_that_is_done_before_the_boundary_leaves_the_chunk_where_it_is() {
    let mut alloc = alloc();
    let mut addresses = Vec::new();
    for _ in 0..10 {
        alloc.begin_frame();
        let received = numbers(&alloc, 2000, 3).receive();
        addresses.push(received.as_ptr().addr());
        drop(received);
        alloc.end_frame();
    }
    addresses.dedup();
    assert_eq!((addresses.len(), alloc.report().system_allocs), (1, 1));
}

#[test]
fn scopes_systems_tags_and_budgets_may_hand_over() {
    #[frame_system(tag = "in_place_system")]
    fn system(alloc: &SmartAlloc) -> TransferHandle<[u64]> {
        numbers(alloc, 3000, 5)
    }
    #[frame_system(tag = "in_place_region", lifetime = frame)]
    fn region(alloc: &SmartAlloc) -> TransferHandle<[u64]> {
        numbers(alloc, 3000, 7)
    }
    let mut alloc = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail));
    alloc.set_tag_budget("in_place_tag", kilobytes(24));
    let mut held = Vec::new();
    for _ in 0..20 {
        alloc.begin_frame();
        held.push((3, {
            let scope = alloc.scope();
            numbers(&scope, 3000, 3)
        }));
        held.push((5, system(&alloc)));
        held.push((7, region(&alloc)));
        // The budget is the frame's: what was handed over counts until the boundary, and no longer.
        held.push((9, alloc.with_tag("in_place_tag", |a| numbers(a, 3000, 9))));
        held.push((11, alloc.scope().with_tag("in_place_inner", |a| numbers(a, 3000, 11))));
        {
            // Another use of the same scope's arena must not find its chunk again.
            let scope = alloc.scope();
            scope.frame_slice_fill(30_000, 0xFFu8);
        }
        alloc.end_frame();
        if held.len() > 40 {
            held.drain(..15).for_each(|(seed, handle)| assert!(right(&handle.receive(), seed)));
        }
    }
    let (system_row, report) = ("system", alloc.report());
    let sent = report.systems.iter().find(|row| row.name == system_row).map(|row| row.transfers);
    assert_eq!(sent, Some(20));
    drop(alloc);
    let all_right = thread::spawn(move || held.into_iter().all(|(seed, handle)| right(&handle.receive(), seed)));
    assert!(all_right.join().unwrap());
}

#[test]
fn memory_outlives_every_allocator() {
    let (vec, boxed) = {
        let mut alloc = alloc();
        let other = alloc.for_thread();
        alloc.begin_frame();
        let handles = (numbers(&alloc, 50_000, 13), other.transfer_box(other.frame_box([5u8; 4000])));
        alloc.end_frame();
        handles
    };
    assert!(thread::spawn(move || right(&vec.receive(), 13)).join().unwrap());
    assert_eq!(boxed.receive().into_inner(), [5; 4000]);
}

#[test]
fn boxes_are_handed_over_in_place_where_they_lie_in_this_arena() {
    let mut alloc = alloc();
    let frame = alloc.frame();
    let large = frame.frame_box([3u16; 1000]);
    let address = large.as_ptr().addr();
    let large: FrameBox<[u16]> = FrameBox::unsize(large, |large| large);
    let large = frame.transfer_box(large);
    assert_eq!(moved(&frame), (2000, 0));
    let scope = frame.scope();
    let elsewhere = frame.transfer_box(scope.frame_box([4u16; 1000]));
    let nothing = frame.transfer_box(scope.frame_box(()));
    drop(scope);
    assert_eq!(moved(&frame), (2000, 2000));
    frame.end();
    let large = large.receive();
    assert_eq!((large.as_ptr().addr(), large.iter().sum::<u16>()), (address, 3000));
    assert_eq!(elsewhere.receive().into_inner(), [4; 1000]);
    nothing.receive().into_inner();
}

#[test]
fn an_arena_asks_for_what_it_needed_and_not_for_what_the_stock_had() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().frame_arena_size(kilobytes(2)));
    let larger = alloc.for_thread();
    larger.frame_slice_fill(kilobytes(8) - 64, 0u8);
    drop(larger);
    // The spare of 8 KiB is the best there is.
    alloc.begin_frame();
    let first = numbers(&alloc, 200, 1);
    alloc.end_frame();
    assert_eq!(alloc.report().held_bytes, kilobytes(8));
    // It is with the receiver now, and the next chunk is no larger than this frame needs.
    alloc.begin_frame();
    let second = numbers(&alloc, 200, 2);
    alloc.end_frame();
    assert_eq!(alloc.report().held_bytes, kilobytes(8 + 2));
    assert!(right(&first.receive(), 1) && right(&second.receive(), 2));
}
