//! FA105 must not be raised: a macro writes the plan, and reaches the runtime through `$crate`, its own and another's.

#![deny(warnings)]

mod here {
    pub use framealloc as frames;
}

macro_rules! one_tag {
    ($plan:ident, $tag:ident, $kb:literal) => {
        framealloc::memory_plan! {
            crate = $crate::here::frames;
            plan $plan: kb = $kb;
            tag $tag: kb = $kb;
        }
    };
}

one_tag!(tools, editor, 64);
framealloc_ui::studio_plan!(game, physics, solve, 32);

fn main() {
    let alloc = framealloc::SmartAlloc::new(framealloc::AllocConfig::default().plan(game::PLAN));
    assert_eq!(solve(&alloc), 1);
    assert_eq!(alloc.tag_stats(game::physics).bytes, 8);
    assert_eq!((tools::PLAN.budget(), tools::PLAN.tags()[0].name()), (65536, "editor"));
    assert_eq!(alloc.tag_stats(tools::editor).bytes, 0);
}
