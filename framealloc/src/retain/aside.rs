//! What is set aside between an arena that was emptied and the boundary that decides: values of scopes and systems that
//! have closed, and destructors that wait for the end of an unwinding. Shared by a handle and its systems. No destructor
//! runs under the lock.
#![forbid(unsafe_code)]

use core::mem;
use core::sync::atomic::AtomicBool;
use core::sync::atomic::Ordering::{Acquire, Release};

use crate::panics::Panics;
use crate::retain::parcel::Parcel;
use crate::retain::retained::Owed;
use crate::sync::Mutex;

#[derive(Debug, Default)]
pub(crate) struct Aside {
    /// Whether there is anything in the lists: what boundaries look at first.
    some: AtomicBool,
    lists: Mutex<Lists>,
}

#[derive(Debug, Default)]
struct Lists {
    /// Values for the next boundary to decide on.
    owed: Vec<Owed>,
    /// Values to be dropped once the thread does not unwind any more.
    waiting: Vec<Parcel>,
    /// The first panic of a destructor that ran while an arena closed.
    panics: Panics,
    /// The handle is gone: no boundary will come.
    closed: bool,
}

impl Aside {
    pub(crate) fn is_some(&self) -> bool {
        self.some.load(Acquire)
    }

    fn update<R>(&self, change: impl FnOnce(&mut Lists) -> R) -> R {
        let mut lists = self.lists.lock();
        let result = change(&mut lists);
        let some = !(lists.owed.is_empty() && lists.waiting.is_empty() && lists.panics.is_none());
        self.some.store(some, Release);
        result
    }

    /// Keeps values for the next boundary; hands them back when there will be none.
    pub(crate) fn owe(&self, mut owed: Vec<Owed>) -> Result<(), Vec<Owed>> {
        self.update(|lists| {
            if lists.closed {
                return Err(owed);
            }
            if lists.owed.is_empty() {
                lists.owed = owed;
            } else {
                lists.owed.append(&mut owed);
            }
            Ok(())
        })
    }

    pub(crate) fn take_owed(&self) -> Vec<Owed> {
        self.update(|lists| mem::take(&mut lists.owed))
    }

    /// Keeps values until [`take_waiting`](Self::take_waiting). Only the handle's own boundaries call it.
    pub(crate) fn wait(&self, mut values: Vec<Parcel>) {
        self.update(|lists| lists.waiting.append(&mut values));
    }

    pub(crate) fn take_waiting(&self) -> Vec<Parcel> {
        self.update(|lists| mem::take(&mut lists.waiting))
    }

    /// Keeps a panic for the next boundary to go on with.
    pub(crate) fn keep_panic(&self, panics: Panics) {
        // One that comes second is dropped, which may run code of its payload: outside the lock.
        let second =
            self.update(|lists| if lists.panics.is_none() { mem::replace(&mut lists.panics, panics) } else { panics });
        drop(second);
    }

    pub(crate) fn take_panic(&self) -> Panics {
        self.update(|lists| mem::take(&mut lists.panics))
    }

    /// The handle goes away: what closes from now on is no longer kept.
    pub(crate) fn close(&self) {
        self.update(|lists| lists.closed = true);
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.lists.lock().closed
    }

    /// What the next boundary has to know: whether values are owed, and whether destructors wait.
    pub(crate) fn pending(&self) -> (bool, bool) {
        self.update(|lists| (!lists.owed.is_empty(), !lists.waiting.is_empty()))
    }
}
