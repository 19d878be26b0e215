//! Frames that a called function has ended, and waiting in a closure that another thread calls.

use framealloc::SmartAlloc;

async fn packet() -> u32 {
    1
}

fn finish(alloc: &mut SmartAlloc) {
    alloc.end_frame();
}

fn ended_by_a_function(alloc: &mut SmartAlloc) -> u32 {
    alloc.begin_frame();
    alloc.frame_slice_fill(3, 0u8).fill(1);
    finish(alloc);
    pollster::block_on(packet())
}

fn ended_on_the_way(alloc: &mut SmartAlloc, offline: bool) -> u32 {
    alloc.begin_frame();
    if offline {
        alloc.end_frame();
        return pollster::block_on(packet());
    }
    alloc.end_frame();
    0
}

fn begun_on_one_way(alloc: &mut SmartAlloc, first: bool) -> u32 {
    if !first {
        let frame = alloc.frame();
        return *frame.frame_alloc(3);
    }
    pollster::block_on(packet())
}

fn a_worker(alloc: &SmartAlloc) -> usize {
    let worker = || pollster::block_on(packet()); //~ todo-false FA703
    std::thread::scope(|threads| {
        threads.spawn(worker);
    });
    alloc.frame_slice_fill(3, 0u8).len()
}
