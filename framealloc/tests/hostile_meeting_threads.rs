//! Attacks from safe code where features meet: slots of a `SharedAlloc`, odd elements, pinned and forgotten owners, and
//! boundaries that meet the end of a system on another thread.

mod meeting;
mod pattern;
mod tracked;

use std::cell::Cell;
use std::fmt::Debug;
use std::marker::PhantomPinned;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use framealloc::RetentionPolicy::{Discard, PromoteToHeap, PromoteToPool};
use framealloc::private::open;
use framealloc::{FrameBox, PoolBox, Received, SharedAlloc, SmartAlloc, TransferHandle};
use meeting::{LARGE, SYSTEM, scribble, sent, verify};
use pattern::{byte, panics, small};
use tracked::Drops;

/// Runs `work` on `count` threads, one after the other.
fn on_threads<R: Send>(count: usize, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
    (0..count).map(|n| thread::scope(|s| s.spawn(|| work(n)).join().unwrap())).collect()
}

#[test]
fn promise_07_shared_promotions_with_panics_on_some_threads_lose_nothing() {
    let drops = Drops::default();
    let mut shared = SharedAlloc::default();
    for round in 0..4 {
        shared.begin_frame();
        let keys = on_threads(6, |n| {
            let key = shared.frame_retained(drops.value("kept"), PromoteToPool).key();
            let value = if n % 2 == round % 2 { drops.panicking("thrown") } else { drops.value("quiet") };
            shared.scope().frame_retained(value, Discard).key();
            (key, (n, sent(&shared, n, LARGE)))
        });
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            if round < 2 {
                Some(shared.end_frame_with_promotions())
            } else {
                _ = shared.end_frame();
                None
            }
        }));
        assert!(outcome.is_err(), "a destructor panicked");
        // All threads of that frame are gone, and so are their handles; their successors open nothing with old keys.
        assert_eq!(drops.count() as usize, round * 18 + 12);
        shared.begin_frame();
        let fresh = on_threads(6, |_| shared.frame_retained(drops.value("next"), PromoteToHeap).key());
        let mut promotions = shared.end_frame_with_promotions();
        for ((key, (n, handle)), next) in keys.into_iter().zip(fresh) {
            assert!(promotions.take(key).is_none() && promotions.info(key).is_none());
            assert_eq!(promotions.take(next).unwrap().name, "next");
            verify(n, &handle.receive());
        }
    }
    assert_eq!(drops.count(), 72);
}

#[test]
fn shared_slots_hand_over_and_end_while_their_data_is_away() {
    let mut shared = SharedAlloc::default();
    let mut held: Vec<(usize, TransferHandle<[u8]>)> = Vec::new();
    for frame in 0..10 {
        shared.begin_frame();
        held.extend(on_threads(4, |n| {
            scribble(&shared);
            (frame * 4 + n, sent(&shared, frame * 4 + n, LARGE))
        }));
        shared.end_frame();
        while held.len() > 12 {
            let (number, handle) = held.remove(frame);
            verify(number, &handle.receive());
        }
    }
    drop(shared);
    held.into_iter().for_each(|(number, handle)| verify(number, &handle.receive()));
}

#[repr(align(4096))]
#[derive(Clone, Copy, PartialEq, Debug)]
struct Wide(u8);

#[test]
fn aligned_and_empty_elements_are_handed_over_from_this_arena_and_others() {
    #[derive(Debug)]
    #[repr(align(4096))]
    struct Empty(Tracked2);
    #[derive(Debug)]
    struct Tracked2;
    thread_local!(static EMPTY: Cell<u32> = const { Cell::new(0) });
    impl Drop for Tracked2 {
        fn drop(&mut self) {
            EMPTY.set(EMPTY.get() + 1);
        }
    }
    let (mut alloc, stranger) = (small(), small());
    alloc.begin_frame();
    let mut wide = alloc.frame_vec();
    wide.extend((0..9).map(Wide));
    let wide = wide.into_transfer();
    let near = alloc.transfer_box(FrameBox::unsize(alloc.frame_box([Wide(1), Wide(2)]), |pair| pair as &mut _));
    let far: TransferHandle<[Wide]> = near;
    let foreign = alloc.transfer_box(stranger.frame_box([Wide(3); 3]));
    let scoped = alloc.transfer_box(alloc.scope().frame_box([Wide(4); 3]));
    let mut empty = alloc.frame_vec();
    empty.extend((0..5).map(|_| Empty(Tracked2)));
    let empty = empty.into_transfer();
    let boxed: TransferHandle<dyn Debug + Send> =
        alloc.transfer_box(FrameBox::unsize(alloc.frame_box(Empty(Tracked2)), |empty| empty as &mut _));
    drop(stranger);
    alloc.end_frame();
    scribble(&alloc);

    let wide = wide.receive();
    assert_eq!(wide.as_ptr().addr() % 4096, 0);
    assert!(wide.iter().enumerate().all(|(n, wide)| wide.0 as usize == n));
    assert_eq!(*far.receive(), [Wide(1), Wide(2)]);
    assert_eq!((*foreign.receive(), scoped.receive().into_inner()), ([Wide(3); 3], [Wide(4); 3]));
    let mut elements = empty.receive().into_iter();
    assert_eq!((&raw const elements.as_slice()[0]).addr() % 4096, 0);
    drop(elements.next_back());
    assert_eq!((EMPTY.get(), elements.len()), (1, 4));
    drop(elements);
    let boxed = boxed.receive();
    assert_eq!(format!("{boxed:?}"), "Empty(Tracked2)");
    drop(boxed);
    assert_eq!(EMPTY.get(), 6);
}

