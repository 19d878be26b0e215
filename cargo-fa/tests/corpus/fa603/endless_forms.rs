//! `while true`, `for` over endless sources, channels; and loops that end.

use std::sync::mpsc::Receiver;

use framealloc::{FrameReport, SmartAlloc};

fn present(bytes: &mut [u8]) {
    bytes.fill(0);
}

fn submit<T>(value: T) {
    drop(value);
}

fn while_true(alloc: &mut SmartAlloc) {
    while true {
        //~^ FA603
        submit(alloc.frame_slice_fill(64, 0u8));
    }
}

fn counted(alloc: &mut SmartAlloc) {
    for frame in 0u64.. {
        //~^ FA603
        submit(alloc.frame_box(frame));
    }
}

fn repeated(alloc: SmartAlloc) {
    for size in std::iter::repeat(64) {
        //~^ FA603
        submit(alloc.frame_slice_fill(size, 0u8));
    }
}

fn cycled(alloc: SmartAlloc, sizes: &[usize]) {
    for size in sizes.iter().cycle() {
        //~^ FA603
        submit(alloc.frame_slice_fill(*size, 0u8));
    }
}

fn jobs(alloc: SmartAlloc, jobs: Receiver<usize>) {
    for job in jobs {
        //~^ FA603
        submit(alloc.frame_slice_fill(job, 0u8));
    }
}

fn jobs_by_reference(alloc: &mut SmartAlloc, jobs: &Receiver<usize>) {
    for job in jobs.iter() {
        //~^ FA603
        submit(alloc.frame_slice_fill(job, 0u8));
    }
}

fn jobs_by_hand(alloc: SmartAlloc, jobs: &Receiver<usize>) {
    while let Ok(job) = jobs.recv() {
        //~^ FA603
        submit(alloc.frame_slice_fill(job, 0u8));
    }
}

fn counted_frames(alloc: &mut SmartAlloc) -> Option<FrameReport> {
    let mut last = None;
    for frame in 0u64.. {
        alloc.begin_frame();
        submit(alloc.frame_box(frame));
        last = Some(alloc.end_frame());
    }
    last
}

fn jobs_in_frames(mut alloc: SmartAlloc, jobs: Receiver<usize>) {
    for job in jobs {
        let frame = alloc.frame();
        present(frame.frame_slice_fill(job, 0u8));
    }
}

fn jobs_by_hand_in_frames(mut alloc: SmartAlloc, jobs: &Receiver<usize>) {
    while let Ok(job) = jobs.recv() {
        alloc.begin_frame();
        present(alloc.frame_slice_fill(job, 0u8));
    }
}

fn sixty(alloc: &mut SmartAlloc) {
    for size in 0..60 {
        submit(alloc.frame_slice_fill(size, 0u8));
    }
}

fn taken(alloc: &mut SmartAlloc, sizes: &[usize]) {
    for size in sizes.iter().cycle().take(60) {
        submit(alloc.frame_slice_fill(*size, 0u8));
    }
}

fn load(alloc: &mut SmartAlloc, files: &mut Vec<usize>) {
    while let Some(size) = files.pop() {
        submit(alloc.frame_slice_fill(size, 0u8));
    }
}

fn until_enough(alloc: &mut SmartAlloc) {
    let mut bytes = 0;
    while bytes < 4096 {
        bytes += 64;
        submit(alloc.frame_slice_fill(64, 0u8));
    }
}

fn what_is_there(alloc: &mut SmartAlloc, jobs: &Receiver<usize>) {
    for job in jobs.try_iter() {
        submit(alloc.frame_slice_fill(job, 0u8));
    }
    while let Ok(job) = jobs.try_recv() {
        submit(alloc.frame_slice_fill(job, 0u8));
    }
}
