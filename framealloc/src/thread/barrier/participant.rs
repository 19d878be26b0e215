//! Those who answer for a seat: the participant that a thread carries, and the signal that a system sends at its exit.
//! They call the barrier and keep their own progress; the rules of counting are in `state`.

use core::cell::Cell;
use core::fmt;
use core::panic::RefUnwindSafe;
use core::time::Duration;
use std::thread;

use super::FrameBarrier;
use super::error::{BarrierError, Missed, ParticipantLost};
use super::state::Progress;

/// A seat at a [`FrameBarrier`], for as long as this value lives. Move it into the thread that it stands for.
///
/// Dropping it, also by a panic, gives the seat up: the frame in which its signal is missing completes without it, and
/// the waiters of that frame get `Err(ParticipantLost)`. Later frames need one signal fewer. [`leave`](Self::leave) does
/// the same without the error, for a thread whose end is expected. Forgetting it (`mem::forget`) keeps the seat without
/// anybody in it: the others wait for ever.
#[must_use = "a seat that is dropped at once is given up at once"]
pub struct BarrierParticipant<'a> {
    barrier: &'a FrameBarrier,
    progress: Cell<Progress>,
}

// The cell is written once per call, as a whole: a panic leaves nothing half done behind it.
impl RefUnwindSafe for BarrierParticipant<'_> {}

impl<'a> BarrierParticipant<'a> {
    /// Begins with the frame that is open. The caller holds the lock and has taken the seat.
    pub(super) fn seated(barrier: &'a FrameBarrier) -> Self {
        let seen = barrier.frames_completed();
        Self { barrier, progress: Cell::new(Progress { seen, signalled: seen }) }
    }

    /// This participant's part of the frame is done. Once per frame: until that frame is complete, further signals of
    /// the same participant change nothing.
    pub fn signal_frame_complete(&self) {
        let mut state = self.barrier.lock();
        let frame = self.barrier.frames_completed() + 1;
        let mut progress = self.progress.get();
        if progress.signalled < frame {
            progress.signal(frame);
            self.progress.set(progress);
            state.arrive(false);
            self.barrier.complete_if_all_arrived(state);
        }
    }

    /// Waits until the frame that this participant signalled last is complete. Without a signal of its own since the
    /// last wait it waits for the next frame, which cannot complete unless somebody else signals in its place.
    ///
    /// # Errors
    /// [`ParticipantLost`] if a participant left or panicked in that frame. The barrier goes on with those who are left.
    pub fn wait_all(&self) -> Result<(), ParticipantLost> {
        self.wait(None).map_err(Missed::without_deadline)
    }

    /// [`wait_all`](Self::wait_all) for `timeout` at the most. After a timeout the next call waits for the same frame.
    ///
    /// # Errors
    /// [`BarrierError::TimedOut`], or [`BarrierError::ParticipantLost`] as for `wait_all`.
    pub fn wait_timeout(&self, timeout: Duration) -> Result<(), BarrierError> {
        Ok(self.wait(Some(timeout))?)
    }

    /// Gives the seat up on purpose. A frame that still waits for this participant goes on without it, and nobody is
    /// told of a loss.
    pub fn leave(self) {
        self.give_up(false);
        core::mem::forget(self);
    }

    fn wait(&self, timeout: Option<Duration>) -> Result<(), Missed> {
        let mut progress = self.progress.get();
        let outcome = self.barrier.wait(progress, timeout);
        if matches!(outcome, Ok(()) | Err(Missed::Lost(_))) {
            progress.seen = progress.target();
            self.progress.set(progress);
        }
        outcome
    }

    fn give_up(&self, lost: bool) {
        let mut state = self.barrier.lock();
        if self.progress.get().signalled > self.barrier.frames_completed() {
            state.leave_when_complete(lost);
        } else {
            state.leave_now(lost);
            self.barrier.complete_if_all_arrived(state);
        }
    }
}

impl Drop for BarrierParticipant<'_> {
    fn drop(&mut self) {
        self.give_up(true);
    }
}

impl fmt::Debug for BarrierParticipant<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Progress { seen, signalled } = self.progress.get();
        f.debug_struct("BarrierParticipant")
            .field("frames_seen", &seen)
            .field("frame_signalled", &signalled)
            .finish_non_exhaustive()
    }
}

/// What `#[barrier]` opens at the entry of a system: signals the frame complete when the system returns. If it panics,
/// the frame is signalled as lost, so that nobody waits in vain, and the seat is kept: the next frame works again.
#[doc(hidden)]
#[must_use = "a signal that is dropped at once is sent at once"]
#[derive(Debug)]
pub struct BarrierSignal<'a> {
    barrier: &'a FrameBarrier,
    /// A system that runs inside a destructor while its thread unwinds has not failed by that.
    was_panicking: bool,
}

/// Signals `barrier` when the returned value is dropped.
#[doc(hidden)]
pub fn signal_on_exit(barrier: &FrameBarrier) -> BarrierSignal<'_> {
    BarrierSignal { barrier, was_panicking: thread::panicking() }
}

impl Drop for BarrierSignal<'_> {
    fn drop(&mut self) {
        self.barrier.signal_directly(!self.was_panicking && thread::panicking());
    }
}
