//! The leak report of the `debug` feature: what is alive is listed with where it was made, what is gone is not, whichever
//! thread ends it and in whatever order; and the report at the end of an engine is written once.
#![cfg(feature = "debug")]

use std::mem;
use std::panic::{AssertUnwindSafe, RefUnwindSafe, UnwindSafe, catch_unwind};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;

use framealloc::{
    AllocConfig, HeapBox, Leak, LeakKind, LeakReport, PoolBox, Promoted, RetentionPolicy, SmartAlloc, Tag,
    TransferHandle,
};

fn tracked() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default().track_leaks(true))
}

/// The kinds in the report, in the order in which they were made.
fn kinds(alloc: &SmartAlloc) -> Vec<LeakKind> {
    alloc.leak_report().iter().map(|leak| leak.kind).collect()
}

fn only(report: &LeakReport) -> &Leak {
    assert_eq!(report.len(), 1, "{report}");
    report.iter().next().unwrap()
}

#[test]
fn what_is_alive_is_listed_with_all_that_is_known_of_it() {
    let mut alloc = tracked();
    alloc.begin_frame();
    alloc.begin_frame();
    let (name, line) = alloc.with_tag("doors", |a| (a.pool_alloc(String::from("door")), line!()));
    let report = alloc.leak_report();
    let leak = only(&report);
    assert_eq!(leak.kind, LeakKind::PoolBox);
    assert_eq!(leak.type_name, std::any::type_name::<String>());
    assert_eq!((leak.bytes, leak.tag, leak.frame), (size_of::<String>(), Tag::from("doors"), Some(2)));
    assert_eq!((leak.location.file(), leak.location.line()), (file!(), line));
    assert_eq!(report.bytes(), size_of::<String>());
    drop(name);
    assert!(alloc.leak_report().is_empty());
    // The report is a copy: it does not change.
    assert_eq!(report.len(), 1);
}

#[test]
fn every_door_names_the_line_that_called_it() {
    let alloc = tracked();
    let mut lines = Vec::new();
    let pool = (alloc.pool_alloc(1u8), lines.push(line!())).0;
    let tried = (alloc.try_pool_alloc(2u16), lines.push(line!())).0;
    let heap = (alloc.heap_alloc(3u32), lines.push(line!())).0;
    let tried_heap = (alloc.try_heap_alloc(4u64), lines.push(line!())).0;
    let copy = (pool.clone(), lines.push(line!())).0;
    let sent = (alloc.transfer(5u8), lines.push(line!())).0;
    let tried_sent = (alloc.try_transfer(6u8).unwrap(), lines.push(line!())).0;
    let boxed = (alloc.transfer_box(alloc.frame_box(7u8)), lines.push(line!())).0;
    let mut vec = alloc.frame_vec();
    vec.push(8u8);
    let vec = (vec.into_transfer(), lines.push(line!())).0;
    let mut text = alloc.frame_string();
    text.push_str("nine");
    let text = (text.into_transfer(), lines.push(line!())).0;
    let allocator = (alloc.pool_allocator(), lines.push(line!())).0;
    let mut collection = allocator_api2::vec::Vec::new_in(allocator);
    collection.push(10u8);
    let report = alloc.leak_report();
    let found: Vec<u32> = report.iter().map(|leak| leak.location.line()).collect();
    assert_eq!(found, lines, "{report}");
    assert!(report.iter().all(|leak| leak.location.file() == file!()));
    drop((pool, tried, heap, tried_heap, copy, collection));
    assert_eq!(kinds(&alloc), [LeakKind::Transfer; 5]);
    drop((sent, tried_sent, boxed, vec, text));
    assert!(alloc.leak_report().is_empty());
}

