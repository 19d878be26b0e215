//! FA301 must not be raised: a `try_` method sees the end of memory, and `?` leaves the `loop`.

use framealloc::{AllocConfig, AllocError, SmartAlloc, frame_system};

#[frame_system]
fn relax(alloc: &SmartAlloc, mut error: u32) -> Result<u32, AllocError> {
    loop {
        let step = alloc.try_frame_alloc(2)?;
        if error < *step {
            return Ok(error);
        }
        error -= *step;
    }
}

fn main() {
    assert_eq!(relax(&SmartAlloc::new(AllocConfig::default()), 9), Ok(1));
}
