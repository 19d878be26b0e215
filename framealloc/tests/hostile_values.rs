//! Attacks from safe code on whatever runs user code in the middle of an allocation: constructors, iterators, `Clone`,
//! `Debug` and destructors that panic or re-enter.

mod pattern;

use std::cell::{Cell, RefCell};

use framealloc::SmartAlloc;
use pattern::{Blocks, panics, small};

/// Allocates, opens scopes, changes the tag and runs a batch, from wherever it is called.
fn reenter<'a>(alloc: &'a SmartAlloc, blocks: &RefCell<Blocks<'a>>, n: usize) {
    let mut blocks = blocks.borrow_mut();
    blocks.add(alloc, n * 13 % 97);
    let scope = alloc.scope();
    scope.frame_slice_fill(n * 31 % 900, 0xEEu8);
    blocks.keep(alloc.with_tag("hostile_reentered", |a| a.frame_slice_fill(n % 50, 1u8)));
    blocks.keep(alloc.frame_batch(|batch| {
        alloc.frame_slice_fill(n % 20, 0xEEu8);
        &mut batch.alloc([0u8; 24])[..]
    }));
    let mut grown = alloc.frame_vec();
    grown.extend((0..n % 60).map(|n| n as u64));
}

#[test]
fn constructors_and_iterators_may_reenter_and_panic() {
    struct Copied<'a, 'b>(&'a SmartAlloc, &'b RefCell<Blocks<'a>>, usize);
    impl Clone for Copied<'_, '_> {
        fn clone(&self) -> Self {
            reenter(self.0, self.1, 40);
            Self(self.0, self.1, self.2 + 1)
        }
    }
    let mut alloc = small();
    for frame in 0..3usize {
        alloc.begin_frame();
        let alloc = &alloc;
        let blocks = RefCell::new(Blocks::default());
        let again = |n| reenter(alloc, &blocks, n);
        for n in 0..2usize {
            let value = alloc.frame_alloc_with(|| (again(n + frame), [n; 9]));
            let slice = alloc.frame_slice_with(20, |i| {
                again(i);
                i * n
            });
            let collected = alloc.frame_slice_from_iter((0..30).inspect(|&i| again(i)));
            let filtered = alloc.frame_slice_from_iter((0..30usize).inspect(|&i| again(i)).filter(|i| i % 3 == 0));
            let mut vec = alloc.frame_vec();
            vec.extend((0..25).map(|i| {
                again(i);
                [i; 3]
            }));
            vec.resize_with(30, || {
                again(11);
                [7; 3]
            });
            let mut map = alloc.frame_map();
            for i in 0..20 {
                map.get_or_insert_with(i, || {
                    again(i);
                    i
                });
            }
            let fill = alloc.frame_slice_fill(5, Copied(alloc, &blocks, 0));
            let boxed = alloc.frame_box((again(5), String::from("boxed")));
            let text = framealloc::frame_format!(alloc, "{:?}{:?}", Reenters(&again), Reenters(&again));
            assert_eq!(text, "againagain");
            assert_eq!(value.1, [n; 9]);
            assert!(slice.iter().enumerate().all(|(i, &at)| at == i * n));
            assert!(collected.iter().copied().eq(0..30) && filtered.len() == 10);
            assert!(vec[..25].iter().enumerate().all(|(i, at)| *at == [i; 3]));
            assert!(map.iter().all(|(key, value)| key == value) && map.len() == 20);
            assert!(fill.iter().all(|copied| copied.2 == 1) && boxed.1 == "boxed");
            blocks.borrow().verify();
        }
        for stop in [0, 7] {
            let bomb = |i: usize| {
                again(i);
                if i == stop { panic!("bomb") } else { i }
            };
            assert_eq!(panics(|| _ = alloc.frame_slice_with(20, bomb)), "bomb");
            assert_eq!(panics(|| _ = alloc.frame_slice_from_iter((0..20).map(bomb))), "bomb");
            assert_eq!(panics(|| _ = alloc.frame_alloc_with(|| bomb(stop))), "bomb");
            assert_eq!(panics(|| alloc.frame_vec().extend((0..20).map(bomb))), "bomb");
            assert_eq!(panics(|| alloc.with_tag("hostile_bomb", |_| _ = bomb(stop))), "bomb");
            assert_eq!(panics(|| alloc.frame_batch(|batch| (0..20).for_each(|i| *batch.alloc(i) = bomb(i)))), "bomb");
            assert_eq!(alloc.tag().name(), "untagged");
            blocks.borrow().verify();
        }
    }
}

struct Reenters<'f>(&'f dyn Fn(usize));

impl std::fmt::Debug for Reenters<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (self.0)(3);
        f.write_str("again")
    }
}

#[test]
fn a_clone_that_panics_leaves_nothing_half_made() {
    #[derive(Debug)]
    struct Fuse<'c>(&'c Cell<u32>);
    impl Clone for Fuse<'_> {
        fn clone(&self) -> Self {
            self.0.set(self.0.get() + 1);
            assert!(!self.0.get().is_multiple_of(7), "fuse");
            Fuse(self.0)
        }
    }
    let clones = Cell::new(0);
    let mut alloc = small();
    for _ in 0..10 {
        alloc.begin_frame();
        let mut blocks = Blocks::default();
        blocks.add(&alloc, 60);
        assert!(panics(|| _ = alloc.frame_slice_fill(20, Fuse(&clones))).contains("fuse"));
        blocks.add(&alloc, 60);
        let mut vec = alloc.frame_vec();
        vec.push(Fuse(&clones));
        assert!(panics(|| vec.resize(20, Fuse(&clones))).contains("fuse"));
        assert!(!vec.is_empty() && vec.len() < 20);
        blocks.add(&alloc, 60);
    }
}

#[test]
fn destructors_may_panic_allocate_and_open_scopes() {
    struct Busy<'a>(&'a SmartAlloc, &'a Cell<u32>, bool);
    impl Drop for Busy<'_> {
        fn drop(&mut self) {
            self.1.set(self.1.get() + 1);
            let mut blocks = Blocks::default();
            blocks.add(self.0, 70);
            let scope = self.0.scope();
            blocks.add(&scope, 700);
            self.0.with_tag("hostile_drop", |a| blocks.add(a, 8));
            assert!(!self.2, "destructor");
        }
    }
    let drops = Cell::new(0);
    let mut alloc = small();
    for _ in 0..10 {
        alloc.begin_frame();
        drops.set(0);
        let mut blocks = Blocks::default();
        let text = panics(|| {
            let mut vec = alloc.frame_vec();
            vec.extend((0..20).map(|n| Busy(&alloc, &drops, n == 11)));
            blocks.add(&alloc, 99);
            let _boxed = alloc.frame_box(Busy(&alloc, &drops, false));
            let scope = alloc.scope();
            let _inner = scope.frame_box(Busy(&alloc, &drops, false));
            vec.truncate(15);
            blocks.add(&alloc, 99);
        });
        assert_eq!((text.as_str(), drops.get()), ("destructor", 22));
        blocks.add(&alloc, 1500);
        assert_eq!(panics(|| drop(alloc.frame_box(Busy(&alloc, &drops, true)))), "destructor");
        blocks.verify();
    }
}
