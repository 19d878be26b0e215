//! Running destructors that may panic: each of them runs, and the first panic is kept until everything is whole again. No
//! value is owned here but the panic's payload.
#![forbid(unsafe_code)]

use core::any::Any;
use core::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

type Payload = Box<dyn Any + Send>;

/// The first panic of several destructors.
#[derive(Debug, Default)]
#[must_use = "a panic that is not resumed is lost"]
pub(crate) struct Panics(Option<Payload>);

impl Panics {
    /// Drops `value`. A panic of its destructor is kept if it is the first.
    pub(crate) fn drop_value<T>(&mut self, value: T) {
        // Nothing that the destructor could leave half done is looked at afterwards: the value is gone.
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(value))) {
            self.keep(payload);
        }
    }

    /// Takes over the panic of `later`, unless there was one before.
    pub(crate) fn absorb(&mut self, mut later: Self) {
        if let Some(payload) = later.0.take() {
            self.keep(payload);
        }
    }

    fn keep(&mut self, payload: Payload) {
        if self.0.is_none() {
            self.0 = Some(payload);
        } else {
            bury(payload);
        }
    }

    pub(crate) fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// Goes on with the first panic, if there was one. While the thread unwinds already, that panic is lost: its message
    /// has been printed, and a second one would abort the process.
    pub(crate) fn resume(mut self) {
        let Some(payload) = self.0.take() else { return };
        if std::thread::panicking() {
            bury(payload);
        } else {
            resume_unwind(payload);
        }
    }
}

impl Drop for Panics {
    fn drop(&mut self) {
        if let Some(payload) = self.0.take() {
            bury(payload);
        }
    }
}

/// How often a payload may panic while it is dropped, and what comes of that too, before it is left alone.
const PATIENCE: u32 = 8;

/// Drops what somebody panicked with. Its destructor may panic too, and so on; what does not come to an end is forgotten.
#[cold]
fn bury(mut payload: Payload) {
    for _ in 0..PATIENCE {
        match catch_unwind(AssertUnwindSafe(|| drop(payload))) {
            Ok(()) => return,
            Err(next) => payload = next,
        }
    }
    mem::forget(payload);
}
