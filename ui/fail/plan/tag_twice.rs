//! FA105: two tags of one name, of which one budget could count.
//! Class: something named or listed a second time.
//! Next: do the two budgets of `physics` not add up? "keep one of them, with all systems in one list"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2;
    tag render: mb = 1;
    tag physics: mb = 4;
}

fn main() {}
