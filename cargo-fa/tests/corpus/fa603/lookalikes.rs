//! Other types with these methods, a `main` that never touches framealloc, and boundaries of something else.

struct Recorder {
    frames: Vec<Vec<u8>>,
}

impl Recorder {
    fn begin_frame(&mut self) {
        self.frames.push(Vec::new());
    }

    fn frame_alloc(&mut self, value: u8) {
        if let Some(frame) = self.frames.last_mut() {
            frame.push(value);
        }
    }

    fn end_frame(&mut self) {}
}

#[derive(Default)]
struct SmartAlloc {
    bytes: usize,
}

impl SmartAlloc {
    fn frame_alloc<T>(&mut self, value: T) -> T {
        self.bytes += size_of::<T>();
        value
    }
}

struct Renderer;

impl Renderer {
    fn begin_frame(&mut self) {}
    fn end_frame(&mut self) {}
}

fn main() {
    let mut ticks = 0u64;
    loop {
        ticks = ticks.wrapping_add(1);
        std::thread::yield_now();
    }
}

fn own_type() {
    let mut alloc = SmartAlloc::default();
    loop {
        alloc.frame_alloc(1u8);
    }
}

fn recorder(mut recorder: Recorder) {
    loop {
        recorder.frame_alloc(1);
    }
}

fn recorder_named_like_a_handle(alloc: &mut Recorder) {
    loop {
        alloc.frame_alloc(1);
    }
}

fn shadowed(alloc: &mut framealloc::SmartAlloc, mut recorder: Recorder) {
    alloc.begin_frame();
    let first = *alloc.frame_alloc(1u8);
    alloc.end_frame();
    let alloc = &mut recorder;
    loop {
        alloc.frame_alloc(first);
    }
}

/// The renderer's frames are not the allocator's.
fn boundary_of_the_renderer(alloc: &mut framealloc::SmartAlloc, renderer: &mut Renderer) {
    loop {
        //~^ FA603
        renderer.begin_frame();
        alloc.frame_slice_fill(16, 0u8);
        renderer.end_frame();
    }
}

fn boundary_of_both(alloc: &mut framealloc::SmartAlloc, renderer: &mut Renderer) {
    loop {
        renderer.begin_frame();
        alloc.begin_frame();
        alloc.frame_slice_fill(16, 0u8);
        alloc.end_frame();
        renderer.end_frame();
    }
}

fn a_macro_of_their_own(alloc: &mut framealloc::SmartAlloc, lines: &mut Vec<String>) {
    macro_rules! frame_text {
        ($($text:tt)*) => { format!($($text)*) };
    }
    let number = alloc.frame_number();
    loop {
        lines.push(frame_text!("frame {number}"));
        lines.clear();
    }
}
