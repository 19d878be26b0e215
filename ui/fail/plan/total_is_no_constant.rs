//! FA102: the total is computed by a function that only runs with the program.
//! Class: a budget that is not known while the program compiles.
//! Next: what may stand there, if not a call of `total`? "Write a number, a constant, or a `const fn`"

use framealloc::memory_plan;

fn total() -> usize {
    8
}

memory_plan! {
    plan game: mb = total();
    tag physics: mb = 2;
}

fn main() {}
