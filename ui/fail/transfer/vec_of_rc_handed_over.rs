//! FA206: the elements of the vector that is handed over are not `Send`.

use std::rc::Rc;

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let mut names = alloc.frame_vec();
    names.push(Rc::new(7));
    let handle = names.into_transfer();
    drop(handle);
}
