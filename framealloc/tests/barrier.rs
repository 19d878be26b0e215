//! The frame barrier through the public API: rounds, fast and slow threads, systems that fail,
//! timeouts. Its seats have a file of their own.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use framealloc::{BarrierError, BarrierSource, FrameBarrier};

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
fn a_barrier_for_nobody_is_refused_in_words() {
    assert_eq!(FrameBarrier::try_new(0).err(), Some(BarrierError::NoParticipants));
    let Err(panic) = catch_unwind(|| FrameBarrier::new(0)) else { panic!("a barrier for nobody") };
    let text = panic.downcast_ref::<String>().map_or("", String::as_str);
    assert!(text.contains("FrameBarrier::new(0)") && text.contains("pass the number of threads"), "{text}");
}

#[test]
fn nobody_passes_before_the_last_signal_and_everything_before_it_is_visible() {
    const ROUNDS: u64 = 2_000;
    let barrier = FrameBarrier::new(3);
    let work = [const { AtomicU64::new(0) }; 3];
    thread::scope(|s| {
        for me in 0..3 {
            let (barrier, work) = (&barrier, &work);
            s.spawn(move || {
                for round in 1..=ROUNDS {
                    // Relaxed on purpose: the barrier itself has to order these.
                    work[me].store(round, Ordering::Relaxed);
                    barrier.signal_frame_complete();
                    assert_eq!(barrier.wait_all(), Ok(()));
                    for theirs in work {
                        let theirs = theirs.load(Ordering::Relaxed);
                        assert!(theirs == round || theirs == round + 1, "round {round}: saw {theirs}");
                    }
                }
            });
        }
    });
    assert_eq!(barrier.frames_completed(), ROUNDS);
}

#[test]
fn two_threads_use_it_for_a_hundred_thousand_frames() {
    const ROUNDS: u64 = 100_000;
    for direct in [true, false] {
        let barrier = FrameBarrier::new(2);
        thread::scope(|s| {
            for _ in 0..2 {
                if direct {
                    s.spawn(|| {
                        for _ in 0..ROUNDS {
                            barrier.signal_frame_complete();
                            assert_eq!(barrier.wait_all(), Ok(()));
                        }
                    });
                } else {
                    let seat = barrier.participant();
                    s.spawn(move || {
                        for _ in 0..ROUNDS {
                            seat.signal_frame_complete();
                            assert_eq!(seat.wait_all(), Ok(()));
                        }
                    });
                }
            }
        });
        assert_eq!(barrier.frames_completed(), ROUNDS);
    }
}

#[test]
fn a_fast_thread_does_not_strand_a_slow_one() {
    let barrier = FrameBarrier::new(2);
    barrier.signal_frame_complete();
    thread::scope(|s| {
        s.spawn(|| {
            barrier.signal_frame_complete();
            assert_eq!(barrier.wait_all(), Ok(()));
            // The next frame already, while the slow thread has not waited for the first.
            barrier.signal_frame_complete();
        });
    });
    assert_eq!(barrier.wait_timeout(PATIENCE), Ok(()));
    barrier.signal_frame_complete();
    assert_eq!(barrier.wait_timeout(PATIENCE), Ok(()));
    assert_eq!(barrier.frames_completed(), 2);
}

#[test]
fn one_thread_may_send_every_signal() {
    let barrier = FrameBarrier::new(3);
    for frame in 1..=10 {
        for _ in 0..3 {
            barrier.signal_frame_complete();
        }
        assert_eq!(barrier.wait_all(), Ok(()));
        assert_eq!(barrier.frames_completed(), frame);
    }
    // A signal too many is the first of the next frame.
    for _ in 0..4 {
        barrier.signal_frame_complete();
    }
    assert_eq!(barrier.frames_completed(), 11);
    assert_eq!(barrier.wait_timeout(A_MOMENT), Err(BarrierError::TimedOut));
    barrier.signal_frame_complete();
    barrier.signal_frame_complete();
    assert_eq!(barrier.wait_timeout(A_MOMENT), Ok(()));
}

#[test]
fn a_coordinator_waits_for_one_frame_per_call_and_misses_none() {
    let barrier = FrameBarrier::new(2);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                for _ in 0..50 {
                    barrier.signal_frame_complete();
                    assert_eq!(barrier.wait_all(), Ok(()));
                }
            });
        }
        for frame in 1..=50 {
            assert_eq!(barrier.wait_timeout(PATIENCE), Ok(()));
            assert!(barrier.frames_completed() >= frame);
        }
    });
    assert_eq!(barrier.wait_timeout(Duration::ZERO), Err(BarrierError::TimedOut));
}

#[test]
fn a_timeout_leaves_the_frame_as_it_was() {
    let barrier = FrameBarrier::new(2);
    let seat = barrier.participant();
    seat.signal_frame_complete();
    let began = Instant::now();
    for _ in 0..3 {
        assert_eq!(seat.wait_timeout(Duration::from_millis(5)), Err(BarrierError::TimedOut));
        assert_eq!(barrier.wait_timeout(Duration::ZERO), Err(BarrierError::TimedOut));
    }
    assert!(began.elapsed() >= Duration::from_millis(15));
    thread::scope(|s| {
        s.spawn(|| barrier.signal_frame_complete());
        // Longer than any clock can express: no timeout at all.
        assert_eq!(seat.wait_timeout(Duration::MAX), Ok(()));
    });
    assert_eq!(barrier.wait_timeout(Duration::ZERO), Ok(()));
}

