//! What crosses threads, and the words for what does not.

pub(crate) mod barrier;
pub(crate) mod shared;
pub(crate) mod token;
pub(crate) mod transfer;

/// What frame memory would need to leave its thread. Nothing implements it, so every conditional `Send` and `Sync` in
/// this crate that asks for it is refused, in these words.
#[diagnostic::on_unimplemented(
    message = "frame memory cannot be used on another thread [FA201]",
    label = "frame data or its allocator would reach another thread here",
    note = "frame memory belongs to the thread that opened the frame and is reused when the frame ends (FA201)",
    note = "hand it over with `into_transfer()` of a `FrameVec` or `FrameString`, or owned data with `alloc.transfer(value)`; a scoped thread may borrow it as `&mut [T]`",
    note = "another thread allocates from a handle of its own: `alloc.for_thread()`, or `alloc.shared()` for many"
)]
#[doc(hidden)]
pub unsafe trait CrossThread {}
