//! The point where threads meet at the end of a frame: seats, signals, waiters, and what happens when somebody leaves.
//! No frame memory is touched here, and no user code ever runs under the lock.
//!
//! In the order it happens: a signal is one exchange on the word, and the last one of a frame turns the word to the next
//! frame. A waiter works out which frame it is waiting for, and watches the word for a moment. That is a usual frame.
//!
//! Whatever else happens (a waiter parks, somebody comes, leaves or panics, more seats than the word can count) is behind
//! the lock. Who takes it marks the word as held, so that from then on signals take the lock as well; who gives it up
//! writes the word anew, held still if there is something that the next signal has to see to, such as a waiter to wake.

#![forbid(unsafe_code)]

mod error;
#[cfg(all(test, loom))]
mod loom_models;
mod participant;
mod source;
mod state;
mod word;

use core::fmt;
use core::time::Duration;
use std::sync::PoisonError;
use std::time::Instant;

use crossbeam_utils::CachePadded;

pub use self::error::{BarrierError, ParticipantLost};
pub use self::participant::BarrierParticipant;
pub use self::source::{BarrierSignal, BarrierSource};

use self::error::Missed;
use self::state::{Progress, State};
use self::word::Word;
// The model's mutex rather than the crate's: a condition variable belongs to the mutex of its own library.
use crate::sync::model::{AtomicU64, Backoff, Condvar, Mutex, MutexGuard, Ordering};

/// Threads meet here once per frame: `n` signals complete a frame, and whoever waits for it goes on.
///
/// Each thread signals when its part of the frame is done and then waits for the others:
///
/// ```
/// use framealloc::FrameBarrier;
///
/// let barrier = FrameBarrier::new(2);
/// std::thread::scope(|s| {
///     for _ in 0..2 {
///         let seat = barrier.participant();
///         s.spawn(move || {
///             for _frame in 0..100 {
///                 // ... this thread's part of the frame ...
///                 seat.signal_frame_complete();
///                 if seat.wait_all().is_err() {
///                     break; // the other thread left or panicked
///                 }
///             }
///             seat.leave();
///         });
///     }
/// });
/// assert_eq!(barrier.frames_completed(), 100);
/// ```
///
/// # Seats
/// - A barrier has `n` seats, and a frame is complete after as many signals as there are seats, whoever sends them. A
///   signal beyond that counts for the next frame.
/// - [`participant`](Self::participant) takes a seat for a thread that may panic or end: the seat goes with it, and the
///   others are told instead of waiting for ever. Threads that call the barrier directly hold no seat in particular;
///   nobody notices when one of them stops signalling. A thread that has a participant signals through it, not through
///   the barrier; so do its systems, with `#[frame_system(barrier = seat)]`.
/// - A participant that joins when every seat is taken or given up adds a seat, from the frame that is open at that
///   moment. So `n` is the number of those who are there from the first frame, and others may come later.
/// - When every seat is given up, nobody is left to complete a frame, and waiting for one is `Err(ParticipantLost)` at
///   once. A new participant opens the barrier again; so does a direct signal, which then completes a frame by itself.
///
/// # Which frame a thread waits for
/// - A thread that has signalled waits for the frame of its latest signal. If the others were faster and that frame is
///   complete, even if they have signalled the next one meanwhile, waiting returns at once.
/// - A thread that never signals (a coordinator) waits for one frame per call: its first call for the first frame of
///   this barrier, its second for the second. If it falls behind, it catches up one call at a time and misses none. A
///   coordinator that comes late is better off with a participant, which begins at the frame then open and whose
///   signals count.
///
/// The direct calls recognise a thread by its identity, so a `FrameBarrier` may be shared by reference or in an `Arc`.
pub struct FrameBarrier {
    /// A [`Word`]: what signals count in and waiters watch, on a line of its own.
    word: CachePadded<AtomicU64>,
    /// The latest frame that lost somebody, 0 for none. Spares the waiters of whole frames the lock.
    last_loss: AtomicU64,
    state: Mutex<State>,
    wake: Condvar,
}

