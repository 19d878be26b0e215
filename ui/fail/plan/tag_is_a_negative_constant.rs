//! FA102: a tag's budget is a constant below zero.
//! Class: a budget that comes to nothing.
//! Next: what may `PHYSICS` be? "write a constant that is positive"

use framealloc::memory_plan;

const PHYSICS: i32 = -1;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = PHYSICS;
}

fn main() {}
