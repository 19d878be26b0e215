//! Retaining: how a value gets into the frame with the order to outlive it, what the frame holds of it, and the key by
//! which it is asked for afterwards. What becomes of it is decided in `close`.

use core::any::type_name;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::ptr::NonNull;
use core::sync::atomic::Ordering::Relaxed;
use core::{cmp, fmt};

use crate::alloc::SmartAlloc;
use crate::error::{AllocError, Fallible};
use crate::frame::state::State;
#[cfg(feature = "memory_filter")]
use crate::insight::filter::watch::{Made, Origin};
use crate::insight::heap_guard;
use crate::ledger::tag::Tag;
use crate::retain::parcel::{Home, Kind, Parcel};
use crate::thread::RetainedCrossThread;

/// What becomes of a retained value when its frame ends with
/// [`end_frame_with_promotions`](SmartAlloc::end_frame_with_promotions). Any other end of the frame discards it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetentionPolicy {
    /// It is moved to the engine's pools, as [`pool_alloc`](SmartAlloc::pool_alloc) does.
    PromoteToPool,
    /// It is moved to the system heap, as [`heap_alloc`](SmartAlloc::heap_alloc) does.
    PromoteToHeap,
    /// It is dropped.
    Discard,
}

impl RetentionPolicy {
    /// Where the value goes.
    pub(crate) fn home(self) -> Option<Home> {
        match self {
            Self::PromoteToPool => Some(Home::Pool),
            Self::PromoteToHeap => Some(Home::Heap),
            Self::Discard => None,
        }
    }
}

/// What can be retained past its frame: a value that owns its data and is [`Send`].
///
/// Every such type implements the trait already; there is nothing to write. It exists so that a value which cannot be
/// retained is refused with a reason and a remedy (FA206).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be retained past its frame [FA206]",
    label = "is not known to be `Send` and to own its data",
    note = "a retained value is `Send` and owns its data: the frame, or what was promoted from it, may end on another thread",
    note = "write `Arc` for `Rc`, an atomic or a `Mutex` for a shared `Cell`, an index or the data itself for a raw pointer",
    note = "retain the value itself: `FrameBox::into_inner(value)` for a `FrameBox`, and no reference"
)]
pub trait Retain: Send + 'static {}

impl<T: Send + 'static> Retain for T {}

/// The order to keep a value: which one it is, since when, and what for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ticket {
    /// Its number among all values that the handle has retained, so that no other value ever has it.
    pub(crate) index: u64,
    /// The frame in which it was retained.
    pub(crate) frame: u64,
    pub(crate) tag: Tag,
    pub(crate) policy: RetentionPolicy,
    /// Where it was retained, while the behaviour filter is on.
    #[cfg(feature = "memory_filter")]
    pub(crate) origin: Option<Origin>,
}

/// A value that some boundary has to decide on.
#[derive(Debug)]
pub(crate) struct Owed {
    pub(crate) ticket: Ticket,
    pub(crate) kind: &'static Kind,
    /// `None` where it had to be dropped already, for want of memory, or nobody will miss it.
    pub(crate) parcel: Option<Parcel>,
    /// Where it was retained, while leaks are tracked.
    #[cfg(feature = "debug")]
    pub(crate) origin: Option<crate::insight::leaks::Origin>,
}

/// A value in frame memory that is to outlive the frame; see [`SmartAlloc::frame_retained`].
///
/// It derefs to the value while the frame is open. Dropping or forgetting it changes nothing: the value stays where it is
/// until the frame ends, and then goes where its policy says.
///
/// It stands for exactly this type: what is written through it is taken by the key as the type that was retained.
///
/// ```compile_fail,E0308
/// # use framealloc::{Retained, RetentionPolicy, SmartAlloc};
/// fn remember(_: &'static str) {}
/// let alloc = SmartAlloc::default();
/// let any = alloc.frame_retained((|_| ()) as for<'x> fn(&'x str), RetentionPolicy::PromoteToPool);
/// let mut some: Retained<'_, fn(&'static str)> = any; // as a `Box` would allow
/// *some = remember;
/// ```
//
// # Invariants
// 1. `value` points to a valid `T` in the arena of `alloc`, which is not emptied for `'a`. Its parcel is in
//    `alloc.retained` for as long and does not touch it; so this is the only way to the value.
// 2. `T` is the type of the parcel and no other, so this is invariant in `T`, which `key` sees to: through a supertype
//    (`fn(&'static str)` is one of `for<'x> fn(&'x str)`) something could be written that the key's holder must not read.
#[must_use = "the value can be used until the frame ends, and its key afterwards"]
pub struct Retained<'a, T> {
    value: NonNull<T>,
    alloc: &'a SmartAlloc,
    key: RetainedKey<T>,
    policy: RetentionPolicy,
}

