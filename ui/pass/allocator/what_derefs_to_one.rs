//! FA101 must not be raised: `alloc = ..` names whatever derefs to an allocator, also several times over.

#![deny(warnings)]

use framealloc::{AllocConfig, Scope, SmartAlloc, frame_system};
use std::rc::Rc;

struct Game {
    shared: Rc<SmartAlloc>,
}

impl Game {
    #[frame_system(alloc = self.shared)]
    fn step(&self) -> u32 {
        *shared.frame_alloc(1)
    }
}

#[frame_system(alloc = scratch)]
fn in_scope(scratch: &&Box<Scope<'_>>, bodies: &[u32]) -> usize {
    scratch.frame_slice_copy(bodies).len()
}

fn main() {
    let game = Game { shared: Rc::new(SmartAlloc::new(AllocConfig::default())) };
    assert_eq!(game.step(), 1);
    assert_eq!(in_scope(&&Box::new(game.shared.scope()), &[1, 2]), 2);
}
