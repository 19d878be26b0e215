//! FA105: tags without a plan around them.
//! Class: a line of the plan that is missing or spelt wrongly.
//! Next: the tag looks complete, so what is missing before it? "the plan has no name and no total"

use framealloc::memory_plan;

memory_plan! {
    tag physics: mb = 2;
}

fn main() {}
