//! FA303: the total is crossed by tags whose budgets are constants.
//! Class: more memory given out than there is.
//! Next: one of the budgets is computed, so what did it come to? "lower a tag: physics 6 MiB + render 3 MiB"

use framealloc::memory_plan;

const RENDER_MB: usize = 4;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 6;
    tag render: mb = RENDER_MB - 1;
}

fn main() {}
