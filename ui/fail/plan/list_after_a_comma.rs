//! FA105: a comma between a tag's budget and its list.
//! Class: a list of systems in the wrong form.
//! Next: what do I do about the comma? "remove the `,`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2, => [];
}

fn main() {}
