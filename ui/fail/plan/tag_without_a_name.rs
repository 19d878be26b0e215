//! FA105: a tag that has a budget and no name.
//! Class: a line of the plan that is missing or spelt wrongly.
//! Next: where does the name of a tag stand? "write `tag physics: mb = 2 => [broad_phase];`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag: mb = 2;
}

fn main() {}
