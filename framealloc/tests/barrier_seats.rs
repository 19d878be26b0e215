//! The seats of a frame barrier: participants that die, leave, join late, forget themselves, and what the others are told.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use framealloc::{
    AllocConfig, BarrierError, BarrierParticipant, BarrierSource, FrameBarrier, SmartAlloc, frame_system,
};

/// Long enough for a busy machine, short enough for a test that would otherwise hang.
const PATIENCE: Duration = Duration::from_secs(20);
const A_MOMENT: Duration = Duration::from_millis(20);

/// A panic without a message on stderr.
fn fail() -> ! {
    resume_unwind(Box::new("the system failed"))
}

fn lost_frame(outcome: Result<(), BarrierError>) -> Option<u64> {
    match outcome {
        Err(BarrierError::ParticipantLost(lost)) => Some(lost.frame()),
        _ => None,
    }
}

#[test]
fn a_participant_that_panics_strands_nobody() {
    let barrier = FrameBarrier::new(3);
    let doomed = barrier.participant();
    thread::scope(|s| {
        let workers: Vec<_> = (0..2)
            .map(|_| {
                let seat = barrier.participant();
                s.spawn(move || {
                    let outcomes: Vec<_> = (0..4)
                        .map(|_| {
                            seat.signal_frame_complete();
                            lost_frame(seat.wait_timeout(PATIENCE))
                        })
                        .collect();
                    seat.leave();
                    outcomes
                })
            })
            .collect();
        let died = s.spawn(move || {
            doomed.signal_frame_complete();
            assert_eq!(doomed.wait_all(), Ok(()));
            fail();
        });
        assert!(died.join().is_err());
        for worker in workers {
            // Frame 1 was whole, frame 2 lost the third thread, and the two that are left go on.
            assert_eq!(worker.join().ok(), Some(vec![None, Some(2), None, None]));
        }
    });
    assert_eq!(barrier.frames_completed(), 4);
}

#[test]
fn a_participant_that_dies_while_the_others_are_parked_wakes_them() {
    let barrier = FrameBarrier::new(2);
    let (mine, theirs) = (barrier.participant(), barrier.participant());
    thread::scope(|s| {
        s.spawn(move || {
            thread::sleep(A_MOMENT);
            drop(theirs);
        });
        mine.signal_frame_complete();
        assert_eq!(lost_frame(mine.wait_timeout(PATIENCE)), Some(1));
    });
    // Alone now: its own signal completes a frame.
    mine.signal_frame_complete();
    assert_eq!(mine.wait_all(), Ok(()));
}

#[test]
fn whoever_leaves_after_its_signal_is_missed_one_frame_later() {
    let barrier = FrameBarrier::new(2);
    let (mine, theirs) = (barrier.participant(), barrier.participant());
    theirs.signal_frame_complete();
    drop(theirs);
    assert_eq!(barrier.frames_completed(), 0, "its signal counts once");
    mine.signal_frame_complete();
    assert_eq!(mine.wait_all(), Ok(()), "the frame is whole");
    mine.signal_frame_complete();
    assert_eq!(mine.wait_all().map_err(|lost| lost.frame()), Err(2));
    mine.signal_frame_complete();
    assert_eq!(mine.wait_all(), Ok(()));
}

#[test]
fn leaving_on_purpose_is_no_loss() {
    let barrier = FrameBarrier::new(3);
    let seats: Vec<_> = (0..3).map(|_| barrier.participant()).collect();
    let [first, second, third] = seats.try_into().unwrap_or_else(|_| panic!("three seats"));
    first.signal_frame_complete();
    second.leave();
    third.signal_frame_complete();
    third.leave();
    assert_eq!(first.wait_all(), Ok(()));
    first.signal_frame_complete();
    assert_eq!(first.wait_all(), Ok(()));
    assert_eq!(barrier.frames_completed(), 2);
}

#[test]
fn workers_that_simply_end_do_not_spoil_the_last_frame() {
    let barrier = FrameBarrier::new(2);
    thread::scope(|s| {
        for _ in 0..2 {
            let seat = barrier.participant();
            s.spawn(move || {
                for _ in 0..10 {
                    seat.signal_frame_complete();
                    assert_eq!(seat.wait_all(), Ok(()));
                }
            });
        }
        for _ in 0..10 {
            assert_eq!(barrier.wait_timeout(PATIENCE), Ok(()));
        }
        // All gone, and nobody can complete an eleventh.
        assert_eq!(lost_frame(barrier.wait_timeout(PATIENCE)), Some(11));
        assert!(barrier.wait_all().is_err());
    });
    assert_eq!(barrier.frames_completed(), 10);
}

