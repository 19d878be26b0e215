//! The one word in which threads meet: frames completed, seats and signals, packed. Only its arithmetic lives here.

/// 8 bits for the signals of the open frame, 8 for the seats, one that says who counts, and the frames completed in the
/// 47 above: 160 days of ten million frames per second.
///
/// Unless it is held, the word is everything that a signal needs to know: two equal words are the same state, so an
/// exchange that succeeds counts a signal for the frame that it was meant for (there is no ABA).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word(pub(super) u64);

impl Word {
    /// The bit that says: the state behind the lock counts, and the seats and signals here mean nothing.
    pub(super) const HELD: u64 = 1 << 16;
    const SEATS_AT: u32 = 8;
    const FRAMES_AT: u32 = 17;
    /// More seats than this are counted behind the lock.
    pub(super) const MOST_SEATS: usize = 255;

    pub(super) fn held(frames: u64) -> Self {
        Self(frames << Self::FRAMES_AT | Self::HELD)
    }

    /// `arrived` is less than `seats`, and that is not more than `MOST_SEATS`.
    pub(super) fn open(frames: u64, seats: usize, arrived: usize) -> Self {
        Self(frames << Self::FRAMES_AT | (seats as u64) << Self::SEATS_AT | arrived as u64)
    }

    #[inline]
    pub(super) fn frames(self) -> u64 {
        self.0 >> Self::FRAMES_AT
    }

    #[inline]
    pub(super) fn is_held(self) -> bool {
        self.0 & Self::HELD != 0
    }

    #[inline]
    pub(super) fn arrived(self) -> usize {
        (self.0 & 0xFF) as usize
    }

    /// This word after one more signal; it is not held.
    #[inline]
    pub(super) fn with_signal(self) -> Self {
        let seats = self.0 >> Self::SEATS_AT & 0xFF;
        let arrived = self.0 & 0xFF;
        if arrived + 1 == seats { Self(self.0 - arrived + (1 << Self::FRAMES_AT)) } else { Self(self.0 + 1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_signal_turns_to_the_next_frame() {
        for seats in [1, 2, 3, 254, Word::MOST_SEATS] {
            for frames in [0, 1, 1 << 40] {
                let mut word = Word::open(frames, seats, 0);
                for arrived in 0..seats {
                    assert_eq!(word, Word::open(frames, seats, arrived));
                    assert_eq!((word.frames(), word.arrived(), word.is_held()), (frames, arrived, false));
                    word = word.with_signal();
                }
                assert_eq!(word, Word::open(frames + 1, seats, 0));
            }
        }
        assert_eq!((Word::held(7).frames(), Word::held(7).is_held()), (7, true));
    }
}