impl FrameBarrier {
    /// A barrier whose frames are complete after `n` signals.
    ///
    /// # Panics
    /// If `n` is 0. [`try_new`](Self::try_new) returns an error instead.
    #[track_caller]
    pub fn new(n: usize) -> Self {
        match Self::try_new(n) {
            Ok(barrier) => barrier,
            Err(error) => panic!("FrameBarrier::new(0): {error}"),
        }
    }

    /// A barrier whose frames are complete after `n` signals.
    ///
    /// # Errors
    /// [`BarrierError::NoParticipants`] if `n` is 0.
    ///
    /// ```
    /// use framealloc::{BarrierError, FrameBarrier};
    ///
    /// assert_eq!(FrameBarrier::try_new(0).err(), Some(BarrierError::NoParticipants));
    /// ```
    pub fn try_new(n: usize) -> Result<Self, BarrierError> {
        if n == 0 {
            return Err(BarrierError::NoParticipants);
        }
        let state = State::new(n);
        Ok(Self {
            word: CachePadded::new(AtomicU64::new(state.word().0)),
            last_loss: AtomicU64::new(0),
            state: Mutex::new(state),
            wake: Condvar::new(),
        })
    }

    /// Frames completed since the barrier was made.
    #[inline]
    pub fn frames_completed(&self) -> u64 {
        Word(self.word.load(Ordering::Acquire)).frames()
    }

    /// This thread's part of the frame is done. Never waits for another thread's part.
    pub fn signal_frame_complete(&self) {
        self.signal_directly(false);
    }

    /// Waits until the frame that this thread signalled last is complete; for a thread that does not signal, until the
    /// next frame that it has not waited for is.
    ///
    /// # Errors
    /// [`ParticipantLost`] if a participant left or panicked in that frame, or if every participant is gone. In the
    /// first case the frame is over and the barrier goes on with those who are left.
    pub fn wait_all(&self) -> Result<(), ParticipantLost> {
        self.wait_directly(None).map_err(Missed::without_deadline)
    }

    /// [`wait_all`](Self::wait_all) for `timeout` at the most. After a timeout the next call waits for the same frame.
    ///
    /// # Errors
    /// [`BarrierError::TimedOut`], or [`BarrierError::ParticipantLost`] as for `wait_all`.
    ///
    /// ```
    /// use framealloc::{BarrierError, FrameBarrier};
    /// use std::time::Duration;
    ///
    /// let barrier = FrameBarrier::new(2);
    /// barrier.signal_frame_complete();
    /// assert_eq!(barrier.wait_timeout(Duration::ZERO), Err(BarrierError::TimedOut));
    /// std::thread::scope(|s| {
    ///     s.spawn(|| barrier.signal_frame_complete());
    /// });
    /// assert_eq!(barrier.wait_timeout(Duration::ZERO), Ok(()));
    /// ```
    pub fn wait_timeout(&self, timeout: Duration) -> Result<(), BarrierError> {
        Ok(self.wait_directly(Some(timeout))?)
    }

