//! The frame barrier over very many frames, and under threads that join, leave, panic and give up waiting at random: all
//! of it ends, and nobody is stranded.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use framealloc::{BarrierError, BarrierParticipant, FrameBarrier};

/// Long enough for a busy machine, short enough for a test that would otherwise hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// `BARRIER_FRAMES` in the environment makes less of it, for runs under tools that are slow.
fn frames(most: u64) -> u64 {
    let asked = std::env::var("BARRIER_FRAMES").ok().and_then(|frames| frames.parse().ok());
    asked.map_or(most, |asked: u64| asked.min(most))
}

#[test]
fn two_threads_meet_a_million_times() {
    let frames = frames(1_000_000);
    let barrier = FrameBarrier::new(2);
    let work = [const { AtomicU64::new(0) }; 2];
    thread::scope(|s| {
        for me in 0..2 {
            let (seat, work) = (barrier.participant(), &work);
            s.spawn(move || {
                for frame in 1..=frames {
                    // Relaxed on purpose: the barrier itself has to order these.
                    work[me].store(frame, Ordering::Relaxed);
                    seat.signal_frame_complete();
                    assert_eq!(seat.wait_all(), Ok(()));
                    let theirs = work[1 - me].load(Ordering::Relaxed);
                    assert!(theirs == frame || theirs == frame + 1, "frame {frame}: saw {theirs}");
                }
                seat.leave();
            });
        }
    });
    assert_eq!(barrier.frames_completed(), frames);
}

/// A small generator, so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

/// What one thread does with one seat after another. It takes the next seat before it gives up the one it has, so that
/// the barrier is never deserted while somebody waits.
fn come_and_go<'a>(barrier: &'a FrameBarrier, mut seat: BarrierParticipant<'a>, mut random: Random, steps: u64) {
    for _ in 0..steps {
        let fate = random.below(24);
        if fate < 4 {
            if random.below(2) == 0 {
                seat.signal_frame_complete();
            }
            let next = barrier.participant();
            let last = std::mem::replace(&mut seat, next);
            match fate {
                0 => last.leave(),
                1 => drop(last),
                _ => {
                    let panicked = catch_unwind(AssertUnwindSafe(move || {
                        let _last = last;
                        resume_unwind(Box::new("this participant failed"));
                    }));
                    assert!(panicked.is_err());
                }
            }
        }
        seat.signal_frame_complete();
        let waits = match fate {
            // Gives up waiting, and comes back for the same frame.
            5 => seat.wait_timeout(Duration::from_micros(random.below(50))) == Err(BarrierError::TimedOut),
            // Does not look, and goes on with whatever frame is open.
            6 => false,
            _ => true,
        };
        if waits {
            assert_ne!(seat.wait_timeout(PATIENCE), Err(BarrierError::TimedOut), "somebody was stranded");
        }
    }
    match random.below(2) {
        0 => seat.leave(),
        _ => drop(seat),
    }
}

#[test]
fn threads_that_join_leave_and_panic_at_random_strand_nobody() {
    let steps = frames(2_000);
    for seed in 1..=8u64 {
        let threads = 2 + (seed % 3) as usize;
        let barrier = FrameBarrier::new(threads);
        thread::scope(|s| {
            for me in 0..threads as u64 {
                let (barrier, seat) = (&barrier, barrier.participant());
                s.spawn(move || {
                    come_and_go(barrier, seat, Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + me), steps);
                });
            }
            // A coordinator that only watches is told of frames and losses until everybody is gone.
            let mut last_lost = 0;
            loop {
                match barrier.wait_timeout(PATIENCE) {
                    Ok(()) => {}
                    Err(BarrierError::ParticipantLost(lost)) if lost.frame() <= barrier.frames_completed() => {
                        assert!(lost.frame() > last_lost, "told twice of frame {}", lost.frame());
                        last_lost = lost.frame();
                    }
                    Err(BarrierError::ParticipantLost(_)) => break,
                    Err(error) => panic!("seed {seed}: {error}"),
                }
            }
        });
        assert!(format!("{barrier:?}").contains("seats: 0"), "seed {seed}: {barrier:?}");
        assert!(barrier.frames_completed() > steps / 2, "seed {seed}");
    }
}
