//! FA105: `tags` instead of `tag`.
//! Class: a line of the plan that is missing or spelt wrongly.
//! Next: which word begins this line? "did you mean `tag`?"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tags physics: mb = 2;
}

fn main() {}
