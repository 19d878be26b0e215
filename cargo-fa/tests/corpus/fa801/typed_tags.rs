//@ config: [tags.modules]
//@ config: "corpus::physics" = "physics"
//@ config: "corpus::audio" = "audio"
//! Tags of a plan and tags as types against the mapping.

use framealloc::memory_plan;

memory_plan! {
    pub plan game: mb = 1;
    tag physics: kb = 64;
    tag audio: kb = 64;
}

mod physics {
    use super::game;
    use framealloc::{SmartAlloc, frame_system};

    #[frame_system(tag = game::physics)]
    pub fn solve(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }

    #[frame_system(tag = game::audio)] //~ FA801
    pub fn impact_sounds(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(2)
    }

    pub fn by_closure(alloc: &SmartAlloc) -> u32 {
        alloc.with_tag(game::audio, |a| *a.frame_alloc(2)) //~ FA801
    }

    pub fn by_closure_and_right(alloc: &SmartAlloc) -> u32 {
        alloc.with_tag(game::physics, |a| *a.frame_alloc(2))
    }
}

mod audio {
    use framealloc::{SmartAlloc, frame_system, tag};

    #[frame_system]
    #[tag(super::game::audio)]
    pub fn mix(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }

    #[frame_system]
    #[tag(super::game::physics)] //~ FA801
    pub fn collide(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}
