//! Frames of a renderer, a profiler, a video; a loop whose frame is somebody else's.

struct Profiler {
    depth: u32,
}

impl Profiler {
    fn begin_frame(&mut self) {
        self.depth += 1;
    }

    fn end_frame(&mut self) {
        self.depth -= 1;
    }

    fn frame(&mut self) -> &mut Self {
        self
    }

    fn frame_alloc(&mut self, value: u32) -> u32 {
        value + self.depth
    }
}

/// Of the user's own.
struct SmartAlloc {
    frames: u32,
}

impl SmartAlloc {
    fn begin_frame(&mut self) {
        self.frames += 1;
    }

    fn frame_vec(&self) -> Vec<u32> {
        Vec::new()
    }

    fn end_frame(&mut self) {}
}

fn profiler(profiler: &mut Profiler, running: fn() -> bool) {
    profiler.begin_frame();
    while running() {
        profiler.frame_alloc(1);
    }
    profiler.end_frame();
}

fn profiler_guard(profiler: &mut Profiler, running: fn() -> bool) {
    let frame = profiler.frame();
    while running() {
        frame.frame_alloc(1);
    }
}

fn own_type(alloc: &mut SmartAlloc, running: fn() -> bool) {
    alloc.begin_frame();
    while running() {
        drop(alloc.frame_vec());
    }
    alloc.end_frame();
}

fn profiler_around_our_frames(profiler: &mut Profiler, alloc: &mut framealloc::SmartAlloc, running: fn() -> bool) {
    profiler.begin_frame();
    while running() {
        let frame = alloc.frame();
        frame.frame_slice_fill(4, 0u8);
    }
    profiler.end_frame();
}

fn our_frame_around_a_profiler(profiler: &mut Profiler, alloc: &mut framealloc::SmartAlloc, running: fn() -> bool) {
    alloc.begin_frame();
    let depth = *alloc.frame_alloc(3u32);
    while running() {
        profiler.begin_frame();
        profiler.frame_alloc(depth);
        profiler.end_frame();
    }
    alloc.end_frame();
}

fn shadowed(alloc: &mut framealloc::SmartAlloc, mut profiler: Profiler, running: fn() -> bool) {
    alloc.begin_frame();
    {
        let alloc = &mut profiler;
        while running() {
            alloc.frame_alloc(1);
        }
    }
    alloc.end_frame();
}
