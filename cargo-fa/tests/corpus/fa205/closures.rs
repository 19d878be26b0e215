//! Threads without a loop, threads with an `Arc`, functions that a thread runs.

use std::sync::Arc;
use std::thread;

use framealloc::FrameBarrier as Barrier;

fn load(name: &str) -> Result<u32, std::num::ParseIntError> {
    name.parse()
}

fn one_turn(barrier: &Barrier, name: &str) {
    thread::scope(|threads| {
        threads.spawn(|| -> Result<(), std::num::ParseIntError> {
            let value = load(name)?; //~ FA205
            assert!(value > 0);
            barrier.signal_frame_complete();
            let _ = barrier.wait_all();
            Ok(())
        });
    });
}

fn one_turn_with_a_return(barrier: Arc<Barrier>, name: String) {
    thread::spawn(move || {
        if name.is_empty() {
            return; //~ FA205
        }
        barrier.signal_frame_complete();
        let _ = barrier.wait_all();
    });
}

fn in_a_field(stage: Arc<Stage>) {
    thread::spawn(move || {
        loop {
            if stage.names.is_empty() {
                break; //~ FA205
            }
            stage.barrier.signal_frame_complete();
            let _ = stage.barrier.wait_all();
        }
    });
}

struct Stage {
    barrier: Barrier,
    names: Vec<String>,
}

fn one_turn_for_every_outcome(barrier: &Barrier, name: &str) {
    thread::scope(|threads| {
        threads.spawn(|| {
            let value = load(name);
            barrier.signal_frame_complete();
            let _ = barrier.wait_all();
            value
        });
    });
}

fn returns_after_the_wait(barrier: Arc<Barrier>, name: String) {
    thread::spawn(move || {
        barrier.signal_frame_complete();
        if barrier.wait_all().is_err() {
            return;
        }
        assert!(load(&name).is_ok());
    });
}

fn the_closure_of_an_adaptor(barrier: &Barrier, names: &[&str]) {
    thread::scope(|threads| {
        threads.spawn(|| {
            let values = names.iter().map(|name| -> Option<u32> {
                let value = load(name).ok()?;
                if value == 0 {
                    return None;
                }
                Some(value)
            });
            assert!(values.count() > 0);
            barrier.signal_frame_complete();
            let _ = barrier.wait_all();
        });
    });
}

/// Its own barrier, and a turn that is left before it: of the standard library, which is no business of ours.
fn another_barrier(barrier: Arc<std::sync::Barrier>, name: String) {
    thread::spawn(move || {
        if name.is_empty() {
            return;
        }
        barrier.wait();
    });
}

/// Of the user's own.
struct Latch;

impl Latch {
    fn signal_frame_complete(&self) {}

    fn wait_all(&self) {}
}

fn their_latch(barrier: Arc<Latch>, names: Vec<String>) {
    thread::spawn(move || {
        for name in names {
            if name.is_empty() {
                continue;
            }
            barrier.signal_frame_complete();
            barrier.wait_all();
        }
    });
}

fn a_seat_for_the_thread(barrier: Arc<Barrier>, names: Vec<String>) {
    thread::spawn(move || {
        let seat = barrier.participant();
        for name in names {
            if name.is_empty() {
                continue;
            }
            if name == "end" {
                return;
            }
            seat.signal_frame_complete();
            if seat.wait_all().is_err() {
                break;
            }
        }
    });
}
