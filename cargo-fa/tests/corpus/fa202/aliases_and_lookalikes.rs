//! Paths, aliases and constants; other barriers.

use std::sync::Barrier;
use std::thread;

use framealloc as fa;

type Gate = fa::FrameBarrier;

mod limits {
    pub const THREADS: usize = 2;
}

/// Of the user's own.
struct FrameBarrier {
    seats: usize,
}

impl FrameBarrier {
    fn new(seats: usize) -> Self {
        FrameBarrier { seats }
    }

    fn participant(&self) -> usize {
        self.seats
    }
}

fn by_path() {
    let barrier = fa::FrameBarrier::new(3); //~ FA202
    let seats = (barrier.participant(), barrier.participant());
    seats.0.leave();
    seats.1.leave();
}

fn by_alias() {
    let barrier = Gate::new(3); //~ FA202
    let (first, second) = (barrier.participant(), barrier.participant());
    first.leave();
    second.leave();
}

fn by_the_constant_of_a_module() {
    let barrier = Gate::new(limits::THREADS); //~ FA202
    let seat = barrier.participant();
    seat.leave();
}

fn by_the_constant_of_a_module_for_both() {
    let barrier = Gate::new(limits::THREADS);
    let seats = [barrier.participant(), barrier.participant()];
    for seat in seats {
        seat.leave();
    }
}

fn by_path_and_right() {
    let barrier = fa::FrameBarrier::new(1);
    barrier.participant().leave();
}

fn of_the_standard_library() {
    let barrier = Barrier::new(3);
    thread::scope(|threads| {
        threads.spawn(|| barrier.wait());
        threads.spawn(|| barrier.wait());
        barrier.wait();
    });
    let other = Barrier::new(1);
    other.wait();
}

fn own_type() {
    let barrier = FrameBarrier::new(3);
    let seats = barrier.participant() + barrier.participant();
    assert_eq!(seats, 6);
}

fn with_arguments(count: Option<usize>) {
    let barrier = Gate::new(count.unwrap_or(4));
    let seats = [barrier.participant(), barrier.participant()];
    for seat in seats {
        seat.leave();
    }
}
