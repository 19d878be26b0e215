//! Marks for valgrind's memcheck: which memory is whose, so that a stock valgrind reports a use after a reset, an overrun
//! inside the arena, and a read of what was never written. Only with the `debug` feature. No memory is touched here.
//!
//! A mark is a *client request*: a few instructions that change nothing, which valgrind knows and acts upon. Run natively
//! it costs them and has no effect. The sequences and the numbers are those of valgrind's own `valgrind.h` and
//! `memcheck.h`, whose licence is BSD-like so that programs may contain them. On other architectures there are no marks.
//! (x86_64 is tested; the sequence for aarch64 is the header's and has been assembled, not run.)

/// `MAKE_MEM_NOACCESS`: whoever touches it makes a mistake.
pub(super) fn no_access(base: *mut u8, size: usize) {
    request(0, base, size);
}

/// `MAKE_MEM_UNDEFINED`: it may be written, and read once it was written.
pub(super) fn undefined(base: *mut u8, size: usize) {
    request(1, base, size);
}

/// `MAKE_MEM_DEFINED`: it may be read as it is.
pub(super) fn defined(base: *mut u8, size: usize) {
    request(2, base, size);
}

/// The tool's requests are numbered from `'M' << 24 | 'C' << 16`.
#[inline(never)]
fn request(number: usize, base: *mut u8, size: usize) {
    if size > 0 {
        let request = [(b'M' as usize) << 24 | (b'C' as usize) << 16 | number, base.addr(), size, 0, 0, 0];
        client_request(&request);
    }
}

#[cfg(all(target_arch = "x86_64", target_pointer_width = "64", unix, not(miri)))]
fn client_request(request: &[usize; 6]) {
    // SAFETY:
    // 1. rdi is turned by 3 + 13 + 61 + 51 = 128 bits in all, so it is what it was; exchanging a register with itself
    //    changes nothing. Only the flags change, and rdx, which is named.
    // 2. Under valgrind the request is read and the answer put into rdx; only shadow memory changes.
    unsafe {
        core::arch::asm!(
            "rol rdi, 3",
            "rol rdi, 13",
            "rol rdi, 61",
            "rol rdi, 51",
            "xchg rbx, rbx",
            in("rax") request,
            inout("rdx") 0usize => _,
            options(nostack, readonly),
        );
    }
}

#[cfg(all(target_arch = "aarch64", target_pointer_width = "64", target_os = "linux", not(miri)))]
fn client_request(request: &[usize; 6]) {
    // SAFETY:
    // 1. x12 is turned by 3 + 13 + 51 + 61 = 128 bits in all, so it is what it was; x10 is combined with itself. Nothing
    //    else changes but x3, which is named.
    // 2. Under valgrind the request is read and the answer put into x3; only shadow memory changes.
    unsafe {
        core::arch::asm!(
            "ror x12, x12, #3",
            "ror x12, x12, #13",
            "ror x12, x12, #51",
            "ror x12, x12, #61",
            "orr x10, x10, x10",
            inout("x3") 0usize => _,
            in("x4") request,
            options(nostack, readonly),
        );
    }
}

#[cfg(not(any(
    all(target_arch = "x86_64", target_pointer_width = "64", unix, not(miri)),
    all(target_arch = "aarch64", target_pointer_width = "64", target_os = "linux", not(miri))
)))]
fn client_request(_request: &[usize; 6]) {}
