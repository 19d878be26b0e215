//! `Promotions`: what the end of a frame has promoted, handed out by key, listed, and dropped when nobody took it.
#![forbid(unsafe_code)]

use core::{fmt, mem};
use std::sync::Arc;

use crate::error::AllocError;
use crate::frame::report::FrameReport;
#[cfg(feature = "memory_filter")]
use crate::insight::filter::watch::note_promoted;
#[cfg(any(feature = "log", feature = "tracing"))]
use crate::insight::record;
use crate::ledger::tag::Tag;
use crate::panics::Panics;
use crate::retain::parcel::{Kind, Parcel};
use crate::retain::promoted::Promoted;
use crate::retain::retained::{RetainedKey, RetentionPolicy, Ticket};
use crate::store::Store;

/// What became of the values that were retained in a frame; see [`SmartAlloc::end_frame_with_promotions`].
///
/// It owns the promoted values, borrows nothing, and may be kept, sent to another thread, and outlive the handle and the
/// engine. Values that are not taken are dropped with it, and counted as [`wasted`](crate::PromotionStats::wasted)
/// (FA605).
///
/// [`SmartAlloc::end_frame_with_promotions`]: crate::SmartAlloc::end_frame_with_promotions
#[must_use = "promoted values that nobody takes are dropped: end the frame with `end_frame` if none is wanted (FA605)"]
pub struct Promotions {
    /// By handle, and for each in the order of their indices.
    listed: Vec<Listed>,
    /// Where to count; `None` where there is nothing to.
    store: Option<Arc<Store>>,
    pub(crate) report: FrameReport,
}

pub(crate) struct Listed {
    /// The handle on which it was retained.
    pub(crate) handle: u64,
    pub(crate) ticket: Ticket,
    pub(crate) kind: &'static Kind,
    pub(crate) outcome: PromotionOutcome,
    /// `None` when discarded, or taken.
    pub(crate) parcel: Option<Parcel>,
}

/// What became of one retained value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PromotionOutcome {
    /// It is in the pools.
    Pool,
    /// It is on the heap.
    Heap,
    /// It was dropped, as its policy says.
    Discarded,
    /// The engine may not hold more memory, or the promotion budget has no room. The value is not lost:
    /// [`take_back`](Promotions::take_back) hands it out. Only where the system has no memory left to put it aside was it
    /// dropped; then `take_back` has nothing.
    Refused(AllocError),
}

/// One retained value, as [`Promotions::iter`] lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PromotionInfo {
    /// The name of its type, for people.
    pub type_name: &'static str,
    /// Its size, without what it owns elsewhere.
    pub bytes: usize,
    /// The tag in force when it was retained.
    pub tag: Tag,
    /// What was to become of it.
    pub policy: RetentionPolicy,
    /// What did.
    pub outcome: PromotionOutcome,
}

impl Promotions {
    pub(crate) fn new(listed: Vec<Listed>, store: Option<Arc<Store>>, report: FrameReport) -> Self {
        Self { listed, store, report }
    }

    /// Adds those of another handle of the same engine. Each list is in order; `sort` puts them all in order at the end.
    pub(crate) fn absorb(&mut self, mut other: Self) {
        self.listed.append(&mut other.listed);
        self.store = self.store.take().or(other.store.take());
        self.report.add(&other.report);
    }

    /// Puts those of several handles in order.
    pub(crate) fn sort(&mut self) {
        self.listed.sort_by_key(Listed::place);
    }

