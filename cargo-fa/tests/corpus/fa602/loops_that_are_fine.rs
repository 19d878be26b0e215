//! Loops that are short, loops that are the program, and a `loop`, which other rules judge.

use framealloc::{FrameReport, SmartAlloc};

struct Window {
    open: bool,
}

impl Window {
    fn is_open(&self) -> bool {
        self.open
    }
}

fn eight_turns(alloc: &SmartAlloc) -> usize {
    let mut bytes = 0;
    for level in 0..8 {
        let row = alloc.frame_slice_fill(1 << level, 0u8);
        bytes += row.len();
    }
    for level in 1..=4 {
        let row = alloc.frame_slice_fill(1 << level, 0u8);
        bytes += row.len();
    }
    bytes
}

fn array_literal(alloc: &SmartAlloc) -> usize {
    let mut bytes = 0;
    for name in ["albedo", "normal", "depth"] {
        let row = alloc.frame_str(name);
        bytes += row.len();
    }
    bytes
}

fn nine_turns(alloc: &SmartAlloc) -> usize {
    let mut bytes = 0;
    for level in 0..9 {
        let row = alloc.frame_slice_fill(1 << level, 0u8); //~ FA602
        bytes += row.len();
    }
    bytes
}

fn counted_by_a_parameter(alloc: &SmartAlloc, levels: usize) -> usize {
    let mut bytes = 0;
    for level in 0..levels {
        let row = alloc.frame_slice_fill(1 << level, 0u8); //~ FA602
        bytes += row.len();
    }
    bytes
}

fn main_loop(alloc: &mut SmartAlloc, window: &Window) -> u64 {
    while window.is_open() {
        alloc.begin_frame();
        let row = alloc.frame_slice_fill(64, 0u8);
        row[0] = 1;
        alloc.end_frame();
    }
    alloc.frame_number()
}

fn main_loop_with_guards(alloc: &mut SmartAlloc, window: &Window) -> FrameReport {
    while window.is_open() {
        let frame = alloc.frame();
        let row = frame.frame_slice_fill(64, 0u8);
        row[0] = 1;
        frame.end();
    }
    alloc.stats()
}

fn counted_frames(alloc: &mut SmartAlloc) {
    for _ in 0.. {
        alloc.begin_frame();
        let row = alloc.frame_slice_fill(64, 0u8);
        row[0] = 1;
        alloc.end_frame();
    }
}

fn hot_loop_in_the_main_loop(alloc: &mut SmartAlloc, window: &Window, cells: &[u8]) -> usize {
    let mut bytes = 0;
    while window.is_open() {
        alloc.begin_frame();
        for cell in cells {
            let row = alloc.frame_slice_fill(*cell as usize, 0u8); //~ FA602
            bytes += row.len();
        }
        alloc.end_frame();
    }
    bytes
}

/// A frame ends in every turn, so each has an arena that is empty.
fn frame_for_each_file(alloc: &mut SmartAlloc, files: &[&str]) -> usize {
    let mut bytes = 0;
    for file in files {
        let frame = alloc.frame();
        let text = frame.frame_str(file);
        bytes += text.len();
    }
    bytes
}

/// Endless, and bounded by what may fail.
fn probe(alloc: &SmartAlloc) -> usize {
    let mut count = 0;
    loop {
        let page = alloc.try_frame_slice_fill(4096, 0u8);
        if page.is_err() {
            return count;
        }
        count += 1;
    }
}
