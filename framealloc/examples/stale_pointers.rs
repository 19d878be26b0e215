//! Not a program to imitate: each mode makes one mistake with a raw pointer, of the kind that `unsafe` code and foreign
//! libraries make and that no type can forbid. Valgrind's memcheck reports it, and AddressSanitizer does where it can.
//!
//! ```text
//! cargo build -p framealloc --features debug --example stale_pointers
//! valgrind target/debug/examples/stale_pointers reset
//! ```
//! Modes: `reset`, `overrun`, `uninit`, `pool`, and `clean`, which does all of it right.

use core::hint::black_box;

use framealloc::{PoolBox, SmartAlloc};

fn main() {
    let mode = std::env::args().nth(1).unwrap_or_default();
    let (mut alloc, found) = (SmartAlloc::default(), |byte: u8| if byte > 100 { "large" } else { "small" });
    alloc.begin_frame();
    let buffer: *mut u8 = alloc.frame_slice_fill(24, 7u8).as_mut_ptr();
    let value = alloc.pool_alloc([9u8; 64]);
    let answer = match &*mode {
        "clean" => {
            // SAFETY: the buffer has 24 bytes, all written, and the frame is open.
            let last = unsafe { black_box(buffer).add(23).read() };
            let room = alloc.frame_alloc_uninit::<u8>();
            found(last + value[63] + *room.write(1))
        }
        "reset" => {
            alloc.end_frame();
            // SAFETY: there is none: the frame is over.
            found(unsafe { black_box(buffer).read() })
        }
        "overrun" => {
            // SAFETY: there is none: the buffer has 24 bytes.
            found(unsafe { black_box(buffer).add(24).read() })
        }
        "uninit" => {
            let room: *const u8 = alloc.frame_alloc_uninit::<[u8; 64]>().as_ptr().cast();
            // SAFETY: there is none: nothing was written there.
            found(unsafe { black_box(room).add(5).read() })
        }
        "pool" => {
            let at: *const u8 = value.as_ptr();
            drop(value);
            // SAFETY: there is none: the value is gone.
            println!("{}", found(unsafe { black_box(at).add(40).read() }));
            let small = alloc.pool_alloc(7u32);
            let at: *const u32 = PoolBox::as_ref(&small);
            drop(small);
            // SAFETY: there is none. Here the runtime keeps its link, and it is nobody else's either.
            found(unsafe { black_box(at).read() } as u8)
        }
        _ => {
            eprintln!("usage: stale_pointers reset|overrun|uninit|pool|clean");
            std::process::exit(2);
        }
    };
    // Valgrind reports what was never written when something depends on it.
    println!("{answer}");
}
