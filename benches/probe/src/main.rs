//! What one feature adds to an allocation and to a frame: `probe CASE ITERATIONS off|on` is the program that valgrind
//! counts, built once for each feature. `on` makes the one call by which the feature is switched on at run time.

mod switch;

use std::{env, hint::black_box, process::ExitCode};

use framealloc::{SmartAlloc, frame_system};

/// So many allocations make one iteration of the cases that allocate.
const BATCH: usize = 1000;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let [case, iterations, mode] = args.as_slice() else { return usage() };
    let (Ok(iterations), "off" | "on") = (iterations.parse::<u64>(), mode.as_str()) else { return usage() };
    let mut alloc = SmartAlloc::default();
    if mode == "on" {
        switch::on(&alloc);
    }
    let work: fn(&mut SmartAlloc) = match case.as_str() {
        "value" => values,
        "slice" => slices,
        "push" => pushes,
        "pool" => pools,
        "frame" => frames,
        "tagged" => tagged,
        "system" => systems,
        _ => return usage(),
    };
    for _ in 0..iterations {
        work(&mut alloc);
    }
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("usage: probe CASE ITERATIONS off|on");
    ExitCode::from(2)
}

/// One frame with many values.
fn values(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
    for n in 0..BATCH as u64 {
        black_box(alloc.frame_alloc(black_box(n)));
    }
    alloc.end_frame();
}

fn slices(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
    let source = black_box([1u8; 24]);
    for _ in 0..BATCH {
        black_box(alloc.frame_slice_copy(&source));
    }
    alloc.end_frame();
}

fn pushes(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
    let mut list = alloc.frame_vec();
    for n in 0..BATCH {
        list.push(black_box(n));
    }
    drop(list);
    alloc.end_frame();
}

fn pools(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
    for n in 0..BATCH as u64 {
        drop(black_box(alloc.pool_alloc(black_box(n))));
    }
    alloc.end_frame();
}

/// The boundary alone.
fn frames(alloc: &mut SmartAlloc) {
    for _ in 0..BATCH {
        alloc.begin_frame();
        black_box(alloc.end_frame());
    }
}

/// A frame with two tags, one of which has a budget.
fn tagged(alloc: &mut SmartAlloc) {
    for _ in 0..BATCH {
        alloc.begin_frame();
        alloc.with_tag("physics", |a| black_box(a.frame_alloc(1u64)));
        alloc.with_tag("render", |a| black_box(a.frame_alloc(2u64)));
        black_box(alloc.end_frame());
    }
}

#[frame_system(tag = "physics")]
fn step(alloc: &SmartAlloc, n: u64) -> u64 {
    *alloc.frame_alloc(n)
}

/// A frame with one system that runs many times.
fn systems(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
    for n in 0..BATCH as u64 {
        black_box(step(alloc, black_box(n)));
    }
    alloc.end_frame();
}
