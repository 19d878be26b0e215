//! What `#[frame_system(barrier = ..)]` may name, and the signal that it opens. How a signal counts is its barrier's.

use core::ops::Deref;
use std::thread;

use super::{BarrierParticipant, FrameBarrier};

/// What `#[frame_system(barrier = ..)]` may name: a [`FrameBarrier`], a [`BarrierParticipant`], or whatever derefs to one
/// of them, such as an `Arc<FrameBarrier>`. It is implemented for all of them, and for nothing else.
///
/// A thread that has a participant names that: one that signals both ways counts twice in a frame.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a barrier [FA104]",
    label = "not a barrier",
    note = "`barrier = ..` names a `FrameBarrier`, a `BarrierParticipant`, or what derefs to one, such as an `Arc<FrameBarrier>`: `barrier = world.sync`"
)]
pub trait BarrierSource {
    /// Signals when the returned value is dropped.
    #[doc(hidden)]
    fn signal_on_exit(&self) -> BarrierSignal<'_>;
}

#[diagnostic::do_not_recommend]
impl BarrierSource for FrameBarrier {
    #[inline]
    fn signal_on_exit(&self) -> BarrierSignal<'_> {
        BarrierSignal::new(Target::Barrier(self))
    }
}

#[diagnostic::do_not_recommend]
impl BarrierSource for BarrierParticipant<'_> {
    #[inline]
    fn signal_on_exit(&self) -> BarrierSignal<'_> {
        BarrierSignal::new(Target::Seat(self))
    }
}

#[diagnostic::do_not_recommend]
impl<T: ?Sized + Deref> BarrierSource for T
where
    T::Target: BarrierSource,
{
    #[inline]
    fn signal_on_exit(&self) -> BarrierSignal<'_> {
        (**self).signal_on_exit()
    }
}

/// What `#[barrier]` opens at the entry of a system: signals the frame complete when the system returns. If it panics,
/// the frame is signalled as lost, so that nobody waits in vain, and the seat is kept: the next frame works again.
#[doc(hidden)]
#[must_use = "a signal that is dropped at once is sent at once"]
#[derive(Debug)]
pub struct BarrierSignal<'a> {
    target: Target<'a>,
    /// A system that runs inside a destructor while its thread unwinds has not failed by that.
    was_panicking: bool,
}

#[derive(Debug)]
enum Target<'a> {
    Barrier(&'a FrameBarrier),
    Seat(&'a BarrierParticipant<'a>),
}

impl<'a> BarrierSignal<'a> {
    fn new(target: Target<'a>) -> Self {
        Self { target, was_panicking: thread::panicking() }
    }
}

impl Drop for BarrierSignal<'_> {
    fn drop(&mut self) {
        let lost = !self.was_panicking && thread::panicking();
        match self.target {
            Target::Barrier(barrier) => barrier.signal_directly(lost),
            Target::Seat(seat) => seat.exit(lost),
        }
    }
}
