//! FA105: two plans in one `memory_plan!`.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    plan editor: mb = 4;
    tag physics: mb = 2;
}

fn main() {}
