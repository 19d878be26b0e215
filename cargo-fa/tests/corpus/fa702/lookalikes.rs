//! `spawn` of an entity world, of a pool of particles, of a user's own allocator.

use framealloc::SmartAlloc;

#[derive(Default)]
struct Commands {
    entities: Vec<(f32, String)>,
}

impl Commands {
    fn spawn(&mut self, bundle: (f32, &str)) -> &mut Self {
        self.entities.push((bundle.0, bundle.1.into()));
        self
    }

    fn spawn_local(&mut self, count: usize) {
        self.entities.truncate(count);
    }
}

struct Frames {
    numbers: Vec<u32>,
}

impl Frames {
    fn frame_alloc(&self, index: usize) -> u32 {
        self.numbers[index]
    }

    fn frame_vec(&self) -> Vec<u32> {
        self.numbers.clone()
    }
}

fn spawn<F: Future<Output = ()> + 'static>(task: F) {
    drop(task);
}

fn entities(alloc: &SmartAlloc, commands: &mut Commands) {
    let name = alloc.frame_str("torch");
    let height = alloc.frame_alloc(2.0f32);
    commands.spawn((*height, name)).spawn((1.0, "lamp"));
}

fn particles(alloc: &SmartAlloc, commands: &mut Commands) {
    let alive = alloc.frame_vec::<u32>();
    commands.spawn_local(alive.len());
}

fn other_frames(frames: Frames) {
    let value = frames.frame_alloc(0);
    let list = frames.frame_vec();
    spawn(async move {
        assert!(list.contains(&value));
        drop(frames);
    });
}

fn shadowed(alloc: &SmartAlloc, frames: Frames) {
    let count = alloc.frame_slice_fill(4, 0u8).len();
    let alloc = frames;
    spawn(async move {
        assert_eq!(alloc.frame_alloc(0) as usize, count);
    });
}

/// Run at once, by whoever is given it.
fn not_spawned(alloc: &SmartAlloc) -> usize {
    let list = alloc.frame_slice_fill(4, 0u8);
    let count = || list.len();
    count()
}

mod field_of_the_same_name {
    pub struct Job {
        pub bytes: Vec<u8>,
    }

    pub fn run(alloc: &framealloc::SmartAlloc, job: Job) {
        let bytes = alloc.frame_slice_copy(&job.bytes);
        bytes.reverse();
        super::spawn(async move {
            assert!(!job.bytes.is_empty());
        });
    }
}