// SAFETY: never applies: `RetainedCrossThread` is implemented by nothing. It is written so that sending a retained value is
// refused in this crate's words.
unsafe impl<T> Send for Retained<'_, T> where Self: RetainedCrossThread {}
// SAFETY: as above.
unsafe impl<T> Sync for Retained<'_, T> where Self: RetainedCrossThread {}

/// Names a retained value after its frame has ended. It is `Copy`, borrows nothing, and may be kept and sent anywhere.
///
/// A key opens the [`Promotions`](crate::Promotions) of the frame end that promoted its value, and no other.
pub struct RetainedKey<T> {
    /// The number of the handle, which no other handle of any engine has.
    pub(crate) handle: u64,
    pub(crate) frame: u64,
    pub(crate) index: u64,
    /// Invariant: the key of a supertype would open nothing; see also invariant 2 of `Retained`.
    _names: PhantomData<fn(T) -> T>,
}

impl SmartAlloc {
    /// What [`try_frame_retained`](Self::try_frame_retained) does.
    #[cfg_attr(any(feature = "debug", feature = "memory_filter"), track_caller)]
    pub(crate) fn retain<T: Retain>(&self, value: T, policy: RetentionPolicy) -> Result<Retained<'_, T>, AllocError> {
        // Room in the list first: once the value is in the arena, nothing may fail.
        self.room_in_list()?;
        let value = self.place::<Fallible, T>(value)?;
        // SAFETY: the value was written to a fresh range of this arena, which is emptied only after `retained` was: in
        // `discard_retained`, `promote_retained`, `set_retained_aside` or `close_retained`.
        let parcel = unsafe { Parcel::in_frame(value) };
        #[cfg(feature = "memory_filter")]
        if policy != RetentionPolicy::Discard {
            self.note_made::<T>(Made::Retained, None);
        }
        let ticket = self.enter_retained(parcel, policy);
        let key = RetainedKey { handle: self.core.id, frame: ticket.frame, index: ticket.index, _names: PhantomData };
        Ok(Retained { value, alloc: self, key, policy })
    }

    fn room_in_list(&self) -> Result<(), AllocError> {
        // The list is the runtime's own, not the system's.
        let _exempt = heap_guard::exempt();
        self.retained.borrow_mut().try_reserve(1).map_err(|_| self.no_memory_for(size_of::<Owed>()))
    }

    #[cfg_attr(any(feature = "debug", feature = "memory_filter"), track_caller)]
    fn enter_retained(&self, parcel: Parcel, policy: RetentionPolicy) -> Ticket {
        let index = self.core.last_retained.fetch_add(1, Relaxed) + 1;
        let ticket = Ticket {
            index,
            frame: self.frame_number(),
            tag: self.tag(),
            policy,
            #[cfg(feature = "memory_filter")]
            origin: self.origin_if_watched(),
        };
        self.store().promotions.note_retained();
        // A callback that was told of a chunk may have retained, and taken the room in the list.
        #[cfg(feature = "_observe")]
        let _exempt = heap_guard::exempt();
        self.retained.borrow_mut().push(Owed {
            ticket,
            kind: parcel.kind,
            parcel: Some(parcel),
            #[cfg(feature = "debug")]
            origin: self.origin_if_tracked(),
        });
        self.mark_state(State::RETAINED);
        ticket
    }
}

