//! Running what may panic, such as destructors: each piece runs, and the first panic is kept until everything is whole
//! again. No value is owned here but the panic's payload.
#![forbid(unsafe_code)]

use core::any::Any;
use core::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

type Payload = Box<dyn Any + Send>;

/// The first panic of several pieces of work.
#[derive(Debug, Default)]
#[must_use = "a panic that is not resumed is lost"]
pub(crate) struct Panics(Option<Payload>);

impl Panics {
    /// Drops `value`. A panic of its destructor is kept if it is the first.
    pub(crate) fn drop_value<T>(&mut self, value: T) {
        // Nothing that the destructor could leave half done is looked at afterwards: the value is gone.
        self.catch(|| drop(value));
    }

    /// Runs `work`, which leaves everything whole when it panics. Its panic is kept if it is the first.
    #[inline]
    pub(crate) fn catch(&mut self, work: impl FnOnce()) {
        if let Err(payload) = catch_unwind(AssertUnwindSafe(work)) {
            self.keep(payload);
        }
    }

    /// Takes over the panic of `later`, unless there was one before.
    pub(crate) fn absorb(&mut self, mut later: Self) {
        if let Some(payload) = later.0.take() {
            self.keep(payload);
        }
    }

    #[cold]
    #[inline(never)]
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

#[cfg(test)]
mod tests {
    use super::*;

    struct Thrown;

    impl Drop for Thrown {
        fn drop(&mut self) {
            std::panic::panic_any("a payload's destructor");
        }
    }

    #[test]
    fn the_first_goes_on_everything_runs_and_what_a_payload_throws_is_leaked() {
        let mut done = 0;
        let caught = catch_unwind(AssertUnwindSafe(|| {
            let mut panics = Panics::default();
            for turn in 0..5 {
                panics.catch(|| {
                    done += 1;
                    match turn {
                        1 => std::panic::panic_any("first"),
                        2 | 3 => std::panic::panic_any(Thrown),
                        _ => {}
                    }
                });
            }
            panics.resume();
        }));
        assert_eq!((done, caught.unwrap_err().downcast_ref::<&str>()), (5, Some(&"first")));
    }

    #[test]
    fn nothing_is_thrown_while_another_panic_unwinds() {
        struct AtTheEnd;
        impl Drop for AtTheEnd {
            fn drop(&mut self) {
                let mut panics = Panics::default();
                panics.catch(|| panic!("inner"));
                panics.resume();
            }
        }
        let caught = catch_unwind(|| {
            let _end = AtTheEnd;
            std::panic::panic_any("outer");
        });
        assert_eq!(caught.unwrap_err().downcast_ref::<&str>(), Some(&"outer"));
    }
}
