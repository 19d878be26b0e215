//! FA105: tags without a plan around them.

use framealloc::memory_plan;

memory_plan! {
    tag physics: mb = 2;
}

fn main() {}
