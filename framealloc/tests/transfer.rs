//! Transfers through the public API: values that arrive, values that get lost on the way, and what is counted.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use framealloc::{AllocConfig, Received, SmartAlloc, TransferHandle, TransferStats};

fn alloc() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default())
}

/// (pending, received, dropped)
fn counts(alloc: &SmartAlloc) -> (u64, u64, u64) {
    let TransferStats { pending, received, dropped, .. } = alloc.report().transfers;
    (pending, received, dropped)
}

/// Counts its drops, so that both a lost and a doubled destructor show.
#[derive(Debug, Clone)]
struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

fn counted() -> (Counted, Arc<AtomicUsize>) {
    let drops = Arc::new(AtomicUsize::new(0));
    (Counted(drops.clone()), drops)
}

fn drops(counter: &AtomicUsize) -> usize {
    counter.load(Ordering::Relaxed)
}

/// Its destructor panics.
struct Grenade;

impl Drop for Grenade {
    fn drop(&mut self) {
        // `resume_unwind` keeps the panic message out of the test's output.
        std::panic::resume_unwind(Box::new("boom"));
    }
}

#[test]
fn a_value_travels_through_a_channel_and_is_dropped_where_it_ends() {
    let alloc = alloc();
    let (value, dropped) = counted();
    let (sender, receiver) = mpsc::channel::<TransferHandle<(Counted, Vec<u32>)>>();
    let worker = thread::spawn(move || {
        let Ok(handle) = receiver.recv() else { panic!("the sender is alive") };
        let (value, numbers) = handle.receive().into_inner();
        assert_eq!(drops(&value.0), 0);
        numbers.iter().sum::<u32>()
    });
    assert!(sender.send(alloc.frame_box_for_transfer((value, vec![1, 2, 3]))).is_ok());
    assert_eq!(worker.join().ok(), Some(6));
    assert_eq!(drops(&dropped), 1);
    assert_eq!(counts(&alloc), (0, 1, 0));
}

#[test]
fn a_handle_dropped_unreceived_drops_its_value_and_is_counted() {
    let alloc = alloc();
    let (value, dropped) = counted();
    let handle = alloc.transfer(value);
    assert_eq!(counts(&alloc), (1, 0, 0));
    assert_eq!(alloc.report().transfers.sent(), 1);
    assert!(thread::spawn(move || drop(handle)).join().is_ok());
    assert_eq!(drops(&dropped), 1);
    assert_eq!(counts(&alloc), (0, 0, 1));
}

#[test]
fn values_left_in_a_channel_are_dropped_unreceived() {
    let alloc = alloc();
    let (value, dropped) = counted();
    let (sender, receiver) = mpsc::channel();
    for _ in 0..5 {
        assert!(sender.send(alloc.transfer(value.clone())).is_ok());
    }
    assert!(receiver.recv().is_ok_and(|handle| drops(&handle.receive().0) == 0));
    drop((sender, receiver));
    assert_eq!(drops(&dropped), 5);
    assert_eq!(counts(&alloc), (0, 1, 4));
    drop(value);
}

#[test]
fn a_destructor_that_panics_is_counted_and_leaves_everything_usable() {
    let alloc = alloc();
    let (value, dropped) = counted();
    let handle = alloc.transfer((Grenade, value));
    assert!(catch_unwind(AssertUnwindSafe(|| drop(handle))).is_err());
    assert_eq!(drops(&dropped), 1, "the field after the one that panicked is dropped too");
    assert_eq!(counts(&alloc), (0, 0, 1));

    // Received first: then the panic is the receiver's, and nothing is counted as lost.
    let received = alloc.transfer(Grenade).receive();
    assert!(catch_unwind(AssertUnwindSafe(|| drop(received))).is_err());
    assert_eq!(counts(&alloc), (0, 1, 1));
    assert_eq!(alloc.transfer(3).receive().into_inner(), 3);
}

#[test]
fn a_handle_may_outlive_every_allocator() {
    let (value, dropped) = counted();
    let (lost, kept) = {
        let alloc = alloc();
        let other = alloc.for_thread();
        (alloc.transfer(value.clone()), other.transfer((value, [7u64; 100])))
    };
    drop(lost);
    assert_eq!(drops(&dropped), 1);
    let kept = thread::spawn(move || kept.receive()).join();
    assert!(kept.is_ok_and(|kept| kept.1.iter().all(|&n| n == 7)));
    assert_eq!(drops(&dropped), 2);
}

#[test]
fn the_engine_counts_the_transfers_of_all_its_handles() {
    let alloc = alloc();
    let other = alloc.for_thread();
    let handle = alloc.transfer(1);
    drop(other.transfer(2));
    assert_eq!(counts(&alloc), (1, 0, 1));
    assert_eq!(counts(&other), (1, 0, 1));
    assert_eq!(*handle.receive(), 1);
    assert_eq!(counts(&other), (0, 1, 1));
}

#[test]
fn a_forgotten_handle_stays_pending_and_a_forgotten_value_is_merely_leaked() {
    let alloc = alloc();
    let (value, dropped) = counted();
    std::mem::forget(alloc.transfer(value.clone()));
    std::mem::forget(alloc.transfer(value.clone()).receive());
    assert_eq!(counts(&alloc), (1, 1, 0));
    assert_eq!(drops(&dropped), 0);
    drop(value);
    assert_eq!(drops(&dropped), 1);
}

