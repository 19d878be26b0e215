//! Barriers of job systems: pipelines, arrays, constants, const generics, clones.

use std::num::NonZeroUsize;
use std::sync::{Arc, OnceLock};
use std::thread;

use framealloc::{BarrierParticipant, FrameBarrier};

const RENDER: usize = 1;
const WORKERS: usize = 4;
const ALL: usize = WORKERS + RENDER;

fn turn(seat: BarrierParticipant<'_>) {
    seat.signal_frame_complete();
    let _ = seat.wait_all();
}

fn sum_of_constants() {
    let barrier = FrameBarrier::new(ALL); //~ todo-miss FA202
    thread::scope(|threads| {
        for _ in 0..WORKERS {
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
    });
}

fn inclusive() {
    let barrier = FrameBarrier::new(4); //~ FA202
    thread::scope(|threads| {
        for _ in 1..=3 {
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
    });
}

fn of_names() {
    let barrier = FrameBarrier::new(2); //~ FA202
    thread::scope(|threads| {
        for name in ["physics", "audio", "render"] {
            let seat = barrier.participant();
            threads.spawn(move || {
                println!("{name}");
                turn(seat);
            });
        }
    });
}

fn array_of_seats() {
    let barrier = FrameBarrier::new(3); //~ todo-miss FA202
    let seats: [_; 2] = std::array::from_fn(|_| barrier.participant());
    seats.into_iter().for_each(turn);
}

fn pipeline() {
    let barrier = FrameBarrier::new(4); //~ todo-miss FA202
    let seats: Vec<_> = (0..3).map(|_| barrier.participant()).collect();
    thread::scope(|threads| {
        for seat in seats {
            threads.spawn(move || turn(seat));
        }
    });
}

fn three_clones() {
    let barrier = Arc::new(FrameBarrier::new(4)); //~ FA202
    let threads: Vec<_> = (0..3)
        .map(|_| {
            let barrier = barrier.clone();
            thread::spawn(move || turn(barrier.participant()))
        })
        .collect();
    for thread in threads {
        let _ = thread.join();
    }
}

fn try_new_and_one_too_few() -> Result<(), framealloc::BarrierError> {
    let barrier = FrameBarrier::new(3); //~ FA202
    let (physics, audio) = (barrier.participant(), barrier.participant());
    turn(physics);
    turn(audio);
    Ok(())
}

// ---- silent -----------------------------------------------------------------------------------------------------------

fn all_of_the_constants() {
    let barrier = FrameBarrier::new(ALL);
    let own = barrier.participant();
    thread::scope(|threads| {
        for _ in 0..WORKERS {
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
        turn(own);
    });
}

fn names_counted() {
    let names = ["physics", "audio", "render"];
    let barrier = FrameBarrier::new(names.len());
    thread::scope(|threads| {
        for name in names {
            let seat = barrier.participant();
            threads.spawn(move || {
                println!("{name}");
                turn(seat);
            });
        }
    });
}

fn const_generic<const N: usize>(jobs: [fn(); N]) {
    let barrier = FrameBarrier::new(N);
    thread::scope(|threads| {
        for job in jobs {
            let seat = barrier.participant();
            threads.spawn(move || {
                job();
                turn(seat);
            });
        }
    });
}

fn one_of_two(editor: bool) {
    let barrier = FrameBarrier::new(2);
    let first = barrier.participant();
    let second = if editor {
        println!("editor");
        barrier.participant()
    } else {
        barrier.participant()
    };
    turn(first);
    turn(second);
}

fn early_return(editor: bool) {
    let barrier = FrameBarrier::new(2);
    let first = barrier.participant();
    if editor {
        let tool = barrier.participant();
        turn(tool);
        turn(first);
        return;
    }
    let second = barrier.participant();
    turn(first);
    turn(second);
}

fn nested_loops() {
    let barrier = FrameBarrier::new(6);
    thread::scope(|threads| {
        for _ in 0..2 {
            for _ in 0..3 {
                let seat = barrier.participant();
                threads.spawn(move || turn(seat));
            }
        }
    });
}

fn steps() {
    let barrier = FrameBarrier::new(5);
    thread::scope(|threads| {
        for _ in (0..10).step_by(2) {
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
    });
}

fn pipeline_of_four() {
    let barrier = FrameBarrier::new(4);
    let seats: Vec<_> = (0..4).map(|_| barrier.participant()).collect();
    seats.into_iter().for_each(turn);
}

fn some_of_them(skip: usize) {
    let barrier = FrameBarrier::new(3); //~ todo-false FA202
    thread::scope(|threads| {
        for worker in 0..4 {
            if worker == skip {
                continue;
            }
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
    });
}

fn seats_of_a_helper(threads: &[&str]) {
    fn sit<'b>(barrier: &'b FrameBarrier, names: &[&str]) -> Vec<BarrierParticipant<'b>> {
        names.iter().map(|_| barrier.participant()).collect()
    }
    let barrier = FrameBarrier::new(3);
    let own = barrier.participant();
    let others = sit(&barrier, threads);
    turn(own);
    others.into_iter().for_each(turn);
}

static BARRIER: OnceLock<FrameBarrier> = OnceLock::new();

fn in_a_static() {
    let barrier = BARRIER.get_or_init(|| FrameBarrier::new(3));
    turn(barrier.participant());
}

struct Stage {
    barrier: FrameBarrier,
}

impl Default for Stage {
    fn default() -> Self {
        Self { barrier: FrameBarrier::new(2) }
    }
}

impl Stage {
    fn run(&self) {
        turn(self.barrier.participant());
    }
}

/// A barrier of the standard library has another count and other methods.
fn of_std() {
    let barrier = std::sync::Barrier::new(3);
    barrier.wait();
}
