//! What outlives a frame and is still alive: recorded when it is made, forgotten when its memory goes back, listed on
//! demand. [`registry`] keeps the records, [`report`] shows them; here is what the rest of the crate says to them. No
//! memory is owned here, and the whole of it exists with the `debug` feature only.
#![forbid(unsafe_code)]

pub(crate) mod registry;
pub(crate) mod report;

use core::any::type_name;
use core::panic::Location;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::sync::Arc;

use self::registry::{Key, Leaks};
use self::report::{Leak, LeakKind, LeakReport};
use crate::alloc::SmartAlloc;
use crate::insight::heap_guard;
use crate::ledger::tag::Tag;
use crate::retain::parcel::Parcel;

/// Where and for whom something was made.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    pub(crate) tag: Tag,
    /// `None` where nobody knows: whoever made it belongs to no handle.
    pub(crate) frame: Option<u64>,
    pub(crate) location: &'static Location<'static>,
    backtrace: Option<Arc<Backtrace>>,
}

impl Origin {
    /// The caller, where no handle is at hand.
    #[track_caller]
    pub(crate) fn here() -> Self {
        Self { tag: Tag::UNTAGGED, frame: None, location: Location::caller(), backtrace: None }
    }

    /// With a backtrace, where the environment asks for backtraces.
    fn traced(mut self) -> Self {
        let _ours = heap_guard::exempt();
        let backtrace = Backtrace::capture();
        if backtrace.status() == BacktraceStatus::Captured {
            self.backtrace = Some(Arc::new(backtrace));
        }
        self
    }
}

impl Leaks {
    /// `value` lies in a block of its own from now on. Nothing happens while nobody tracks.
    #[inline]
    pub(crate) fn note<T: ?Sized>(&self, kind: LeakKind, value: &T, origin: impl FnOnce() -> Origin) {
        if self.is_on() {
            let at = core::ptr::from_ref(value).cast::<u8>().addr();
            self.note_block(kind, at, size_of_val(value), type_name::<T>(), origin().traced());
        }
    }

    /// The same for a block of which only this is known.
    #[cold]
    #[inline(never)]
    pub(crate) fn note_block(&self, kind: LeakKind, at: usize, bytes: usize, type_name: &'static str, origin: Origin) {
        if self.is_on() && bytes > 0 {
            self.enter(Key::Block(at), Leak::new(kind, type_name, bytes, origin));
        }
    }

    /// A collection has a block at this address.
    #[inline]
    pub(crate) fn note_part(&self, at: usize, bytes: usize, origin: &Origin) {
        if self.is_on() {
            self.note_block(LeakKind::PoolAllocator, at, bytes, "PoolAllocator", origin.clone().traced());
        }
    }

    /// The block at this address is of another size from now on.
    #[inline]
    pub(crate) fn note_resized(&self, at: usize, bytes: usize) {
        if registry::anybody_tracks() {
            self.resize(Key::Block(at), bytes);
        }
    }

    /// A value has left its frame for a block of its own.
    pub(crate) fn note_promoted(&self, parcel: &Parcel, origin: Origin) {
        let kind = parcel.kind;
        self.note_block(LeakKind::Promoted, parcel.address(), kind.layout.size(), kind.name(), origin);
    }

    /// The block at this address is a received transfer from now on.
    #[inline]
    pub(crate) fn note_received(&self, at: usize) {
        if registry::anybody_tracks() {
            self.update(Key::Block(at), |leak| leak.kind = LeakKind::Received);
        }
    }

    /// `copy` was made from the value at `original`, and belongs where that does.
    #[track_caller]
    pub(crate) fn note_copy<T>(&self, kind: LeakKind, original: usize, copy: &T) {
        let here = Origin::here();
        self.note(kind, copy, || match self.find(Key::Block(original)) {
            Some(leak) => Origin { tag: leak.tag, frame: leak.frame, ..here },
            None => here,
        });
    }
}

impl SmartAlloc {
    /// The caller, on this handle.
    #[track_caller]
    pub(crate) fn origin(&self) -> Origin {
        Origin { tag: self.tag(), frame: Some(self.frame_number()), location: Location::caller(), backtrace: None }
    }