#[test]
fn forgotten_boxes_stay_in_the_report_and_leaked_ones_do_not() {
    let alloc = tracked();
    mem::forget(alloc.pool_alloc([1u8; 100]));
    mem::forget(alloc.heap_alloc([1u8; 200]));
    // Larger than any slot: a `PoolBox` on the heap.
    mem::forget(alloc.pool_alloc([1u8; 20_000]));
    let sizes: Vec<usize> = alloc.leak_report().iter().map(|leak| leak.bytes).collect();
    assert_eq!(sizes, [100, 200, 20_000]);
    // Whoever writes `leak` says so.
    assert_eq!(*PoolBox::leak(alloc.pool_alloc(1u8)) + *HeapBox::leak(alloc.heap_alloc(2u8)), 3);
    assert_eq!(PoolBox::leak(alloc.pool_alloc([1u8; 20_000])).len(), 20_000);
    assert_eq!(alloc.leak_report().len(), 3);
}

#[test]
fn every_way_out_of_a_box_ends_its_record() {
    let alloc = tracked();
    assert_eq!(PoolBox::into_inner(alloc.pool_alloc(7u8)), 7);
    assert_eq!(HeapBox::into_inner(alloc.heap_alloc(7u8)), 7);
    assert_eq!(PoolBox::into_inner(alloc.pool_alloc([7u8; 20_000]))[9], 7);
    let pinned = PoolBox::into_pin(alloc.pool_alloc(7u8));
    let shown: PoolBox<dyn std::fmt::Display> = PoolBox::unsize(alloc.pool_alloc(7u8), |value| value);
    let report = alloc.leak_report();
    // The type that was made, which says more than `dyn Display`.
    assert!(report.iter().all(|leak| leak.type_name == "u8"));
    assert_eq!(report.len(), 2);
    drop((pinned, shown));
    assert!(alloc.leak_report().is_empty());

    struct Loud;
    impl Drop for Loud {
        fn drop(&mut self) {
            panic!("loud");
        }
    }
    let loud = alloc.pool_alloc((Loud, 1u8));
    assert_eq!(alloc.leak_report().len(), 1);
    assert!(catch_unwind(AssertUnwindSafe(|| drop(loud))).is_err());
    assert!(alloc.leak_report().is_empty(), "its memory went back all the same");
}

#[test]
fn values_without_size_take_no_memory_and_are_not_listed() {
    let alloc = tracked();
    let unit = (alloc.pool_alloc(()), alloc.heap_alloc([0u8; 0]), alloc.transfer(()), alloc.pool_alloc(()).clone());
    assert!(alloc.leak_report().is_empty());
    drop(unit);
}

#[test]
fn a_box_freed_on_another_thread_is_gone_and_its_successor_is_known() {
    let alloc = tracked();
    for _ in 0..100 {
        let value = alloc.pool_alloc([0u8; 48]);
        let other = alloc.for_thread();
        thread::spawn(move || drop((value, other))).join().unwrap();
        assert!(alloc.leak_report().is_empty());
        let next = alloc.pool_alloc([1u8; 48]);
        assert_eq!(only(&alloc.leak_report()).bytes, 48);
        drop(next);
    }
}

#[test]
fn promoted_values_are_listed_from_the_boundary_until_they_are_dropped() {
    let mut alloc = tracked();
    alloc.begin_frame();
    let pool = alloc.with_tag("tiles", |a| a.frame_retained(1u64, RetentionPolicy::PromoteToPool).key());
    let line = line!() - 1;
    let heap = alloc.frame_retained(String::from("x"), RetentionPolicy::PromoteToHeap).key();
    let wasted = alloc.frame_retained([1u8; 33], RetentionPolicy::PromoteToPool).key();
    // From a scope: it waits in a block of the engine's own until the boundary.
    alloc.scope().frame_retained(5u16, RetentionPolicy::PromoteToPool).key();
    alloc.frame_retained(9u8, RetentionPolicy::Discard).key();
    assert!(alloc.leak_report().is_empty(), "frame memory is no leak");
    let mut promotions = alloc.end_frame_with_promotions();
    let report = alloc.leak_report();
    let first = report.iter().next().unwrap();
    assert_eq!((first.kind, first.type_name), (LeakKind::Promoted, "u64"));
    assert_eq!((first.tag, first.frame, first.location.line()), (Tag::from("tiles"), Some(1), line));
    assert_eq!(report.len(), 4, "{report}");
    let taken: Promoted<u64> = promotions.take(pool).unwrap();
    let name: HeapBox<String> = promotions.take(heap).unwrap().into_heap().unwrap_or_else(|_| unreachable!());
    assert!(promotions.info(wasted).is_some());
    drop(promotions);
    assert_eq!(kinds(&alloc), [LeakKind::Promoted; 2]);
    assert_eq!(taken.into_inner(), 1);
    drop(name);
    assert!(alloc.leak_report().is_empty());
}

