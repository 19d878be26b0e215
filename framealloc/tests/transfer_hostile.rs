//! Attacks on handed-over frame memory: destructors that panic, allocate or come late, alignment, forgotten owners, and
//! frames that go on meanwhile.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use framealloc::{AllocConfig, SmartAlloc, TransferHandle, kilobytes};

fn alloc() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default().frame_arena_size(kilobytes(16)).decay_frames(4))
}

/// An element of 16 bytes that counts its drops and panics in some.
struct Element {
    drops: Arc<AtomicUsize>,
    number: usize,
}

impl Drop for Element {
    fn drop(&mut self) {
        self.drops.fetch_add(1, Ordering::Relaxed);
        if self.number == 13 {
            // `resume_unwind` keeps the panic message out of the test's output.
            std::panic::resume_unwind(Box::new("boom"));
        }
    }
}

fn elements(alloc: &SmartAlloc, count: usize) -> (TransferHandle<[Element]>, Arc<AtomicUsize>) {
    let drops = Arc::new(AtomicUsize::new(0));
    let mut vec = alloc.frame_vec();
    vec.extend((0..count).map(|number| Element { drops: drops.clone(), number }));
    (vec.into_transfer(), drops)
}

fn panics(f: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(f)).is_err()
}

/// Idle frames, after which nothing is held but what somebody still needs.
fn held_when_idle(alloc: &mut SmartAlloc) -> usize {
    for _ in 0..32 {
        alloc.frame().end();
    }
    // A pool keeps the page that it lends from.
    alloc.report().held_bytes - alloc.report().pools.held_bytes()
}

#[test]
fn a_destructor_that_panics_stops_neither_the_others_nor_the_chunk() {
    // Below and above what is copied.
    for count in [40, 400] {
        let mut alloc = alloc();
        let frame = alloc.frame();
        let (unreceived, received, taken) = (elements(&frame, count), elements(&frame, count), elements(&frame, count));
        frame.end();
        assert!(panics(|| drop(unreceived.0)));
        assert!(panics(|| drop(received.0.receive())));
        let mut iterator = taken.0.receive().into_iter();
        assert!(iterator.next().is_some_and(|first| first.number == 0));
        assert!(iterator.next_back().is_some_and(|last| last.number == count - 1));
        assert!(panics(|| drop(iterator)));
        for drops in [unreceived.1, received.1, taken.1] {
            assert_eq!(drops.load(Ordering::Relaxed), count);
        }
        // The chunk came back once, and to one place.
        assert!(held_when_idle(&mut alloc) <= kilobytes(16));
        let stats = alloc.report().transfers;
        assert_eq!((stats.received, stats.dropped, stats.pending), (2, 1, 0));
    }
}

#[test]
fn destructors_may_allocate_open_scopes_and_send_more() {
    struct Busy(SmartAlloc, [u64; 30], Arc<AtomicUsize>);
    impl Drop for Busy {
        fn drop(&mut self) {
            let scope = self.0.scope();
            let mut vec = scope.frame_vec();
            vec.extend(self.1.iter().cycle().take(1000));
            let sum: u64 = vec.into_transfer().receive().iter().sum();
            self.2.fetch_add(sum as usize, Ordering::Relaxed);
        }
    }
    let (mut alloc, sum) = (alloc(), Arc::new(AtomicUsize::new(0)));
    alloc.begin_frame();
    let mut vec = alloc.frame_vec();
    vec.extend((0..20).map(|_| Busy(alloc.for_thread(), [1; 30], sum.clone())));
    let handle = vec.into_transfer();
    alloc.end_frame();
    drop(alloc);
    thread::spawn(move || drop(handle)).join().unwrap();
    assert_eq!(sum.load(Ordering::Relaxed), 20_000);
}

#[test]
fn a_thread_local_destructor_may_receive() {
    thread_local! {
        static LATE: RefCell<Option<Late>> = const { RefCell::new(None) };
    }
    struct Late(Option<TransferHandle<[Element]>>, Arc<AtomicUsize>);
    impl Drop for Late {
        fn drop(&mut self) {
            let received = self.0.take().map(TransferHandle::receive);
            self.1.store(received.map_or(0, |elements| elements.len()), Ordering::Relaxed);
        }
    }
    for count in [10, 500] {
        let mut alloc = alloc();
        alloc.begin_frame();
        let (handle, drops) = elements(&alloc, count.min(12));
        let (large, large_drops) = elements(&alloc, 13 * usize::from(count > 13));
        alloc.end_frame();
        let seen = Arc::new(AtomicUsize::new(0));
        let late = Late(Some(handle), seen.clone());
        thread::spawn(move || LATE.with(|slot| *slot.borrow_mut() = Some(late))).join().unwrap();
        let expected = count.min(12);
        assert_eq!((seen.load(Ordering::Relaxed), drops.load(Ordering::Relaxed)), (expected, expected));
        drop(large);
        assert_eq!(large_drops.load(Ordering::Relaxed), 13 * usize::from(count > 13));
    }
}

