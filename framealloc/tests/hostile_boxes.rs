//! Attacks from safe code on `FrameBox`: coercions that return less than the whole value, panic or re-enter, and the
//! order in which owners are dropped.

mod pattern;

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::fmt::{Debug, Display};

use framealloc::{FrameBox, Whole};
use pattern::{Blocks, panics, small};

#[derive(Debug)]
struct Counted<'c>(&'c Cell<u32>, [u8; 40]);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        assert_eq!(self.1, [7; 40], "the value was overwritten before its destructor ran");
        self.0.set(self.0.get() + 1);
    }
}

#[test]
fn coercions_keep_value_address_and_destructor() {
    let drops = Cell::new(0);
    let mut alloc = small();
    for _ in 0..5 {
        alloc.begin_frame();
        drops.set(0);
        {
            let mut blocks = Blocks::default();
            let counted = alloc.frame_box(Counted(&drops, [7; 40]));
            let at = std::ptr::from_ref(&*counted).addr();
            let shown: FrameBox<'_, dyn Debug> = FrameBox::unsize(counted, |whole| whole);
            assert_eq!(std::ptr::from_ref(&*shown).cast::<u8>().addr(), at);
            blocks.add(&alloc, 100);
            let array = alloc.frame_box([(); 3].map(|()| Counted(&drops, [7; 40])));
            let slice = FrameBox::unsize(array, |whole| whole as &mut Whole<[Counted<'_>]>);
            assert_eq!(slice.len(), 3);
            let any: FrameBox<'_, dyn Any> = FrameBox::unsize(alloc.frame_box(5u32), |whole| whole);
            assert_eq!(any.downcast_ref::<u32>(), Some(&5));
            let text: FrameBox<'_, dyn Display> =
                FrameBox::unsize(alloc.frame_box(String::from("text")), |whole| whole);
            assert_eq!(text.to_string(), "text");
            blocks.add(&alloc, 100);
            let empty: FrameBox<'_, [u64]> = FrameBox::unsize(alloc.frame_box([]), |whole| whole);
            assert!(empty.is_empty());
            drop(shown);
            assert_eq!(drops.get(), 1);
            blocks.verify();
        }
        assert_eq!(drops.get(), 4);
    }
}

#[test]
fn a_coercion_that_panics_drops_the_value_once() {
    let drops = Cell::new(0);
    let alloc = small();
    for n in 1..10 {
        let counted = alloc.frame_box(Counted(&drops, [7; 40]));
        let text = panics(|| drop(FrameBox::unsize::<dyn Debug>(counted, |_| panic!("coercion"))));
        assert_eq!((text.as_str(), drops.get()), ("coercion", n));
    }
}

#[test]
fn zero_sized_values_keep_their_own_destructor() {
    thread_local!(static LOG: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) });
    struct Mine;
    struct Other;
    impl Drop for Mine {
        fn drop(&mut self) {
            LOG.with_borrow_mut(|log| log.push("mine"));
        }
    }
    impl Drop for Other {
        fn drop(&mut self) {
            LOG.with_borrow_mut(|log| log.push("other"));
        }
    }
    let alloc = small();
    let mine: FrameBox<'_, dyn Any> = FrameBox::unsize(alloc.frame_box(Mine), |whole| {
        let inner = small();
        drop::<FrameBox<'_, dyn Any>>(FrameBox::unsize(inner.frame_box(Other), |whole| whole));
        whole
    });
    assert!(mine.is::<Mine>());
    drop(mine);
    assert_eq!(LOG.take(), ["other", "mine"]);
}

#[test]
fn owners_are_dropped_in_the_order_of_their_bindings() {
    struct Logged<'l>(&'l RefCell<Vec<u32>>, u32);
    impl Drop for Logged<'_> {
        fn drop(&mut self) {
            self.0.borrow_mut().push(self.1);
        }
    }
    let log = RefCell::new(Vec::new());
    let alloc = small();
    {
        let first = alloc.frame_box(Logged(&log, 1));
        let mut list = alloc.frame_vec();
        list.extend((10..14).map(|n| Logged(&log, n)));
        let nested = alloc.frame_box((alloc.frame_box(Logged(&log, 20)), alloc.frame_box(Logged(&log, 21))));
        let mut boxes = alloc.frame_vec();
        boxes.push(alloc.frame_box(Logged(&log, 30)));
        boxes.push(alloc.frame_box(Logged(&log, 31)));
        boxes.insert(0, alloc.frame_box(Logged(&log, 32)));
        drop(FrameBox::into_inner(first));
        list.remove(1);
        assert_eq!(nested.0.1, 20);
    }
    assert_eq!(log.take(), [1, 11, 32, 30, 31, 20, 21, 10, 12, 13]);
    let scope = alloc.scope();
    let outer = alloc.frame_box(Logged(&log, 1));
    let inner = scope.frame_box((outer, Logged(&log, 2)));
    drop(inner);
    drop(scope);
    assert_eq!(log.take(), [1, 2]);
}
