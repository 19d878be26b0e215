//! FA303 must not be raised: the systems of other modules and of another crate fit, under a tag of the same name.

use framealloc::{AllocConfig, SmartAlloc, memory_plan};
use framealloc_ui::studio;

memory_plan! {
    plan game: mb = 1;
    tag physics: kb = 192 => [studio::broad_phase, studio::solve, sim::integrate];
}

mod sim {
    use framealloc::{SmartAlloc, budget, frame_system};

    use crate::game;

    const KB: u64 = 64;

    #[frame_system(tag = game::physics)]
    #[budget(kb = KB)]
    pub fn integrate(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(4)
    }
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    assert_eq!(studio::broad_phase(&alloc) + studio::solve(&alloc) + sim::integrate(&alloc), 9);
    let physics = &game::PLAN.tags()[0];
    let names: Vec<_> = physics.systems().iter().map(|system| (system.module(), system.name())).collect();
    assert_eq!(names[..2], [("framealloc_ui::studio", "broad_phase"), ("framealloc_ui::studio", "solve")]);
    assert_eq!(alloc.tag_stats(game::physics).bytes, 24);
}
