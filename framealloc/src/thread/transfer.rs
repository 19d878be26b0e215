//! Values on their way to another thread: the handle that travels, the value as it arrives, and the counts of both.
//! No channel lives here (any channel will do), and nothing here borrows from a frame or from a `SmartAlloc`.

use core::fmt;
use core::iter::FusedIterator;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::{AtomicU64, Ordering};
use std::sync::Arc;

use crate::insight::heap_guard;
use crate::store::Store;

/// What may be handed to another thread: a value that owns its data and is [`Send`].
///
/// Every such type implements the trait already; there is nothing to write. It exists so that a value which cannot be
/// handed over is refused with a reason and a remedy (FA206).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be transferred to another thread [FA206]",
    label = "has to stay on the thread that made it",
    note = "a transferred value is `Send` and owns its data: no `Rc`, no raw pointer, no reference to a `Cell`, no frame memory",
    note = "write `Arc` for `Rc`, an atomic or a `Mutex` for a shared `Cell`, an index for a raw pointer, `Vec` or `String` for a frame collection"
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

/// How many transfers there have been, and what became of them. Part of a `MemoryReport`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct TransferStats {
    /// Handles that exist and have not been received. A handle given to `mem::forget` stays here for ever.
    pub pending: u64,
    /// Handles that were received.
    pub received: u64,
    /// Handles that were dropped, and their values with them, before anybody received them (FA204).
    pub dropped: u64,
}

impl TransferStats {
    /// Handles made so far.
    pub fn sent(&self) -> u64 {
        self.pending + self.received + self.dropped
    }
}

/// The counts behind [`TransferStats`]: one per engine, shared by every handle of it, and alive for as long as one is.
#[derive(Debug, Default)]
pub(crate) struct TransferLedger {
    sent: AtomicU64,
    received: AtomicU64,
    dropped_unreceived: AtomicU64,
}

impl TransferLedger {
    /// The counts at some moment during the call. They add up: nothing is counted as received before it was sent.
    pub(crate) fn stats(&self) -> TransferStats {
        // The ends are read before the beginnings. Each end was counted with `Release` by a thread that holds the
        // handle, so whoever sees it also sees that handle counted as sent.
        let received = self.received.load(Ordering::Acquire);
        let dropped = self.dropped_unreceived.load(Ordering::Acquire);
        let sent = self.sent.load(Ordering::Acquire);
        TransferStats { pending: sent.saturating_sub(received).saturating_sub(dropped), received, dropped }
    }
}

/// A value on its way to another thread. [`receive`](Self::receive) it there.
///
/// The handle owns the value: it is `Send` where `T` is, borrows from nothing, and may outlive every `SmartAlloc`. Send
/// it through any channel, or move it into a thread. A handle that is dropped before it was received drops the value,
/// destructor included, and counts it as [`dropped`](TransferStats::dropped) (FA204).
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
#[must_use = "a transfer that nobody receives is a value lost: dropping the handle drops the value unreceived (FA204)"]
pub struct TransferHandle<T: ?Sized> {
    /// `None` only after `receive` has taken the value.
    value: Option<Box<T>>,
    store: Arc<Store>,
}

impl<T: Transfer> TransferHandle<T> {
    /// Puts `value` on its way and counts it as sent.
    pub(crate) fn new(value: T, store: Arc<Store>) -> Self {
        // The handle's storage is the runtime's affair: a `no_heap` system may transfer.
        let ours = heap_guard::exempt();
        let value = Box::new(value);
        drop(ours);
        Self::from_owned(value, store)
    }
}

impl<T: ?Sized> TransferHandle<T> {
    /// The one place where a handle begins, whatever the shape of its value.
    fn from_owned(value: Box<T>, store: Arc<Store>) -> Self {
        store.transfers.sent.fetch_add(1, Ordering::Release);
        Self { value: Some(value), store }
    }

    /// Ends the transfer: the value now belongs to the caller. Constant time, whatever the size of the value.
    #[must_use = "a received value that is not used is dropped at once"]
    pub fn receive(mut self) -> Received<T> {
        match self.value.take() {
            Some(value) => {
                self.store.transfers.received.fetch_add(1, Ordering::Release);
                Received { value }
            }
            None => unreachable!("only `receive` takes the value, and it consumes the handle"),
        }
    }
}

impl<T: ?Sized> Drop for TransferHandle<T> {
    fn drop(&mut self) {
        if let Some(value) = self.value.take() {
            // Counted first: a destructor that panics is counted too, and one that asks for the report sees itself.
            self.store.transfers.dropped_unreceived.fetch_add(1, Ordering::Release);
            drop(value);
        }
    }
}

