//! `FrameAlloc`: the parameter by which a system gets an arena of its own. What it borrows and when it joins a frame is
//! here; the arenas are kept in `arenas`.

use core::cell::{Cell, RefCell};
use core::fmt;
use core::ops::Deref;
use core::ptr;
use std::sync::Arc;

use bevy_ecs::change_detection::Res;
use bevy_ecs::system::{Local, SystemName, SystemParam};

use super::arenas::Arena;
use super::clock::NEVER;
use super::frame_ref::FrameRef;
use super::resource::AllocResource;
use super::shelf::Shelf;
use crate::alloc::SmartAlloc;

/// A frame arena of this system's own. It derefs to its [`SmartAlloc`].
///
/// Everything in it is given up at the beginning of the next update, in [`First`](bevy_app::First), so what a system
/// [shares](Self::share) stays for all systems after it; a reference into it cannot be kept longer than the run. A system
/// that runs several times in a frame, as in `FixedUpdate`, adds to what it has.
///
/// The arena is under the plugin's budgets; name a tag with [`with_tag`](SmartAlloc::with_tag). Each `FrameAlloc` in a
/// system's parameters is an arena. It stays on the thread that runs the system: inside `par_iter` use
/// `Res<AllocResource>`, which is each thread's.
///
/// Without a [`SmartAllocPlugin`](super::SmartAllocPlugin) in the app, Bevy does not run a system that takes one, and says
/// what is missing.
///
/// ```
/// use bevy_app::{App, Update};
/// use bevy_ecs::prelude::*;
/// use framealloc::{AllocResource, FrameAlloc, SmartAllocPlugin};
///
/// fn broad_phase(frame: FrameAlloc) {
///     frame.with_tag("physics", |frame| {
///         let mut pairs = frame.frame_vec_with_capacity(100);
///         pairs.push((0u32, 1u32));
///     });
/// }
///
/// let mut app = App::new();
/// app.add_plugins(SmartAllocPlugin::default()).add_systems(Update, broad_phase);
/// for _ in 0..3 {
///     app.update();
/// }
/// let alloc = app.world().resource::<AllocResource>();
/// let [system] = &alloc.systems()[..] else { panic!() };
/// assert!(system.name.ends_with("broad_phase"));
/// assert_eq!((system.runs, system.bytes, system.peak), (2, 1600, 800)); // the third frame is still open
/// assert_eq!(alloc.tag_stats("physics").bytes, 1600);
/// ```
///
/// # `#[frame_system]`
/// It works on a Bevy system as it does elsewhere. The parameter's name then stands for the arena of that call, which is
/// emptied when the system returns. To share values as well, name the arena by an expression, so that the parameter keeps
/// its name:
///
/// ```
/// use bevy_ecs::prelude::*;
/// use framealloc::{FrameAlloc, FrameRef, frame_system};
///
/// #[derive(Resource)]
/// struct Order(Option<FrameRef<[u32]>>);
///
/// #[frame_system(alloc = frame.arena(), tag = "render")]
/// fn sort(frame: FrameAlloc, mut order: ResMut<Order>) {
///     let mut keys = arena.frame_vec(); // until the system returns
///     keys.extend([3u32, 1, 2]);
///     keys.sort_unstable();
///     order.0 = Some(frame.share_slice(&keys)); // until the frame ends
/// }
/// ```
///
/// There the tag and the budget are those of `arena`. With `lifetime = frame` as well, `arena` is the `FrameAlloc`'s own, and
/// what is shared is under them too.
#[derive(SystemParam)]
pub struct FrameAlloc<'w, 's> {
    #[system_param(validation_message = "there is no `AllocResource`: add `framealloc::SmartAllocPlugin` to the app")]
    alloc: Res<'w, AllocResource>,
    lease: Local<'s, Lease>,
    name: SystemName,
}

/// What a `FrameAlloc` keeps from run to run.
//
// # Invariants
// 1. Where `open` is a frame of some clock, `handle` is that of `arena`, which is registered with that clock's resource,
//    and has been opened for the frame by the `FrameAlloc` that this lease is borrowed by, or by an earlier one. So it
//    lives for as long as that resource is borrowed.
// 2. `arena` was registered by this lease, and never leaves it but to be dropped.
pub struct Lease {
    open: Cell<u64>,
    handle: Cell<*const SmartAlloc>,
    arena: RefCell<Option<Arc<Arena>>>,
}