#[test]
fn transfers_are_listed_until_received_and_then_as_what_arrived() {
    let mut alloc = tracked();
    alloc.begin_frame();
    let small = alloc.transfer(1u32);
    let mut vec = alloc.frame_vec();
    vec.extend(0..1000u32);
    // In place: the chunk goes along.
    let pinned = vec.into_transfer();
    let large = alloc.transfer([0u8; 20_000]);
    alloc.end_frame();
    let report = alloc.leak_report();
    let found: Vec<_> = report.iter().map(|leak| (leak.kind, leak.type_name, leak.bytes)).collect();
    let sent = LeakKind::Transfer;
    assert_eq!(found, [(sent, "u32", 4), (sent, "[u32]", 4000), (sent, "[u8; 20000]", 20_000)]);
    let received = thread::spawn(move || pinned.receive()).join().unwrap();
    assert_eq!(kinds(&alloc), [LeakKind::Transfer, LeakKind::Received, LeakKind::Transfer]);
    assert_eq!(received.into_iter().count(), 1000);
    assert_eq!(kinds(&alloc), [LeakKind::Transfer, LeakKind::Transfer]);
    thread::spawn(move || drop((small, large))).join().unwrap();
    assert!(alloc.leak_report().is_empty(), "a transfer that is dropped loses its value, and no memory");
    let shown: TransferHandle<dyn std::fmt::Debug + Send> = TransferHandle::unsize(alloc.transfer(1u8), |v| v);
    assert_eq!(only(&alloc.leak_report()).type_name, "u8");
    drop(shown.receive());
    assert!(alloc.leak_report().is_empty());
}

#[test]
fn collections_in_the_pools_are_listed_block_by_block() {
    let alloc = tracked();
    let mut list = alloc.with_tag("queue", |a| allocator_api2::vec::Vec::new_in(a.pool_allocator()));
    for n in 0..5000u32 {
        list.push(n);
        let report = alloc.leak_report();
        let leak = only(&report);
        assert_eq!(
            (leak.kind, leak.type_name, leak.tag),
            (LeakKind::PoolAllocator, "PoolAllocator", Tag::from("queue"))
        );
        assert_eq!((leak.bytes, leak.frame), (list.capacity() * 4, None));
    }
    list.truncate(3);
    list.shrink_to_fit();
    assert_eq!(only(&alloc.leak_report()).bytes, 12);
    let copy = list.clone();
    assert_eq!(alloc.leak_report().len(), 2);
    drop((list, copy));
    assert!(alloc.leak_report().is_empty());
}

#[test]
fn forgotten_scopes_are_listed_also_when_their_handle_is_gone() {
    let alloc = tracked();
    let other = alloc.for_thread();
    let scope = alloc.scope();
    let inner = scope.scope();
    assert_eq!(kinds(&alloc), [LeakKind::Scope; 2]);
    drop(inner);
    drop(scope);
    assert!(alloc.leak_report().is_empty());
    let (scope, line) = (alloc.scope(), line!());
    scope.frame_alloc([0u8; 5000]);
    mem::forget(scope);
    drop(alloc.scope());
    assert_eq!(only(&other.leak_report()).location.line(), line);
    drop(alloc);
    let report = other.leak_report();
    let leak = only(&report);
    assert_eq!((leak.kind, leak.location.line()), (LeakKind::Scope, line));
    // What it kept from others until its handle went.
    assert_eq!(leak.bytes, 8192);
    // The next arena may well lie at the same address.
    for _ in 0..10 {
        drop(other.for_thread().scope());
    }
    assert_eq!(other.leak_report().len(), 1);
}

