//! What a barrier knows, and the rules by which signals, seats and losses are counted. It only counts: locking, waiting
//! and waking are its caller's.

use core::mem;
use std::collections::{HashMap, VecDeque};
use std::sync::Weak;
use std::thread::{self, ThreadId};

use foldhash::fast::FixedState;

use super::word::Word;
use crate::insight::heap_guard;
use crate::thread::token;

/// How many lost frames are remembered one by one. A waiter that lags behind by more of them is told of a loss even if
/// its own frame was whole.
const LOSSES_KEPT: usize = 64;

/// With fewer entries than this, those of ended threads are not worth looking for.
const SWEEP_FROM: usize = 16;

pub(super) struct State {
    /// Frames completed.
    frames: u64,
    /// Signals that complete a frame.
    seats: usize,
    /// Of those, the seats that no participant has taken yet. They are never given up.
    unclaimed: usize,
    /// Signals received for the open frame.
    arrived: usize,
    /// Participants that have left after signalling the open frame: their seats go when it completes.
    leaving: usize,
    /// Somebody's part of the open frame is missing.
    open_lost: bool,
    /// Somebody left in a hurry after doing its part, so the next frame will miss it.
    next_lost: bool,
    /// The latest completed frames that lost somebody, ascending.
    losses: VecDeque<u64>,
    /// The latest lost frame that `losses` had to forget.
    forgotten_loss: u64,
    /// What threads that call the barrier directly have seen. An entry is kept until its thread has ended.
    threads: HashMap<ThreadId, DirectThread, FixedState>,
    /// The size of `threads` at which entries of ended threads are looked for.
    sweep_at: usize,
    /// Waiters on the condition variable.
    pub(super) parked: usize,
}

/// A frame that has just been completed.
pub(super) struct Completed {
    pub(super) lost: bool,
}

/// What one thread has seen of the barrier, in completed frames.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Progress {
    /// The thread has waited past this frame.
    pub(super) seen: u64,
    /// The latest frame that it signalled.
    pub(super) signalled: u64,
}

impl Progress {
    /// Notes a signal for the open frame.
    pub(super) fn signal(&mut self, frame: u64) {
        if self.signalled <= self.seen {
            // The first signal since the last wait: frames in between went by without this thread.
            self.seen = self.seen.max(frame - 1);
        }
        self.signalled = frame;
    }

    /// The frame that a wait now is for.
    pub(super) fn target(self) -> u64 {
        self.signalled.max(self.seen + 1)
    }
}

#[derive(Default)]
struct DirectThread {
    progress: Progress,
    /// Dead once the thread has ended: what keeps a barrier used by ever new threads from growing for ever.
    alive: Weak<()>,
}

impl State {
    pub(super) fn new(seats: usize) -> Self {
        Self {
            frames: 0,
            seats,
            unclaimed: seats,
            arrived: 0,
            leaving: 0,
            open_lost: false,
            next_lost: false,
            losses: VecDeque::with_capacity(LOSSES_KEPT),
            forgotten_loss: 0,
            threads: HashMap::default(),
            sweep_at: SWEEP_FROM,
            parked: 0,
        }
    }

    /// Takes over what was counted without the lock.
    pub(super) fn resume(&mut self, word: Word) {
        if !word.is_held() {
            self.frames = word.frames();
            self.arrived = word.arrived();
        }
    }

    /// What the others may count on: all of it where that fits the word and a signal has nothing else to see to, such as
    /// a waiter to wake.
    pub(super) fn word(&self) -> Word {
        let pending = self.open_lost || self.next_lost || self.leaving > 0 || self.parked > 0;
        if pending || self.arrived >= self.seats || self.seats > Word::MOST_SEATS {
            Word::held(self.frames)
        } else {
            Word::open(self.frames, self.seats, self.arrived)
        }
    }

    pub(super) fn frames(&self) -> u64 {
        self.frames
    }

    pub(super) fn seats(&self) -> usize {
        self.seats
    }

    pub(super) fn arrived(&self) -> usize {
        self.arrived
    }

    /// Whether nobody is left whose signal could complete the open frame.
    pub(super) fn is_vacant(&self) -> bool {
        self.seats == 0
    }

    pub(super) fn take_seat(&mut self) {
        if self.unclaimed > 0 {
            self.unclaimed -= 1;
        } else {
            self.seats += 1;
        }
    }

