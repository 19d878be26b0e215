//! FA103: the attribute on a module, as if it held for every function in it.
//! Class: an attribute on something that is no function.
//! Next: where in `physics` does the attribute go? "put it on each function in it that allocates"

use framealloc::frame_system;

#[frame_system]
mod physics {
    #[derive(Clone)]
    pub struct Body;
}

fn main() {
    let _ = physics::Body.clone();
}
