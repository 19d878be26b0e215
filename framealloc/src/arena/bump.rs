//! Address arithmetic and nothing else: no pointer is formed or read here, so this file imports only `core` and forbids
//! `unsafe`.
//!
//! Every address handed in lies in a chunk, and a chunk ends below [`MAX_END`]. That is checked once per chunk and buys
//! the absence of overflow checks per allocation: `address + alignment + size` stays below `usize::MAX` for every valid
//! `Layout`.
#![forbid(unsafe_code)]

/// The position of an arena is always a multiple of this, so types of this alignment or less need no align step.
pub(crate) const MIN_ALIGN: usize = 8;

/// The address no chunk may reach. Leaves room below `isize::MAX` for rounding a size up to [`MIN_ALIGN`].
pub(crate) const MAX_END: usize = isize::MAX as usize - 4095;

/// Rounds `address` up to a multiple of `align`, a power of two.
#[inline(always)]
pub(crate) const fn up(address: usize, align: usize) -> usize {
    (address + (align - 1)) & !(align - 1)
}

/// The bytes that a value of `size` bytes takes in an arena: `size` rounded up to [`MIN_ALIGN`].
#[inline(always)]
pub(crate) const fn footprint(size: usize) -> usize {
    (size + (MIN_ALIGN - 1)) & !(MIN_ALIGN - 1)
}

/// The bytes that are certainly enough for a block wherever the position stands, or `None` past `isize::MAX`.
///
/// A chunk begins at a multiple of `chunk_align`, so only a larger alignment can need padding there.
pub(crate) const fn worst_case(size: usize, align: usize, chunk_align: usize) -> Option<usize> {
    let padding = if align > chunk_align { align } else { 0 };
    match size.checked_add(padding + MIN_ALIGN) {
        Some(sum) if sum <= isize::MAX as usize => Some(footprint(size) + padding),
        _ => None,
    }
}

/// The distance `position` moves for a block of `size` and `align`, padding included.
#[inline(always)]
pub(crate) const fn advance(position: usize, size: usize, align: usize) -> usize {
    up(position, align) - position + footprint(size)
}

/// Where allowance and chunk end meet: the smaller of `end` and `mark + allowance`, kept a multiple of [`MIN_ALIGN`].
#[inline(always)]
pub(crate) const fn limit(mark: usize, end: usize, allowance: usize) -> usize {
    let room = end - mark;
    if allowance >= room { end } else { mark + (allowance & !(MIN_ALIGN - 1)) }
}

/// The size of the chunk that follows one of `last` bytes: geometric up to `max`, and a request that is larger gets
/// exactly what it needs without disturbing the progression.
pub(crate) const fn next_chunk(last: usize, need: usize, max: usize) -> usize {
    let doubled = last.saturating_mul(2);
    let grown = if doubled > max { max } else { doubled };
    if need > grown { need } else { grown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_limit_never_passes_the_end_and_stays_aligned() {
        assert_eq!(limit(64, 128, usize::MAX), 128);
        assert_eq!(limit(64, 128, 64), 128);
        assert_eq!(limit(64, 128, 13), 72);
        assert_eq!(limit(64, 128, 0), 64);
    }

    #[test]
    fn a_large_request_does_not_disturb_the_progression() {
        assert_eq!(next_chunk(4096, 100, 1 << 20), 8192);
        assert_eq!(next_chunk(4096, 100_000, 1 << 20), 100_000);
        assert_eq!(next_chunk(1 << 20, 100, 1 << 20), 1 << 20);
        assert_eq!(next_chunk(usize::MAX, 8, usize::MAX), usize::MAX);
    }

    proptest! {
        #[test]
        fn nothing_overflows_at_the_last_legal_address(size in 0..=isize::MAX as usize, shift in 0u32..30) {
            let align = 1usize << shift;
            prop_assume!(size <= isize::MAX as usize - (align - 1));
            let start = up(MAX_END, align);
            prop_assert!(start.checked_add(footprint(size)).is_some());
            prop_assert!(start >= MAX_END && start.is_multiple_of(align));
        }

        #[test]
        fn the_worst_case_covers_every_position(at in 0usize..1 << 40, size in 1usize..1 << 20, shift in 0u32..16) {
            let (align, chunk_align) = (1usize << shift, 64);
            let base = up(at, chunk_align);
            let need = worst_case(size, align, chunk_align).unwrap();
            prop_assert!(advance(base, size, align) <= need);
        }
    }
}
