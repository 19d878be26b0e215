//! Size classes: which size of slot holds a layout. Arithmetic only; nothing here knows where a page is.
//!
//! Eight bytes apart up to 64 bytes, then four sizes to each doubling, so that at most a fifth of a slot is lost: the
//! spacing of Jason Evans, "A Scalable Concurrent malloc(3) Implementation for FreeBSD" (2006).
#![forbid(unsafe_code)]

use core::alloc::Layout;

/// A page's size and alignment in bytes.
pub(crate) const PAGE: usize = 64 * 1024;

/// The largest slot. What is larger comes from the system heap.
pub(crate) const LARGEST: usize = 8 * 1024;

/// The largest alignment that a slot can have.
pub(crate) const MAX_ALIGN: usize = 4096;

/// The number of classes.
pub(crate) const CLASSES: usize = 36;

/// The sizes of slots in bytes, ascending.
const SIZES: [usize; CLASSES] = {
    let mut sizes = [0; CLASSES];
    let mut class = 0;
    let mut size = 0usize;
    while class < CLASSES {
        // Steps of 8 up to 64; from there a quarter of the last power of two.
        size += if size < 64 { 8 } else { (1usize << size.ilog2()) / 4 };
        sizes[class] = size;
        class += 1;
    }
    sizes
};

const _: () = assert!(SIZES[CLASSES - 1] == LARGEST);

/// The size of the slots of a class, in bytes.
pub(crate) const fn size(class: usize) -> usize {
    SIZES[class]
}

/// Where the first slot of a page begins, behind a header of `header` bytes: aligned to whatever its size divides by.
pub(crate) const fn first(class: usize, header: usize) -> usize {
    let natural = 1 << SIZES[class].trailing_zeros();
    header.next_multiple_of(if natural > MAX_ALIGN { MAX_ALIGN } else { natural })
}

/// Whether some class holds it. Zero-sized layouts take no slot.
#[inline(always)]
pub(crate) const fn is_pooled(layout: Layout) -> bool {
    layout.align() <= MAX_ALIGN && layout.size() <= LARGEST
}

/// The class for a layout that [`is_pooled`]: the smallest size that holds it and keeps its alignment.
#[inline]
pub(crate) const fn of(layout: Layout) -> usize {
    let mut class = smallest(layout.size());
    // Every size is a multiple of 8, so this is about larger alignments only. They are powers of two.
    while class < CLASSES - 1 && SIZES[class] & (layout.align() - 1) != 0 {
        class += 1;
    }
    class
}

/// The class of the smallest slot that holds `size` bytes; the last one for what none holds.
#[inline(always)]
const fn smallest(size: usize) -> usize {
    let last = size.saturating_sub(1);
    if last < 64 {
        return last / 8;
    }
    let power = last.ilog2() as usize;
    let class = 8 + (power - 6) * 4 + (last >> (power - 2)) % 4;
    if class < CLASSES { class } else { CLASSES - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_fits_its_class_and_the_waste_is_bounded() {
        assert_eq!(SIZES[..12], [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128]);
        for size in 1..=LARGEST {
            for align in [1, 2, 4, 8, 16, 64, 512, 4096] {
                let layout = Layout::from_size_align(size, align).unwrap();
                assert!(is_pooled(layout));
                let slot = SIZES[of(layout)];
                assert!(slot >= size && slot.is_multiple_of(align), "{layout:?} in {slot}");
                assert!(first(of(layout), 192).is_multiple_of(align));
                let smaller = SIZES[..of(layout)].iter().filter(|slot| **slot >= size);
                assert!(!smaller.clone().any(|slot| slot.is_multiple_of(align)), "{layout:?} in {slot}");
                if align <= 8 && size >= 40 {
                    assert!((slot - size) * 5 <= slot, "{size} in {slot}");
                }
            }
        }
        assert!(!is_pooled(Layout::new::<[u8; LARGEST + 1]>()));
        assert!(!is_pooled(Layout::from_size_align(8, 8192).unwrap()));
    }
}
