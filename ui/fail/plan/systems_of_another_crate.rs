//! FA303: the listed systems are another crate's, and need more than the tag.

use framealloc::memory_plan;
use framealloc_ui::studio::{broad_phase, solve};

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 100 => [broad_phase, solve];
}

fn main() {}
