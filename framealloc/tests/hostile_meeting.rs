//! Attacks from safe code where two features meet: what is retained and what is handed over, each in scopes, systems,
//! regions and batches.

mod meeting;
mod pattern;
mod tracked;

use std::mem;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;

use framealloc::RetentionPolicy::{Discard, PromoteToHeap, PromoteToPool};
use framealloc::private::{SystemSpec, open, open_region};
use framealloc::{FrameVec, PoolBox, Received, RetainedKey, SharedAlloc, SmartAlloc, TransferHandle};
use meeting::{LARGE, SYSTEM, scribble, sent, verify};
use pattern::{byte, panics, small};
use tracked::{Drops, OnDrop, Tracked};

static REGION: SystemSpec = SystemSpec::new("region", "hostile_meeting").tag("region").budget(1 << 20);

/// One transfer from every kind of arena there is.
fn from_everywhere(alloc: &SmartAlloc, number: &mut usize, len: usize) -> Vec<(usize, TransferHandle<[u8]>)> {
    let mut next = || {
        *number += 1;
        *number
    };
    let mut all = Vec::new();
    let mut add = |alloc: &SmartAlloc| {
        let number = next();
        all.push((number, sent(alloc, number, len)));
    };
    add(alloc);
    {
        let scope = alloc.scope();
        add(&scope);
        let inner = scope.scope();
        add(&inner);
        drop(scope.frame_box([0u8; 500]));
        add(&scope);
    }
    {
        let system = open(alloc, &SYSTEM);
        add(&system);
        system.with_tag("inside", &mut add);
        add(&system.scope());
    }
    {
        let _region = open_region(alloc, &REGION);
        add(alloc);
        let nested = open(alloc, &SYSTEM);
        add(&nested);
    }
    // The vector lies in the chunk whose tail the batch has.
    let number = next();
    let mut vec: FrameVec<'_, u8> = alloc.frame_vec_with_capacity(len);
    let (handle, kept) = alloc.frame_batch(|batch| {
        let mut kept = vec![batch.alloc([7u8; 24])];
        vec.extend((0..len).map(|index| byte(number, index)));
        let handle = vec.into_transfer();
        kept.extend((0..40).map(|_| batch.alloc([7u8; 24])));
        (handle, kept)
    });
    let between = sent(alloc, 0, len);
    assert!(kept.iter().all(|block| **block == [7; 24]));
    drop(between);
    all.push((number, handle));
    all
}

#[test]
fn transfers_from_every_kind_of_arena_outlive_it_untouched() {
    for len in [100, LARGE] {
        let (sender, receiver) = channel::<(usize, TransferHandle<[u8]>)>();
        let late = thread::spawn(move || {
            // Held in a window, so that chunks come back in another order than they went, while frames go on.
            let mut held: Vec<(usize, Received<[u8]>)> = Vec::new();
            for (number, handle) in receiver {
                held.push((number, handle.receive()));
                if held.len() > 25 {
                    let (number, values) = held.swap_remove(number % 20);
                    verify(number, &values);
                }
            }
            held.iter().for_each(|(number, values)| verify(*number, values));
        });
        let (mut alloc, mut number) = (small(), 0);
        for _ in 0..12 {
            alloc.begin_frame();
            for transfer in from_everywhere(&alloc, &mut number, len) {
                sender.send(transfer).unwrap();
            }
            scribble(&alloc);
            alloc.end_frame();
            scribble(&alloc);
        }
        drop((sender, alloc));
        late.join().unwrap();
    }
}

/// What a retained transfer becomes when its frame ends in each of several ways. The chunk that it pins is the one that
/// it lies in itself.
#[test]
fn a_transfer_may_be_retained_in_the_chunk_that_it_pins() {
    let mut alloc = small();
    let retain = |alloc: &SmartAlloc, number, policy| -> RetainedKey<TransferHandle<[u8]>> {
        alloc.frame_retained(sent(alloc, number, LARGE), policy).key()
    };
    let check = |number, handle: TransferHandle<[u8]>| verify(number, &handle.receive());
    for policy in [PromoteToPool, PromoteToHeap] {
        alloc.begin_frame();
        let here = retain(&alloc, 1, policy);
        let in_scope = retain(&alloc.scope(), 2, policy);
        let in_system = retain(&open(&alloc, &SYSTEM), 3, policy);
        let gone = retain(&alloc.scope(), 4, Discard);
        scribble(&alloc);
        let mut promotions = alloc.end_frame_with_promotions();
        alloc.begin_frame();
        scribble(&alloc);
        check(1, promotions.take(here).unwrap().into_inner());
        check(2, promotions.take_back(in_scope).unwrap());
        check(3, promotions.take(in_system).unwrap().into_inner());
        assert!(promotions.take(gone).is_none());
        alloc.end_frame();
    }
    // Discarded, by every end that a frame can have.
    let dropped = alloc.report().transfers.dropped;
    alloc.begin_frame();
    retain(&alloc, 5, PromoteToPool);
    alloc.begin_frame();
    retain(&alloc, 6, PromoteToPool);
    retain(&alloc.scope(), 7, PromoteToPool);
    panics(|| {
        let _end = OnDrop(|| {
            alloc.end_frame();
            alloc.begin_frame();
            scribble(&alloc);
            alloc.end_frame();
        });
        panic!("unwinding");
    });
    alloc.begin_frame();
    assert_eq!(alloc.report().transfers.dropped - dropped, 3);
    retain(&alloc, 8, Discard);
    let other = alloc.for_thread();
    drop(alloc);
    let stats = other.report().transfers;
    assert_eq!((stats.dropped - dropped, stats.pending), (4, 0));
}

