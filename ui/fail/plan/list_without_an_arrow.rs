//! FA105: nothing between a tag's budget and its list.
//! Class: a list of systems in the wrong form.
//! Next: what is missing before `[solve]`? "write `=> [solve]`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2 [solve];
}

fn main() {}
