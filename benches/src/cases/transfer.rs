//! Payloads handed through a `std::sync::mpsc` channel: made, sent, received, read, dropped, all on one thread.

use std::{hint::black_box, mem::MaybeUninit, sync::mpsc};

use super::Mode;
use crate::{
    keep::keep,
    rivals::{Post, Rival, Unit},
};

const PAGE: usize = 4096;

/// The loop over messages of `UNITS` times `N` bytes. For valgrind nothing but the first byte is ever written. For the
/// clock one is written in every page: otherwise the kernel, which valgrind does not count, would never be asked for the
/// pages.
///
/// A `LATE` message is received when the frame that sent it has ended.
pub fn transfer<P: Post<N> + Rival, const N: usize, const UNITS: usize, const LATE: bool>(
    mode: Mode,
) -> fn(&mut P, u64) {
    match mode {
        Mode::Count => |rival, n| _ = messages(rival, n, UNITS, usize::MAX, LATE),
        Mode::Time => |rival, n| _ = messages(rival, n, UNITS, PAGE, LATE),
        Mode::Copied => |rival, n| println!("{}", messages(rival, n, UNITS, usize::MAX, LATE)),
    }
}

/// Returns the bytes that were copied: all of a message that arrived at another address than it was made at.
#[inline(never)]
fn messages<P: Post<N> + Rival, const N: usize>(rival: &mut P, n: u64, units: usize, step: usize, late: bool) -> u64 {
    let bytes = N * units;
    // Large payloads have a frame each; of small ones a frame sends several.
    let per_frame = if bytes >= 1 << 20 { 1 } else { 16 };
    let (send, receive) = mpsc::channel();
    let mut copied = 0;
    for i in 1..=n {
        let mut from = std::ptr::null();
        let packed = rival.pack(black_box(units), |payload| {
            from = payload.as_ptr();
            bytes_of(payload).iter_mut().step_by(step).for_each(|byte| *byte = MaybeUninit::new(7));
        });
        send.send(packed).expect("this function has the receiver");
        if late {
            rival.reset();
        }
        let arrived = P::unpack(receive.recv().expect("there is one message"));
        // SAFETY: `pack` wrote the first byte.
        black_box(unsafe { arrived.as_ptr().cast::<u8>().read() });
        if arrived.as_ptr() != from {
            copied += bytes as u64;
        }
        keep(arrived.as_ptr());
        drop(arrived);
        if !late && i % per_frame == 0 {
            rival.reset();
        }
    }
    copied
}

fn bytes_of<const N: usize>(payload: &mut [Unit<N>]) -> &mut [MaybeUninit<u8>] {
    // SAFETY: a unit is `N` bytes that may hold no value, and so are `N` of these.
    unsafe { std::slice::from_raw_parts_mut(payload.as_mut_ptr().cast(), size_of_val(payload)) }
}
