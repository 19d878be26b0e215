//! FA101 must not be raised: the allocator is found by its type, wherever it stands and whatever it is called.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

struct Body(u32);

impl Body {
    #[frame_system]
    fn push(&mut self, by: u32, mem: &SmartAlloc, times: u32) -> u32 {
        self.0 += *mem.frame_alloc(by * times);
        self.0
    }
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(Body(1).push(2, &alloc, 3), 7);
}
