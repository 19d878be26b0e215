//! FA206: the elements of the vector that is handed over are not `Send`.
//! Class: a value bound to its thread handed over.
//! Next: is it the vector that may not go, or what is in it? "transferred elements are `Send` and own their data"

use std::rc::Rc;

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let mut names = alloc.frame_vec();
    names.push(Rc::new(7));
    let handle = names.into_transfer();
    drop(handle);
}
