//! The Bevy integration, in the order of a frame: the plugin and its boundary, the resource, the parameter, the handles
//! between systems, the figures. Frame memory itself is made in `alloc` and `thread::shared`; nothing here does.

mod arenas;
mod clock;
mod diagnostics;
mod frame_ref;
mod param;
mod plugin;
mod refused;
mod resource;
mod share;
mod shelf;
mod stats;

pub use self::frame_ref::FrameRef;
pub use self::param::{FrameAlloc, ParamCrossThread};
pub use self::plugin::{FrameBoundary, SmartAllocPlugin};
pub use self::refused::{EndsFrames, SharesFrames};
pub use self::resource::AllocResource;
pub use self::shelf::FrameShare;
pub use self::stats::FrameAllocStats;
