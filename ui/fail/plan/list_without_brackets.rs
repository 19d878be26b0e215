//! FA105: the systems of a tag without brackets.
//! Class: a list of systems in the wrong form.
//! Next: how do I write down both systems? "write `=> [broad_phase, solve]`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2 => broad_phase, solve;
}

fn main() {}