#[test]
fn the_last_to_leave_wakes_whoever_is_parked() {
    for clean in [true, false] {
        let barrier = FrameBarrier::new(1);
        let seat = barrier.participant();
        thread::scope(|s| {
            let waiter = s.spawn(|| {
                let began = Instant::now();
                (lost_frame(barrier.wait_timeout(PATIENCE)), began.elapsed())
            });
            thread::sleep(A_MOMENT);
            if clean {
                seat.leave()
            } else {
                drop(seat)
            }
            let Ok((lost, waited)) = waiter.join() else { panic!("the waiter does not panic") };
            assert_eq!(lost, Some(1));
            assert!(waited < PATIENCE / 2, "woken by the clock instead");
        });
        assert_eq!(barrier.frames_completed(), 0);
    }
}

#[test]
fn an_empty_barrier_opens_again_for_whoever_joins() {
    let barrier = FrameBarrier::new(1);
    barrier.participant().leave();
    assert!(barrier.wait_all().is_err());
    let late = barrier.participant();
    late.signal_frame_complete();
    assert_eq!(late.wait_all(), Ok(()));
    assert_eq!(barrier.wait_all(), Ok(()), "the coordinator's wait for frame 1 was not used up");
    late.leave();
    barrier.signal_frame_complete();
    assert_eq!(barrier.wait_all(), Ok(()), "a direct signal needs no seat");
}

#[test]
fn a_late_participant_adds_a_seat_from_the_open_frame_on() {
    // fa:allow(FA202): the second seat is one more, which is what this test is about
    let barrier = FrameBarrier::new(1);
    let first = barrier.participant();
    for _ in 0..5 {
        first.signal_frame_complete();
        assert_eq!(first.wait_all(), Ok(()));
    }
    let late = barrier.participant();
    first.signal_frame_complete();
    assert_eq!(first.wait_timeout(A_MOMENT), Err(BarrierError::TimedOut));
    late.signal_frame_complete();
    assert_eq!(late.wait_all(), Ok(()));
    assert_eq!(first.wait_all(), Ok(()));
    assert_eq!(barrier.frames_completed(), 6);
}

#[test]
fn a_participant_counts_once_per_frame() {
    let barrier = FrameBarrier::new(2);
    let (mine, theirs) = (barrier.participant(), barrier.participant());
    for _ in 0..5 {
        mine.signal_frame_complete();
    }
    assert_eq!(barrier.frames_completed(), 0);
    theirs.signal_frame_complete();
    assert_eq!(barrier.frames_completed(), 1);
    mine.signal_frame_complete();
    theirs.signal_frame_complete();
    assert_eq!(barrier.frames_completed(), 2);
    assert_eq!((mine.wait_all(), theirs.wait_all()), (Ok(()), Ok(())));
}

#[test]
fn forgotten_seats_and_signals_cost_a_timeout_and_nothing_else() {
    let barrier = FrameBarrier::new(2);
    let mine = barrier.participant();
    std::mem::forget(barrier.participant());
    mine.signal_frame_complete();
    assert_eq!(mine.wait_timeout(A_MOMENT), Err(BarrierError::TimedOut));
    std::mem::forget(barrier.signal_on_exit());
    assert_eq!(barrier.frames_completed(), 0);
    barrier.signal_frame_complete();
    assert_eq!(mine.wait_all(), Ok(()));
}

#[test]
fn many_threads_that_come_and_go_end_without_a_hang() {
    const THREADS: u64 = 6;
    let barrier = FrameBarrier::new(THREADS as usize);
    thread::scope(|s| {
        for me in 0..THREADS {
            let seat = barrier.participant();
            let barrier = &barrier;
            s.spawn(move || {
                let mut seat = seat;
                for round in 0..300 {
                    if (round + me) % 7 == 0 {
                        // Leaves, cleanly or not, before or after its signal, and takes a new seat.
                        if round % 2 == 0 {
                            seat.signal_frame_complete();
                        }
                        if round % 3 == 0 {
                            seat.leave();
                        } else {
                            drop(seat);
                        }
                        seat = barrier.participant();
                    }
                    seat.signal_frame_complete();
                    let outcome = seat.wait_timeout(PATIENCE);
                    assert_ne!(outcome, Err(BarrierError::TimedOut));
                }
            });
        }
    });
    assert!(barrier.frames_completed() > 0);
    assert!(format!("{barrier:?}").contains("seats: 0"));
}

/// Panics in its `bad_frame`.
#[frame_system(barrier = seat)]
fn system(alloc: &SmartAlloc, seat: &BarrierParticipant, frame: u64, bad_frame: Option<u64>) {
    alloc.frame_alloc(frame);
    if bad_frame == Some(frame) {
        fail();
    }
}

/// Runs [`system`] and says whether it panicked.
fn runs(alloc: &SmartAlloc, seat: &BarrierParticipant, frame: u64, bad_frame: Option<u64>) -> bool {
    catch_unwind(AssertUnwindSafe(|| system(alloc, seat, frame, bad_frame))).is_err()
}

