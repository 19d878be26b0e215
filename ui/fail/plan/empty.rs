//! FA105: a plan without a word in it.

use framealloc::memory_plan;

memory_plan! {}

fn main() {}
