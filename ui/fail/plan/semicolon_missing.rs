//! FA105: the `;` after a tag is missing.
//! Class: a line of the plan that is missing or spelt wrongly.
//! Next: where exactly does the `;` go? "end each line of the plan with `;`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2
    tag render: mb = 1;
}

fn main() {}
