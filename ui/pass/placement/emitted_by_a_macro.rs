//! FA103 must not be raised: a `macro_rules!` may write the system, with its own name for the allocator or the user's.

#![deny(warnings)]

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, tag};

macro_rules! system {
    ($(#[$attr:meta])* $name:ident, $alloc:ident: $ty:ty, $kb:expr, $tag:literal => $body:expr) => {
        $(#[$attr])*
        #[tag($tag)]
        #[frame_system]
        #[budget(kb = $kb)]
        fn $name($alloc: $ty) -> u32 {
            $body
        }
    };
    ($name:ident) => {
        #[frame_system]
        fn $name(alloc: &SmartAlloc) -> u32 {
            *alloc.frame_alloc(2)
        }
    };
}

system!(
    /// With a name from outside.
    first, memory: &SmartAlloc, 64, "physics" => *memory.frame_alloc(1)
);
system!(second);

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(first(&alloc) + second(&alloc), 3);
    alloc.end_frame();
    assert!(alloc.tag_stats("physics").bytes > 0);
}
