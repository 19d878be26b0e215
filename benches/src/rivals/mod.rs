//! What every allocator under test can do, and the list of them. Each has a file of its own; no case lives here.

mod blink;
mod bump_scope;
mod bumpalo;
mod floor;
mod frame;
mod heap;
mod sharded_slab;
mod slab;

use std::{mem::MaybeUninit, ops::Deref};

pub use self::{
    blink::Blink,
    bump_scope::BumpScope,
    bumpalo::Bumpalo,
    floor::Floor,
    frame::Frame,
    heap::{Malloc, Mimalloc},
    sharded_slab::ShardedSlab,
    slab::Slab,
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

/// What the pool rows keep: 64 bytes.
pub type Object = [u64; 8];

/// Allocators whose objects live until they are freed one by one, in any order.
pub trait Pool {
    /// One live object, owned.
    type Owned;
    /// Moves an object in and keeps it alive with [`keep`](crate::keep::keep).
    fn insert(&mut self, object: Object) -> Self::Owned;
    /// Frees an object.
    fn free(&mut self, owned: Self::Owned);
}

/// What payloads that cross a channel consist of: few and large, and without a value, so that none has to be written to
/// make a payload.
pub type Unit<const N: usize> = MaybeUninit<[u8; N]>;

/// Allocators whose vectors can be sent to another thread.
pub trait Post<const N: usize> {
    /// The payload under way.
    type Sent: Send;
    /// The payload as it arrived.
    type Arrived: Deref<Target = [Unit<N>]>;
    /// Makes a vector of `units` units that hold no value, lets `fill` write into it and gets it ready to be sent. Everyone
    /// has the vector of allocator-api2 behind it and makes it long by `resize`, so that costs everyone the same: an
    /// instruction or two per unit.
    fn pack(&mut self, units: usize, fill: impl FnOnce(&mut [Unit<N>])) -> Self::Sent;
    /// Takes the payload over from the channel.
    fn unpack(sent: Self::Sent) -> Self::Arrived;
}

/// Allocators whose objects can be kept past the end of a frame.
pub trait Promotes {
    /// A frame in which an object is made and put down in a list of what is to be kept; afterwards it is taken from there
    /// and freed.
    fn outlive(&mut self, object: Object);
}
