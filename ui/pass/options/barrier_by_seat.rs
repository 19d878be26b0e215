//! FA104 must not be raised: `barrier = ..` names the participant of a worker, and a panic reaches those who wait.

#![deny(warnings)]

use framealloc::{AllocConfig, BarrierParticipant, FrameBarrier, SmartAlloc, frame_system};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

struct Worker<'a> {
    alloc: SmartAlloc,
    seat: BarrierParticipant<'a>,
    steps: u32,
}

impl Worker<'_> {
    #[frame_system(alloc = self.alloc, barrier = self.seat)]
    fn step(&mut self, fails: bool) {
        self.steps += *alloc.frame_alloc(1);
        if fails {
            resume_unwind(Box::new("the step failed"));
        }
    }
}

fn main() {
    let (main, barrier) = (SmartAlloc::new(AllocConfig::default()), FrameBarrier::new(2));
    let mut workers = [(); 2].map(|()| Worker { alloc: main.for_thread(), seat: barrier.participant(), steps: 0 });
    let [one, other] = &mut workers;
    std::thread::scope(|threads| {
        threads.spawn(|| {
            assert!(catch_unwind(AssertUnwindSafe(|| one.step(true))).is_err());
            assert_eq!(one.seat.wait_all().map_err(|lost| lost.frame()), Err(1));
            one.step(false);
            assert_eq!((one.seat.wait_all(), one.steps), (Ok(()), 2));
        });
        threads.spawn(|| {
            other.step(false);
            assert_eq!(other.seat.wait_all().map_err(|lost| lost.frame()), Err(1));
            other.step(false);
            assert_eq!((other.seat.wait_all(), other.steps), (Ok(()), 2));
        });
    });
    assert_eq!(barrier.frames_completed(), 2);
}