impl<T> Retained<'_, T> {
    /// The key that finds the value after the frame.
    #[inline]
    pub fn key(&self) -> RetainedKey<T> {
        self.key
    }

    /// What becomes of the value when the frame ends with promotions.
    #[inline]
    pub fn policy(&self) -> RetentionPolicy {
        self.policy
    }

    /// Decides anew what becomes of the value.
    ///
    /// ```
    /// use framealloc::{RetentionPolicy, SmartAlloc};
    /// let mut alloc = SmartAlloc::default();
    /// alloc.begin_frame();
    /// let mut tile = alloc.frame_retained([0u8; 64], RetentionPolicy::Discard);
    /// tile[0] = 1;
    /// if tile.contains(&1) {
    ///     tile.set_policy(RetentionPolicy::PromoteToPool);
    /// }
    /// let key = tile.key();
    /// assert!(alloc.end_frame_with_promotions().take(key).is_some());
    /// ```
    pub fn set_policy(&mut self, policy: RetentionPolicy) {
        self.policy = policy;
        let mut retained = self.alloc.retained.borrow_mut();
        // The list is in the order of the indices.
        if let Ok(at) = retained.binary_search_by_key(&self.key.index, |owed| owed.ticket.index) {
            retained[at].ticket.policy = policy;
        }
    }
}

impl<T> Deref for Retained<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: invariant 1.
        unsafe { self.value.as_ref() }
    }
}

impl<T> DerefMut for Retained<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: invariant 1.
        unsafe { self.value.as_mut() }
    }
}

impl<T> AsRef<T> for Retained<'_, T> {
    #[inline]
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T> AsMut<T> for Retained<'_, T> {
    #[inline]
    fn as_mut(&mut self) -> &mut T {
        self
    }
}

impl<T: fmt::Debug> fmt::Debug for Retained<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

impl<T: fmt::Display> fmt::Display for Retained<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

impl<T> RetainedKey<T> {
    /// The handle's number, the frame and the index: everything that is compared beside the type.
    fn parts(&self) -> (u64, u64, u64) {
        (self.handle, self.frame, self.index)
    }

    /// The frame in which the value was retained.
    pub fn frame(&self) -> u64 {
        self.frame
    }
}

impl<T> Clone for RetainedKey<T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RetainedKey<T> {}

impl<T> PartialEq for RetainedKey<T> {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl<T> Eq for RetainedKey<T> {}

impl<T> PartialOrd for RetainedKey<T> {
    fn partial_cmp(&self, other: &Self) -> Option<cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for RetainedKey<T> {
    fn cmp(&self, other: &Self) -> cmp::Ordering {
        self.parts().cmp(&other.parts())
    }
}

impl<T> Hash for RetainedKey<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

impl<T> fmt::Debug for RetainedKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { handle, frame, index, .. } = self;
        write!(f, "RetainedKey<{}>(handle {handle}, frame {frame}, value {index})", type_name::<T>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same key with other parts, as no safe program can make it.
    fn forged<T, U>(key: RetainedKey<T>, parts: impl FnOnce(&mut RetainedKey<U>)) -> RetainedKey<U> {
        let RetainedKey { handle, frame, index, .. } = key;
        let mut forged = RetainedKey { handle, frame, index, _names: PhantomData };
        parts(&mut forged);
        forged
    }

    #[test]
    fn every_part_of_a_key_is_compared() {
        let mut alloc = SmartAlloc::default();
        alloc.begin_frame();
        let key = alloc.frame_retained(1u32, RetentionPolicy::PromoteToPool).key();
        alloc.frame_retained(2u64, RetentionPolicy::PromoteToPool).key();
        let mut promotions = alloc.end_frame_with_promotions();
        let wrong: [fn(&mut RetainedKey<u32>); 4] =
            [|key| key.handle += 1, |key| key.frame += 1, |key| key.index += 1, |key| key.index += 2];
        for wrong in wrong {
            let wrong = forged(key, wrong);
            assert_ne!(wrong, key);
            assert!(promotions.take(wrong).is_none() && promotions.take_back(wrong).is_none());
        }
        assert!(promotions.take(forged::<u32, f32>(key, |_| ())).is_none());
        assert!(promotions.take_back(forged::<u32, [u8; 4]>(key, |_| ())).is_none());
        assert!(promotions.info(forged::<u32, i32>(key, |_| ())).is_none());
        assert_eq!(promotions.take(forged::<u32, u32>(key, |_| ())).as_deref(), Some(&1));
    }

    #[test]
    fn keys_are_small_and_say_what_they_name() {
        let mut alloc = SmartAlloc::default();
        alloc.begin_frame();
        let key = alloc.frame_retained('a', RetentionPolicy::Discard).key();
        let text = format!("{key:?}");
        assert!(text.starts_with("RetainedKey<char>(handle ") && text.ends_with(", frame 1, value 1)"), "{text}");
        assert_eq!(size_of::<RetainedKey<[u8; 1000]>>(), 24);
    }
}
