//! FA103 must not be raised: one helper at a time, first above and then below, in systems that a macro writes.

#![deny(warnings)]

use framealloc::{AllocConfig, FrameBarrier, SmartAlloc, frame_system};

macro_rules! both {
    ($sync:ident: $(#[$helper:meta] $above:ident $below:ident)*) => {$(
        #[$helper]
        #[frame_system]
        fn $above(alloc: &SmartAlloc, $sync: &FrameBarrier) -> u32 {
            *alloc.frame_alloc(1)
        }
        #[frame_system]
        #[$helper]
        fn $below(alloc: &SmartAlloc, $sync: &FrameBarrier) -> u32 {
            *alloc.frame_alloc(1)
        }
    )*

    fn main() {
        let (alloc, sync) = (SmartAlloc::new(AllocConfig::default()), FrameBarrier::new(2));
        assert_eq!(0 $(+ $above(&alloc, &sync) + $below(&alloc, &sync))*, 8);
    }};
}

both! {
    _sync:
    #[framealloc::budget(kb = 64)] budget_above budget_below
    #[framealloc::tag("physics")] tag_above tag_below
    #[framealloc::transfer] transfer_above transfer_below
    #[framealloc::barrier(_sync)] barrier_above barrier_below
}
