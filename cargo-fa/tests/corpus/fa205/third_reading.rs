//! A turn with the barrier in one arm and a way out in a later one.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;

use framealloc::FrameBarrier;

fn in_the_first_arm(barrier: Arc<FrameBarrier>, jobs: Receiver<Option<u32>>) {
    thread::spawn(move || {
        for job in jobs {
            match job {
                Some(value) => {
                    println!("{value}");
                    barrier.signal_frame_complete();
                    let _ = barrier.wait_all();
                }
                None => continue, //~ todo-miss FA205
            }
        }
    });
}
