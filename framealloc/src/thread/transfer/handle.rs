//! What may travel, and what travels: the trait that says no in our words, and the handle. How a value gets into a handle
//! is next door.

use core::fmt;
use core::mem::ManuallyDrop;

use super::parcel::Parcel;
use super::received::Received;
#[cfg(any(feature = "log", feature = "tracing"))]
use crate::insight::record;
use crate::pool::raw;
use crate::value::boxed::Whole;

/// What may be handed to another thread: a value that owns its data and is [`Send`].
///
/// Every such type implements the trait already; there is nothing to write. It exists so that a value which cannot be
/// handed over is refused with a reason and a remedy (FA206).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be transferred to another thread [FA206]",
    label = "is not known to be `Send` and to own its data",
    note = "a transferred value is `Send` and owns its data: no `Rc`, no raw pointer, no reference to a `Cell`, no frame memory",
    note = "write `Arc` for `Rc`, an atomic or a `Mutex` for a shared `Cell`, an index or the data itself for a raw pointer",
    note = "take the value out of a `FrameBox` with `FrameBox::into_inner(value)`; bound a type parameter with `framealloc::Transfer`"
)]
pub trait Transfer: Send + 'static {}

// No `do_not_recommend` here: for an offender hidden inside a struct it would keep the header above and lose the field
// that is to blame.
impl<T: ?Sized + Send + 'static> Transfer for T {}

/// Asks the compiler whether `T` can be transferred; does nothing at run time.
// rustc quotes the line of the bound, and for an offender inside a struct prints its own header instead of ours: the
// comment on that line is the part of the message that still says FA206.
#[inline(always)]
pub fn assert_transfer<T: ?Sized + Transfer>() {} // FA206: a transferred value is `Send` and owns its data

/// What a `#[transfer]` parameter expands to: the handle, received.
#[inline]
pub fn receive<T>(handle: TransferHandle<T>) -> Received<T>
where
    T: ?Sized + Transfer, // FA206: a transferred value is `Send` and owns its data
{
    handle.receive()
}

/// A value on its way to another thread. [`receive`](Self::receive) it there.
///
/// The handle owns the value: it is `Send` where `T` is, borrows from nothing, and may outlive every `SmartAlloc`. Send
/// it through any channel, or move it into a thread. A handle that is dropped before it was received drops the value,
/// destructor included, and counts it as [`dropped`](crate::TransferStats::dropped) (FA204).
///
/// ```
/// use framealloc::{AllocConfig, SmartAlloc};
///
/// let alloc = SmartAlloc::new(AllocConfig::default());
/// let handle = alloc.transfer(vec![3, 1, 2]);
/// let sorted = std::thread::spawn(move || {
///     let mut list = handle.receive();
///     list.sort();
///     list.into_inner()
/// });
/// assert_eq!(sorted.join().ok(), Some(vec![1, 2, 3]));
/// assert_eq!(alloc.report().transfers.received, 1);
/// ```
#[must_use = "a transfer that nobody receives is a value lost: dropping the handle drops the value unreceived (FA204); send the handle to the thread that receives it (`let _ =` would only silence this)"]
pub struct TransferHandle<T: ?Sized> {
    /// Taken in two places: where a handle is consumed, which then forgets itself, and in `drop`.
    parcel: ManuallyDrop<Parcel<T>>,
}

impl<T: ?Sized> TransferHandle<T> {
    /// The one place where a handle begins, whatever the shape of its value. Counts it as sent.
    pub(super) fn new(parcel: Parcel<T>) -> Self {
        parcel.store().transfers.count_sent();
        Self { parcel: ManuallyDrop::new(parcel) }
    }

    /// What travels.
    #[cfg(feature = "debug")]
    pub(crate) fn value(&self) -> &T {
        self.parcel.get()
    }

    /// The parcel, out of the handle, which counts nothing any more.
    fn into_parcel(self) -> Parcel<T> {
        let mut this = ManuallyDrop::new(self);
        // SAFETY: the handle is neither used nor dropped after this.
        unsafe { ManuallyDrop::take(&mut this.parcel) }
    }

    /// The same transfer, of another type.
    ///
    /// # Safety
    /// `retype` returns the address it was given, as a pointer to a valid `U` that is the whole of the value.
    pub(super) unsafe fn retype<U: ?Sized>(
        self,
        retype: impl FnOnce(core::ptr::NonNull<T>) -> core::ptr::NonNull<U>,
    ) -> TransferHandle<U> {
        // While `retype` runs the handle owns the value: should it panic, the value is dropped, and counted.
        let value = retype(self.parcel.as_ptr());
        let (_, room) = self.into_parcel().into_parts();
        // SAFETY: the caller's promise.
        TransferHandle { parcel: ManuallyDrop::new(unsafe { Parcel::from_parts(value, room) }) }
    }

