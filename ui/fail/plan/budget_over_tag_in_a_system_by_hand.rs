//! FA304: a system described by hand may use more than its tag.
//! Class: one system with more memory than its tag.
//! Next: how large may the budget that I gave to `PlannedSystem::new` be? "lower it to `kb = 64`"

use framealloc::{PlannedSystem, System, kilobytes, memory_plan};

memory_plan! {
    plan game: mb = 1;
    tag physics: kb = 64 => [WorldStep];
}

enum WorldStep {}

impl System for WorldStep {
    const PLANNED: PlannedSystem = PlannedSystem::new::<game::physics>("step", module_path!(), Some(kilobytes(96)));
}

fn main() {}
