//! Two workers, each with its own handle and its own frames. The main thread hands each a part of the work, waits for
//! both behind a barrier, and collects what they made. A worker that panics is noticed and strands nobody.
//!
//! `cargo run --example transfer_and_barrier`

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use framealloc::{AllocConfig, BarrierParticipant, FrameBarrier, SmartAlloc, TransferHandle, frame_system, transfer};

/// A value that changes threads owns its data: a `FrameVec` or an `Rc` in here would be a compile error [FA206].
#[derive(Debug)]
struct Job {
    frame: u64,
    heights: Vec<u32>,
}

/// Cuts the landscape in two. `#[transfer]` says that the result leaves this thread; the report counts it.
#[frame_system(tag = "main")]
#[transfer]
fn prepare(alloc: &SmartAlloc, frame: u64, half: usize) -> TransferHandle<Job> {
    // Scratch in this system's arena; what leaves is copied out of it.
    let ridge = alloc.frame_slice_with(1000, |x| (x as u32 * 37 + frame as u32 * 11) % 3001);
    let part = match half {
        0 => &ridge[..500],
        // Spoilt on purpose: the worker is not made for a job without heights.
        _ if frame == 5 => &[],
        _ => &ridge[500..],
    };
    alloc.transfer(Job { frame, heights: part.to_vec() })
}

/// `#[transfer]` on a parameter: the caller passes the handle, the body sees the job as it arrived.
#[frame_system(tag = "worker")]
fn highest(alloc: &SmartAlloc, #[transfer] job: TransferHandle<Job>) -> (u64, u32) {
    let sorted = alloc.frame_slice_copy(&job.heights);
    sorted.sort_unstable();
    match sorted {
        [.., highest] => (job.frame, *highest),
        [] => panic!("frame {} came without heights", job.frame),
    }
}

/// The seat stands for this thread at the barrier. When it is dropped, as by a panic, the others are told.
fn work(
    mut alloc: SmartAlloc,
    seat: BarrierParticipant<'_>,
    jobs: Receiver<TransferHandle<Job>>,
    results: Sender<(u64, u32)>,
) {
    for job in jobs {
        let frame = alloc.frame();
        let result = highest(&frame, job);
        frame.end();
        if results.send(result).is_err() {
            break;
        }
        seat.signal_frame_complete();
    }
    seat.leave(); // the end was expected: nobody is told of a loss
}

fn main() {
    // This example provokes a panic in a worker. Its message goes to stderr; its whereabouts are of no interest.
    std::panic::set_hook(Box::new(|panic| eprintln!("{}", panic.payload_as_str().unwrap_or("a panic"))));

    let mut alloc = SmartAlloc::new(AllocConfig::default());
    let frame_done = FrameBarrier::new(3);
    // All seats are taken before any thread starts, so no frame can be complete too early.
    let seat = frame_done.participant();
    let seats = [frame_done.participant(), frame_done.participant()];
    let (results, collected) = mpsc::channel();

    thread::scope(|threads| {
        let workers = seats.map(|seat| {
            let (inbox, jobs) = mpsc::channel();
            let (worker_alloc, results) = (alloc.for_thread(), results.clone());
            // The panic stays the worker's own affair; a scope that joined it by itself would panic too.
            let thread = threads.spawn(move || work(worker_alloc, seat, jobs, results));
            (inbox, thread)
        });

        for frame in 1.. {
            alloc.begin_frame();
            for (half, (inbox, _)) in workers.iter().enumerate() {
                let job = prepare(&alloc, frame, half);
                // A worker that has gone gives the job back; dropped here, it is counted as unreceived.
                if let Err(refused) = inbox.send(job) {
                    drop(refused);
                }
            }
            alloc.end_frame();

            seat.signal_frame_complete();
            if let Err(lost) = seat.wait_all() {
                println!("frame {frame}: {lost}");
                break;
            }
            // Both have sent theirs before they signalled. Which was first does not matter.
            let heights: u32 = collected.try_iter().map(|(_, height)| height).max().unwrap_or(0);
            println!("frame {frame}: highest {heights}");
        }

        let panicked = workers.map(|(inbox, thread)| {
            drop(inbox);
            thread.join().is_err()
        });
        println!("workers that panicked: {}", panicked.iter().filter(|panicked| **panicked).count());
    });

    let report = alloc.report();
    println!("jobs received: {}, dropped unreceived: {}", report.transfers.received, report.transfers.dropped);
    let prepared = report.systems.iter().find(|system| system.name == "prepare");
    println!("handed over by `prepare`: {}", prepared.map_or(0, |system| system.transfers));
    for tag in &report.tags {
        // Not the peak: it depends on whether the two workers were in their frames at the same moment.
        println!("tag {}: {} bytes", tag.tag, tag.bytes);
    }
}
