//! Attacks from safe code on layouts: alignments up to two pages, zero-sized types, lengths that overflow, requests beyond
//! memory.

mod pattern;

use std::cell::Cell;

use framealloc::{AllocConfig, AllocError, FrameBox, SmartAlloc};
use pattern::{Blocks, panics, small};

macro_rules! at_each_alignment {
    ($alloc:ident: $($align:literal)*) => {$({
        #[derive(Clone, Copy, PartialEq, Debug)]
        #[repr(align($align))]
        struct Aligned(u8);
        exercise::<Aligned>($align, Aligned, &mut $alloc);
    })*};
}

fn exercise<T: Copy + PartialEq + std::fmt::Debug>(align: usize, make: fn(u8) -> T, alloc: &mut SmartAlloc) {
    fn check<T>(align: usize, pointer: *const T) {
        assert_eq!(pointer as usize % align, 0);
    }
    for _ in 0..3 {
        alloc.begin_frame();
        let mut blocks = Blocks::default();
        let value = alloc.frame_alloc(make(1));
        check(align, value);
        blocks.add(alloc, 3);
        let slice = alloc.frame_slice_with(5, |n| make(n as u8));
        check(align, slice.as_ptr());
        blocks.add(alloc, 1);
        let mut boxed = alloc.frame_box(make(2));
        check(align, &*boxed);
        let mut vec = alloc.frame_vec();
        for n in 0..10 {
            vec.push(make(n));
            check(align, vec.as_ptr());
            if n % 3 == 0 {
                blocks.add(alloc, 5);
            }
        }
        vec.truncate(3);
        vec.shrink_to_fit();
        check(align, vec.as_ptr());
        let copy = alloc.frame_slice_copy(&vec);
        check(align, copy.as_ptr());
        let (first, second) = alloc.frame_batch(|batch| {
            let pair = (batch.alloc(make(3)), batch.alloc(make(4)));
            batch.alloc(0xEEu8);
            pair
        });
        check(align, first);
        check(align, second);
        let empty = alloc.frame_slice_uninit::<T>(0);
        check(align, empty.as_ptr());
        let scope = alloc.scope();
        check(align, scope.frame_alloc(make(9)));
        check(align, alloc.frame_alloc_uninit::<T>());
        *boxed = make(7);
        assert_eq!((*value, *boxed, *first, *second), (make(1), make(7), make(3), make(4)));
        assert_eq!(slice, [make(0), make(1), make(2), make(3), make(4)]);
        assert_eq!((&vec[..], &*copy), (&[make(0), make(1), make(2)][..], &[make(0), make(1), make(2)][..]));
        blocks.verify();
    }
}

#[test]
fn every_alignment_up_to_two_pages_is_honoured_everywhere() {
    let mut alloc = small();
    at_each_alignment!(alloc: 1 2 4 8 16 32 64 128 256 512 1024 2048 4096 8192);
    let mut roomy = SmartAlloc::new(AllocConfig::default().frame_arena_size(1 << 20));
    at_each_alignment!(roomy: 1 2 4 8 16 32 64 128 256 512 1024 2048 4096 8192);
}

#[test]
fn zero_sized_values_take_nothing_and_are_dropped_once() {
    thread_local!(static DROPS: Cell<u32> = const { Cell::new(0) });
    struct Nothing;
    impl Drop for Nothing {
        fn drop(&mut self) {
            DROPS.with(|drops| drops.set(drops.get() + 1));
        }
    }
    #[derive(Clone, Copy)]
    #[repr(align(4096))]
    struct Wide;
    let mut alloc = small();
    alloc.begin_frame();
    {
        let boxes: Vec<_> = (0..10).map(|_| alloc.frame_box(Nothing)).collect();
        let mut vec = alloc.frame_vec();
        vec.extend((0..10).map(|_| Nothing));
        drop(vec.pop());
        drop(FrameBox::into_inner(alloc.frame_box(Nothing)));
        assert_eq!(DROPS.get(), 2);
        drop((boxes, vec));
        assert_eq!(DROPS.get(), 21);
        assert_eq!(alloc.frame_slice_uninit::<()>(usize::MAX).len(), usize::MAX);
        assert_eq!(alloc.frame_slice_copy(&[Wide; 1000]).as_ptr() as usize % 4096, 0);
        assert_eq!(std::ptr::from_ref(alloc.frame_alloc(Wide)) as usize % 4096, 0);
        assert_eq!(alloc.frame_batch(|batch| std::ptr::from_ref(batch.alloc(Wide)) as usize) % 4096, 0);
        assert_eq!(alloc.frame_str(""), "");
        let _ = FrameBox::leak(alloc.frame_box(Nothing));
    }
    assert_eq!(DROPS.get(), 21);
    assert_eq!(alloc.end_frame().bytes, 0);
}

#[test]
fn lengths_that_overflow_and_requests_beyond_memory_are_typed_errors() {
    let mut alloc = small();
    for frame in 0..4 {
        alloc.begin_frame();
        let mut blocks = Blocks::default();
        blocks.add(&alloc, 333);
        let overflow = Some(AllocError::CapacityOverflow);
        assert_eq!(alloc.try_frame_slice_with(usize::MAX / 8 + 1, |_| 0u64).err(), overflow);
        assert_eq!(alloc.try_frame_slice_fill(usize::MAX, 0u16).err(), overflow);
        for len in [isize::MAX as usize, isize::MAX as usize + 1, isize::MAX as usize - 7, usize::MAX] {
            assert_eq!(alloc.try_frame_slice_uninit::<u8>(len).err(), overflow, "{len}");
            assert!(alloc.try_frame_vec_with_capacity::<u8>(len).is_err());
            assert!(alloc.try_frame_map_with_capacity::<u64, u64>(len).is_err());
            assert!(alloc.try_frame_string_with_capacity(len).is_err());
        }
        for shift in 44..62 {
            let refused = alloc.try_frame_slice_uninit::<u8>((1 << shift) * 2 - 1).err();
            assert!(matches!(refused, Some(AllocError::OutOfMemory { .. })), "{shift}: {refused:?}");
            let refused = alloc.try_frame_slice_uninit::<[u64; 512]>(1 << (shift - 12)).err();
            assert!(matches!(refused, Some(AllocError::OutOfMemory { .. })), "{shift}: {refused:?}");
            blocks.add(&alloc, shift);
        }
        let mut vec = alloc.frame_vec::<u32>();
        vec.push(1);
        assert_eq!(vec.try_reserve(usize::MAX).err(), overflow);
        assert!(vec.try_reserve(1 << 50).is_err());
        assert!(vec.try_extend_from_slice(&[2, 3]).is_ok());
        assert_eq!(vec, [1, 2, 3]);
        assert!(panics(|| drop(alloc.frame_vec_with_capacity::<u8>(1 << 50))).contains("out of memory"));
        assert!(panics(|| _ = alloc.frame_slice_from_iter(std::iter::repeat(1u8))).contains("overflow"));
        blocks.add(&alloc, 100 + frame);
        assert_eq!(alloc.scope().try_frame_slice_uninit::<u8>(usize::MAX).err(), overflow);
        blocks.verify();
    }
    assert!(alloc.report().held_bytes < 1 << 20, "{}", alloc.report());
}
