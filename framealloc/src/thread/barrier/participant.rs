//! The participant that a thread carries, which answers for a seat. It calls the barrier and keeps its own progress; the
//! rules of counting are in `state`.

use core::cell::Cell;
use core::fmt;
use core::panic::RefUnwindSafe;
use core::time::Duration;

use super::FrameBarrier;
use super::error::{BarrierError, Missed, ParticipantLost};
use super::state::Progress;

/// A seat at a [`FrameBarrier`], for as long as this value lives. Move it into the thread that it stands for.
///
/// Dropping it, also by a panic, gives the seat up: the frame in which its signal is missing completes without it, and
/// the waiters of that frame get `Err(ParticipantLost)`. Later frames need one signal fewer. [`leave`](Self::leave) does
/// the same without the error, for a thread whose end is expected. Forgetting it (`mem::forget`) keeps the seat without
/// anybody in it: the others wait for ever.
///
/// A system signals through it with `barrier = ..`; if it panics, the waiters of that frame are told, and the seat stays:
///
/// ```
/// use framealloc::{AllocConfig, BarrierParticipant, FrameBarrier, SmartAlloc, frame_system};
///
/// #[frame_system(barrier = seat)]
/// fn simulate(alloc: &SmartAlloc, seat: &BarrierParticipant) {
///     alloc.frame_alloc([0.0f32; 64]);
/// }
///
/// let (alloc, barrier) = (SmartAlloc::new(AllocConfig::default()), FrameBarrier::new(1));
/// let seat = barrier.participant();
/// simulate(&alloc, &seat);
/// assert_eq!(seat.wait_all(), Ok(()));
/// assert_eq!(barrier.frames_completed(), 1);
/// ```
#[must_use = "a seat that is dropped at once is given up at once"]
pub struct BarrierParticipant<'a> {
    barrier: &'a FrameBarrier,
    progress: Cell<Progress>,
}

// The cell is written once per call, as a whole: a panic leaves nothing half done behind it.
impl RefUnwindSafe for BarrierParticipant<'_> {}

impl<'a> BarrierParticipant<'a> {
    /// Begins with the frame that is open after those `seen`. The caller has taken the seat.
    pub(super) fn seated(barrier: &'a FrameBarrier, seen: u64) -> Self {
        Self { barrier, progress: Cell::new(Progress { seen, signalled: seen }) }
    }

    /// This participant's part of the frame is done. Once per frame: until that frame is complete, further signals of
    /// the same participant change nothing.
    pub fn signal_frame_complete(&self) {
        self.exit(false);
    }

    /// The end of a system that stands for this participant's part: a signal, or, if `lost`, the loss of the open frame,
    /// also where it was signalled already.
    #[inline]
    pub(super) fn exit(&self, lost: bool) {
        let mut progress = self.progress.get();
        if !lost && let Some(frame) = self.barrier.arrive(progress.signalled) {
            if frame > progress.signalled {
                progress.signal(frame);
                self.progress.set(progress);
            }
        } else {
            self.exit_locked(progress, lost);
        }
    }

    #[cold]
    fn exit_locked(&self, mut progress: Progress, lost: bool) {
        let mut state = self.barrier.hold();
        let frame = state.frames() + 1;
        if progress.signalled < frame {
            progress.signal(frame);
            self.progress.set(progress);
            state.arrive(lost);
        } else if lost {
            state.lose();
        }
        self.barrier.complete_and_release(state);
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
        let mut state = self.barrier.hold();
        if self.progress.get().signalled > state.frames() {
            state.leave_when_complete(lost);
        } else {
            state.leave_now(lost);
        }
        self.barrier.complete_and_release(state);
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
