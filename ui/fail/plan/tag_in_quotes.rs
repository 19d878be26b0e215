//! FA102: a tag's budget is a text.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: "64 KiB";
}

fn main() {}
