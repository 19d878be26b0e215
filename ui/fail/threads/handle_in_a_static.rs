//! FA201: the allocator in a `static`, for all threads.
//! Class: an allocator kept where every thread can reach it.
//! Next: may a `static` hold an allocator for all threads at all? "which all of them borrow, also from a `static OnceLock`"

use std::sync::OnceLock;

use framealloc::SmartAlloc;

static ALLOC: OnceLock<SmartAlloc> = OnceLock::new();

fn main() {}
