//! The first of several panics, kept until the work that they interrupted has been done for everybody.
#![forbid(unsafe_code)]

use core::any::Any;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// See the module.
#[derive(Default)]
#[must_use = "a panic that was caught has to go on"]
pub(super) struct FirstPanic(Option<Box<dyn Any + Send>>);

impl FirstPanic {
    /// Runs `work`; where it panics, that is kept if it is the first.
    #[inline]
    pub(super) fn catch(&mut self, work: impl FnOnce()) {
        // Whoever calls this promises that `work` leaves everything whole when it panics.
        if let Err(payload) = catch_unwind(AssertUnwindSafe(work)) {
            self.keep(payload);
        }
    }

    #[cold]
    #[inline(never)]
    fn keep(&mut self, payload: Box<dyn Any + Send>) {
        if self.0.is_none() {
            self.0 = Some(payload);
        } else {
            discard(payload);
        }
    }

    /// Whether something has panicked.
    #[inline]
    pub(super) fn any(&self) -> bool {
        self.0.is_some()
    }

    /// Goes on with the first panic, if there was one; while another panic is unwinding already, that one does.
    #[inline]
    pub(super) fn resume(self) {
        if let Some(payload) = self.0 {
            go_on(payload);
        }
    }
}

#[cold]
#[inline(never)]
fn go_on(payload: Box<dyn Any + Send>) {
    if std::thread::panicking() {
        discard(payload);
    } else {
        resume_unwind(payload);
    }
}

/// Drops what a panic carried. What is thrown by that is not looked at: it could go on like this for ever.
fn discard(payload: Box<dyn Any + Send>) {
    if let Err(another) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        mem::forget(another);
    }
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
            let mut panics = FirstPanic::default();
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
                let mut panics = FirstPanic::default();
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