#[test]
fn a_system_signals_through_the_seat_of_its_thread() {
    let barrier = FrameBarrier::new(2);
    let alloc = SmartAlloc::new(AllocConfig::default());
    thread::scope(|s| {
        let workers: Vec<_> = [None, Some(2)]
            .map(|bad_frame| {
                let (seat, mut alloc) = (barrier.participant(), alloc.for_thread());
                s.spawn(move || {
                    let outcomes: Vec<_> = (1..=4)
                        .map(|frame| {
                            alloc.begin_frame();
                            assert_eq!(runs(&alloc, &seat, frame, bad_frame), bad_frame == Some(frame));
                            alloc.end_frame();
                            lost_frame(seat.wait_timeout(PATIENCE))
                        })
                        .collect();
                    seat.leave();
                    outcomes
                })
            })
            .into();
        for worker in workers {
            // The second thread's system failed in frame 2; its seat stays, so the frames after it are whole.
            assert_eq!(worker.join().ok(), Some(vec![None, Some(2), None, None]));
        }
    });
    assert_eq!(barrier.frames_completed(), 4, "one signal for each seat and frame");
}

#[test]
fn a_second_system_of_the_same_frame_is_no_second_signal_but_may_lose_it() {
    let (alloc, barrier) = (SmartAlloc::default(), FrameBarrier::new(2));
    let (mine, theirs) = (barrier.participant(), barrier.participant());
    assert!(!runs(&alloc, &mine, 1, None));
    assert!(!runs(&alloc, &mine, 1, None));
    assert_eq!(barrier.frames_completed(), 0);
    theirs.signal_frame_complete();
    assert_eq!((mine.wait_all(), theirs.wait_all()), (Ok(()), Ok(())));
    // Signalled by the first system; the second one fails before the others are done.
    assert!(!runs(&alloc, &mine, 2, None));
    assert!(runs(&alloc, &mine, 2, Some(2)));
    theirs.signal_frame_complete();
    assert_eq!(lost_frame(theirs.wait_timeout(PATIENCE)), Some(2));
    // Too late for frame 2, so it is the part of frame 3 that failed.
    assert!(runs(&alloc, &mine, 3, Some(3)));
    theirs.signal_frame_complete();
    assert_eq!(lost_frame(theirs.wait_timeout(PATIENCE)), Some(3));
    assert_eq!(lost_frame(mine.wait_timeout(PATIENCE)), Some(2), "it has not waited since frame 1");
    assert!(!runs(&alloc, &mine, 4, None));
    theirs.signal_frame_complete();
    assert_eq!((mine.wait_all(), theirs.wait_all()), (Ok(()), Ok(())));
}

#[test]
fn whatever_derefs_to_a_barrier_or_a_seat_is_signalled() {
    let barrier = Arc::new(FrameBarrier::new(1));
    drop(barrier.signal_on_exit());
    drop(BarrierSource::signal_on_exit(&&barrier));
    drop(BarrierSource::signal_on_exit(&Box::new(&*barrier)));
    assert_eq!(barrier.frames_completed(), 3);
    let mut seat = Box::new(barrier.participant());
    for completed in [5, 7] {
        drop(BarrierSource::signal_on_exit(&&mut seat));
        drop(seat.signal_on_exit());
        assert_eq!(barrier.frames_completed(), completed);
    }
}

#[test]
fn a_seat_that_unwinds_together_with_its_system_is_lost_once() {
    let (alloc, barrier) = (SmartAlloc::default(), FrameBarrier::new(2));
    let (mine, theirs) = (barrier.participant(), barrier.participant());
    let unwound = catch_unwind(AssertUnwindSafe(move || {
        let theirs = theirs;
        system(&alloc, &theirs, 1, Some(1));
    }));
    assert!(unwound.is_err());
    mine.signal_frame_complete();
    assert_eq!(lost_frame(mine.wait_timeout(PATIENCE)), Some(1));
    // The seat went as well, which is one more frame without somebody.
    mine.signal_frame_complete();
    assert_eq!(lost_frame(mine.wait_timeout(PATIENCE)), Some(2));
    mine.signal_frame_complete();
    assert_eq!(mine.wait_all(), Ok(()));
}

#[test]
fn more_seats_than_the_word_can_count() {
    let barrier = FrameBarrier::new(254);
    let mut seats: Vec<_> = (0..254).map(|_| barrier.participant()).collect();
    let mut frames = 0;
    // 254, 255, 256 and 300 seats, and back.
    for count in [254, 255, 256, 300, 256, 255, 254, 1] {
        while seats.len() < count {
            seats.push(barrier.participant());
        }
        seats.drain(count..).for_each(BarrierParticipant::leave);
        for _ in 0..2 {
            for seat in &seats {
                assert_eq!(barrier.frames_completed(), frames);
                seat.signal_frame_complete();
            }
            frames += 1;
            assert!(seats.iter().all(|seat| seat.wait_timeout(PATIENCE) == Ok(())));
        }
    }
    assert_eq!(barrier.frames_completed(), 16);
}
