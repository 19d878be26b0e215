//! What every allocator under test can do, and the list of them. Each has a file of its own; no case lives here.

mod blink;
mod bump_scope;
mod bumpalo;
mod floor;
mod frame;
mod heap;

pub use self::{
    blink::Blink,
    bump_scope::BumpScope,
    bumpalo::Bumpalo,
    floor::Floor,
    frame::Frame,
    heap::{Malloc, Mimalloc},
};

/// Room for the largest round of any case (2000 values of 1 KiB) in one chunk, with space to spare.
pub const CHUNK: usize = 4 << 20;

/// One allocator. Every method keeps what it allocated alive with [`keep`](crate::keep::keep) and is inlined into the
/// case's loop, so that the loop is what a user of that allocator would get.
pub trait Rival {
    /// An allocator whose first chunk holds a whole round.
    fn open() -> Self;
    /// Moves one value into the arena.
    fn put<T: Copy>(&self, value: T);
    /// Copies a slice into the arena.
    fn copy<T: Copy>(&self, items: &[T]);
    /// Pushes `0..n` onto a vector that starts empty.
    fn grow(&self, n: usize);
    /// Empties the arena. A heap has nothing to do: it freed each value at once.
    fn reset(&mut self);
}

/// Allocators with nested scopes.
pub trait Scoped: Rival {
    /// Opens a scope and closes it at once.
    fn scope(&mut self);
    /// Opens a scope, moves one value into it and closes it.
    fn scope_put<T: Copy>(&mut self, value: T);
}
