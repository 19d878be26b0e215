//! FA105: `=` before the list.
//! Class: a list of systems in the wrong form.
//! Next: `= [solve]` is not it, so what is? "write `=> [solve]`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2 = [solve];
}

fn main() {}