#[test]
fn tracking_that_begins_midway_knows_nothing_of_what_was_before() {
    let alloc = SmartAlloc::default();
    let before = (alloc.pool_alloc(1u64), alloc.heap_alloc(2u64), alloc.transfer(3u64), alloc.scope());
    assert!(!alloc.leak_report().is_tracked());
    assert!(alloc.leak_report().to_string().contains("track_leaks"), "an empty list must not look like a clean one");
    alloc.track_leaks(true);
    let copy = before.0.clone();
    assert!(alloc.leak_report().is_tracked());
    let report = alloc.leak_report();
    assert_eq!((only(&report).tag, only(&report).frame), (Tag::UNTAGGED, None), "nothing is known of the original");
    drop(copy);
    drop((before.0, before.1, before.2.receive(), before.3));
    assert!(alloc.leak_report().is_empty());
    let during = alloc.pool_alloc(4u64);
    alloc.track_leaks(false);
    let after = alloc.pool_alloc(5u64);
    assert_eq!(alloc.leak_report().len(), 1);
    drop(during);
    // The address of `during` is in use again, by a value that nobody tracks.
    let again = alloc.pool_alloc(6u64);
    assert!(alloc.leak_report().is_empty());
    drop((after, again));
}

#[test]
fn two_engines_do_not_see_each_other() {
    let (one, two) = (tracked(), tracked());
    let value = one.pool_alloc(1u8);
    assert_eq!((one.leak_report().len(), two.leak_report().len()), (1, 0));
    drop(value);
    let untracked = SmartAlloc::default();
    drop(untracked.pool_alloc(1u8));
    assert!(one.leak_report().is_empty());
}

#[test]
fn values_may_end_after_their_engine_and_in_thread_local_destructors() {
    let alloc = tracked();
    let kept = (alloc.pool_alloc(1u64), alloc.heap_alloc([1u8; 9000]), alloc.transfer(3u8), alloc.pool_allocator());
    drop(alloc);
    let mut list = allocator_api2::vec::Vec::new_in(kept.3.clone());
    list.extend(0..100);
    drop((kept, list));

    thread_local!(static LATE: std::cell::RefCell<Option<PoolBox<u64>>> = const { std::cell::RefCell::new(None) });
    let alloc = tracked();
    let other = alloc.for_thread();
    thread::spawn(move || LATE.with(|late| *late.borrow_mut() = Some(other.pool_alloc(1)))).join().unwrap();
    assert!(alloc.leak_report().is_empty());
}

#[test]
fn many_threads_hammer_while_another_reads() {
    let (threads, rounds) = (4, if cfg!(miri) { 20 } else { 2000 });
    let alloc = tracked();
    let done = AtomicBool::new(false);
    thread::scope(|s| {
        let reader = alloc.for_thread();
        let done = &done;
        s.spawn(move || {
            while !done.load(Ordering::Relaxed) {
                let report = reader.leak_report();
                // At most one block in hand and some in the channels; every one with a known type and place.
                assert!(report.iter().all(|leak| leak.location.file() == file!() && leak.bytes % 8 == 0));
                assert!(!report.to_string().is_empty());
            }
        });
        let (senders, receivers): (Vec<_>, Vec<_>) = (0..threads).map(|_| mpsc::sync_channel(8)).unzip();
        let workers: Vec<_> = receivers
            .into_iter()
            .enumerate()
            .map(|(n, receiver)| {
                // Each gives what it makes to its neighbour, who frees it, so that slots travel and come back.
                let (next, mut own) = (senders[(n + 1) % threads].clone(), alloc.for_thread());
                s.spawn(move || {
                    for round in 0..rounds {
                        own.begin_frame();
                        let mine = own.pool_alloc([round; 6]);
                        let sent: Result<(), _> = next.try_send((own.pool_alloc([round; 4]), own.transfer(round)));
                        drop(sent);
                        if let Ok(received) = receiver.try_recv() {
                            let _: (PoolBox<[u64; 4]>, TransferHandle<u64>) = received;
                        }
                        drop(own.heap_alloc([round; 2]));
                        drop(mine);
                    }
                })
            })
            .collect();
        drop(senders);
        workers.into_iter().for_each(|worker| worker.join().unwrap());
        done.store(true, Ordering::Relaxed);
    });
    let report = alloc.leak_report();
    assert!(report.is_empty(), "{report}");
}

