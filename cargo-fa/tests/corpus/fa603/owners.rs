//! Functions that own the handle, or have it as `&mut`, and never end a frame.

use framealloc::{AllocConfig, SharedAlloc, SmartAlloc, kilobytes};

fn poll_events() -> Vec<u32> {
    Vec::new()
}

fn local() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    loop {
        //~^ FA603
        let events = alloc.frame_slice_copy(&poll_events());
        events.reverse();
    }
}

fn local_from_default() {
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    loop {
        //~^ FA603
        alloc.frame_slice_copy(&poll_events());
    }
}

fn parameter_by_value(alloc: SmartAlloc) {
    loop {
        //~^ FA603
        alloc.frame_slice_copy(&poll_events());
    }
}

fn mutable_parameter(alloc: &mut SmartAlloc) {
    loop {
        //~^ FA603
        alloc.frame_slice_copy(&poll_events());
    }
}

fn mutable_shared(shared: &mut SharedAlloc) {
    loop {
        //~^ FA603
        shared.frame_slice_copy(&poll_events());
    }
}

fn shared_local() {
    let shared = SharedAlloc::new(AllocConfig::default().frame_arena_size(kilobytes(64)));
    loop {
        //~^ FA603
        shared.frame_slice_copy(&poll_events());
    }
}

fn for_another_thread(parent: &SmartAlloc) {
    let alloc = parent.for_thread();
    loop {
        //~^ FA603
        alloc.frame_slice_copy(&poll_events());
    }
}

fn boxed(alloc: Box<SmartAlloc>) {
    loop {
        //~^ FA603
        alloc.frame_slice_copy(&poll_events());
    }
}

fn local_with_boundaries() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    loop {
        alloc.begin_frame();
        alloc.frame_slice_copy(&poll_events());
        alloc.end_frame();
    }
}

fn begun_is_enough(alloc: &mut SmartAlloc) {
    loop {
        alloc.begin_frame();
        alloc.frame_slice_copy(&poll_events());
    }
}

fn ended_is_enough(alloc: &mut SmartAlloc) {
    loop {
        alloc.frame_slice_copy(&poll_events());
        alloc.end_frame();
    }
}

fn with_promotions(alloc: &mut SmartAlloc) {
    loop {
        alloc.frame_slice_copy(&poll_events());
        alloc.end_frame_with_promotions();
    }
}

fn guard(alloc: &mut SmartAlloc) {
    loop {
        let frame = alloc.frame();
        frame.frame_slice_copy(&poll_events());
    }
}

fn shared_guard(mut shared: SharedAlloc) {
    loop {
        let frame = shared.frame();
        frame.frame_slice_copy(&poll_events());
        frame.end();
    }
}

fn scope(alloc: SmartAlloc) {
    loop {
        let scratch = alloc.scope();
        scratch.frame_slice_copy(&poll_events());
    }
}

fn nothing_of_the_frame(alloc: SmartAlloc) {
    loop {
        let kept = alloc.pool_alloc(poll_events().len());
        if *kept > 100 {
            alloc.set_global_budget(kilobytes(512));
        }
    }
}

fn before_the_loop(alloc: SmartAlloc) {
    let table = alloc.frame_slice_fill(256, 0u32);
    loop {
        for event in poll_events() {
            table[event as usize % 256] += 1;
        }
    }
}
