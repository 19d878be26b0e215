//! FA303: the listed systems are another crate's, and need more than the tag.
//! Class: more memory given out than there is.
//! Next: the systems are not mine to change, so what can I do in the plan? "raise the tag to `kb = 128`"

use framealloc::memory_plan;
use framealloc_ui::studio::{broad_phase, solve};

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 100 => [broad_phase, solve];
}

fn main() {}
