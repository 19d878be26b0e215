//! FA105 must not be raised: constants and every unit, an empty list, keywords as names, no `;` at the end.

use framealloc::{SmartAlloc, Tag, frame_system, memory_plan};

const KB: u8 = 3;

const fn reserve() -> i64 {
    2
}

memory_plan! {
    pub(crate) plan game: mb = reserve() - 1;
    tag physics: kb = 2 * KB => [];
    tag r#loop: bytes = 0x1000;
    tag audio: bytes = 4_096usize
}

#[frame_system(tag = game::r#loop)]
fn turn(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {
    assert_eq!(turn(&SmartAlloc::default()), 1);
    assert_eq!(Tag::of::<game::r#loop>().name(), "loop");
    let budgets: Vec<_> = game::PLAN.tags().iter().map(|tag| tag.budget()).collect();
    assert_eq!((game::PLAN.budget(), budgets), (1 << 20, vec![6144, 4096, 4096]));
}
