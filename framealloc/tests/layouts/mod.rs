//! Every change of layout that an allocator has to bear, and the collections that every version of the trait has in common,
//! as macros, because each version is a trait of its own.
#![allow(unused_macros, reason = "not every test has a use for both")]

/// Makes a module `$name` whose `attack` goes through all of it with one allocator. The allocator's memory may be exhausted
/// by size only.
macro_rules! layout_attacks {
    ($name:ident, $($api:ident)::+) => {
        mod $name {
            use std::alloc::Layout;
            use std::ptr::NonNull;

            use $($api)::+::Allocator;

            use crate::pattern::byte;

            const SIZES: [usize; 9] = [0, 1, 8, 24, 60, 100, 1000, 8192, 9000];
            const ALIGNS: [usize; 5] = [1, 16, 512, 4096, 8192];

            fn layouts() -> impl Iterator<Item = Layout> {
                let layout = |size| ALIGNS.iter().map(move |&align| Layout::from_size_align(size, align).unwrap());
                SIZES.iter().flat_map(move |&size| layout(size))
            }

            /// Checks the first `keep` bytes of a block against its pattern, and its place against what the trait promises.
            fn verify(number: usize, block: NonNull<[u8]>, layout: Layout, keep: usize) {
                assert!(block.len() >= layout.size());
                assert!(block.cast::<u8>().addr().get().is_multiple_of(layout.align()), "{layout:?}");
                // SAFETY: the block is valid for its length, and its first bytes were written.
                let bytes = unsafe { std::slice::from_raw_parts(block.cast::<u8>().as_ptr(), keep) };
                bytes.iter().enumerate().for_each(|(index, at)| assert_eq!(*at, byte(number, index), "{layout:?}"));
            }

            fn fill(number: usize, block: NonNull<[u8]>, layout: Layout) {
                // SAFETY: the block is valid for the layout.
                (0..layout.size()).for_each(|index| unsafe { block.cast::<u8>().add(index).write(byte(number, index)) });
            }

            /// From each layout to each other and back: larger, smaller, to nothing and from nothing, with an alignment
            /// that the block does not have by chance; as the newest block and (`$beside`) with neighbours on both sides.
            pub fn attack(allocator: impl Allocator + Clone, beside: bool) {
                for (number, old) in layouts().enumerate() {
                    for new in layouts() {
                        let before = allocator.allocate(old).unwrap();
                        let block = allocator.allocate_zeroed(old).unwrap();
                        let after = beside.then(|| allocator.allocate(new).unwrap());
                        fill(number + 1000, before, old);
                        after.into_iter().for_each(|after| fill(number + 2000, after, new));
                        fill(number, block, old);
                        let keep = old.size().min(new.size());
                        // SAFETY: the block came from this allocator with `old`, and only the result is used from here
                        // on. The bytes that `grow_zeroed` adds are initialised.
                        unsafe {
                            let changed = if new.size() >= old.size() {
                                let grown = allocator.grow_zeroed(block.cast(), old, new).unwrap();
                                (old.size()..new.size()).for_each(|at| assert_eq!(grown.cast::<u8>().add(at).read(), 0));
                                grown
                            } else {
                                allocator.shrink(block.cast(), old, new).unwrap()
                            };
                            verify(number, changed, new, keep);
                            fill(number, changed, new);
                            // And back, through a clone, as another handle to the same allocator.
                            let clone = allocator.clone();
                            let back = if old.size() >= new.size() {
                                clone.grow(changed.cast(), new, old).unwrap()
                            } else {
                                clone.shrink(changed.cast(), new, old).unwrap()
                            };
                            verify(number, back, old, keep);
                            verify(number + 1000, before, old, old.size());
                            after.into_iter().for_each(|after| verify(number + 2000, after, new, new.size()));
                            // In no order in particular: the oldest first.
                            clone.deallocate(before.cast(), old);
                            clone.deallocate(back.cast(), old);
                            after.into_iter().for_each(|after| clone.deallocate(after.cast(), new));
                        }
                    }
                }
            }

            /// What is refused leaves the block as it was.
            #[allow(dead_code, reason = "memcheck complains of every size that no system has")]
            pub fn refuse(allocator: impl Allocator, too_much: usize) {
                let (old, new) = (Layout::new::<[u8; 24]>(), Layout::from_size_align(too_much, 1).unwrap());
                let block = allocator.allocate(old).unwrap();
                fill(7, block, old);
                assert!(allocator.allocate(new).is_err());
                // SAFETY: the block came from here; where growing fails it stays with us.
                unsafe {
                    assert!(allocator.grow(block.cast(), old, new).is_err());
                    assert!(allocator.grow_zeroed(block.cast(), old, new).is_err());
                    verify(7, block, old, old.size());
                    allocator.deallocate(block.cast(), old);
                }
            }
        }
    };
}

/// Makes a test of vectors and boxes of one version: `$maker` gives the frame's allocator, `$pool` the pools'.
macro_rules! collections {
    ($test:ident, $($api:ident)::+, $maker:ident, $pool:ident) => {
        #[test]
        fn $test() {
            use $($api)::+::{boxed::Box, vec::Vec};

            use framealloc::SmartAlloc;

            /// What runs its destructor counts it.
            struct Counted<'a>(&'a std::cell::Cell<u32>);

            impl Drop for Counted<'_> {
                fn drop(&mut self) {
                    self.0.set(self.0.get() + 1);
                }
            }

            /// An alignment that no allocator gives by chance.
            #[derive(Clone, Copy, PartialEq, Debug)]
            #[repr(align(512))]
            struct Wide(u8);

            let mut alloc = SmartAlloc::default();
            let dropped = std::cell::Cell::new(0);
            let mut kept = Vec::new_in(alloc.$pool());
            for frame in 1..=4u32 {
                alloc.begin_frame();
                {
                    // Two that grow in turns, so that neither is always the newest block.
                    let (mut numbers, mut wide) = (Vec::new_in(alloc.$maker()), Vec::new_in(alloc.$maker()));
                    for n in 0..1000u32 {
                        numbers.push(n);
                        if n % 50 == 0 {
                            wide.push(Wide(n as u8));
                        }
                    }
                    assert!(numbers.iter().copied().eq(0..1000));
                    assert!(wide.as_ptr().addr().is_multiple_of(512));
                    assert!(wide.iter().enumerate().all(|(index, value)| *value == Wide((index * 50) as u8)));
                    numbers.truncate(10);
                    numbers.shrink_to_fit();
                    numbers.extend(10..20);
                    assert!(numbers.iter().copied().eq(0..20));
                    let nothings: Vec<(), _> = { let mut v = Vec::new_in(alloc.$maker()); v.resize(100_000, ()); v };
                    assert_eq!(nothings.len(), 100_000);
                    let counted = Box::new_in(Counted(&dropped), alloc.$maker());
                    assert_eq!(counted.0.get(), frame - 1);
                    let nested: Vec<Box<u32, _>, _> = {
                        let mut v = Vec::new_in(alloc.$maker());
                        (0..50).for_each(|n| v.push(Box::new_in(n, alloc.$maker())));
                        v
                    };
                    kept.push(nested.iter().map(|n| **n).sum::<u32>());
                }
                assert_eq!(dropped.get(), frame);
                assert!(alloc.end_frame().bytes > 4000);
            }
            drop(alloc);
            assert_eq!(kept.as_slice(), [1225; 4]);
        }
    };
}
