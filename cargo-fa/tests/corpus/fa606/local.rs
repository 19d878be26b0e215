//! A frame that is begun before the main loop and ended after it.

use framealloc::{AllocConfig, SmartAlloc};

struct Window {
    frames: u32,
}

impl Window {
    fn should_close(&self) -> bool {
        self.frames > 100
    }

    fn submit<T>(&mut self, list: T) {
        self.frames += 1;
        drop(list);
    }
}

fn begun_before_while(window: &mut Window) {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame(); //~ FA606
    while !window.should_close() {
        window.submit(alloc.frame_slice_fill(64, 0u8));
    }
    alloc.end_frame();
}

fn flag(alloc: &mut SmartAlloc, window: &mut Window) {
    let mut running = true;
    alloc.begin_frame(); //~ FA606
    while running {
        window.submit(alloc.frame_vec::<u32>());
        running = !window.should_close();
    }
    alloc.end_frame();
}

fn guard(alloc: &mut SmartAlloc, window: &mut Window) {
    let frame = alloc.frame(); //~ FA606
    while !window.should_close() {
        window.submit(frame.frame_slice_fill(64, 0u8));
    }
    frame.end();
}

fn guard_dropped(alloc: &mut SmartAlloc, window: &mut Window) -> u32 {
    let frame = alloc.frame(); //~ FA606
    while !window.should_close() {
        window.submit(frame.frame_slice_fill(64, 0u8));
    }
    window.frames
}

fn left_by_break(alloc: &mut SmartAlloc, window: &mut Window) {
    alloc.begin_frame(); //~ FA606
    loop {
        let list = alloc.frame_slice_fill(64, 0u8);
        list[0] = 1;
        if window.should_close() {
            break;
        }
    }
    alloc.end_frame();
}

fn with_promotions(alloc: &mut SmartAlloc, window: &mut Window) {
    alloc.begin_frame(); //~ FA606
    while !window.should_close() {
        window.submit(alloc.frame_slice_fill(64, 0u8));
    }
    alloc.end_frame_with_promotions();
}

fn frames_in_the_body(alloc: &mut SmartAlloc, window: &mut Window) {
    while !window.should_close() {
        alloc.begin_frame();
        window.submit(alloc.frame_slice_fill(64, 0u8));
        alloc.end_frame();
    }
}

fn a_frame_for_the_start_up(alloc: &mut SmartAlloc, window: &mut Window) {
    alloc.begin_frame();
    window.submit(alloc.frame_slice_fill(4096, 0u8));
    alloc.end_frame();
    while !window.should_close() {
        let frame = alloc.frame();
        window.submit(frame.frame_slice_fill(64, 0u8));
    }
}

fn the_next_begins_in_the_body(alloc: &mut SmartAlloc, window: &mut Window) {
    alloc.begin_frame();
    while !window.should_close() {
        window.submit(alloc.frame_slice_fill(64, 0u8));
        alloc.end_frame();
        alloc.begin_frame();
    }
    alloc.end_frame();
}

fn scopes_in_the_body(alloc: &mut SmartAlloc, window: &mut Window) {
    let frame = alloc.frame();
    while !window.should_close() {
        let scratch = frame.scope();
        window.submit(scratch.frame_slice_fill(64, 0u8));
    }
    frame.end();
}

fn entities(alloc: &mut SmartAlloc, window: &mut Window, entities: &[u32]) {
    alloc.begin_frame();
    for entity in entities {
        window.submit(alloc.frame_box(*entity));
    }
    alloc.end_frame();
}

fn work_list(alloc: &mut SmartAlloc, window: &mut Window, work: &mut Vec<u32>) {
    alloc.begin_frame();
    while let Some(entity) = work.pop() {
        window.submit(alloc.frame_box(entity));
    }
    alloc.end_frame();
}

fn solver(alloc: &mut SmartAlloc, window: &mut Window) {
    let frame = alloc.frame();
    let mut error = 1.0;
    while error > 0.01 {
        window.submit(frame.frame_box(error));
        error *= 0.5;
    }
    frame.end();
}

fn nothing_in_the_body(alloc: &mut SmartAlloc, window: &mut Window) {
    alloc.begin_frame();
    let list = alloc.frame_slice_fill(64, 0u8);
    while !window.should_close() {
        window.submit(list[0]);
    }
    alloc.end_frame();
}

fn ended_before_the_loop(alloc: &mut SmartAlloc, window: &mut Window) {
    let frame = alloc.frame();
    window.submit(frame.frame_slice_fill(64, 0u8));
    drop(frame);
    while !window.should_close() {
        window.submit(0u8);
    }
}