#[test]
fn a_frame_boundary_does_not_touch_what_is_on_its_way() {
    let mut alloc = alloc();
    alloc.begin_frame();
    let handle = alloc.transfer(vec![9u8; 5000]);
    alloc.end_frame();
    alloc.begin_frame();
    let _scratch = alloc.frame_alloc([0u8; 4096]);
    alloc.end_frame();
    let received = thread::spawn(move || handle.receive()).join();
    assert!(received.is_ok_and(|bytes| bytes.len() == 5000 && bytes.iter().all(|&b| b == 9)));
}

#[test]
fn zero_sized_and_over_aligned_values_arrive_intact() {
    #[derive(Debug, PartialEq)]
    #[repr(align(4096))]
    struct Page([u8; 3]);

    #[repr(align(64))]
    struct AlignedNothing;

    thread_local! {
        static ENDED: Cell<u32> = const { Cell::new(0) };
    }
    impl Drop for AlignedNothing {
        fn drop(&mut self) {
            assert!((&raw const *self).is_aligned());
            ENDED.set(ENDED.get() + 1);
        }
    }

    let alloc = alloc();
    let page = thread::scope(|s| {
        let handle = alloc.transfer(Page([1, 2, 3]));
        s.spawn(move || handle.receive()).join()
    });
    let Ok(page) = page else { panic!("receiving does not panic") };
    assert!((&raw const *page).is_aligned());
    assert_eq!(page.into_inner(), Page([1, 2, 3]));

    drop(alloc.transfer(AlignedNothing));
    drop(alloc.transfer(AlignedNothing).receive());
    let nothing = alloc.transfer(AlignedNothing).receive().into_inner();
    assert_eq!(ENDED.get(), 2);
    drop(nothing);
    assert_eq!(ENDED.get(), 3);
    alloc.transfer(()).receive().into_inner();
    assert_eq!(counts(&alloc), (0, 4, 1));
}

#[test]
fn trait_objects_travel_in_a_box_of_their_own() {
    let alloc = alloc();
    let job: Box<dyn FnOnce() -> usize + Send> = Box::new(|| 42);
    let handle = alloc.transfer(job);
    assert_eq!(thread::spawn(move || handle.receive().into_inner()()).join().ok(), Some(42));
}

#[test]
fn a_received_value_behaves_like_the_value() {
    let alloc = alloc();
    let mut list: Received<Vec<u32>> = alloc.transfer(vec![1, 2, 3]).receive();
    list.push(4);
    for n in &mut list {
        *n *= 10;
    }
    assert_eq!((&list).into_iter().sum::<u32>(), 100);
    assert_eq!(format!("{list:?}"), "[10, 20, 30, 40]");
    assert_eq!(list, alloc.transfer(vec![10, 20, 30, 40]).receive());
    let slice: &Vec<u32> = list.as_ref();
    assert_eq!(slice.len(), 4);
    assert_eq!(list.into_iter().rev().collect::<Vec<_>>(), [40, 30, 20, 10]);
    assert_eq!(alloc.transfer("north").receive().to_string(), "north");
    assert_eq!(format!("{:?}", alloc.transfer(1u8)), "TransferHandle<u8>");
}

#[test]
fn a_handle_inside_a_transfer_is_counted_for_itself() {
    let alloc = alloc();
    let nested = alloc.transfer(alloc.transfer(5));
    assert_eq!(counts(&alloc), (2, 0, 0));
    drop(nested);
    assert_eq!(counts(&alloc), (0, 0, 2));
}

#[test]
fn a_destructor_may_send_another_value() {
    struct Relay(SmartAlloc, mpsc::Sender<TransferHandle<u32>>);
    impl Drop for Relay {
        fn drop(&mut self) {
            let _ = self.1.send(self.0.transfer(1));
        }
    }
    let alloc = alloc();
    let (sender, receiver) = mpsc::channel();
    drop(alloc.transfer(Relay(alloc.for_thread(), sender)));
    assert_eq!(receiver.recv().map(|handle| handle.receive().into_inner()), Ok(1));
    assert_eq!(counts(&alloc), (0, 1, 1));
}

#[test]
fn the_counts_add_up_at_every_moment() {
    const EACH: u64 = 5_000;
    let alloc = alloc();
    let senders: Vec<SmartAlloc> = (0..2).map(|_| alloc.for_thread()).collect();
    let (sender, receiver) = mpsc::sync_channel::<TransferHandle<u64>>(16);
    let receiver = Mutex::new(receiver);
    thread::scope(|s| {
        for alloc in senders {
            let sender = sender.clone();
            s.spawn(move || {
                for n in 0..EACH {
                    assert!(sender.send(alloc.transfer(n)).is_ok());
                }
            });
        }
        drop(sender);
        let ended = s.spawn(|| {
            let Ok(receiver) = receiver.lock() else { panic!("locked once") };
            receiver.iter().map(|handle| handle.receive().into_inner()).sum::<u64>()
        });
        while !ended.is_finished() {
            let stats = alloc.report().transfers;
            assert_eq!(stats.dropped, 0, "{stats:?}");
            assert!(stats.received <= stats.sent() && stats.sent() <= 2 * EACH, "{stats:?}");
        }
    });
    assert_eq!(counts(&alloc), (0, 2 * EACH, 0));
}

#[test]
fn handles_and_values_are_send_and_sync_as_their_payload() {
    fn send<T: Send>() {}
    fn sync<T: Sync>() {}
    send::<TransferHandle<Cell<u32>>>();
    send::<Received<Cell<u32>>>();
    sync::<TransferHandle<u32>>();
    sync::<Received<[u32]>>();
    send::<TransferHandle<dyn Fn() + Send>>();
    framealloc::private::assert_transfer::<[String]>();
    assert_eq!(*framealloc::private::receive(alloc().transfer(8)), 8);
}
