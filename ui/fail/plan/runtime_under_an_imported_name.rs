//! FA105: `crate = ..` is the name of an import, which is not found inside the plan.
//! Class: a path that leads to no runtime.
//! Next: `frames` is imported above, so why is it not found? "which is not found inside the plan"

pub use framealloc as frames;

frames::memory_plan! {
    crate = frames;
    plan game: mb = 8;
}

fn main() {}
