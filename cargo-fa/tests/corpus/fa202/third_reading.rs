//! Barriers whose seats are taken by workers that get a clone.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use framealloc::FrameBarrier;

struct Worker {
    thread: JoinHandle<()>,
}

impl Worker {
    fn start(barrier: Arc<FrameBarrier>) -> Self {
        Self {
            thread: thread::spawn(move || {
                let seat = barrier.participant();
                seat.signal_frame_complete();
                let _ = seat.wait_all();
            }),
        }
    }
}

struct Stage {
    barrier: Arc<FrameBarrier>,
    others: Vec<Arc<FrameBarrier>>,
}

fn start(barrier: &Arc<FrameBarrier>) -> Worker {
    Worker::start(Arc::clone(barrier))
}

fn two_workers_and_this_thread() {
    let barrier = Arc::new(FrameBarrier::new(3));
    let workers = [Worker::start(Arc::clone(&barrier)), Worker::start(barrier.clone())];
    let seat = barrier.participant();
    seat.signal_frame_complete();
    let _ = seat.wait_all();
    workers.into_iter().for_each(|worker| drop(worker.thread.join()));
}

fn lent_to_a_function() {
    let barrier = Arc::new(FrameBarrier::new(2));
    let worker = start(&barrier);
    let seat = barrier.participant();
    seat.signal_frame_complete();
    let _ = seat.wait_all();
    let _ = worker.thread.join();
}

fn kept_by_a_stage() -> Stage {
    let barrier = Arc::new(FrameBarrier::new(4));
    let stage = Stage { barrier: barrier.clone(), others: vec![Arc::clone(&barrier)] };
    barrier.participant().leave();
    stage
}

fn through_a_channel(workers: &[std::sync::mpsc::Sender<Arc<FrameBarrier>>; 2]) {
    let barrier = Arc::new(FrameBarrier::new(3));
    for worker in workers {
        let _ = worker.send(Arc::clone(&barrier));
    }
    let seat = barrier.participant();
    seat.signal_frame_complete();
    let _ = seat.wait_all();
}

fn named_clones() {
    let barrier = Arc::new(FrameBarrier::new(2));
    let theirs = Arc::clone(&barrier);
    let worker = Worker::start(theirs);
    let seat = barrier.participant();
    seat.signal_frame_complete();
    let _ = seat.wait_all();
    drop(worker);
}
