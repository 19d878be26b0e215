//! FA601: a frame slice sent into a channel whose receiver outlives the system.
//! Class: left behind with the caller.
//! Next: what do I send in place of `line`? "To get a value out, copy it (`*value`, `to_vec()`"

use framealloc::{SmartAlloc, frame_system};

struct Sender<T>(Vec<T>);

impl<T> Sender<T> {
    fn send(&mut self, value: T) {
        self.0.push(value);
    }
}

#[frame_system]
fn report<'a>(alloc: &'a SmartAlloc, out: &mut Sender<&'a [u8]>) {
    let line = alloc.frame_slice_copy(b"ready");
    out.send(line);
}

fn main() {}