    /// The promoted value of this key. `None` when it was not promoted or has been taken, and for a key of another frame
    /// or handle.
    #[must_use = "a promoted value that is not used is dropped at once"]
    pub fn take<T: 'static>(&mut self, key: RetainedKey<T>) -> Option<Promoted<T>> {
        let listed = self.find(key)?;
        if matches!(listed.outcome, PromotionOutcome::Refused(_)) {
            return None;
        }
        let promoted: Promoted<T> = open(&mut listed.parcel)?;
        #[cfg(feature = "memory_filter")]
        let (ticket, block) = (listed.ticket, (&raw const *promoted).addr());
        self.count(|store| store.promotions.note_taken());
        #[cfg(feature = "memory_filter")]
        if size_of::<T>() > 0 {
            self.count(|store| note_promoted(&store.filter, ticket, block));
        }
        Some(promoted)
    }

    /// The value of this key, promoted or refused. `None` when it was discarded or has been taken, and for a key of
    /// another frame or handle.
    ///
    /// ```
    /// use framealloc::{RetentionPolicy, SmartAlloc};
    /// let mut alloc = SmartAlloc::default();
    /// alloc.begin_frame();
    /// let key = alloc.frame_retained(String::from("a"), RetentionPolicy::PromoteToPool).key();
    /// let mut promotions = alloc.end_frame_with_promotions();
    /// assert_eq!(promotions.take_back(key).as_deref(), Some("a"));
    /// assert_eq!(promotions.take_back(key), None);
    /// ```
    #[must_use = "a value that is taken back and not used is dropped at once"]
    pub fn take_back<T: 'static>(&mut self, key: RetainedKey<T>) -> Option<T> {
        let listed = self.find(key)?;
        let refused = matches!(listed.outcome, PromotionOutcome::Refused(_));
        let value: Promoted<T> = open(&mut listed.parcel)?;
        self.count(|store| if refused { store.promotions.note_taken_back() } else { store.promotions.note_taken() });
        Some(value.into_inner())
    }

    /// What this key stands for, if anything: taken or not.
    pub fn info<T: 'static>(&self, key: RetainedKey<T>) -> Option<PromotionInfo> {
        Some(self.listed[self.position(key)?].info())
    }

    fn find<T: 'static>(&mut self, key: RetainedKey<T>) -> Option<&mut Listed> {
        let at = self.position(key)?;
        Some(&mut self.listed[at])
    }

    fn position<T: 'static>(&self, key: RetainedKey<T>) -> Option<usize> {
        let at = self.listed.binary_search_by_key(&(key.handle, key.index), Listed::place).ok()?;
        let listed = &self.listed[at];
        (listed.ticket.frame == key.frame && listed.kind.is::<T>()).then_some(at)
    }

    fn count(&self, count: impl FnOnce(&Store)) {
        if let Some(store) = &self.store {
            count(store);
        }
    }

    /// All values that were retained in the frame, in the order in which they were on each handle, whether taken since or
    /// not.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = PromotionInfo> + ExactSizeIterator {
        self.listed.iter().map(Listed::info)
    }

    /// The report on the frame that ended.
    pub fn report(&self) -> &FrameReport {
        &self.report
    }

    /// How many values [`iter`](Self::iter) lists.
    pub fn len(&self) -> usize {
        self.listed.len()
    }

    /// Whether nothing was retained in the frame.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }
}

/// Opens a parcel of this type; it stays where it is of another.
fn open<T: 'static>(parcel: &mut Option<Parcel>) -> Option<Promoted<T>> {
    match parcel.take()?.open() {
        Ok(promoted) => Some(promoted),
        Err(other) => {
            *parcel = Some(other);
            None
        }
    }
}

impl Listed {
    fn place(&self) -> (u64, u64) {
        (self.handle, self.ticket.index)
    }

    fn info(&self) -> PromotionInfo {
        PromotionInfo {
            type_name: self.kind.name(),
            bytes: self.kind.layout.size(),
            tag: self.ticket.tag,
            policy: self.ticket.policy,
            outcome: self.outcome.clone(),
        }
    }
}

impl Drop for Promotions {
    fn drop(&mut self) {
        let mut panics = Panics::default();
        let mut _wasted = (0, 0);
        for listed in mem::take(&mut self.listed) {
            let Some(parcel) = listed.parcel else { continue };
            if !matches!(listed.outcome, PromotionOutcome::Refused(_)) {
                // Counted first: a destructor that asks for the report sees itself.
                let bytes = listed.kind.layout.size();
                self.count(|store| store.promotions.note_wasted(bytes));
                _wasted = (_wasted.0 + 1, _wasted.1 + bytes);
            }
            panics.drop_value(parcel);
        }
        #[cfg(any(feature = "log", feature = "tracing"))]
        if let (values @ 1.., bytes) = _wasted {
            panics.absorb(record::tell(&record::Record::Wasted { values, bytes }));
        }
        panics.resume();
    }
}

impl fmt::Debug for Promotions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
