//! The newer versions of the `allocator-api2` trait, beside each other and beside 0.2: layouts that a careless allocator gets
//! wrong, and collections used for real.
#![cfg(all(feature = "allocator-api2-03", feature = "allocator-api2-04"))]

#[macro_use]
mod layouts;
mod pattern;

use framealloc::{AllocConfig, BudgetPolicy, SmartAlloc};

layout_attacks!(v02, allocator_api2::alloc);
layout_attacks!(v03, allocator_api2_03::alloc);
layout_attacks!(v04, allocator_api2_04::alloc);

#[test]
fn frame_blocks_keep_their_bytes_through_every_change_of_layout() {
    let mut alloc = SmartAlloc::default();
    for beside in [true, false] {
        alloc.begin_frame();
        v02::attack(alloc.allocator(), beside);
        v03::attack(alloc.allocator_03(), beside);
        v04::attack(alloc.allocator_04(), beside);
        // 0.4 has it for references too.
        v04::attack(&alloc.allocator_04(), beside);
        alloc.end_frame();
    }
}

#[test]
fn pool_blocks_keep_their_bytes_through_every_change_of_layout() {
    let alloc = SmartAlloc::default();
    v03::attack(alloc.pool_allocator_03(), true);
    v04::attack(alloc.pool_allocator_04(), true);
    let report = alloc.report();
    assert_eq!((report.pools.live, report.heap.live), (0, 0));
}

#[test]
fn a_refusal_leaves_the_block_as_it_was() {
    let alloc = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail));
    alloc.set_global_budget(4096);
    v02::refuse(alloc.allocator(), 5000);
    v03::refuse(alloc.allocator_03(), 5000);
    v04::refuse(alloc.allocator_04(), 5000);
    let too_much = isize::MAX as usize - 4096;
    v03::refuse(alloc.allocator_03(), too_much);
    v04::refuse(alloc.allocator_04(), too_much);
    v03::refuse(alloc.pool_allocator_03(), too_much);
    v04::refuse(alloc.pool_allocator_04(), too_much);
}

collections!(collections_of_0_3, allocator_api2_03, allocator_03, pool_allocator_03);
collections!(collections_of_0_4, allocator_api2_04, allocator_04, pool_allocator_04);

#[test]
fn steady_frames_of_every_version_ask_the_system_for_nothing() {
    let mut alloc = SmartAlloc::default();
    let mut frame = || {
        alloc.begin_frame();
        let mut sum = 0;
        {
            let mut a = allocator_api2::vec::Vec::new_in(alloc.allocator());
            let mut b = allocator_api2_03::vec::Vec::new_in(alloc.allocator_03());
            let mut c = allocator_api2_04::vec::Vec::new_in(alloc.allocator_04());
            for n in 0..5000u64 {
                a.push(n);
                b.push(n);
                c.push(n);
            }
            sum += a.iter().chain(b.iter()).chain(c.iter()).sum::<u64>();
        }
        alloc.end_frame();
        assert_eq!(sum, 3 * 4999 * 2500);
        alloc.report().system_allocs
    };
    for _ in 0..3 {
        frame();
    }
    let warm = frame();
    assert_eq!((0..20).map(|_| frame()).max(), Some(warm));
}
