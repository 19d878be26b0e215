//! FA105 must not be raised: a `macro_rules!` may write the plan and its systems, with names and budgets from outside.

#![deny(warnings)]

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

macro_rules! game {
    ($plan:ident, $mb:expr, $tag:ident: $kb:literal => $($system:ident),*) => {
        memory_plan! {
            plan $plan: mb = $mb;
            tag $tag: kb = $kb => [$($system),*];
        }
        $(
            #[frame_system(tag = $plan::$tag)]
            #[budget(kb = $kb / 2)]
            fn $system(alloc: &SmartAlloc) -> u32 {
                *alloc.frame_alloc(1)
            }
        )*
    };
}

game!(arcade, 1 + 1, physics: 64 => broad_phase, solve);

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(arcade::PLAN));
    assert_eq!(broad_phase(&alloc) + solve(&alloc), 2);
    assert_eq!(arcade::PLAN.budget(), 2 << 20);
    assert_eq!(arcade::PLAN.tags()[0].systems()[1].budget(), Some(32 * 1024));
}