// SAFETY: `handle` points into what `arena` owns, and is followed only by who has the lease (invariant 1).
unsafe impl Send for Lease {}

// SAFETY: never applies: `ParamCrossThread` is implemented by nothing. It is written so that sharing a `FrameAlloc` is
// refused in this crate's words.
unsafe impl Sync for Lease where for<'a> FrameAlloc<'a, 'a>: ParamCrossThread {}

/// What a `FrameAlloc` would need to be used on several threads. Nothing implements it.
#[diagnostic::on_unimplemented(
    message = "a `FrameAlloc` cannot be used on several threads [FA201]",
    label = "the arena of one system would reach other threads here",
    note = "it is the arena of one run of one system, which allocates without locks (FA201)",
    note = "inside `par_iter`, allocate through `Res<AllocResource>` as a second parameter, which has an arena for each thread: `let list = alloc.frame_vec();`; what lies in this one can be read there as a slice, or by a `FrameRef`"
)]
#[doc(hidden)]
pub unsafe trait ParamCrossThread {}

impl Default for Lease {
    fn default() -> Self {
        Self { open: Cell::new(NEVER), handle: Cell::new(ptr::null()), arena: RefCell::new(None) }
    }
}

impl FrameAlloc<'_, '_> {
    /// The handle of this system's arena, in the frame that is open.
    #[inline]
    pub fn arena(&self) -> &SmartAlloc {
        if self.lease.open.get() == self.alloc.clock().stamp() {
            // SAFETY: invariant 1 of `Lease`; stamps of two clocks are never the same, so the resource is the one that
            // `self` borrows.
            unsafe { &*self.lease.handle.get() }
        } else {
            self.open()
        }
    }

    /// The first use of the arena in this run.
    #[inline(never)]
    fn open(&self) -> &SmartAlloc {
        let (alloc, lease) = (&*self.alloc, &*self.lease);
        let mut arena = lease.arena.borrow_mut();
        // An arena of another resource, which this world had before, is left to that resource.
        let arena = match &mut *arena {
            Some(arena) if arena.is_of(alloc.clock()) => arena,
            other => other.insert(alloc.register(self.name.name())),
        };
        // SAFETY: this is the lease, by invariant 2 the only one. `self` borrows the resource that the arena is registered
        // with. What was borrowed from the handle borrowed an earlier `FrameAlloc`, because this one has not been used:
        // `open` would say so.
        let handle = unsafe { arena.open(alloc.clock(), alloc.shared()) };
        lease.handle.set(handle);
        lease.open.set(alloc.clock().stamp());
        handle
    }

    pub(super) fn shelf(&self) -> Shelf<'_> {
        // SAFETY: the handle is emptied by the resource alone, at the end of the frame that its clock shows.
        unsafe { Shelf::new(self.arena(), self.alloc.clock().stamp()) }
    }

    /// The value that a system has shared in this frame: `None` when its frame has ended, or when it is of another world.
    ///
    /// See [`FrameRef`].
    #[inline]
    pub fn get<T: ?Sized>(&self, value: FrameRef<T>) -> Option<&T> {
        self.alloc.get(value)
    }
}

// There is no `DerefMut`: swapping the handle behind it would empty the wrong arena.
impl Deref for FrameAlloc<'_, '_> {
    type Target = SmartAlloc;

    #[inline]
    fn deref(&self) -> &SmartAlloc {
        self.arena()
    }
}

/// The run is over: what the arena has on lease from budgets, others may use until it runs again.
impl Drop for FrameAlloc<'_, '_> {
    #[inline]
    fn drop(&mut self) {
        if self.lease.open.get() == self.alloc.clock().stamp() {
            self.arena().rest();
            self.lease.open.set(NEVER);
        }
    }
}

impl fmt::Debug for FrameAlloc<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrameAlloc").field("system", &self.name.as_str()).finish_non_exhaustive()
    }
}
