//! Loops in loops: what matters is whether an endless one repeats the allocation. The first allocation of a loop is named.

use framealloc::{FrameVec, SmartAlloc};

fn batch() -> Vec<u32> {
    Vec::new()
}

fn endless_around_bounded<'a>(alloc: &'a SmartAlloc, kept: &mut Vec<&'a mut u32>) {
    loop {
        for job in batch() {
            kept.push(alloc.frame_alloc(job)); //~ FA301
        }
    }
}

fn bounded_around_endless<'a>(alloc: &'a SmartAlloc, clients: &[u32], kept: &mut Vec<&'a mut [u32]>) {
    for client in clients {
        loop {
            let jobs = batch();
            kept.push(alloc.frame_slice_copy(&jobs)); //~ FA301
            if jobs.contains(client) {
                break;
            }
        }
    }
}

fn scope_between<'a>(alloc: &'a SmartAlloc) {
    loop {
        let scratch = alloc.scope();
        let mut kept = scratch.frame_vec();
        for job in batch() {
            kept.push(scratch.frame_alloc(job));
        }
    }
}

fn bounded_in_bounded<'a>(alloc: &'a SmartAlloc, clients: &[Vec<u32>], kept: &mut FrameVec<'a, &'a mut u32>) {
    for client in clients {
        for job in client {
            kept.push(alloc.frame_alloc(*job));
        }
    }
}

fn a_function_inside(alloc: &SmartAlloc) {
    loop {
        fn once(alloc: &SmartAlloc) -> u32 {
            *alloc.frame_alloc(3)
        }
        if batch().is_empty() {
            break;
        }
    }
    alloc.frame_alloc(1u32);
}

fn two_loops(alloc: &SmartAlloc) {
    loop {
        alloc.frame_alloc(1u8); //~ FA301
        if batch().is_empty() {
            break;
        }
    }
    loop {
        alloc.frame_alloc(2u8); //~ FA301
        alloc.frame_alloc(3u8);
    }
}

fn labelled(alloc: &SmartAlloc) -> &mut u32 {
    'search: loop {
        for job in batch() {
            if job > 7 {
                break 'search alloc.frame_alloc(job);
            }
        }
    }
}
