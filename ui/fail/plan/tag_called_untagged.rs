//! FA105: a tag with the name of what has none.
//! Class: something named or listed a second time.
//! Next: what is wrong with the name `untagged`? "the name of what is allocated without a tag"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag untagged: mb = 2;
}

fn main() {}
