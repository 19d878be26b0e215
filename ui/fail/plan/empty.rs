//! FA105: a plan without a word in it.
//! Class: a line of the plan that is missing or spelt wrongly.
//! Next: what does the smallest plan consist of? "begin with `plan game: mb = 8;`"

use framealloc::memory_plan;

memory_plan! {}

fn main() {}