#[test]
fn over_aligned_elements_stay_aligned() {
    #[derive(Clone, Copy)]
    #[repr(align(4096))]
    struct Page(u8);
    #[derive(Clone, Copy)]
    #[repr(align(128))]
    struct Nothing;

    let mut alloc = alloc();
    alloc.begin_frame();
    alloc.frame_alloc(1u8);
    let mut pages = alloc.frame_vec();
    pages.extend((0..9).map(Page));
    let mut nothing = alloc.frame_vec();
    nothing.resize(77, Nothing);
    let boxed = alloc.transfer_box(alloc.frame_box([Page(5); 2]));
    let (pages, nothing) = (pages.into_transfer(), nothing.into_transfer());
    alloc.end_frame();
    thread::spawn(move || {
        let pages = pages.receive();
        assert!(pages.as_ptr().is_aligned());
        assert!(pages.iter().map(|page| page.0).eq(0..9));
        assert!(pages.into_iter().all(|page| (&raw const page).is_aligned()));
        let nothing = nothing.receive();
        assert!(nothing.as_ptr().is_aligned());
        assert_eq!(nothing.into_iter().rev().len(), 77);
        assert_eq!(boxed.receive()[1].0, 5);
    })
    .join()
    .unwrap();
}

/// The tail of the chunk is the frame's until the boundary, and the head is the receiver's already.
#[test]
fn a_receiver_on_another_thread_and_the_frame_share_a_chunk() {
    let mut alloc = SmartAlloc::new(AllocConfig::default().frame_arena_size(kilobytes(64)));
    for round in 0..50u8 {
        alloc.begin_frame();
        let mut vec = alloc.frame_vec();
        vec.resize(5000, round);
        let handle = vec.into_transfer();
        let worker = thread::spawn(move || {
            let mut received = handle.receive();
            received.iter_mut().for_each(|byte| *byte = byte.wrapping_add(1));
            received
        });
        let beside = alloc.frame_slice_fill(20_000, 0xA5u8);
        let received = worker.join().unwrap();
        assert!(beside.iter().all(|&byte| byte == 0xA5));
        alloc.end_frame();
        alloc.begin_frame();
        alloc.frame_slice_fill(60_000, 0x5Au8);
        alloc.end_frame();
        assert!(received.iter().all(|&byte| byte == round + 1));
    }
}

#[test]
fn what_was_the_newest_block_is_not_taken_back() {
    let alloc = alloc();
    let mut vec = alloc.frame_vec();
    vec.resize(3000, 1u8);
    let end = vec.as_ptr().addr() + 3000;
    let handle = vec.into_transfer();
    let mut next = alloc.frame_vec();
    next.resize(3000, 2u8);
    assert!(next.as_ptr().addr() >= end);
    drop(next);
    drop(alloc.frame_vec::<u8>());
    assert!(handle.receive().iter().all(|&byte| byte == 1));
}

#[test]
fn forgotten_handles_and_values_merely_keep_their_chunk() {
    let mut alloc = alloc();
    let frame = alloc.frame();
    let (handle, received) = (elements(&frame, 100), elements(&frame, 100));
    frame.end();
    std::mem::forget(handle.0);
    std::mem::forget(received.0.receive());
    assert_eq!(handle.1.load(Ordering::Relaxed) + received.1.load(Ordering::Relaxed), 0);
    assert!(held_when_idle(&mut alloc) >= kilobytes(16));
    assert_eq!(alloc.report().transfers.pending, 1);
}

#[test]
fn a_leaked_scope_with_a_transfer_in_it_does_no_harm() {
    let mut alloc = alloc();
    alloc.begin_frame();
    let scope = alloc.scope();
    let mut vec = scope.frame_vec();
    vec.resize(5000, 3u8);
    let handle = vec.into_transfer();
    std::mem::forget(scope);
    alloc.end_frame();
    drop(alloc);
    assert!(handle.receive().iter().all(|&byte| byte == 3));
}

#[test]
fn a_panic_while_the_type_changes_drops_the_value() {
    let alloc = alloc();
    let (handle, drops) = elements(&alloc, 1);
    let nested = alloc.transfer(handle);
    assert!(panics(|| drop(TransferHandle::<TransferHandle<[Element]>>::unsize::<dyn Send>(nested, |_| panic!("no")))));
    assert_eq!(drops.load(Ordering::Relaxed), 1);
    assert_eq!(alloc.report().transfers.dropped, 2);
    let received = alloc.transfer([1u8; 3]).receive();
    assert!(panics(|| drop(framealloc::Received::unsize::<dyn Send>(received, |_| panic!("no")))));
}

#[test]
fn batches_and_tags_may_go_on_after_a_transfer() {
    let mut alloc = alloc();
    for round in 0..30u8 {
        alloc.begin_frame();
        let handle = alloc.frame_batch(|batch| {
            let first = batch.alloc([round; 64]);
            let mut vec = alloc.frame_vec();
            vec.resize(2000, round);
            let handle = vec.into_transfer();
            let second = batch.alloc([round; 64]);
            assert_eq!(first, second);
            handle
        });
        let more = alloc.with_tag("hostile_transfer", |a| a.frame_slice_fill(3000, !round));
        assert!(more.iter().all(|&byte| byte == !round));
        alloc.end_frame();
        alloc.begin_frame();
        alloc.frame_slice_fill(10_000, 0xEEu8);
        alloc.end_frame();
        assert!(handle.receive().iter().all(|&byte| byte == round));
    }
}
