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
    note = "hand owned data over with `alloc.transfer(value)`, or copy it out (`to_vec()`, `to_string()`)",
    note = "give another thread an allocator of its own with `alloc.for_thread()`"
)]
#[doc(hidden)]
pub unsafe trait CrossThread {}
