//! FA105: `crate = ..` is a path that begins with `super`, which means another module inside the plan.
//! Class: a path that leads to no runtime.
//! Next: how does the path begin, if not with `super`? "begin it with `crate` or `::`"

pub use framealloc as frames;

mod game {
    framealloc::memory_plan! {
        crate = super::frames;
        plan budgets: mb = 8;
        tag physics: mb = 2;
    }
}

fn main() {}
