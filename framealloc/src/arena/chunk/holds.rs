//! The count behind a pinned chunk: how many still hold it, and who was the last. No pointer and no memory is here, so the
//! protocol can be checked by itself; what is done with the chunk is decided next door.
#![forbid(unsafe_code)]

use crate::sync::model::AtomicUsize;
use crate::sync::model::Ordering::{AcqRel, Acquire, Relaxed};

/// So many holds cannot be: somebody forgets them in a loop, and the count would wrap.
const TOO_MANY: usize = isize::MAX as usize;

/// Holds on something that belongs to whoever lets go last. It begins with one.
#[derive(Debug)]
pub(crate) struct Holds(AtomicUsize);

impl Holds {
    pub(crate) fn one() -> Self {
        Self(AtomicUsize::new(1))
    }

    /// One more. The caller has one already, so the count cannot fall to nothing meanwhile.
    #[inline]
    pub(crate) fn add(&self) {
        // Whoever gets the new hold on another thread gets it through something that orders the two.
        if self.0.fetch_add(1, Relaxed) > TOO_MANY {
            // A count that wrapped would free what is in use.
            std::process::abort();
        }
    }

    /// One less. `true` for exactly one caller, the last: everything that the others did under their holds happened
    /// before it returns, and from now on the thing is the caller's alone.
    #[inline]
    #[must_use = "the last one owns what was held"]
    pub(crate) fn let_go(&self) -> bool {
        self.0.fetch_sub(1, AcqRel) == 1
    }

    /// Whether the caller's hold is the only one. Then everything that others did under theirs happened before.
    #[inline]
    pub(crate) fn is_only_one(&self) -> bool {
        self.0.load(Acquire) == 1
    }

    /// Begins again with one. The caller was the last to let go.
    #[inline]
    pub(crate) fn renew(&self) {
        // What others read later they get through something that orders it.
        self.0.store(1, Relaxed);
    }
}
