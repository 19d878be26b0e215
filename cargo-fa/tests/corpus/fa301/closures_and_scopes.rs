//! Handles that closures receive, and scopes that are opened too early.

use framealloc::{FrameGuard, Scope, SharedFrame, SmartAlloc};

fn job() -> u32 {
    0
}

fn closure_parameter(alloc: &SmartAlloc) {
    loop {
        let id = job();
        alloc.with_tag("jobs", |a| {
            a.frame_alloc(id); //~ FA301
        });
    }
}

fn loop_in_a_closure(alloc: &SmartAlloc) {
    alloc.with_tag("jobs", |a| {
        loop {
            let id = job();
            a.frame_alloc(id); //~ FA301
        }
    })
}

fn captured_by_a_closure(alloc: &SmartAlloc) {
    let run = || loop {
        let id = job();
        alloc.frame_alloc(id); //~ FA301
    };
    run()
}

fn scope_too_early(alloc: &SmartAlloc) {
    let scratch = alloc.scope();
    loop {
        let id = job();
        scratch.frame_alloc(id); //~ FA301
    }
}

fn scope_parameter(scratch: &Scope<'_>) {
    loop {
        let id = job();
        scratch.frame_alloc(id); //~ FA301
    }
}

fn under_a_phase(alloc: &SmartAlloc) {
    let _phase = alloc.phase("jobs");
    loop {
        let id = job();
        alloc.frame_alloc(id); //~ FA301
    }
}

fn guard_parameter(frame: &FrameGuard<'_>) {
    loop {
        let id = job();
        frame.frame_alloc(id); //~ FA301
    }
}

fn shared_guard_parameter(frame: &SharedFrame<'_>) {
    loop {
        let id = job();
        frame.frame_alloc(id); //~ FA301
    }
}

fn closure_parameter_of_a_scope(alloc: &SmartAlloc) {
    loop {
        alloc.scope().with_tag("jobs", |a| {
            a.frame_alloc(job());
        });
    }
}

fn scope_in_the_closure(alloc: &SmartAlloc) {
    alloc.with_tag("jobs", |a| {
        loop {
            let scratch = a.scope();
            scratch.frame_alloc(job());
        }
    })
}

fn scope_of_a_scope(alloc: &SmartAlloc) {
    let outer = alloc.scope();
    loop {
        let inner = outer.scope();
        inner.frame_alloc(job());
    }
}

/// Called elsewhere, once: a closure that allocates is not a loop.
fn closure_outside(alloc: &SmartAlloc) {
    let keep = |id: u32| *alloc.frame_alloc(id);
    let mut sum = keep(job());
    loop {
        sum += job();
        if sum > 100 {
            return;
        }
    }
}