    /// Takes a seat for a thread: one of the `n`, or one more if those are taken. See [the seats](Self#seats).
    ///
    /// Take the seats before the threads start, and move each into its thread: then no frame can complete before
    /// everybody is there, and a thread that dies early is noticed.
    pub fn participant(&self) -> BarrierParticipant<'_> {
        let mut state = self.hold();
        state.take_seat();
        let seated = BarrierParticipant::seated(self, state.frames());
        self.release(state);
        seated
    }

    /// What is not in the word: who has seen what, and what was lost.
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that can panic runs between two consistent states, so a poisoned lock holds whole data.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The whole state: from here to [`release`](Self::release) nobody counts without the lock.
    fn hold(&self) -> MutexGuard<'_, State> {
        let state = self.lock();
        self.hold_locked(state)
    }

    fn hold_locked<'a>(&self, mut state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        // Acquires what came before each signal counted so far, and hands it on at the release.
        state.resume(Word(self.word.fetch_or(Word::HELD, Ordering::AcqRel)));
        state
    }

    /// Publishes the state and gives the lock up.
    fn release(&self, state: MutexGuard<'_, State>) {
        self.publish(&state);
        drop(state);
    }

    fn publish(&self, state: &State) {
        // Whoever sees a frame complete sees everything written before any of its signals: each of them was an exchange
        // that released it, or came through the lock that is held here.
        self.word.store(state.word().0, Ordering::Release);
    }

    /// Counts a signal without the lock, unless the open frame is `signalled` already. `None` if the lock is needed,
    /// otherwise the latest frame that is signalled now.
    #[inline]
    fn arrive(&self, signalled: u64) -> Option<u64> {
        let mut word = Word(self.word.load(Ordering::Relaxed));
        while !word.is_held() {
            let frame = word.frames() + 1;
            if signalled >= frame {
                return Some(signalled);
            }
            let next = word.with_signal();
            // An exchange hands on what the ones before it released; whoever waits acquires that from its own load.
            match self.word.compare_exchange_weak(word.0, next.0, Ordering::Release, Ordering::Relaxed) {
                Ok(_) => return Some(frame),
                Err(now) => word = Word(now),
            }
        }
        None
    }

    fn signal_directly(&self, lost: bool) {
        let mut state = self.lock();
        if !lost && let Some(frame) = self.arrive(0) {
            state.progress_of_this_thread().signal(frame);
            return;
        }
        let mut state = self.hold_locked(state);
        let frame = state.frames() + 1;
        state.progress_of_this_thread().signal(frame);
        state.arrive(lost);
        self.complete_and_release(state);
    }

    /// Ends the open frame if it has its signals, gives the lock up, and wakes whoever waits for that.
    fn complete_and_release(&self, mut state: MutexGuard<'_, State>) {
        let completed = state.complete();
        if completed.as_ref().is_some_and(|completed| completed.lost) {
            self.last_loss.store(state.frames(), Ordering::Release);
        }
        let wake = state.parked > 0 && (completed.is_some() || state.is_vacant());
        self.release(state);
        if wake {
            self.wake.notify_all();
        }
    }

    fn wait_directly(&self, timeout: Option<Duration>) -> Result<(), Missed> {
        let progress = {
            let mut state = self.lock();
            let kept = state.progress_of_this_thread();
            let progress = *kept;
            // Written now rather than after the wait: the common case then needs the lock once.
            kept.seen = progress.target();
            progress
        };
        let outcome = self.wait(progress, timeout);
        if matches!(outcome, Err(Missed::Deadline | Missed::Vacant(_))) {
            self.lock().progress_of_this_thread().seen = progress.seen;
        }
        outcome
    }

    /// Waits for `progress.target()`: watching first, then parked.
    fn wait(&self, progress: Progress, timeout: Option<Duration>) -> Result<(), Missed> {
        let target = progress.target();
        // A timeout beyond what the clock can express is no timeout.
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let backoff = Backoff::new();
        while self.frames_completed() < target {
            if backoff.is_completed() || timeout == Some(Duration::ZERO) {
                self.park(target, deadline)?;
                break;
            }
            backoff.snooze();
        }
        if self.last_loss.load(Ordering::Acquire) > progress.seen
            && let Some(frame) = self.lock().loss_within(progress.seen, target)
        {
            return Err(Missed::Lost(ParticipantLost { frame }));
        }
        Ok(())
    }

    /// Sleeps until the frame `target` is complete, nobody is left to complete it, or the time is up.
    #[cold]
    fn park(&self, target: u64, deadline: Option<Instant>) -> Result<(), Missed> {
        let mut state = self.hold();
        let outcome = loop {
            if state.frames() >= target {
                break Ok(());
            }
            if state.is_vacant() {
                break Err(Missed::Vacant(ParticipantLost { frame: target }));
            }
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            if left == Some(Duration::ZERO) {
                break Err(Missed::Deadline);
            }
            state.parked += 1;
            // The word stays held as long as somebody is parked, so the state behind the lock is the whole state, and a
            // signal that completes the frame comes through the lock and wakes.
            self.publish(&state);
            state = match left {
                Some(left) => self.wake.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0,
                None => self.wake.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
            state.parked -= 1;
        };
        self.release(state);
        outcome
    }
}

impl fmt::Debug for FrameBarrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.hold();
        let (frames, seats, arrived) = (state.frames(), state.seats(), state.arrived());
        self.release(state);
        f.debug_struct("FrameBarrier")
            .field("frames_completed", &frames)
            .field("seats", &seats)
            .field("arrived", &arrived)
            .finish_non_exhaustive()
    }
}