    /// Counts a signal for the open frame; `lost` if the part it stands for was not done.
    pub(super) fn arrive(&mut self, lost: bool) {
        self.arrived += 1;
        self.open_lost |= lost;
    }

    /// A part of the open frame that was signalled as done turns out not to be.
    pub(super) fn lose(&mut self) {
        self.open_lost = true;
    }

    /// Gives up the seat of a participant that has not signalled the open frame.
    pub(super) fn leave_now(&mut self, lost: bool) {
        self.seats -= 1;
        self.open_lost |= lost;
    }

    /// Gives up the seat of a participant that has: its signal counts, so the seat goes when the frame is complete.
    pub(super) fn leave_when_complete(&mut self, lost: bool) {
        self.leaving += 1;
        self.next_lost |= lost;
    }

    /// Turns to the next frame if the open one has its signals. A frame that everybody left without a single signal is
    /// not completed by that: nothing was done in it.
    pub(super) fn complete(&mut self) -> Option<Completed> {
        if self.arrived == 0 || self.arrived < self.seats {
            return None;
        }
        self.frames += 1;
        let frame = self.frames;
        let lost = self.open_lost;
        if lost {
            if self.losses.len() == LOSSES_KEPT {
                self.forgotten_loss = self.losses.pop_front().unwrap_or(self.forgotten_loss);
            }
            self.losses.push_back(frame);
        }
        self.open_lost = mem::take(&mut self.next_lost);
        self.arrived = 0;
        self.seats -= mem::take(&mut self.leaving);
        Some(Completed { lost })
    }

    /// The first frame after `seen`, up to `target`, that lost somebody.
    pub(super) fn loss_within(&self, seen: u64, target: u64) -> Option<u64> {
        if self.forgotten_loss > seen {
            return Some(self.forgotten_loss.min(target));
        }
        self.losses.iter().copied().find(|&frame| seen < frame && frame <= target)
    }

    /// The progress of the calling thread, which begins before the first frame.
    pub(super) fn progress_of_this_thread(&mut self) -> &mut Progress {
        let me = thread::current().id();
        if !self.threads.contains_key(&me) {
            self.admit(me);
        }
        &mut self.threads.entry(me).or_default().progress
    }

    /// Makes the entry of a thread, and room for it at the expense of threads that have ended.
    #[cold]
    fn admit(&mut self, thread: ThreadId) {
        // Once per thread and barrier, and no business of the system that happens to signal first.
        let _ours = heap_guard::exempt();
        if self.threads.len() >= self.sweep_at {
            self.threads.retain(|_, thread| thread.alive.strong_count() > 0);
            self.sweep_at = (self.threads.len() * 2).max(SWEEP_FROM);
        }
        self.threads.insert(thread, DirectThread { progress: Progress::default(), alive: token::life() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_ended_threads_do_not_pile_up() {
        let state = std::sync::Mutex::new(State::new(1));
        let note = || match state.lock() {
            Ok(mut state) => state.progress_of_this_thread().signal(7),
            Err(_) => unreachable!("nothing here panics while it holds the lock"),
        };
        note();
        for _ in 0..200 {
            // Joined explicitly: the scope's own end may come before the thread-locals of its threads are gone.
            std::thread::scope(|s| assert!(s.spawn(note).join().is_ok()));
        }
        let Ok(mut state) = state.into_inner() else { unreachable!("not poisoned") };
        assert!(state.threads.len() <= 2 * SWEEP_FROM, "{} entries", state.threads.len());
        assert_eq!(state.progress_of_this_thread().signalled, 7);
    }

    #[test]
    fn losses_beyond_memory_are_reported_rather_than_missed() {
        let mut state = State::new(1);
        for frame in 1..=200 {
            state.arrive(frame % 2 == 0);
            assert_eq!(state.complete().map(|done| done.lost), Some(frame % 2 == 0));
        }
        assert_eq!(state.loss_within(198, 199), None);
        assert_eq!(state.loss_within(198, 200), Some(200));
        assert_eq!(state.loss_within(100, 103), Some(102));
        // 100 losses, 64 kept: frame 72 is the latest forgotten.
        assert_eq!(state.loss_within(72, 73), None);
        assert_eq!(state.loss_within(70, 71), Some(71));
        assert_eq!(state.loss_within(0, 200), Some(72));
    }
}
