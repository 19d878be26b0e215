//! Two threads that meet again and again.

use std::{sync::Barrier, thread};

use framealloc::FrameBarrier;

/// framealloc's, by participants, as its documentation has it.
pub fn frame(n: u64) {
    let barrier = FrameBarrier::new(2);
    let round = |seat: &mut framealloc::BarrierParticipant<'_>| {
        seat.signal_frame_complete();
        seat.wait_all().expect("both threads stay to the end");
    };
    meet([barrier.participant(), barrier.participant()], n, round);
}

pub fn std(n: u64) {
    let barrier = Barrier::new(2);
    meet([&barrier; 2], n, |barrier| _ = barrier.wait());
}

/// hurdles never parks: a thread that waits keeps its processor.
pub fn hurdles(n: u64) {
    let barrier = hurdles::Barrier::new(2);
    meet([barrier.clone(), barrier], n, |barrier| _ = barrier.wait());
}

fn meet<S: Send>([mut here, mut there]: [S; 2], n: u64, round: impl Fn(&mut S) + Sync) {
    thread::scope(|scope| {
        scope.spawn(|| (0..n).for_each(|_| round(&mut there)));
        (0..n).for_each(|_| round(&mut here));
    });
}
