//! FA201: the allocator in a `static`, for all threads.

use std::sync::OnceLock;

use framealloc::SmartAlloc;

static ALLOC: OnceLock<SmartAlloc> = OnceLock::new();

fn main() {}
