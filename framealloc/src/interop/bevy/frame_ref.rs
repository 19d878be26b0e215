//! `FrameRef`: what one system hands to another within a frame. It names a value and a frame; whether the frame is still
//! the one that is open, the resource is asked. Nothing is allocated here.

use core::fmt;
use core::ptr::NonNull;

use super::clock::Clock;

/// A value that a system has put into the frame for other systems to read: `Copy`, `Send`, `Sync` and `'static`, so it
/// goes into a component, a resource or a message.
///
/// It is made by [`FrameAlloc::share`](super::FrameAlloc::share) and its like, and by those of
/// [`AllocResource`](super::AllocResource). [`get`](super::FrameAlloc::get) there gives the value until the frame ends;
/// after that, and in any other world, it gives `None`.
///
/// ```
/// use bevy_app::{App, Update};
/// use bevy_ecs::prelude::*;
/// use framealloc::{AllocResource, FrameAlloc, FrameRef, SmartAllocPlugin};
///
/// #[derive(Resource, Default)]
/// struct Visible(Option<FrameRef<[u32]>>);
///
/// fn cull(frame: FrameAlloc, mut visible: ResMut<Visible>) {
///     let mut found = frame.frame_vec();
///     found.extend([3, 5, 8]);
///     visible.0 = Some(frame.share_slice(&found));
/// }
///
/// fn draw(alloc: Res<AllocResource>, visible: Res<Visible>) {
///     let found = visible.0.and_then(|found| alloc.get(found));
///     assert_eq!(found, Some(&[3, 5, 8][..]));
/// }
///
/// let mut app = App::new();
/// app.add_plugins(SmartAllocPlugin::default()).init_resource::<Visible>();
/// app.add_systems(Update, (cull, draw).chain());
/// app.update();
/// ```
//
// # Invariants
// 1. `at` points to a value that was written, in the frame `stamp` of some resource, into an arena that this resource
//    alone empties, at the end of a frame (see `Shelf`); nobody has a `&mut` to it. The value needs no destructor.
pub struct FrameRef<T: ?Sized> {
    at: NonNull<T>,
    stamp: u64,
}

// SAFETY: all that can be had from it is `&T`, on the thread that asks.
unsafe impl<T: ?Sized + Sync> Send for FrameRef<T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Sync> Sync for FrameRef<T> {}

impl<T: ?Sized> FrameRef<T> {
    /// # Safety
    /// Invariant 1 holds for this value and this frame.
    pub(super) unsafe fn new(at: NonNull<T>, stamp: u64) -> Self {
        Self { at, stamp }
    }

    /// The value, if this clock is still in its frame.
    #[inline]
    pub(super) fn read(self, clock: &Clock) -> Option<&T> {
        if self.stamp != clock.stamp() {
            return None;
        }
        // SAFETY: invariant 1, and those of `Clock`: no other resource is or was in this frame, so this is the one that
        // empties the arena; the frame is open, and stays open while its clock is borrowed.
        Some(unsafe { self.at.as_ref() })
    }
}

impl<T: ?Sized> Clone for FrameRef<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for FrameRef<T> {}

impl<T: ?Sized> fmt::Debug for FrameRef<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrameRef").finish_non_exhaustive()
    }
}
