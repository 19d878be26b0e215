//! FA601 must not be raised: a key borrows nothing, so it may be kept in a struct and used after the frame.

use framealloc::{RetainedKey, RetentionPolicy, SmartAlloc};

struct World {
    alloc: SmartAlloc,
    pending: Option<RetainedKey<Vec<u32>>>,
}

impl World {
    fn build(&mut self) {
        let scope = self.alloc.scope();
        let mut tile = scope.frame_retained(vec![1, 2], RetentionPolicy::PromoteToPool);
        tile.push(3);
        self.pending = Some(tile.key());
    }
}

fn main() {
    let mut world = World { alloc: SmartAlloc::default(), pending: None };
    world.alloc.begin_frame();
    world.build();
    let mut promotions = world.alloc.end_frame_with_promotions();
    let tile = world.pending.take().and_then(|key| promotions.take(key));
    assert_eq!(tile.as_deref(), Some(&vec![1, 2, 3]));
}
