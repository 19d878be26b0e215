//! The names are those of framealloc, the types are not. Nothing here allocates frame memory but the last function.

use std::cell::Cell;

/// Of the user's own, as a renderer or a video codec would have it.
struct SmartAlloc {
    used: Cell<usize>,
}

impl SmartAlloc {
    fn frame_alloc<T>(&self, value: T) -> T {
        self.used.set(self.used.get() + size_of::<T>());
        value
    }

    fn frame_box<T>(&self, value: T) -> Box<T> {
        Box::new(value)
    }

    fn with_tag<R>(&self, _tag: &str, f: impl FnOnce(&Self) -> R) -> R {
        f(self)
    }

    fn scope(&self) -> &Self {
        self
    }
}

struct VideoDecoder {
    frames: Vec<Vec<u8>>,
}

impl VideoDecoder {
    fn frame_alloc(&mut self, width: usize, height: usize) -> &mut Vec<u8> {
        self.frames.push(vec![0; width * height]);
        self.frames.last_mut().unwrap()
    }

    fn frame_vec(&self) -> Vec<u8> {
        Vec::new()
    }

    fn decode(&mut self, more: fn() -> bool) {
        loop {
            self.frame_alloc(640, 480);
            let bytes = self.frame_vec();
            if bytes.is_empty() && !more() {
                break;
            }
        }
    }
}

fn own_type(alloc: &SmartAlloc) {
    loop {
        alloc.frame_alloc(1u32);
        alloc.frame_box(2u32);
    }
}

fn own_type_in_a_closure(alloc: &SmartAlloc) {
    loop {
        alloc.with_tag("jobs", |a| a.frame_alloc(1u32));
        let scratch = alloc.scope();
        scratch.frame_box(4u32);
    }
}

fn decoder(alloc: &mut VideoDecoder) {
    loop {
        alloc.frame_alloc(2, 2);
    }
}

fn shadowed(alloc: &framealloc::SmartAlloc, mut decoder: VideoDecoder) {
    let remaining = alloc.frame_remaining();
    let alloc = &mut decoder;
    loop {
        alloc.frame_alloc(1, remaining.unwrap_or(1));
    }
}

fn shadowed_in_the_loop(alloc: &framealloc::SmartAlloc, next: fn() -> VideoDecoder) {
    loop {
        let mut alloc = next();
        alloc.frame_alloc(1, 1);
    }
}

fn shadowed_by_a_pattern(alloc: &framealloc::SmartAlloc, decoders: &mut Option<VideoDecoder>) {
    while true {
        if let Some(alloc) = decoders {
            alloc.frame_alloc(1, 1);
        }
    }
}

fn shadowed_by_a_closure_parameter(alloc: &framealloc::SmartAlloc, each: fn(&dyn Fn(&SmartAlloc))) {
    loop {
        each(&|alloc| {
            alloc.frame_alloc(1u8);
        });
    }
}

macro_rules! frame_format {
    ($($text:tt)*) => { format!($($text)*) };
}

fn own_macro(alloc: &framealloc::SmartAlloc) {
    let number = alloc.frame_number();
    loop {
        let text = frame_format!("{number}");
        if text.is_empty() {
            break;
        }
    }
}

fn shadowed_only_in_an_inner_block(alloc: &framealloc::SmartAlloc, mut decoder: VideoDecoder) {
    loop {
        {
            let alloc = &mut decoder;
            alloc.frame_alloc(1, 1);
        }
        alloc.frame_alloc(1u8); //~ FA301
    }
}
