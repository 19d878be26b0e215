//! FA601: a frame string of the system's own arena, three types deep in what it returns.
//! Class: returned from the system.
//! Next: what can stand for `FrameString` in the result? "or return owned data"

use framealloc::{FrameString, SmartAlloc, frame_system};

struct Refused(u32);

#[frame_system]
fn label<'a>(alloc: &'a SmartAlloc, id: u32) -> Result<Option<(u32, FrameString<'a>)>, Refused> {
    if id == 0 {
        return Err(Refused(id));
    }
    Ok(Some((id, alloc.frame_string())))
}

fn main() {}
