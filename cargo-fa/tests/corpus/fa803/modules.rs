//! A plan in one module, its systems in others, some of them listed.

mod plan {
    framealloc::memory_plan! {
        pub plan handheld: mb = 2;
        tag physics: kb = 384 => [super::sim::solve, super::sim::sleep];
        tag render: kb = 512 => [super::extract];
        tag particles: kb = 64; //~ FA803
        tag audio: kb = 64;
        tag replay: kb = 64; //~ FA803
    }
}

mod sim {
    use super::plan::handheld;
    use framealloc::{SmartAlloc, budget, frame_system};

    #[frame_system(tag = handheld::physics)]
    #[budget(kb = 64)]
    pub fn solve(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }

    #[frame_system(tag = handheld::physics)]
    #[budget(kb = 64)]
    pub fn sleep(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }

    pub fn particles(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(2)
    }
}

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system(tag = plan::handheld::render)]
#[budget(kb = 64)]
fn extract(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

struct Mixer;

impl Mixer {
    #[frame_system(tag = plan::handheld::audio)]
    fn play(&mut self, alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

/// A tag of another type is no use of the plan's.
struct Replays;

impl Replays {
    fn with_tag(&self, tag: &str) -> usize {
        tag.len()
    }
}

fn tagged(replays: &Replays) -> usize {
    replays.with_tag("replay")
}
