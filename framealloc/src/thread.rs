//! What crosses threads, and the words for what does not.

pub(crate) mod barrier;
pub(crate) mod leases;
pub(crate) mod shared;
pub(crate) mod token;
pub(crate) mod transfer;

/// What a handle would need to be used on another thread. Nothing implements it, nor any of the traits below, so every
/// conditional `Send` and `Sync` in this crate that asks for one is refused, in its words: they differ by what there is to
/// write instead.
#[diagnostic::on_unimplemented(
    message = "frame memory cannot be used on another thread [FA201]",
    label = "a frame allocator would reach another thread here",
    note = "a handle, and what is opened on it (a scope, a phase, the arena that the allocator of a system stands for), belong to the thread that opened them (FA201)",
    note = "another thread allocates from a handle of its own: `alloc.for_thread()`, or through a `SharedAlloc` (`alloc.shared()`), which all of them borrow, also from a `static OnceLock`; scopes are opened in the thread"
)]
#[doc(hidden)]
pub unsafe trait CrossThread {}

/// The same for a `FrameBox`.
#[diagnostic::on_unimplemented(
    message = "frame memory cannot be used on another thread [FA201]",
    label = "a `FrameBox` would reach another thread here",
    note = "its value lies in this thread's frame, which is emptied when the frame ends (FA201)",
    note = "take the value out, `FrameBox::into_inner(value)`, and hand it over with `alloc.transfer(..)`; a scoped thread may borrow it: `&mut *value`"
)]
#[doc(hidden)]
pub unsafe trait BoxCrossThread {}

/// The same for a `FrameVec` or `FrameString`.
#[diagnostic::on_unimplemented(
    message = "frame memory cannot be used on another thread [FA201]",
    label = "a frame vector or string would reach another thread here",
    note = "it lies in this thread's frame, and grows and is freed in this thread's arena (FA201)",
    note = "hand it over with `into_transfer()`, which copies nothing; a scoped thread may borrow what is in it: `&mut list[..]`, `&mut text[..]`"
)]
#[cfg_attr(
    feature = "bevy",
    diagnostic::on_unimplemented(
        note = "in Bevy, keep a `FrameRef` in a component or resource, from `frame.share_slice(&list)`; for `par_iter`, borrow the elements before it: `let list = &list[..];`"
    )
)]
#[doc(hidden)]
pub unsafe trait VecCrossThread {}

/// The same for a `FrameMap` or `FrameSet`.
#[diagnostic::on_unimplemented(
    message = "frame memory cannot be used on another thread [FA201]",
    label = "a frame map or set would reach another thread here",
    note = "it lies in this thread's frame, and grows and is freed in this thread's arena, so other threads do not even read it (FA201)",
    note = "collect what the other thread needs into a `Vec`, or into a `FrameVec` for `into_transfer()`"
)]
#[doc(hidden)]
pub unsafe trait MapCrossThread {}

/// The same for the allocator inside collections of other crates, and so for what they hand out.
#[diagnostic::on_unimplemented(
    message = "frame memory cannot be used on another thread [FA201]",
    label = "a collection or iterator in frame memory would reach another thread here",
    note = "it lies in this thread's frame, and grows and is freed in this thread's arena (FA201)",
    note = "call `into_transfer()` on the `FrameVec` itself, before `drain`, `into_iter` or `into_inner`; or collect into a `Vec`",
    note = "a `FrameAllocator` is a handle on this thread's arena: in the thread, ask a handle from `alloc.for_thread()` for its `allocator()`"
)]
#[doc(hidden)]
pub unsafe trait AllocatorCrossThread {}

/// The same for `FrameLeases`, which may be lent and not moved. Where the compiler sees that a reference would do it
/// replaces label and notes by a suggestion of its own, so the first line says what to write.
#[diagnostic::on_unimplemented(
    message = "leases are lent to other threads, as `&leases`, and cannot be moved to one [FA201]",
    label = "`FrameLeases` would be moved to another thread here, not lent",
    note = "what jobs have used is counted in the handle that the leases were made from, on its thread, when they are dropped (FA201)",
    note = "lend them: scoped threads and rayon take `&leases`, and each job its arena by `leases.take()`"
)]
#[doc(hidden)]
pub unsafe trait LeasesCrossThread {}

/// The same for a `FrameLease`, which may be moved and not shared.
#[diagnostic::on_unimplemented(
    message = "frame memory cannot be used on another thread [FA201]",
    label = "two threads would share one job's arena here",
    note = "a `FrameLease` is the arena of one job, which alone allocates in it (FA201)",
    note = "share the leases and not the lease: each job takes its own arena, `leases.take()`"
)]
#[doc(hidden)]
pub unsafe trait LeaseCrossThread {}

/// The same for a retained value.
#[diagnostic::on_unimplemented(
    message = "frame memory cannot be used on another thread [FA201]",
    label = "a retained value would reach another thread before its frame has ended",
    note = "until the frame ends it lies in this thread's frame (FA201)",
    note = "a scoped thread may borrow it, `&mut *tile`; what is promoted when the frame ends may be sent"
)]
#[doc(hidden)]
pub unsafe trait RetainedCrossThread {}
