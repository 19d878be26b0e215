//! FA102: a tag's budget is a text.
//! Class: a budget without a unit that counts.
//! Next: how do I write 64 KiB without quotes? "write `tag physics: kb = 64`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: "64 KiB";
}

fn main() {}
