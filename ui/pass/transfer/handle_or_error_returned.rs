//! FA206 must not be raised: only the handle leaves the thread, so the error may borrow.

use framealloc::{AllocConfig, SmartAlloc, TransferHandle, frame_system, transfer};

#[derive(Debug)]
struct Unknown<'a>(&'a str);

#[frame_system]
#[transfer]
fn load<'n>(alloc: &SmartAlloc, name: &'n str) -> Result<TransferHandle<Vec<u8>>, Unknown<'n>> {
    let key = alloc.frame_str(name);
    if key.is_empty() {
        return Err(Unknown(name));
    }
    Ok(alloc.transfer(key.as_bytes().to_vec()))
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let Ok(handle) = load(&alloc, "door") else { panic!("the name is known") };
    assert_eq!(*handle.receive(), b"door");
    assert!(load(&alloc, "").is_err_and(|unknown| unknown.0.is_empty()));
}