/// Names the type, not the value: the sender has given it away.
impl<T: ?Sized> fmt::Debug for TransferHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TransferHandle<{}>", core::any::type_name::<T>())
    }
}

/// A value that has arrived: an owning pointer, wherever its memory came from.
///
/// Derefs to the value, iterates where the value does, and drops it at the end. Dropping it on yet another thread is
/// correct.
///
/// ```
/// # let alloc = framealloc::SmartAlloc::new(framealloc::AllocConfig::default());
/// let mut name = alloc.transfer(String::from("terrain")).receive();
/// name.push_str("/north");
/// assert_eq!(*name, "terrain/north");
/// assert_eq!(name.into_inner().len(), 13);
/// ```
pub struct Received<T: ?Sized> {
    value: Box<T>,
}

impl<T> Received<T> {
    /// Moves the value out.
    #[inline]
    pub fn into_inner(self) -> T {
        *self.value
    }
}

impl<T: ?Sized> Deref for Received<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: ?Sized> DerefMut for Received<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: ?Sized> AsRef<T> for Received<T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T: ?Sized> AsMut<T> for Received<T> {
    fn as_mut(&mut self) -> &mut T {
        self
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Received<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for Received<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

impl<T: ?Sized + PartialEq> PartialEq for Received<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: ?Sized + Eq> Eq for Received<T> {}

/// A received collection iterates as the collection does, by value.
impl<T: IntoIterator> IntoIterator for Received<T> {
    type Item = T::Item;
    type IntoIter = T::IntoIter;

    fn into_iter(self) -> T::IntoIter {
        self.into_inner().into_iter()
    }
}

/// A received slice gives up its elements; those that are not taken are dropped with the iterator.
impl<T> IntoIterator for Received<[T]> {
    type Item = T;
    type IntoIter = ReceivedElements<T>;

    fn into_iter(self) -> ReceivedElements<T> {
        ReceivedElements { rest: self.value.into_vec().into_iter() }
    }
}

impl<'a, T: ?Sized> IntoIterator for &'a Received<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}

impl<'a, T: ?Sized> IntoIterator for &'a mut Received<T>
where
    &'a mut T: IntoIterator,
{
    type Item = <&'a mut T as IntoIterator>::Item;
    type IntoIter = <&'a mut T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}

/// The elements of a received slice, by value.
pub struct ReceivedElements<T> {
    rest: std::vec::IntoIter<T>,
}

impl<T> Iterator for ReceivedElements<T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        self.rest.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rest.size_hint()
    }
}

impl<T> DoubleEndedIterator for ReceivedElements<T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        self.rest.next_back()
    }
}

impl<T> ExactSizeIterator for ReceivedElements<T> {}
impl<T> FusedIterator for ReceivedElements<T> {}

impl<T: fmt::Debug> fmt::Debug for ReceivedElements<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.rest.as_slice()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sendable<T: ?Sized + Send>() {}

    #[test]
    fn handles_of_unsized_values_work_and_follow_their_payload() {
        sendable::<TransferHandle<[u32]>>();
        sendable::<TransferHandle<dyn Fn() + Send>>();
        sendable::<Received<[String]>>();
        let store = Arc::new(Store::new(usize::MAX));

        let names: Box<[String]> = ["a", "b", "c"].map(String::from).into();
        let mut names = TransferHandle::from_owned(names, store.clone()).receive();
        for name in &mut names {
            name.push('!');
        }
        assert_eq!((&names).into_iter().count(), 3);
        let mut elements = names.into_iter();
        assert_eq!((elements.next(), elements.next_back()), (Some("a!".into()), Some("c!".into())));
        assert_eq!(elements.len(), 1);
        assert_eq!(format!("{elements:?}"), r#"["b!"]"#);

        let call: Box<dyn Fn() -> u32 + Send> = Box::new(|| 7);
        assert_eq!(TransferHandle::from_owned(call, store.clone()).receive()(), 7);

        drop(TransferHandle::from_owned(Box::<str>::from("lost"), store.clone()));
        assert_eq!(store.transfers.stats(), TransferStats { pending: 0, received: 2, dropped: 1 });
        assert_eq!(store.transfers.stats().sent(), 3);
    }

    #[test]
    fn the_ledger_lives_as_long_as_a_handle_does() {
        let store = Arc::new(Store::new(usize::MAX));
        let weak = Arc::downgrade(&store);
        let handle = TransferHandle::new(5, store);
        assert_eq!(weak.upgrade().map(|store| store.transfers.stats().pending), Some(1));
        assert_eq!(*handle.receive(), 5);
        assert!(weak.upgrade().is_none());
    }
}
