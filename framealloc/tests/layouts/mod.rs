//! Every change of layout that an allocator has to bear, as a macro, because each version of the trait is a trait of its
//! own. Used by the tests of the versions.

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
