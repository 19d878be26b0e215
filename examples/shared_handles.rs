//! One frame over all threads of a pool. `SharedAlloc` gives each its own arena behind one reference, jobs start jobs, and
//! the frame ends for everybody at once. At the end the other form: a handle for each worker, with frames of its own.
//!
//! `cargo run --example shared_handles`

use framealloc::{AllocConfig, SharedAlloc, SmartAlloc, frame_system};
use rayon::prelude::*;

const FRAMES: u64 = 5;
const CELLS: u64 = 32;
const PER_CELL: u64 = 24;

/// A body on a circle that turns with the frames.
#[derive(Clone, Copy)]
struct Body {
    x: i64,
    y: i64,
}

/// The bodies of one cell, in the arena of whichever thread asks. They stay there until the frame ends, so they may be
/// collected from all threads.
#[frame_system(tag = "populate", lifetime = frame)]
fn populate(alloc: &SharedAlloc, frame: u64, cell: u64) -> &mut [Body] {
    alloc.frame_slice_with(PER_CELL as usize, |index| {
        let seed = (frame * 31 + cell * 7 + index as u64) as i64;
        Body { x: seed * 37 % 101, y: seed * 53 % 103 }
    })
}

/// Pairs of near bodies in two cells. A system's arena is emptied when it returns, on whichever thread that is.
#[frame_system(tag = "contacts")]
fn contacts(alloc: &SharedAlloc, left: &[Body], right: &[Body]) -> usize {
    let mut pairs = alloc.frame_vec();
    for (i, a) in left.iter().enumerate() {
        for (j, b) in right.iter().enumerate() {
            if (a.x - b.x).abs() + (a.y - b.y).abs() < 12 {
                pairs.push((i, j));
            }
        }
    }
    pairs.len()
}

/// All cells against all others: parallel loops within a parallel loop. A thread that waits for the inner one runs other
/// jobs meanwhile, on the same handle.
fn simulate(shared: &SharedAlloc, frame: u64) -> usize {
    let cells: Vec<&mut [Body]> = (0..CELLS).into_par_iter().map(|cell| populate(shared, frame, cell)).collect();
    cells
        .par_iter()
        .enumerate()
        .map(|(index, left)| {
            let later = &cells[index + 1..];
            later.par_iter().map(|right| contacts(shared, left, right)).sum::<usize>()
        })
        .sum()
}

fn main() {
    let mut shared = SharedAlloc::new(AllocConfig::default());
    shared.set_tag_budget("contacts", 1 << 20); // for all threads together

    for frame in 1..=FRAMES {
        shared.begin_frame();
        let found = simulate(&shared, frame);
        // `&mut`: while any job could still allocate, or anybody has a body, this line does not compile.
        let report = shared.end_frame();
        println!("frame {frame}: {found} contacts, {} bytes on all threads", report.bytes);
    }

    // Which thread did what depends on the moment; what they used together does not.
    let report = shared.report();
    println!("frames: {}", report.frames);
    for system in &report.systems {
        println!("{}: {} calls, {} bytes, at most {} in one", system.name, system.calls, system.bytes, system.peak);
    }

    // The other form: rayon clones the handle for each worker, and a clone is a handle with an arena, and frames, of its
    // own. Good where a job is a frame; nothing made in it can leave it.
    let alloc = SmartAlloc::new(AllocConfig::default());
    let mut longest = vec![0usize; 100];
    longest.par_iter_mut().enumerate().for_each_with(alloc.clone(), |alloc, (start, longest)| {
        let frame = alloc.frame();
        *longest = collatz(&frame, start as u64 + 1);
    });
    println!("steps: {}, in {} frames of their own", longest.iter().sum::<usize>(), alloc.report().frames);
}

/// Where a number goes, until it comes to 1.
#[frame_system]
fn collatz(alloc: &SmartAlloc, start: u64) -> usize {
    let mut path = alloc.frame_vec();
    let mut at = start;
    while at != 1 {
        path.push(at);
        at = if at.is_multiple_of(2) { at / 2 } else { 3 * at + 1 };
    }
    path.len()
}
