//! FA101 must not be raised: `alloc = self.alloc` names it, and the body may borrow the other fields mutably.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

struct World {
    alloc: SmartAlloc,
    bodies: Vec<u32>,
    steps: u32,
}

impl World {
    #[frame_system(alloc = self.alloc)]
    fn step(&mut self) -> usize {
        let copy = alloc.frame_slice_copy(&self.bodies);
        for body in &mut self.bodies {
            *body += 1;
        }
        self.steps += copy[0];
        self.count()
    }

    fn count(&mut self) -> usize {
        self.bodies.len()
    }
}

fn main() {
    let mut world = World { alloc: SmartAlloc::new(AllocConfig::default()), bodies: vec![4, 5], steps: 0 };
    assert_eq!((world.step(), world.steps, &world.bodies[..]), (2, 4, &[5, 6][..]));
}
