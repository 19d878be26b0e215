//! FA601: a frame slice sent into a channel whose receiver outlives the system.

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
