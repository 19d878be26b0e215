//! FA105: nothing between a tag's budget, which is a constant, and its list of two systems.
//! Class: a list of systems in the wrong form.
//! Next: `[` does not belong there, so what does? "write `=> [broad_phase, solve]`"

use framealloc::memory_plan;

const PHYSICS_MB: usize = 2;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = PHYSICS_MB [broad_phase, solve];
}

fn main() {}
