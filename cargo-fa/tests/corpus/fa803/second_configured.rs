//@ config: [tags]
//@ config: declared = ["physics", "net"]
//@ config: reserved = ["vr"]
//! A small plan that is all used, with some of it in tests only.

use framealloc::{FrameVec, SmartAlloc, memory_plan};

memory_plan! {
    pub plan tool: mb = 1;
    tag physics: kb = 64;
    tag import: kb = 64;
    tag vr: kb = 64;
    tag export: kb = 64; //~ FA803
}

struct Importer<'a, F: Fn(&SmartAlloc) -> usize> {
    alloc: &'a SmartAlloc,
    read: F,
}

impl<F: Fn(&SmartAlloc) -> usize> Importer<'_, F> {
    fn run(&self) -> usize {
        self.alloc.with_tag(self::tool::import, |a| (self.read)(a))
    }
}

#[test]
fn in_a_test_function() {
    SmartAlloc::default().with_tag("physics", |a| {
        a.frame_alloc(1u8);
    });
}
