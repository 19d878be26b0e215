//! Other things called `forget`, `leak` and `new`, and other guards.

use std::cell::RefCell;
use std::mem;

use framealloc::SmartAlloc;

struct Memory {
    facts: Vec<String>,
}

impl Memory {
    fn forget<T>(&mut self, fact: T) -> T {
        self.facts.pop();
        fact
    }

    fn leak<T>(fact: T) -> T {
        fact
    }
}

fn forget<T>(value: T) {
    drop(value);
}

/// Guards of the user's own, with the same names.
struct Scope;

struct FrameGuard;

impl Drop for FrameGuard {
    fn drop(&mut self) {}
}

impl Scope {
    fn frame(&self) -> FrameGuard {
        FrameGuard
    }

    fn scope(&self) -> Scope {
        Scope
    }
}

fn their_method(alloc: &SmartAlloc, memory: &mut Memory) {
    let scratch = memory.forget(alloc.scope());
    drop(Memory::leak(scratch));
}

fn their_function(alloc: &SmartAlloc) {
    forget(alloc.scope());
}

fn their_guards(scope: Scope) {
    mem::forget(scope.frame());
    mem::forget(scope.scope());
    mem::forget(scope);
}

fn other_guards(cell: &RefCell<u32>) {
    mem::forget(cell.borrow());
}

fn handle(alloc: SmartAlloc) {
    mem::forget(alloc);
}

fn shadowed(alloc: &SmartAlloc) {
    let scratch = alloc.scope();
    let len = scratch.frame_slice_fill(3, 0u8).len();
    drop(scratch);
    let scratch = vec![0u8; len];
    mem::forget(scratch);
}

fn discriminant(alloc: &SmartAlloc) -> bool {
    let phase = Some(alloc.phase("load"));
    let known = mem::discriminant(&phase) == mem::discriminant(&None);
    !known
}

mod inner {
    pub fn leaks(alloc: &super::SmartAlloc) {
        use std::mem::forget as ignore;
        ignore(alloc.phase("leaks")); //~ FA607
        super::forget(alloc.phase("does not"));
    }

    pub struct Holder {
        pub alloc: framealloc::SmartAlloc,
    }

    impl Holder {
        pub fn leaks(&self) {
            std::mem::forget(self.alloc.scope()); //~ FA607
        }

        pub fn does_not(&self) -> framealloc::Scope<'_> {
            self.alloc.scope()
        }
    }
}
