//! Seats are taken one by one or in loops; the barrier is made for a number of them.

use std::thread;

use framealloc::FrameBarrier;

const WORKERS: usize = 3;

fn turn(seat: framealloc::BarrierParticipant<'_>) {
    for _ in 0..60 {
        seat.signal_frame_complete();
        if seat.wait_all().is_err() {
            break;
        }
    }
    seat.leave();
}

fn too_many_seats_declared() {
    let barrier = FrameBarrier::new(3); //~ FA202
    let first = barrier.participant();
    let second = barrier.participant();
    thread::scope(|threads| {
        threads.spawn(|| turn(first));
        threads.spawn(|| turn(second));
    });
}

fn too_few_seats_declared() {
    let barrier = FrameBarrier::new(2); //~ FA202
    let seats = [barrier.participant(), barrier.participant(), barrier.participant()];
    thread::scope(|threads| {
        for seat in seats {
            threads.spawn(|| turn(seat));
        }
    });
}

fn counted_by_a_loop() {
    let barrier = FrameBarrier::new(4); //~ FA202
    thread::scope(|threads| {
        for _ in 0..3 {
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
    });
}

fn counted_by_a_constant() {
    let barrier = FrameBarrier::new(WORKERS); //~ FA202
    thread::scope(|threads| {
        for _ in 0..2 {
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
    });
}

fn loop_and_one() {
    let barrier = FrameBarrier::new(3); //~ FA202
    let own = barrier.participant();
    thread::scope(|threads| {
        for _ in 0..3 {
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
        turn(own);
    });
}

fn as_many_as_declared() {
    let barrier = FrameBarrier::new(2);
    let first = barrier.participant();
    let second = barrier.participant();
    thread::scope(|threads| {
        threads.spawn(|| turn(first));
        threads.spawn(|| turn(second));
    });
}

fn loop_and_the_main_thread() {
    let barrier = FrameBarrier::new(4);
    let own = barrier.participant();
    thread::scope(|threads| {
        for _ in 0..3 {
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
        turn(own);
    });
}

fn constant_for_both() {
    let barrier = FrameBarrier::new(WORKERS);
    thread::scope(|threads| {
        for _ in 0..WORKERS {
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
    });
}

fn dynamic_count(workers: usize) {
    let barrier = FrameBarrier::new(workers);
    thread::scope(|threads| {
        for _ in 0..workers {
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
    });
}

fn dynamic_seats(names: &[&str]) {
    let barrier = FrameBarrier::new(4);
    thread::scope(|threads| {
        for _name in names {
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
    });
}

fn dynamic_declaration() {
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get());
    let barrier = FrameBarrier::new(cores);
    turn(barrier.participant());
}
