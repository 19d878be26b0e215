//! Attacks from safe code on what guards hold: forgotten, leaked, dropped in any order, moved away. Whatever is alive
//! keeps its contents, and the frames go on.

mod pattern;

use std::mem;

use framealloc::private::{SystemSpec, open, open_region};
use framealloc::{FrameBox, Scope, SmartAlloc};
use pattern::{Blocks, small};

#[test]
fn forgotten_guards_of_every_kind_do_not_disturb_later_frames() {
    static SYSTEM: SystemSpec = SystemSpec::new("kept_open", "hostile").tag("hostile_forgotten").budget(1 << 20);
    let mut alloc = small();
    for frame in 1..=20u64 {
        mem::forget(alloc.frame());
        let mut blocks = Blocks::default();
        blocks.add(&alloc, 100);
        mem::forget(alloc.phase("never closed"));
        let scope = alloc.scope();
        scope.frame_slice_fill(3000, 0xEEu8);
        mem::forget(scope);
        blocks.add(&alloc, 200);
        mem::forget(alloc.frame_box(String::from("leaked text")));
        let mut vec = alloc.frame_vec();
        vec.extend((0..50).map(|n| n.to_string()));
        mem::forget(vec);
        blocks.add(&alloc, 2000);
        if frame < 3 {
            let system = open(&alloc, &SYSTEM);
            system.frame_slice_fill(700, 0xEEu8);
            mem::forget(system);
        }
        blocks.add(&alloc, 10);
        mem::forget(alloc.frame_vec_with_capacity::<u64>(20).into_iter());
        blocks.add(&alloc, 300);
        assert_eq!(alloc.frame_number(), frame);
        let report = alloc.end_frame();
        assert_eq!(report.frame, frame);
    }
    assert_eq!(alloc.report().frames, 20);
}

#[test]
fn forgotten_system_regions_end_with_the_frame() {
    static REGION: SystemSpec = SystemSpec::new("region", "hostile").tag("hostile_region").budget(4096);
    let mut alloc = small();
    for allocate in [false, true] {
        alloc.begin_frame();
        if allocate {
            alloc.frame_alloc(1u64);
        }
        mem::forget(open_region(&alloc, &REGION));
        alloc.end_frame();
        alloc.begin_frame();
        assert_eq!(alloc.tag().name(), "untagged", "with an allocation: {allocate}");
        assert_eq!(alloc.frame_remaining(), None, "the budget of a region of another frame");
        alloc.end_frame();
    }
}

#[test]
fn leaked_scopes_keep_their_memory_for_as_long_as_it_can_be_seen() {
    let mut alloc = small();
    for _ in 0..5 {
        alloc.begin_frame();
        {
            let leaked: &mut Scope<'_> = Box::leak(Box::new(alloc.scope()));
            let mut blocks = Blocks::default();
            for size in [10, 600, 5000] {
                blocks.add(leaked, size);
                let inner: &Scope<'_> = Box::leak(Box::new(leaked.scope()));
                blocks.add(inner, size + 1);
                let beside = alloc.scope();
                beside.frame_slice_fill(size * 2, 0xEEu8);
                drop(beside);
                blocks.add(&alloc, size + 2);
            }
        }
        alloc.end_frame();
    }
    assert!(alloc.end_frame().bytes == 0);
}

#[test]
fn a_leaked_handle_is_simply_never_emptied() {
    let leaked: &'static SmartAlloc = Box::leak(Box::new(small()));
    let mut blocks: Blocks<'static> = Blocks::default();
    for size in 0..200 {
        blocks.add(leaked, size);
        let boxed: FrameBox<'static, [u8; 40]> = leaked.frame_box([7; 40]);
        blocks.keep(&mut FrameBox::leak(boxed)[..]);
    }
}

#[test]
fn scopes_end_in_any_order_while_others_are_open() {
    let mut alloc = small();
    for seed in 0..24usize {
        alloc.begin_frame();
        let mut outer = Blocks::default();
        let mut open: Vec<Option<Scope<'_>>> = (0..16).map(|_| Some(alloc.scope())).collect();
        let mut at = seed;
        for step in 0..16 {
            for (index, scope) in open.iter().enumerate() {
                if let Some(scope) = scope {
                    let mut blocks = Blocks::default();
                    blocks.add(scope, index * 37 % 700);
                    let nested = scope.scope();
                    blocks.add(&nested, 100);
                    blocks.add(scope, 8);
                }
            }
            at = (at * 5 + 3) % 16;
            while open[at].is_none() {
                at = (at + 1) % 16;
            }
            match (open[at].take(), step % 5) {
                (Some(scope), 3) => mem::forget(scope),
                (scope, _) => drop(scope),
            }
            outer.add(&alloc, 50);
        }
        drop(open);
        outer.verify();
        alloc.end_frame();
    }
}

