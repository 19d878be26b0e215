//! FA206: a payload of any type at all, which may borrow or be bound to its thread.
//! Class: a type handed over that does not say what it is.
//! Next: how do I say that `R` may change threads? "consider restricting type parameter `R` with trait `Send`"

use framealloc::{SmartAlloc, TransferHandle, frame_system, transfer};

#[frame_system]
#[transfer]
fn wrap<R>(_alloc: &SmartAlloc, _value: R) -> TransferHandle<R> {
    panic!("never runs: its signature does not compile")
}

fn main() {}
