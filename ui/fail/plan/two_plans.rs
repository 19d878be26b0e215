//! FA105: two plans in one `memory_plan!`.
//! Class: a line of the plan that says more than a plan can.
//! Next: where do I declare the editor's plan? "put `editor` into a `memory_plan!` of its own"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    plan editor: mb = 4;
    tag physics: mb = 2;
}

fn main() {}
