//! FA601: a reference to the arena slips out through `?`, in the error.
//! Class: returned from the system.
//! Next: how can the error still say which `key` is unknown? "copy it (`*value`, `to_vec()`, `to_string()`"

use framealloc::{SmartAlloc, frame_system};

struct Unknown<'a>(&'a str);

fn find<'a>(name: &'a str) -> Result<u32, Unknown<'a>> {
    Err(Unknown(name))
}

#[frame_system]
fn load<'a>(alloc: &'a SmartAlloc, name: &str) -> Result<u32, Unknown<'a>> {
    let key = alloc.frame_str(name);
    let size = find(key)?;
    Ok(size + 1)
}

fn main() {}
