//! Attacks from safe code on what two threads can do at once to one handle and the systems opened on it: the handle is
//! moved away and used, reported on or dropped there, while its systems end here.

mod pattern;

use std::sync::Barrier;

use framealloc::SmartAlloc;
use framealloc::private::{SystemSpec, open};
use pattern::{Blocks, small};

static SYSTEM: SystemSpec = SystemSpec::new("raced", "hostile").tag("hostile_raced").budget(1 << 20);

/// Leaves several idle arenas behind, each with a chunk.
fn warm(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
    let mut depth = vec![open(alloc, &SYSTEM)];
    for _ in 0..4 {
        let inner = open(&depth[depth.len() - 1], &SYSTEM);
        inner.frame_slice_fill(600, 1u8);
        depth.push(inner);
    }
    drop(depth);
    alloc.end_frame();
}

fn race(rounds: usize, elsewhere: impl Fn(SmartAlloc) + Sync) {
    for round in 0..rounds {
        let mut alloc = small();
        warm(&mut alloc);
        alloc.begin_frame();
        let mut open_now: Vec<_> = (0..3).map(|_| open(&alloc, &SYSTEM)).collect();
        let start = Barrier::new(2);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                start.wait();
                elsewhere(alloc);
            });
            start.wait();
            for _ in 0..round % 40 {
                std::hint::spin_loop();
            }
            while let Some(system) = open_now.pop() {
                let mut blocks = Blocks::default();
                blocks.add(&system, 300);
                let inner = open(&system, &SYSTEM);
                blocks.add(&inner, 300);
                blocks.add(&system, 300);
                drop(blocks);
                drop(inner);
            }
        });
    }
}

#[test]
fn a_handle_dropped_elsewhere_while_its_systems_end() {
    race(500, drop);
}

#[test]
fn a_handle_used_elsewhere_while_its_systems_end() {
    race(150, |mut alloc| {
        for _ in 0..4 {
            alloc.begin_frame();
            let mut blocks = Blocks::default();
            let system = open(&alloc, &SYSTEM);
            blocks.add(&system, 200);
            let inner = open(&system, &SYSTEM);
            blocks.add(&inner, 200);
            drop(blocks);
            drop((inner, system));
            alloc.report();
            alloc.end_frame();
        }
    });
}

#[test]
fn a_handle_goes_from_thread_to_thread_between_frames() {
    let mut alloc = small();
    for frame in 1..=50u64 {
        alloc = std::thread::spawn(move || {
            alloc.begin_frame();
            let mut blocks = Blocks::default();
            let scope = alloc.scope();
            let system = open(&alloc, &SYSTEM);
            for size in [10, 500, 3000] {
                blocks.add(&alloc, size);
                blocks.add(&scope, size);
                blocks.add(&system, size);
            }
            drop(blocks);
            drop(system);
            std::mem::forget(scope);
            assert_eq!(alloc.frame_number(), frame);
            alloc.end_frame();
            alloc
        })
        .join()
        .unwrap();
    }
    assert_eq!(alloc.report().frames, 50);
}
