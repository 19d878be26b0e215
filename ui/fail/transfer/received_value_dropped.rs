//! FA204: a handle received and its value dropped at once, where warnings about it are errors.
#![deny(unused_must_use)]
use framealloc::TransferHandle;

fn upload(list: TransferHandle<[u32; 4]>) {
    list.receive();
}

fn main() {}
