//! FA102: a tag's budget is a constant with a fraction.
//! Class: a budget without a unit that counts.
//! Next: which type must `PHYSICS` have? "write a constant of an integer type"

use framealloc::memory_plan;

const PHYSICS: f64 = 1.5;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = PHYSICS;
}

fn main() {}
