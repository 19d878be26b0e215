//! Models of the barrier through participants: nobody is stranded (loom reports a thread that nobody can wake), and what
//! was written before a signal is seen after the wait. Direct calls know a thread by its identity, which the threads of
//! a model share, so a model makes them from one thread only.

use core::mem;
use std::sync::Arc; // not loom's: when the table goes is no part of a model

use loom::cell::Cell;
use loom::thread;

use super::{BarrierError, BarrierParticipant, FrameBarrier};

/// A barrier, and what each of three threads writes before its signals. Loom sees a race on any of it.
struct Table {
    barrier: FrameBarrier,
    work: [Cell<u64>; 3],
}

impl Table {
    fn new(seats: usize) -> Arc<Self> {
        Arc::new(Self { barrier: FrameBarrier::new(seats), work: [(); 3].map(|()| Cell::new(0)) })
    }

    fn write(&self, thread: usize, value: u64) {
        self.work[thread].set(value);
    }

    fn read(&self, thread: usize) -> u64 {
        self.work[thread].get()
    }
}

/// Runs `body` in a thread with a seat. The seats of a barrier are there from the beginning, so it does not matter when
/// each is taken.
fn with_seat<T: 'static>(
    table: &Arc<Table>,
    body: impl FnOnce(&Table, BarrierParticipant<'_>) -> T + 'static,
) -> thread::JoinHandle<T> {
    let table = Arc::clone(table);
    thread::spawn(move || body(&table, table.barrier.participant()))
}

/// A model of three threads, in which two preemptions are more than enough work.
fn model_of_three(body: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(2);
    builder.check(body);
}

fn lost_frame(outcome: Result<(), super::ParticipantLost>) -> Option<u64> {
    outcome.err().map(|lost| lost.frame())
}

#[test]
fn loom_two_threads_meet_for_three_frames() {
    loom::model(|| {
        let table = Table::new(2);
        // Frames alternate between writing one's own and reading the other's.
        let rounds = |me: usize| {
            move |table: &Table, seat: BarrierParticipant<'_>| {
                table.write(me, 1);
                seat.signal_frame_complete();
                assert_eq!(seat.wait_all(), Ok(()));
                assert_eq!(table.read(1 - me), 1);
                seat.signal_frame_complete();
                assert_eq!(seat.wait_all(), Ok(()));
                table.write(me, 3);
                seat.signal_frame_complete();
                assert_eq!(seat.wait_all(), Ok(()));
                assert_eq!(table.read(1 - me), 3);
                seat.leave();
            }
        };
        let other = with_seat(&table, rounds(1));
        rounds(0)(&table, table.barrier.participant());
        other.join().unwrap();
        assert_eq!(table.barrier.frames_completed(), 3);
    });
}

#[test]
fn loom_three_threads_meet() {
    model_of_three(|| {
        let table = Table::new(3);
        let round = |me: usize| {
            move |table: &Table, seat: BarrierParticipant<'_>| {
                table.write(me, 1);
                seat.signal_frame_complete();
                assert_eq!(seat.wait_all(), Ok(()));
                assert_eq!([0, 1, 2].map(|thread| table.read(thread)), [1; 3]);
                mem::forget(seat);
            }
        };
        let others = [with_seat(&table, round(1)), with_seat(&table, round(2))];
        round(0)(&table, table.barrier.participant());
        for other in others {
            other.join().unwrap();
        }
    });
}

#[test]
fn loom_a_coordinator_without_a_seat_is_woken() {
    model_of_three(|| {
        let table = Table::new(2);
        let work = |me: usize| {
            move |table: &Table, seat: BarrierParticipant<'_>| {
                table.write(me, 1);
                seat.signal_frame_complete();
                mem::forget(seat);
            }
        };
        let workers = [with_seat(&table, work(0)), with_seat(&table, work(1))];
        assert_eq!(table.barrier.wait_all(), Ok(()));
        assert_eq!((table.read(0), table.read(1)), (1, 1));
        for worker in workers {
            worker.join().unwrap();
        }
    });
}