#[test]
fn a_parked_waiter_is_woken_by_the_last_signal() {
    let barrier = Arc::new(FrameBarrier::new(2));
    let waiter = thread::spawn({
        let barrier = barrier.clone();
        move || {
            barrier.signal_frame_complete();
            barrier.wait_all()
        }
    });
    thread::sleep(A_MOMENT);
    barrier.signal_frame_complete();
    assert!(waiter.join().is_ok_and(|outcome| outcome.is_ok()));
}

#[test]
fn a_thread_that_begins_late_is_not_told_of_losses_before_its_time() {
    let barrier = FrameBarrier::new(1);
    thread::scope(|s| {
        let failed = s.spawn(|| {
            let _signal = barrier.signal_on_exit();
            fail();
        });
        assert!(failed.join().is_err());
    });
    barrier.signal_frame_complete();
    assert_eq!(barrier.wait_all(), Ok(()));
    assert_eq!(barrier.frames_completed(), 2);
}

#[test]
fn a_system_that_panics_loses_its_frame_and_keeps_its_seat() {
    fn system(barrier: &FrameBarrier, fails: bool) {
        let _signal = barrier.signal_on_exit();
        if fails {
            fail();
        }
    }
    let barrier = FrameBarrier::new(2);
    thread::scope(|s| {
        let run = |bad_frame: Option<u64>| {
            let barrier = &barrier;
            move || {
                (1..=4)
                    .map(|frame| {
                        let panicked = catch_unwind(|| system(barrier, bad_frame == Some(frame))).is_err();
                        assert_eq!(panicked, bad_frame == Some(frame));
                        lost_frame(barrier.wait_timeout(PATIENCE))
                    })
                    .collect::<Vec<_>>()
            }
        };
        let workers = [s.spawn(run(None)), s.spawn(run(Some(2)))];
        for worker in workers {
            assert_eq!(worker.join().ok(), Some(vec![None, Some(2), None, None]));
        }
    });
}

#[test]
fn a_system_inside_a_destructor_does_not_fail_because_its_thread_unwinds() {
    struct CleansUp<'a>(&'a FrameBarrier);
    impl Drop for CleansUp<'_> {
        fn drop(&mut self) {
            let _signal = self.0.signal_on_exit();
        }
    }
    let barrier = FrameBarrier::new(1);
    let unwound = catch_unwind(AssertUnwindSafe(|| {
        let _cleans_up = CleansUp(&barrier);
        fail();
    }));
    assert!(unwound.is_err());
    assert_eq!(barrier.wait_all(), Ok(()));
}

#[test]
fn a_loss_is_told_to_those_who_come_late_and_only_for_their_frame() {
    let barrier = FrameBarrier::new(1);
    for frame in 1..=3 {
        let outcome = catch_unwind(|| {
            let _signal = barrier.signal_on_exit();
            if frame == 2 {
                fail();
            }
        });
        assert_eq!(outcome.is_err(), frame == 2);
    }
    thread::scope(|s| {
        s.spawn(|| {
            let outcomes = [(); 3].map(|()| lost_frame(barrier.wait_timeout(PATIENCE)));
            assert_eq!(outcomes, [None, Some(2), None]);
        });
    });
    // This thread signalled all three before it waited: its one wait covers them.
    assert_eq!(barrier.wait_all().map_err(|lost| lost.frame()), Err(2));
}

#[test]
fn it_works_in_the_destructor_of_a_thread_local() {
    struct AtExit(Arc<FrameBarrier>);
    impl Drop for AtExit {
        fn drop(&mut self) {
            self.0.signal_frame_complete();
            assert_eq!(self.0.wait_timeout(PATIENCE), Ok(()));
        }
    }
    thread_local! {
        static LAST: std::cell::OnceCell<AtExit> = const { std::cell::OnceCell::new() };
    }
    let barrier = Arc::new(FrameBarrier::new(1));
    for frame in 1..=40 {
        let barrier = barrier.clone();
        let used_before = frame % 2 == 0;
        let ended = thread::spawn(move || {
            if used_before {
                assert_eq!(barrier.wait_all().is_ok(), frame > 1);
            }
            LAST.with(|last| last.set(AtExit(barrier)).is_ok())
        });
        assert_eq!(ended.join().ok(), Some(true));
    }
    assert_eq!(barrier.frames_completed(), 40);
}

#[test]
fn errors_speak_for_themselves() {
    let barrier = FrameBarrier::new(1);
    drop(barrier.participant());
    let Err(lost) = barrier.wait_all() else { panic!("nobody is left") };
    assert_eq!(lost.to_string(), "a participant left or panicked before it completed frame 1 of this barrier");
    assert_eq!(BarrierError::from(lost).to_string(), lost.to_string());
    let source = std::error::Error::source(&BarrierError::ParticipantLost(lost)).map(ToString::to_string);
    assert_eq!(source, Some(lost.to_string()));
}
