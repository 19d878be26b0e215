//! FA206: the elements of the vector that is handed over are not `Send`.
//! Class: a value bound to its thread handed over.
//! Next: what do I fill the vector with, so that it may go? "write `Arc` for `Rc`"

use std::rc::Rc;

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let mut names = alloc.frame_vec();
    names.push(Rc::new(7));
    let handle = names.into_transfer();
    drop(handle);
}
