//! FA201: the allocator in a `static`, for all threads.
//! Class: an allocator kept where every thread can reach it.
//! Next: how do all threads get an allocator without a `static`? "`alloc.for_thread()`, or `alloc.shared()` for many"

use std::sync::OnceLock;

use framealloc::SmartAlloc;

static ALLOC: OnceLock<SmartAlloc> = OnceLock::new();

fn main() {}
