//! FA102: the total is a constant that does not exist.
//! Class: a budget that is not known while the program compiles.
//! Next: how do I get `TOTAL_MB` into reach of the plan? "Check the spelling, or import the constant"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = TOTAL_MB;
    tag physics: mb = 2;
}

fn main() {}
