//! Worker loops that leave a turn before the barrier.

use std::sync::mpsc::Receiver;
use std::thread;

use framealloc::{BarrierParticipant, FrameBarrier};

struct Job {
    cells: Vec<u32>,
}

fn solve(job: &Job) -> Option<u32> {
    job.cells.iter().copied().max()
}

fn report(_value: u32) {}

fn skips_an_empty_job(barrier: &FrameBarrier, jobs: Receiver<Job>) {
    thread::scope(|threads| {
        threads.spawn(|| {
            for job in jobs {
                if job.cells.is_empty() {
                    continue; //~ FA205
                }
                report(job.cells[0]);
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            }
        });
    });
}

fn breaks_without_a_signal(barrier: &FrameBarrier, jobs: Receiver<Job>) {
    thread::scope(|threads| {
        threads.spawn(move || {
            for _ in 0..60 {
                let Ok(job) = jobs.recv() else {
                    break; //~ FA205
                };
                report(job.cells[0]);
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            }
        });
    });
}

fn returns_without_a_signal(barrier: &FrameBarrier, jobs: Receiver<Job>) {
    thread::scope(|threads| {
        threads.spawn(|| {
            for job in jobs {
                let Some(value) = solve(&job) else {
                    return; //~ FA205
                };
                report(value);
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            }
        });
    });
}

fn question_mark(barrier: &FrameBarrier, jobs: Receiver<Job>) {
    thread::scope(|threads| {
        threads.spawn(|| -> Option<()> {
            for job in jobs {
                let value = solve(&job)?; //~ FA205
                report(value);
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            }
            Some(())
        });
    });
}

fn always_signals(barrier: &FrameBarrier, jobs: Receiver<Job>) {
    thread::scope(|threads| {
        threads.spawn(|| {
            for job in jobs {
                if !job.cells.is_empty() {
                    report(job.cells[0]);
                }
                barrier.signal_frame_complete();
                if barrier.wait_all().is_err() {
                    break;
                }
            }
        });
    });
}

fn leaves_after_the_wait(barrier: &FrameBarrier, jobs: Receiver<Job>) {
    thread::scope(|threads| {
        threads.spawn(|| -> Option<()> {
            for job in jobs {
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
                if job.cells.len() > 100 {
                    continue;
                }
                report(solve(&job)?);
                if job.cells.len() == 1 {
                    return None;
                }
            }
            Some(())
        });
    });
}

fn question_mark_of_the_wait(barrier: &FrameBarrier, jobs: Receiver<Job>) {
    thread::scope(|threads| {
        threads.spawn(|| -> Result<(), framealloc::ParticipantLost> {
            for job in jobs {
                report(job.cells[0]);
                barrier.signal_frame_complete();
                barrier.wait_all()?;
            }
            Ok(())
        });
    });
}

/// The seat is given up when it is dropped: nobody waits for it.
fn with_a_seat(seat: BarrierParticipant<'_>, jobs: Receiver<Job>) {
    thread::scope(|threads| {
        threads.spawn(move || -> Option<()> {
            for job in jobs {
                if job.cells.is_empty() {
                    return None;
                }
                report(solve(&job)?);
                seat.signal_frame_complete();
                if seat.wait_all().is_err() {
                    break;
                }
            }
            seat.leave();
            Some(())
        });
    });
}

fn panics(barrier: &FrameBarrier, jobs: Receiver<Job>) {
    thread::scope(|threads| {
        threads.spawn(|| {
            for job in jobs {
                let value = solve(&job).expect("a job has cells");
                assert!(value < 1000);
                report(value);
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            }
        });
    });
}

/// The inner loop is left, not the turn.
fn inner_loop(barrier: &FrameBarrier, jobs: Receiver<Job>) {
    thread::scope(|threads| {
        threads.spawn(|| {
            for job in jobs {
                for cell in &job.cells {
                    if *cell == 0 {
                        continue;
                    }
                    if *cell > 9 {
                        break;
                    }
                    report(*cell);
                }
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            }
        });
    });
}

fn signals_before_it_leaves(barrier: &FrameBarrier, jobs: Receiver<Job>) {
    thread::scope(|threads| {
        threads.spawn(|| {
            for job in jobs {
                if job.cells.is_empty() {
                    barrier.signal_frame_complete();
                    let _ = barrier.wait_all();
                    continue;
                }
                report(job.cells[0]);
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            }
        });
    });
}
