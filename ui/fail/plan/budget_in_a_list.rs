//! FA105: a budget in the list, which stands at the system.
//! Class: a list of systems in the wrong form.
//! Next: where do I say that `solve` may use 64 KiB? "its budget stands in its `#[budget(..)]`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2 => [solve: kb = 64];
}

fn main() {}