#[test]
fn destructors_may_ask_for_the_report_and_allocate() {
    struct Curious(SmartAlloc);
    impl Drop for Curious {
        fn drop(&mut self) {
            // Its own memory has not gone back yet.
            assert_eq!(self.0.leak_report().len(), 1);
            drop(self.0.pool_alloc(1u8));
            assert!(self.0.leak_report().to_string().contains("Curious"));
        }
    }
    let alloc = tracked();
    drop(alloc.pool_alloc(Curious(alloc.for_thread())));
    drop(alloc.heap_alloc(Curious(alloc.for_thread())));
    drop(alloc.transfer(Curious(alloc.for_thread())));
    assert!(alloc.leak_report().is_empty());
}

#[test]
fn a_report_can_be_sent_and_kept() {
    fn sendable<T: Send + Sync + Clone + UnwindSafe + RefUnwindSafe + 'static>(_: &T) {}
    let alloc = tracked();
    let value = alloc.pool_alloc(1u8);
    // As without the feature, which only adds.
    #[cfg(not(feature = "parking_lot"))]
    sendable(&alloc.pool_allocator());
    let report = alloc.leak_report();
    sendable(&report);
    drop((value, alloc));
    assert_eq!(thread::spawn(move || report.len()).join().unwrap(), 1);
}

#[test]
fn the_report_is_grouped_by_place_and_sorted_by_bytes() {
    let alloc = tracked();
    let many: Vec<_> = (0..3).map(|n| alloc.pool_alloc([n; 16])).collect();
    let large = alloc.heap_alloc([0u8; 4096]);
    let text = alloc.leak_report().to_string();
    // Without the lines of backtraces, if the environment asks for them.
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("    ")).collect();
    assert_eq!(lines[0], "4 values are alive, 4.2 KiB", "{text}");
    assert!(lines[1].starts_with("  4 KiB in 1 HeapBox<[u8; 4096]>, made at "), "{text}");
    assert!(lines[2].starts_with("  192 B in 3 PoolBox<[i32; 16]>, made at "), "{text}");
    assert!(lines[2].contains("debug.rs:"), "{text}");
    drop((many, large));
    assert_eq!(alloc.leak_report().to_string(), "nothing is alive");
}

/// What the children below do; alone it does nothing.
#[test]
fn child() {
    let Ok(what) = std::env::var("FRAMEALLOC_LEAKS") else { return };
    let config = AllocConfig::default().report_leaks(true);
    if what == "clean" {
        let alloc = SmartAlloc::new(config);
        drop(alloc.pool_alloc(1u8));
        return;
    }
    let alloc = SmartAlloc::new(config);
    let worker = alloc.for_thread();
    let value = alloc.pool_alloc([1u8; 77]);
    mem::forget(worker.scope());
    drop(alloc);
    eprintln!("one handle is left");
    if what == "thread" {
        thread::spawn(move || drop(worker)).join().unwrap();
    } else {
        drop(worker);
    }
    eprintln!("all handles are gone");
    drop(value);
}

fn run_child(what: &str, backtrace: &str) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--test-threads=1"])
        .env("FRAMEALLOC_LEAKS", what)
        .env("RUST_LIB_BACKTRACE", backtrace)
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_last_handle_writes_the_report_once() {
    for what in ["main", "thread"] {
        let text = run_child(what, "0");
        assert_eq!(text.matches("framealloc: ").count(), 1, "{text}");
        assert_eq!(text.matches("PoolBox<[u8; 77]>").count(), 1, "{text}");
        assert_eq!(text.matches("Scope").count(), 1, "{text}");
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
        assert!(at("one handle is left") < at("PoolBox<") && at("PoolBox<") < at("all handles are gone"), "{text}");
        assert!(!text.contains("stack backtrace") && !text.contains("debug::child"), "{text}");
    }
    assert_eq!(run_child("clean", "0"), "");
}

#[test]
fn backtraces_are_kept_when_the_environment_asks() {
    let text = run_child("main", "1");
    // The way to the line that made it, without what every backtrace has.
    assert!(text.contains("debug::child") && !text.contains("framealloc::pool"), "{text}");
}