#[test]
fn loom_a_direct_signal_and_a_participant_meet() {
    loom::model(|| {
        let table = Table::new(2);
        let other = with_seat(&table, |table, seat| {
            for frame in 1..=2 {
                table.write(1, frame);
                seat.signal_frame_complete();
                assert_eq!(seat.wait_all(), Ok(()));
                assert_eq!(table.read(0), 1);
            }
            seat.leave();
        });
        table.write(0, 1);
        for _ in 1..=2 {
            table.barrier.signal_frame_complete();
            assert_eq!(table.barrier.wait_all(), Ok(()));
        }
        other.join().unwrap();
        assert_eq!(table.read(1), 2);
    });
}

#[test]
fn loom_whoever_waits_for_one_that_dies_is_told() {
    loom::model(|| {
        let table = Table::new(2);
        let doomed = with_seat(&table, |table, seat| {
            table.write(1, 1);
            seat.signal_frame_complete();
            drop(seat);
        });
        let seat = table.barrier.participant();
        seat.signal_frame_complete();
        assert_eq!(seat.wait_all(), Ok(()));
        assert_eq!(table.read(1), 1);
        // Parked, watching or not yet there when the other goes.
        seat.signal_frame_complete();
        assert_eq!(lost_frame(seat.wait_all()), Some(2));
        seat.signal_frame_complete();
        assert_eq!(seat.wait_all(), Ok(()));
        doomed.join().unwrap();
    });
}

#[test]
fn loom_two_waiters_learn_of_the_same_loss() {
    model_of_three(|| {
        let table = Table::new(3);
        let worker = |_: &Table, seat: BarrierParticipant<'_>| {
            seat.signal_frame_complete();
            let outcome = lost_frame(seat.wait_all());
            mem::forget(seat);
            outcome
        };
        let other = with_seat(&table, worker);
        let doomed = with_seat(&table, |_, seat| drop(seat));
        assert_eq!(worker(&table, table.barrier.participant()), Some(1));
        assert_eq!(other.join().unwrap(), Some(1));
        doomed.join().unwrap();
    });
}

#[test]
fn loom_the_last_to_leave_wakes_a_waiter() {
    for clean in [true, false] {
        loom::model(move || {
            let table = Table::new(1);
            let seat = with_seat(&table, move |_, seat| if clean { seat.leave() } else { drop(seat) });
            assert_eq!(lost_frame(table.barrier.wait_all()), Some(1));
            seat.join().unwrap();
            assert_eq!(table.barrier.frames_completed(), 0);
        });
    }
}

#[test]
fn loom_one_that_joins_late_completes_no_frame_of_the_others() {
    loom::model(|| {
        let table = Table::new(1);
        let late = with_seat(&table, |_, seat| {
            seat.signal_frame_complete();
            let outcome = seat.wait_all();
            seat.leave();
            outcome
        });
        let extra = table.barrier.participant();
        extra.signal_frame_complete();
        assert_eq!(extra.wait_all(), Ok(()));
        extra.leave();
        assert_eq!(late.join().unwrap(), Ok(()));
    });
}

#[test]
fn loom_a_timeout_does_not_use_the_frame_up() {
    loom::model(|| {
        let table = Table::new(2);
        let other = with_seat(&table, |table, seat| {
            table.write(1, 1);
            seat.signal_frame_complete();
            assert_eq!(seat.wait_all(), Ok(()));
            seat.leave();
        });
        let seat = table.barrier.participant();
        seat.signal_frame_complete();
        let early = seat.wait_timeout(core::time::Duration::ZERO);
        assert!(matches!(early, Ok(()) | Err(BarrierError::TimedOut)));
        if early.is_err() {
            assert_eq!(seat.wait_all(), Ok(()));
        }
        assert_eq!(table.read(1), 1);
        seat.leave();
        other.join().unwrap();
    });
}
