//! What can go wrong at a barrier, in the user's words. No state and no waiting live here.

use core::fmt;

/// A participant left or panicked before it had done its part of a frame.
///
/// What it should have computed in that frame may be missing. The others may go on with the next frame, or stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ParticipantLost {
    pub(super) frame: u64,
}

impl ParticipantLost {
    /// The frame concerned, counted from 1 as by [`frames_completed`](super::FrameBarrier::frames_completed).
    pub fn frame(&self) -> u64 {
        self.frame
    }
}

impl fmt::Display for ParticipantLost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a participant left or panicked before it completed frame {} of this barrier", self.frame)
    }
}

impl std::error::Error for ParticipantLost {}

/// Why a barrier could not be made, or why waiting at one ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BarrierError {
    /// A barrier for nobody.
    NoParticipants,
    /// The frame was not complete in time. It still may be: waiting again waits for the same frame.
    TimedOut,
    /// Somebody's part of the frame is missing.
    ParticipantLost(ParticipantLost),
}

impl fmt::Display for BarrierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoParticipants => f.write_str(
                "a barrier needs at least one participant; pass the number of threads that signal each frame",
            ),
            Self::TimedOut => f.write_str("the frame was not complete within the time allowed"),
            Self::ParticipantLost(lost) => lost.fmt(f),
        }
    }
}

impl std::error::Error for BarrierError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::ParticipantLost(lost) => Some(lost),
            _ => None,
        }
    }
}

impl From<ParticipantLost> for BarrierError {
    fn from(lost: ParticipantLost) -> Self {
        Self::ParticipantLost(lost)
    }
}

/// Why a wait failed, with what the callers need to know: whether the frame is over.
pub(super) enum Missed {
    Deadline,
    /// The frame is over, without somebody.
    Lost(ParticipantLost),
    /// The frame is open, and nobody is left to complete it.
    Vacant(ParticipantLost),
}

impl Missed {
    pub(super) fn without_deadline(self) -> ParticipantLost {
        match self {
            Self::Lost(lost) | Self::Vacant(lost) => lost,
            Self::Deadline => unreachable!("a wait without a timeout has no deadline to miss"),
        }
    }
}

impl From<Missed> for BarrierError {
    fn from(missed: Missed) -> Self {
        match missed {
            Missed::Deadline => Self::TimedOut,
            Missed::Lost(lost) | Missed::Vacant(lost) => Self::ParticipantLost(lost),
        }
    }
}