    /// This handle has made `value`, which lies in a block of its own.
    #[inline]
    #[track_caller]
    pub(crate) fn note_alive<T: ?Sized>(&self, kind: LeakKind, value: &T) {
        let location = Location::caller();
        self.store().leaks.note(kind, value, || Origin { location, ..self.origin() });
    }

    /// What a value that is retained now will be listed with once it is promoted; `None` while nobody tracks.
    #[inline]
    #[track_caller]
    pub(crate) fn origin_if_tracked(&self) -> Option<Origin> {
        let location = Location::caller();
        self.store().leaks.is_on().then(|| Origin { location, ..self.origin() }.traced())
    }

    /// This handle has leased `leased` to a scope.
    #[inline]
    #[track_caller]
    pub(crate) fn note_scope(&self, leased: &Self) {
        if self.store().leaks.is_on() {
            let leak = Leak::new(LeakKind::Scope, "Scope", leased.arena.footprint().1, self.origin().traced());
            leased.scope_record.set(self.store().leaks.enter_scope(leak));
        }
    }

    /// The scope that this leased handle was made for has ended.
    #[inline]
    pub(crate) fn forget_scope(&self) {
        let record = self.scope_record.take();
        if record != 0 {
            self.store().leaks.gone(Key::Scope(record));
        }
    }

    /// This leased handle is freed. Where its scope was forgotten, what it kept until now stays on record.
    pub(crate) fn close_scope_record(&self) {
        let record = self.scope_record.get();
        if record != 0 {
            self.store().leaks.resize(Key::Scope(record), self.arena.footprint().1);
        }
    }

    /// Begins or ends keeping a record of what outlives the frame, on every handle of this engine:
    /// [`PoolBox`](crate::PoolBox), [`HeapBox`](crate::HeapBox), [`Promoted`](crate::Promoted), transfers, blocks of
    /// [`PoolAllocator`](crate::PoolAllocator), and scopes. See [`leak_report`](Self::leak_report). Only with the `debug`
    /// feature; [`AllocConfig::track_leaks`](crate::AllocConfig::track_leaks) begins with the engine.
    ///
    /// What was made before is unknown and stays so. What is on record when tracking ends leaves the record when its
    /// memory goes back, as ever. Each record costs a mutex and a heap block or two, so a tracked program is slower;
    /// while nobody tracks it is a load and a branch.
    ///
    /// ```
    /// use framealloc::SmartAlloc;
    /// let alloc = SmartAlloc::default();
    /// let before = alloc.pool_alloc(1u32);
    /// alloc.track_leaks(true);
    /// let during = alloc.pool_alloc(2u64);
    /// assert_eq!(alloc.leak_report().bytes(), 8);
    /// drop((before, during));
    /// assert!(alloc.leak_report().is_empty());
    /// ```
    pub fn track_leaks(&self, on: bool) {
        self.store().leaks.track(on);
    }

    /// What is alive and on record at this moment, on whichever thread: what outlives the frame, and scopes that are open
    /// or were forgotten. Only with the `debug` feature, and only of what was made while
    /// [tracking](Self::track_leaks) was on; an engine that never tracked says so in the report.
    ///
    /// Values without size take no memory and are not listed. A value given up by `leak` (such as
    /// [`PoolBox::leak`](crate::PoolBox::leak)) is not listed either: that was on purpose.
    ///
    /// ```
    /// use framealloc::{AllocConfig, LeakKind, SmartAlloc};
    /// let alloc = SmartAlloc::new(AllocConfig::default().track_leaks(true));
    /// let door = alloc.with_tag("doors", |a| a.pool_alloc([0u8; 100]));
    /// std::mem::forget(door);
    /// let report = alloc.leak_report();
    /// let leak = report.iter().next().unwrap();
    /// assert_eq!((leak.kind, leak.bytes, leak.tag.name()), (LeakKind::PoolBox, 100, "doors"));
    /// assert!(report.to_string().starts_with("1 value is alive, 100 B\n  100 B in 1 PoolBox<[u8; 100]>, made at "));
    /// ```
    pub fn leak_report(&self) -> LeakReport {
        let _ours = heap_guard::exempt();
        self.store().leaks.report()
    }
}

impl Leak {
    fn new(kind: LeakKind, type_name: &'static str, bytes: usize, origin: Origin) -> Self {
        let Origin { tag, frame, location, backtrace } = origin;
        Self { kind, type_name, bytes, tag, frame, location, backtrace }
    }
}
