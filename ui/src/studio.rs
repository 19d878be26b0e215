//! What cases need of another crate: a plan of its own, and systems for the plan of whoever uses it.

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    /// The plan of another crate.
    pub plan shared: mb = 4;
    /// Listed here, so nobody else's.
    tag render: kb = 512 => [draw];
    /// For whoever depends on this crate.
    // fa:allow(FA803): for whoever depends on this crate
    tag gameplay: kb = 64;
}

/// Listed in this crate's own plan.
#[frame_system(tag = shared::render)]
#[budget(kb = 512)]
pub fn draw(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

/// A tag for the plan of whoever uses this crate.
pub struct Physics;

impl framealloc::TypedTag for Physics {
    const NAME: &'static str = "physics";
}

/// A system for such a plan to list.
#[frame_system(tag = Physics)]
#[budget(kb = 96)]
pub fn broad_phase(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

/// Another.
#[frame_system(tag = Physics)]
#[budget(kb = 32)]
pub fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(3)
}

/// The runtime, for what the macro below declares.
pub use framealloc as frames;

/// A plan and a system of it, with whatever name the runtime has for whoever writes this.
#[macro_export]
macro_rules! studio_plan {
    ($plan:ident, $tag:ident, $system:ident, $kb:expr) => {
        $crate::studio::frames::memory_plan! {
            crate = $crate::studio::frames;
            plan $plan: kb = $kb;
            tag $tag: kb = $kb => [$system];
        }

        #[$crate::studio::frames::frame_system(crate = $crate::studio::frames, tag = $plan::$tag)]
        #[$crate::studio::frames::budget(kb = $kb)]
        fn $system(alloc: &$crate::studio::frames::SmartAlloc) -> u32 {
            *alloc.frame_alloc(1)
        }
    };
}
