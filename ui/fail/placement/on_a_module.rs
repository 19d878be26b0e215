//! FA103: the attribute on a module, as if it held for every function in it.

use framealloc::frame_system;

#[frame_system]
mod physics {
    #[derive(Clone)]
    pub struct Body;
}

fn main() {
    let _ = physics::Body.clone();
}
