//! Threads that make a handle of their own, without a budget and with one.

use std::thread;

use framealloc::{AllocConfig, BudgetPolicy, SmartAlloc, budget, frame_system, kilobytes};

fn simulate(alloc: &SmartAlloc) -> usize {
    alloc.frame_slice_fill(64, 0u8).len()
}

#[frame_system]
#[budget(kb = 64)]
fn bounded(alloc: &SmartAlloc) -> usize {
    alloc.frame_slice_fill(64, 0u8).len()
}

fn made_inside() {
    thread::spawn(|| {
        //~^ FA203
        let mut alloc = SmartAlloc::new(AllocConfig::default());
        loop {
            alloc.begin_frame();
            alloc.frame_slice_fill(64, 0u8);
            alloc.end_frame();
        }
    });
}

fn full_path() {
    std::thread::spawn(move || {
        //~^ FA203
        let mut alloc = SmartAlloc::default();
        let frame = alloc.frame();
        frame.frame_slice_fill(64, 0u8).len()
    });
}

fn scoped(parent: &SmartAlloc, jobs: &[u32]) {
    let shared = parent.shared();
    thread::scope(|threads| {
        threads.spawn(|| {
            //~^ FA203
            let mut alloc = shared.for_thread();
            alloc.begin_frame();
            alloc.frame_slice_copy(jobs);
            alloc.end_frame();
        });
    });
}

fn named() -> std::io::Result<()> {
    thread::Builder::new().name("audio".into()).spawn(|| {
        //~^ FA203
        let mut alloc = SmartAlloc::new(AllocConfig::default());
        let frame = alloc.frame();
        simulate(&frame)
    })?;
    Ok(())
}

fn on_rayon() {
    rayon::spawn(|| {
        //~^ FA203
        let mut alloc = SmartAlloc::new(AllocConfig::default());
        let frame = alloc.frame();
        frame.frame_alloc(1u8);
    });
}

fn global_budget_in_the_configuration() {
    thread::spawn(|| {
        let mut alloc = SmartAlloc::new(AllocConfig::default().global_budget(kilobytes(256)));
        let frame = alloc.frame();
        frame.frame_slice_fill(64, 0u8).len()
    });
}

fn thread_budget_on_the_handle() {
    thread::spawn(|| {
        let mut alloc = SmartAlloc::new(AllocConfig::default());
        alloc.set_thread_frame_budget(kilobytes(64));
        let frame = alloc.frame();
        frame.frame_slice_fill(64, 0u8).len()
    });
}

fn global_budget_on_the_handle() {
    thread::spawn(|| {
        let mut alloc = SmartAlloc::new(AllocConfig::default().on_budget_exceeded(BudgetPolicy::Fail));
        alloc.set_global_budget(kilobytes(64));
        let frame = alloc.frame();
        frame.frame_slice_fill(64, 0u8).len()
    });
}

fn budgeted_system_only() {
    thread::spawn(|| {
        let mut alloc = SmartAlloc::new(AllocConfig::default());
        let frame = alloc.frame();
        bounded(&frame)
    });
}

fn fallible_only() {
    thread::spawn(|| {
        let mut alloc = SmartAlloc::new(AllocConfig::default());
        let frame = alloc.frame();
        frame.try_frame_slice_fill(64, 0u8).map_or(0, |bytes| bytes.len())
    });
}

fn no_frame_memory() {
    thread::spawn(|| {
        let alloc = SmartAlloc::new(AllocConfig::default());
        let kept = alloc.pool_alloc([0u8; 64]);
        kept.len()
    });
}

fn no_handle(numbers: Vec<u32>) {
    thread::spawn(move || numbers.iter().sum::<u32>());
    rayon::spawn(|| {});
}

fn budgeted_before(parent: &SmartAlloc) {
    let mut alloc = parent.for_thread();
    alloc.set_thread_frame_budget(kilobytes(64));
    thread::spawn(move || {
        let frame = alloc.frame();
        frame.frame_slice_fill(64, 0u8).len()
    });
}
