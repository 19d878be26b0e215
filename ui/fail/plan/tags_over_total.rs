//! FA303: the tags together need more than the plan has.
//! Class: more memory given out than there is.
//! Next: which tag could be smaller, or what must the total be? "raise its total to `mb = 9`, or lower a tag"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 6;
    tag render: mb = 3;
}

fn main() {}