/// `Pin` promises that the memory of a pinned value is not used for anything else before its destructor has run.
#[test]
fn memory_of_pinned_and_forgotten_values_is_never_used_again() {
    struct Still([u8; LARGE], PhantomPinned);
    let mut addresses: Vec<&'static [u8]> = Vec::new();
    let mut alloc = small();
    for number in 0..12 {
        alloc.begin_frame();
        let still = Still(std::array::from_fn(|index| byte(number, index)), PhantomPinned);
        let pinned = match number % 4 {
            0 => Received::into_pin(alloc.transfer_box(alloc.frame_box(still)).receive()),
            1 => Received::into_pin(alloc.transfer(still).receive()),
            2 => {
                let scope = alloc.scope();
                Received::into_pin(scope.transfer_box(scope.frame_box(still)).receive())
            }
            _ => {
                let key = alloc.frame_retained(still, PromoteToPool).key();
                let promoted = alloc.end_frame_with_promotions().take(key).unwrap();
                let pinned = PoolBox::into_pin(promoted.into_pool().ok().unwrap());
                let at: *const [u8] = &raw const pinned.0;
                // SAFETY: the box is forgotten, and what it owns is never freed: this is what is under test.
                addresses.push(unsafe { &*at });
                mem::forget(pinned);
                continue;
            }
        };
        let at: *const [u8] = &raw const pinned.0;
        // SAFETY: as above.
        addresses.push(unsafe { &*at });
        mem::forget(pinned);
        alloc.end_frame();
        scribble(&alloc);
    }
    drop(alloc);
    let later = small();
    scribble(&later);
    addresses.iter().enumerate().for_each(|(number, bytes)| verify(number, bytes));
}

/// Has another thread close a system, from the boundary that drops this.
struct Close(Sender<()>, Receiver<()>);

impl Drop for Close {
    fn drop(&mut self) {
        self.0.send(()).unwrap();
        self.1.recv().unwrap();
    }
}

/// Systems that close while their handle's frame ends leave values to the boundary after. One that panics there must not
/// take along what was promoted before.
#[test]
fn a_guard_that_ends_with_promotions_ends_once() {
    let drops = Drops::default();
    let (to_main, handle) = channel::<SmartAlloc>();
    let ((close_first, first_asked), (first_gone, first_closed)) = (channel(), channel());
    let ((close_second, second_asked), (second_gone, second_closed)) = (channel(), channel());
    let panicking = drops.panicking("late");
    let worker = thread::spawn(move || {
        let alloc = small();
        let (first, second) = (open(&alloc, &SYSTEM), open(&alloc, &SYSTEM));
        first.frame_retained(Close(close_second, second_closed), Discard).key();
        second.frame_retained(panicking, Discard).key();
        to_main.send(alloc).unwrap();
        first_asked.recv().unwrap();
        drop(first);
        first_gone.send(()).unwrap();
        second_asked.recv().unwrap();
        drop(second);
        second_gone.send(()).unwrap();
    });
    let mut alloc = handle.recv().unwrap();
    let frame = alloc.frame();
    let key = frame.frame_retained(drops.value("kept"), PromoteToPool).key();
    frame.frame_retained(Close(close_first, first_closed), Discard).key();
    let mut promotions = frame.end_with_promotions();
    worker.join().unwrap();
    assert_eq!(promotions.take(key).unwrap().name, "kept");
    assert_eq!(drops.count(), 1);
    // The panic is that of the next boundary.
    assert_eq!(panics(|| _ = alloc.end_frame()), "late");
    assert_eq!(drops.count(), 2);
}
