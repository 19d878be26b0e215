//! Boundaries in part of the body, loops in loops, several handles.

use framealloc::SmartAlloc;

fn key() -> Option<u32> {
    None
}

fn boundary_in_an_inner_loop(alloc: &mut SmartAlloc) {
    loop {
        for step in 0..2 {
            alloc.begin_frame();
            alloc.frame_alloc(step);
            alloc.end_frame();
        }
    }
}

fn boundary_in_an_outer_loop(alloc: &mut SmartAlloc) {
    loop {
        alloc.begin_frame();
        while let Some(key) = key() {
            keep(alloc.frame_box(key));
        }
        alloc.end_frame();
    }
}

fn boundary_in_a_branch(alloc: &mut SmartAlloc) {
    loop {
        match key() {
            Some(key) => keep(alloc.frame_box(key)),
            None => alloc.begin_frame(),
        }
    }
}

fn boundary_in_a_closure(alloc: &mut SmartAlloc) {
    let mut turn = |key: u32| {
        alloc.begin_frame();
        keep(alloc.frame_box(key));
        alloc.end_frame();
    };
    loop {
        turn(key().unwrap_or(0));
    }
}

fn allocation_in_an_inner_loop(alloc: &mut SmartAlloc) {
    loop {
        //~^ FA603
        while let Some(key) = key() {
            keep(alloc.frame_box(key));
        }
    }
}

fn allocation_in_a_branch(alloc: &mut SmartAlloc) {
    loop {
        //~^ FA603
        if let Some(key) = key() {
            keep(alloc.frame_box(key));
        }
    }
}

fn allocation_in_a_tag(alloc: &mut SmartAlloc) {
    loop {
        //~^ FA603
        alloc.with_tag("input", |a| {
            keep(a.frame_box(key()));
        });
    }
}

fn one_after_the_other(alloc: &mut SmartAlloc) -> u32 {
    for step in 0..100 {
        keep(alloc.frame_box(step));
    }
    loop {
        if let Some(key) = key() {
            return key;
        }
    }
}

fn keep<T>(value: T) {
    drop(value);
}
