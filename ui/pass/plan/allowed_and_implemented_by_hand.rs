//! FA306 must not be raised: one system is allowed to stay out, and a type of the user's stands in the list for a method.

use framealloc::{AllocConfig, PlannedSystem, SmartAlloc, System, frame_system, kilobytes, memory_plan};

memory_plan! {
    plan game: mb = 1;
    tag physics: kb = 64 => [WorldStep];
}

enum WorldStep {}

impl System for WorldStep {
    const PLANNED: PlannedSystem = PlannedSystem::new::<game::physics>("step", module_path!(), Some(kilobytes(64)));
}

struct World;

impl World {
    #[frame_system(tag = game::physics)]
    fn step(&self, alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

#[frame_system(tag = game::physics, allow(FA306))]
fn debug_overlay(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    assert_eq!(World.step(&alloc) + debug_overlay(&alloc), 3);
    let report = alloc.report();
    assert_eq!(report.plan.map(|plan| plan.tags[0].systems[0].calls), Some(1));
}
