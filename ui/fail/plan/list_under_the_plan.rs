//! FA105: systems listed under the plan instead of a tag.
//! Class: a list of systems in the wrong form.
//! Next: where does the list of systems go, if not behind the total? "move the list to a tag"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8 => [solve];
}

fn main() {}
