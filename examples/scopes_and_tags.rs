//! Where a function's memory goes and under which name: scopes, tags, phases, and `#[frame_system]`, which declares
//! all three for a function.
//!
//! `cargo run --example scopes_and_tags`

use framealloc::{AllocConfig, FrameVec, SmartAlloc, TypedTag, frame_system, tag};

/// A tag as a type: a misspelt one does not compile.
struct Audio;

impl TypedTag for Audio {
    const NAME: &'static str = "audio";
}

/// An arena of its own, opened at entry and emptied at every exit: returning `samples` would be an error [FA601].
#[frame_system(tag = Audio)]
fn mix(alloc: &SmartAlloc, voices: usize) -> i32 {
    let samples = alloc.frame_slice_fill(256, 0i32);
    for voice in 1..=voices as i32 {
        for (at, sample) in (0..).zip(samples.iter_mut()) {
            *sample += at * voice % 17;
        }
    }
    samples.iter().copied().max().unwrap_or(0)
}

/// `lifetime = frame` declares the name only. The memory is the caller's frame, so it may be returned.
#[frame_system(lifetime = frame)]
#[tag("physics")] // the same as the option `tag = "physics"`
fn overlaps<'f>(alloc: &'f SmartAlloc, spans: &[(i32, i32)]) -> FrameVec<'f, (usize, usize)> {
    let mut found = alloc.frame_vec();
    for (i, a) in spans.iter().enumerate() {
        for (j, b) in spans.iter().enumerate().skip(i + 1) {
            if a.0 < b.1 && b.0 < a.1 {
                found.push((i, j));
            }
        }
    }
    found
}

/// A method whose allocator is a field, here a handle with frames of its own. Inside, `alloc` is the system's arena, and `self` is free to be changed.
struct Hud {
    alloc: SmartAlloc,
    shown: usize,
}

impl Hud {
    #[frame_system(tag = "ui", alloc = self.alloc)]
    fn draw(&mut self, items: &[&str]) {
        let mut line = alloc.frame_string();
        for item in items {
            line.push_str(item);
            line.push(' ');
        }
        self.shown += line.len();
    }
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    let mut hud = Hud { alloc: alloc.for_thread(), shown: 0 };
    let spans = [(0, 4), (3, 7), (6, 9), (20, 22), (21, 30)];

    for _ in 0..10 {
        alloc.begin_frame();
        {
            // Whatever is allocated while the guard lives is reported under the phase, systems included.
            let _phase = alloc.phase("simulate");
            let pairs = overlaps(&alloc, &spans);
            assert_eq!(*pairs, [(0, 1), (1, 2), (3, 4)]);
            assert_eq!(mix(&alloc, 3), 45);

            // The same for a few lines: a name for what a closure allocates, in this frame.
            let weights = alloc.with_tag("physics", |alloc| alloc.frame_slice_fill(pairs.len(), 1.0f32));
            weights[0] = 2.0;

            // A scope: scratch memory that is given back each time round, so the frame does not grow with the loop.
            let total = alloc.frame_alloc(0usize);
            for &(i, j) in &pairs {
                let scope = alloc.scope();
                let cells = scope.frame_slice_from_iter(spans[i].0..spans[j].1);
                *total += cells.len(); // the frame's own values stay usable meanwhile
            }
            assert_eq!(*total, 7 + 6 + 10);
        }
        alloc.end_frame();

        hud.alloc.begin_frame();
        hud.draw(&["score 120", "lives 3"]);
        hud.alloc.end_frame();
    }

    println!("characters shown: {}", hud.shown);
    let physics = alloc.tag_stats("physics");
    println!("physics alone: {} bytes, at most {} at once\n", physics.bytes, physics.peak);
    println!("{}", alloc.report());
}
