//! Fences for the optimiser that cost nothing in the counted loop. Nothing here touches memory.

use std::arch::asm;

/// Makes the compiler believe that the memory behind `p` is read: the store stays, and so does the allocation.
///
/// An empty `asm!` instead of `black_box`, because `black_box` on a pointer spills it to the stack.
#[inline(always)]
pub fn keep<T: ?Sized>(p: *const T) {
    // SAFETY: the template is a comment, so no instruction is emitted and no register or flag changes.
    unsafe { asm!("/* {0} */", in(reg) p.cast::<u8>(), options(nostack, preserves_flags)) }
}

/// Returns `r`, whose origin the compiler can no longer see: what it points at is read anew each time.
#[inline(always)]
pub fn hide<T>(r: &T) -> &T {
    let mut p: *const T = r;
    // SAFETY: the template is a comment; `p` comes out as it went in.
    unsafe { asm!("/* {0} */", inout(reg) p, options(nostack, preserves_flags)) }
    // SAFETY: `p` is still `r`.
    unsafe { &*p }
}
