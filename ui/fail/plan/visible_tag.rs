//! FA105: `pub` before a tag.
//! Class: a line of the plan that says more than a plan can.
//! Next: how does another module get to see the tag? "a tag is as visible as its plan"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    pub tag physics: mb = 2;
}

fn main() {}