    /// Ends the transfer: the value now belongs to the caller. Constant time, whatever the size of the value.
    #[inline]
    #[must_use = "a received value that is not used is dropped at once"]
    pub fn receive(self) -> Received<T> {
        self.parcel.store().transfers.count_received();
        #[cfg(feature = "debug")]
        self.parcel.store().leaks.note_received(self.parcel.as_ptr().addr().get());
        Received::new(self.into_parcel())
    }
}

impl<T> TransferHandle<T> {
    /// The same transfer behind another type, such as `dyn Trait` or a slice. Stable Rust cannot coerce boxes other than
    /// its own, so the coercion is written as a closure, which captures nothing. If it panics, the value is dropped
    /// unreceived.
    ///
    /// ```
    /// use framealloc::{AllocConfig, SmartAlloc, TransferHandle};
    /// type Job = dyn Fn(u32) -> u32 + Send;
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let jobs: [TransferHandle<Job>; 2] = [
    ///     TransferHandle::unsize(alloc.transfer(|n| n + 1), |job| job),
    ///     TransferHandle::unsize(alloc.transfer(|n| n * 10), |job| job),
    /// ];
    /// assert_eq!(jobs.map(|job| job.receive()(4)), [5, 40]);
    /// ```
    pub fn unsize<U: ?Sized>(
        this: Self,
        coerce: for<'x> fn(&'x mut Whole<T>) -> &'x mut Whole<U>,
    ) -> TransferHandle<U> {
        // SAFETY: the value is valid and the handle's alone, and a coercion keeps address and extent.
        unsafe { this.retype(|value| raw::unsize(value, coerce)) }
    }
}

impl<T: ?Sized> Drop for TransferHandle<T> {
    fn drop(&mut self) {
        // Counted first: a destructor that panics is counted too, and one that asks for the report sees itself.
        self.parcel.store().transfers.count_dropped();
        #[cfg(any(feature = "log", feature = "tracing"))]
        let told = record::tell(&record::Record::Unreceived { type_name: core::any::type_name::<T>() });
        // SAFETY: this is the end of the handle.
        unsafe { ManuallyDrop::drop(&mut self.parcel) };
        #[cfg(any(feature = "log", feature = "tracing"))]
        told.resume();
    }
}

/// Names the type, not the value: the sender has given it away.
impl<T: ?Sized> fmt::Debug for TransferHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TransferHandle<{}>", core::any::type_name::<T>())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::TransferStats;
    use crate::store::Store;

    fn sendable<T: ?Sized + Send>() {}

    fn sent<T>(value: T, store: &Arc<Store>) -> TransferHandle<T> {
        match Parcel::new(value, store) {
            Ok(parcel) => TransferHandle::new(parcel),
            Err(_) => unreachable!("there is memory"),
        }
    }

    #[test]
    fn handles_of_unsized_values_work_and_follow_their_payload() {
        sendable::<TransferHandle<[u32]>>();
        sendable::<TransferHandle<dyn Fn() + Send>>();
        sendable::<Received<[String]>>();
        let store = Arc::new(Store::new(usize::MAX));

        let names = sent(["a", "b", "c"].map(String::from), &store);
        let names: TransferHandle<[String]> = TransferHandle::unsize(names, |names| names);
        let mut names = names.receive();
        for name in &mut names {
            name.push('!');
        }
        assert_eq!((&names).into_iter().count(), 3);
        let mut elements = names.into_iter();
        assert_eq!((elements.next(), elements.next_back()), (Some("a!".into()), Some("c!".into())));
        assert_eq!(elements.len(), 1);
        assert_eq!(format!("{elements:?}"), r#"["b!"]"#);

        drop(sent(3u64, &store));
        let stats = store.transfers.stats();
        assert_eq!(stats, TransferStats { pending: 0, received: 1, dropped: 1, ..stats });
        assert_eq!(stats.sent(), 2);
    }

    #[test]
    fn the_ledger_lives_as_long_as_a_handle_does() {
        let store = Arc::new(Store::new(usize::MAX));
        let weak = Arc::downgrade(&store);
        let handle = sent(5, &store);
        // As when the engine goes: this thread's pool lets go of the store.
        store.close();
        drop(store);
        assert_eq!(weak.upgrade().map(|store| store.transfers.stats().pending), Some(1));
        assert_eq!(handle.receive().into_inner(), 5);
        assert!(weak.upgrade().is_none());
    }
}
