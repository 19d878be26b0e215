//! Methods that people call where they do not belong: boundaries on what a system has, and the sharing of values on the
//! handle that an attribute or `with_tag` put under the parameter's name. Each is refused, with what to write. Nothing here
//! runs.
#![forbid(unsafe_code)]

use super::frame_ref::FrameRef;
use super::param::FrameAlloc;
use super::resource::AllocResource;
use crate::alloc::SmartAlloc;
use crate::frame::report::FrameReport;

/// What a handle would need to know of Bevy's frames. Nothing implements it.
#[diagnostic::on_unimplemented(
    message = "this handle is an arena only, and neither shares values between systems nor reads them [FA601]",
    label = "a `SmartAlloc`, and not the system's parameter",
    note = "`share..` and `get` are methods of `FrameAlloc` and `AllocResource`: what they share lives until the frame of the world ends (FA601)",
    note = "in a `#[frame_system]` the parameter's name stands for the arena of the call: write `#[frame_system(alloc = frame.arena())]`, and `arena` is that one, `frame` the parameter; inside `with_tag`, give the closure's argument another name"
)]
#[doc(hidden)]
pub trait SharesFrames {}

impl SmartAlloc {
    #[doc(hidden)]
    pub fn share<T>(&self, _: T) -> FrameRef<T>
    where
        for<'a> Self: SharesFrames,
    {
        unreachable!("nothing implements `SharesFrames`")
    }

    #[doc(hidden)]
    pub fn share_slice<T>(&self, _: &[T]) -> FrameRef<[T]>
    where
        for<'a> Self: SharesFrames,
    {
        unreachable!("nothing implements `SharesFrames`")
    }

    #[doc(hidden)]
    pub fn share_str(&self, _: &str) -> FrameRef<str>
    where
        for<'a> Self: SharesFrames,
    {
        unreachable!("nothing implements `SharesFrames`")
    }

    #[doc(hidden)]
    pub fn get<T: ?Sized>(&self, _: FrameRef<T>) -> Option<&T>
    where
        for<'a> Self: SharesFrames,
    {
        unreachable!("nothing implements `SharesFrames`")
    }
}

/// What a system would need to end the frame. Nothing implements it.
#[diagnostic::on_unimplemented(
    message = "a system does not begin or end the frame: other systems are in it [FA601]",
    label = "the frame is the whole world's",
    note = "`SmartAllocPlugin` ends it at the beginning of each update, in `First`, and opens the next; remove this call (FA601)",
    note = "memory that ends earlier: `let scope = alloc.scope();`, or a `#[frame_system]`"
)]
#[doc(hidden)]
pub trait EndsFrames {}

// Without these the calls would reach `SmartAlloc`'s, and be told of a `DerefMut` that is missing.

impl AllocResource {
    #[doc(hidden)]
    pub fn begin_frame(&self)
    where
        for<'a> Self: EndsFrames,
    {
        unreachable!("nothing implements `EndsFrames`")
    }

    #[doc(hidden)]
    pub fn end_frame(&self) -> FrameReport
    where
        for<'a> Self: EndsFrames,
    {
        unreachable!("nothing implements `EndsFrames`")
    }
}

impl FrameAlloc<'_, '_> {
    #[doc(hidden)]
    pub fn begin_frame(&self)
    where
        for<'a> Self: EndsFrames,
    {
        unreachable!("nothing implements `EndsFrames`")
    }

    #[doc(hidden)]
    pub fn end_frame(&self) -> FrameReport
    where
        for<'a> Self: EndsFrames,
    {
        unreachable!("nothing implements `EndsFrames`")
    }
}