#[test]
fn swapped_scopes_go_back_where_they_came_from() {
    let (mut first, mut second) = (small(), small());
    for _ in 0..10 {
        first.begin_frame();
        second.begin_frame();
        let (mut a, mut b) = (first.scope(), second.scope());
        a.frame_slice_fill(1000, 1u8);
        mem::swap(&mut a, &mut b);
        let (mut in_a, mut in_b) = (Blocks::default(), Blocks::default());
        in_a.add(&a, 900);
        in_b.add(&b, 900);
        drop(in_a);
        drop(a);
        let c = second.scope();
        in_b.add(&c, 900);
        in_b.add(&b, 900);
        drop(in_b);
        drop((b, c));
        first.end_frame();
        second.end_frame();
    }
}

#[test]
fn values_of_a_system_outlive_the_handle_it_was_opened_on() {
    static OUTER: SystemSpec = SystemSpec::new("outer", "hostile").tag("hostile_outer").budget(1 << 20);
    static INNER: SystemSpec = SystemSpec::new("inner", "hostile");
    for fate in 0..4 {
        let mut alloc = small();
        alloc.set_tag_budget("hostile_outer", 1 << 20);
        for _ in 0..3 {
            alloc.begin_frame();
            let warm = open(&alloc, &OUTER);
            open(&warm, &INNER).frame_slice_fill(9000, 1u8);
            drop(warm);
            alloc.end_frame();
        }
        alloc.begin_frame();
        let system = open(&alloc, &OUTER);
        let mut blocks = Blocks::default();
        blocks.add(&system, 700);
        match fate {
            0 => drop(alloc),
            1 => {
                let mut moved = Box::new(alloc);
                for _ in 0..200 {
                    moved.begin_frame();
                    moved.frame_slice_fill(5000, 0xEEu8);
                    open(&moved, &OUTER).frame_slice_fill(5000, 0xEEu8);
                    moved.end_frame();
                    blocks.add(&system, 90);
                }
            }
            2 => {
                let worker = std::thread::spawn(move || {
                    for _ in 0..200 {
                        alloc.begin_frame();
                        let other = open(&alloc, &OUTER);
                        other.scope().frame_slice_fill(5000, 0xEEu8);
                        drop(other);
                        alloc.end_frame();
                        alloc.report();
                    }
                });
                for _ in 0..200 {
                    let inner = open(&system, &INNER);
                    blocks.add(&system, 30);
                    inner.frame_slice_fill(3000, 0xDDu8);
                    blocks.verify();
                }
                worker.join().unwrap();
            }
            _ => {
                let worker = std::thread::spawn(move || drop(alloc));
                for _ in 0..200 {
                    let inner = open(&system, &INNER);
                    blocks.add(&system, 30);
                    inner.scope().frame_slice_fill(3000, 0xDDu8);
                    drop(inner);
                    system.report();
                }
                worker.join().unwrap();
            }
        }
        let inner = open(&system, &INNER);
        blocks.add(&inner, 500);
        blocks.add(&system, 5000);
        let scope = system.scope();
        blocks.add(&scope, 5000);
        assert!(system.report().bytes > 0);
    }
}

#[test]
fn systems_end_in_any_order() {
    static SYSTEM: SystemSpec = SystemSpec::new("any_order", "hostile").budget(1 << 16);
    let mut alloc = small();
    for seed in 0..20usize {
        alloc.begin_frame();
        let mut open_now: Vec<_> = (0..8).map(|_| Some(open(&alloc, &SYSTEM))).collect();
        for round in 0..8 {
            for system in open_now.iter().flatten() {
                let mut blocks = Blocks::default();
                blocks.add(system, 50 * round);
                blocks.add(system, 9);
            }
            drop(open_now[(seed * 3 + round * 5) % 8].take());
        }
        assert_eq!(open_now.iter().flatten().count(), 0);
        alloc.end_frame();
    }
    let report = alloc.report();
    assert_eq!(report.systems.iter().find(|s| s.name == "any_order").unwrap().calls, 160);
}
