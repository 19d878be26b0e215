//! Turns of workers that are left early, in the styles of job systems.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};
use std::thread;

use framealloc::{BarrierParticipant, FrameBarrier, SmartAlloc};

static QUIT: AtomicBool = AtomicBool::new(false);

#[derive(Clone, Copy, PartialEq)]
enum Job {
    Solve(u32),
    Idle,
    Quit,
}

struct Pool {
    barrier: Arc<FrameBarrier>,
    jobs: Arc<Mutex<Receiver<Job>>>,
}

fn next(jobs: &Mutex<Receiver<Job>>) -> Option<Job> {
    jobs.lock().ok()?.recv().ok()
}

impl Pool {
    fn start(&self) -> thread::JoinHandle<()> {
        let (barrier, jobs) = (Arc::clone(&self.barrier), Arc::clone(&self.jobs));
        thread::spawn(move || {
            'worker: loop {
                match next(&jobs) {
                    Some(Job::Solve(value)) if value > 0 => println!("{value}"),
                    Some(Job::Idle) => continue 'worker, //~ FA205
                    Some(Job::Solve(_)) => {}
                    Some(Job::Quit) | None => break 'worker, //~ FA205
                }
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            }
        })
    }

    fn named(&self) -> std::io::Result<thread::JoinHandle<Option<()>>> {
        let (barrier, jobs) = (self.barrier.clone(), self.jobs.clone());
        thread::Builder::new().name("solver".into()).spawn(move || {
            loop {
                let job = next(&jobs)?; //~ FA205
                println!("{}", job == Job::Idle);
                barrier.signal_frame_complete();
                barrier.wait_all().ok()?;
            }
        })
    }
}

fn in_a_while(barrier: &FrameBarrier, jobs: &[Job]) {
    thread::scope(|threads| {
        threads.spawn(|| {
            let mut at = 0;
            while at < jobs.len() {
                let Job::Solve(value) = jobs[at] else {
                    at += 1;
                    continue; //~ FA205
                };
                at += 1;
                println!("{value}");
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            }
        });
    });
}

fn from_an_inner_loop(barrier: &FrameBarrier, islands: &[Vec<u32>]) {
    thread::scope(|threads| {
        threads.spawn(|| {
            'islands: for island in islands {
                for body in island {
                    if *body == 0 {
                        continue 'islands; //~ FA205
                    }
                }
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            }
        });
    });
}

fn with_frames(barrier: Arc<FrameBarrier>, jobs: Receiver<Job>) {
    rayon::spawn(move || {
        let mut alloc = SmartAlloc::default();
        alloc.set_thread_frame_budget(1 << 16);
        for job in jobs.iter() {
            let frame = alloc.frame();
            if let Job::Idle = job {
                return; //~ FA205
            }
            frame.frame_alloc(1u8);
            drop(frame);
            barrier.signal_frame_complete();
            let _ = barrier.wait_all();
        }
    });
}

// ---- silent -----------------------------------------------------------------------------------------------------------

fn for_every_kind(barrier: Arc<FrameBarrier>, jobs: Receiver<Job>) {
    thread::spawn(move || {
        for job in jobs {
            match job {
                Job::Solve(value) => println!("{value}"),
                Job::Idle => {}
                Job::Quit => QUIT.store(true, Ordering::Relaxed),
            }
            barrier.signal_frame_complete();
            if barrier.wait_all().is_err() || QUIT.load(Ordering::Relaxed) {
                break;
            }
        }
    });
}

fn a_closure_for_the_turn(barrier: Arc<FrameBarrier>, jobs: Receiver<Job>) {
    thread::spawn(move || {
        for job in jobs {
            let solve = || -> Option<u32> {
                let Job::Solve(value) = job else { return None };
                let half = value.checked_div(2)?;
                Some(half)
            };
            println!("{:?}", solve());
            barrier.signal_frame_complete();
            let _ = barrier.wait_all();
        }
    });
}

fn a_block_for_the_turn(barrier: Arc<FrameBarrier>, jobs: Receiver<Job>) {
    thread::spawn(move || {
        for job in jobs {
            'turn: {
                let Job::Solve(value) = job else { break 'turn };
                if value == 0 {
                    break 'turn;
                }
                println!("{value}");
            }
            barrier.signal_frame_complete();
            let _ = barrier.wait_all();
        }
    });
}

fn inner_pipeline(barrier: Arc<FrameBarrier>, jobs: Receiver<Vec<u32>>) {
    thread::spawn(move || {
        for job in jobs {
            let flow = job.iter().try_for_each(|value| {
                if *value > 9 {
                    return ControlFlow::Break(*value);
                }
                ControlFlow::Continue(())
            });
            let found = loop {
                if flow.is_break() {
                    break true;
                }
                break false;
            };
            println!("{found}");
            barrier.signal_frame_complete();
            let _ = barrier.wait_all();
        }
    });
}

fn before_the_first_turn(barrier: Arc<FrameBarrier>, seat: thread::JoinHandle<Option<u32>>) {
    fn worker(seat: BarrierParticipant<'_>, jobs: &[Job]) -> Option<u32> {
        for job in jobs {
            let Job::Solve(value) = job else { return None };
            println!("{value}");
            seat.signal_frame_complete();
            seat.wait_all().ok()?;
        }
        Some(1)
    }
    thread::spawn(move || worker(barrier.participant(), &[Job::Idle, Job::Quit]));
    drop(seat);
}

fn signalled_first(barrier: Arc<FrameBarrier>, jobs: Receiver<Job>) {
    thread::spawn(move || {
        loop {
            let job = jobs.try_recv();
            barrier.signal_frame_complete();
            let Ok(()) = barrier.wait_all() else { return };
            let Ok(job) = job else { continue };
            if let Job::Quit = job {
                break;
            }
        }
    });
}

fn both_ways(barrier: Arc<FrameBarrier>, jobs: Receiver<Job>) {
    thread::spawn(move || {
        for job in jobs {
            if let Job::Solve(value) = job {
                println!("{value}");
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            } else {
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
                continue;
            }
        }
    });
}

fn unwraps(barrier: Arc<FrameBarrier>, jobs: Receiver<Job>) {
    thread::spawn(move || {
        while let Ok(job) = jobs.recv() {
            let Job::Solve(value) = job else { panic!("a job that is none") };
            let half = value.checked_div(2).expect("two is not nothing");
            println!("{half}");
            barrier.signal_frame_complete();
            barrier.wait_all().unwrap();
        }
    });
}
