//! FA102: a tag that nothing fits into.
//! Class: a budget that comes to nothing.
//! Next: what do I write in place of 0? "write how much may be used, such as `kb = 256`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 0;
}

fn main() {}