#[test]
fn values_in_pinned_chunks_are_promoted_and_dropped_once() {
    let drops = Drops::default();
    let mut alloc = small();
    let mut held = Vec::new();
    for frame in 0..20usize {
        alloc.begin_frame();
        let mut keys = Vec::new();
        {
            let scope = alloc.scope();
            keys.push(scope.frame_retained(drops.value("before"), PromoteToPool).key());
            held.push((frame, sent(&scope, frame, LARGE)));
            keys.push(scope.frame_retained(drops.value("after"), PromoteToHeap).key());
            scope.frame_retained(drops.value("discarded"), Discard).key();
        }
        keys.push(alloc.frame_retained(drops.value("here"), PromoteToPool).key());
        held.push((frame + 100, sent(&alloc, frame + 100, LARGE)));
        scribble(&alloc);
        let mut promotions = alloc.end_frame_with_promotions();
        let names: Vec<String> =
            keys.into_iter().map(|key| mem::take(&mut promotions.take(key).unwrap().name)).collect();
        assert_eq!(names, ["before", "after", "here"]);
        if held.len() > 10 {
            let (number, handle) = held.remove(frame % 7);
            verify(number, &thread::spawn(move || handle.receive()).join().unwrap());
        }
    }
    held.into_iter().for_each(|(number, handle)| verify(number, &handle.receive()));
    assert_eq!(drops.count(), 80);
}

/// A value that owns one of everything this crate gives away.
struct Everything {
    _tracked: Tracked,
    own: SmartAlloc,
    _boxed: PoolBox<Tracked>,
    transfer: TransferHandle<[u8]>,
    shared: Arc<SharedAlloc>,
    other: Arc<Mutex<SmartAlloc>>,
}

impl Drop for Everything {
    fn drop(&mut self) {
        // Whatever it can reach is used: frames begin and end, values are retained and handed over, scopes opened.
        let drops = &self._tracked;
        assert!(!drops.name.is_empty());
        self.own.begin_frame();
        self.own.frame_retained(self.own.pool_alloc(1u8), Discard).key();
        drop(sent(&self.own, 1, LARGE));
        self.own.end_frame();
        if let Ok(mut other) = self.other.try_lock() {
            other.begin_frame();
            let key = other.scope().frame_retained(vec![1], PromoteToHeap).key();
            assert!(other.end_frame_with_promotions().take(key).is_some());
        }
        drop(sent(&self.shared, 2, LARGE));
        self.shared.scope().frame_retained(vec![1], PromoteToHeap).key();
        assert_eq!(format!("{:?}", self.transfer), "TransferHandle<[u8]>");
        assert!(self.own.report().transfers.pending > 0);
    }
}

#[test]
fn a_retained_value_may_own_and_use_every_other_thing() {
    let drops = Drops::default();
    let mut alloc = small();
    let shared = Arc::new(alloc.shared());
    let other = Arc::new(Mutex::new(alloc.for_thread()));
    let value = |alloc: &SmartAlloc| Everything {
        _tracked: drops.value("everything"),
        own: alloc.for_thread(),
        _boxed: alloc.pool_alloc(drops.value("boxed")),
        transfer: sent(alloc, 9, LARGE),
        shared: shared.clone(),
        other: other.clone(),
    };
    for round in 0..4 {
        alloc.begin_frame();
        let kept = alloc.frame_retained(value(&alloc), PromoteToPool).key();
        alloc.frame_retained(value(&alloc), Discard).key();
        let scoped = alloc.scope().frame_retained(value(&alloc), PromoteToHeap).key();
        let system = open(&alloc, &SYSTEM).frame_retained(value(&alloc), PromoteToHeap).key();
        match round {
            0 => drop(alloc.end_frame()),
            1 => {
                let mut promotions = alloc.end_frame_with_promotions();
                let taken = (promotions.take(kept), promotions.take(scoped));
                assert!(taken.0.is_some() && taken.1.is_some());
                thread::spawn(move || drop(taken)).join().unwrap();
                assert!(promotions.info(system).is_some());
            }
            2 => {
                panics(|| {
                    let _end = OnDrop(|| drop(alloc.end_frame_with_promotions()));
                    panic!("unwinding");
                });
            }
            _ => {}
        }
    }
    // The last handles of the engine go inside a destructor that the handle's own end runs.
    drop((shared, other));
    drop(alloc);
    assert_eq!(drops.count(), 32);
}

#[test]
fn the_last_handle_of_an_engine_may_go_with_the_promotions_of_another() {
    let drops = Drops::default();
    for unwinding in [false, true] {
        let mut outer = small();
        outer.begin_frame();
        let inner = small();
        let boxed = inner.pool_alloc(drops.value("pooled"));
        let handle = sent(&inner, 3, LARGE);
        inner.frame_retained(drops.value("inner"), PromoteToPool).key();
        outer.frame_retained((inner, boxed, handle), PromoteToPool).key();
        let promotions = outer.end_frame_with_promotions();
        drop(outer);
        if unwinding {
            panics(move || {
                let _promotions = promotions;
                panic!("unwinding");
            });
        } else {
            drop(promotions);
        }
    }
    assert_eq!(drops.count(), 4);
}
