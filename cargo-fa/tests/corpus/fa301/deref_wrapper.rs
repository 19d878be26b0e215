//! User types that deref to a handle are handles; those that deref to something else are not.

use std::ops::Deref;

use framealloc::SmartAlloc;

struct Arena {
    inner: SmartAlloc,
    name: &'static str,
}

impl Deref for Arena {
    type Target = SmartAlloc;

    fn deref(&self) -> &SmartAlloc {
        &self.inner
    }
}

struct Level<'a> {
    arena: &'a Arena,
}

/// A list with a method that happens to have the name of an allocation.
#[derive(Default)]
struct Slots {
    used: std::cell::RefCell<Vec<u32>>,
}

impl Slots {
    fn frame_alloc(&self, value: u32) -> usize {
        self.used.borrow_mut().push(value);
        self.used.borrow().len()
    }
}

struct SlotHolder {
    slots: Slots,
}

impl Deref for SlotHolder {
    type Target = Slots;

    fn deref(&self) -> &Slots {
        &self.slots
    }
}

fn poll() -> u32 {
    0
}

fn wrapper(arena: &Arena) {
    loop {
        let id = poll();
        arena.frame_alloc(id); //~ FA301
    }
}

fn field_of_a_wrapper(arena: &Arena) {
    loop {
        let id = poll();
        arena.inner.frame_alloc(id); //~ FA301
    }
}

impl Level<'_> {
    fn wrapper_in_a_field(&mut self) {
        loop {
            let id = poll();
            self.arena.frame_alloc(id); //~ FA301
        }
    }

    fn wrapper_with_a_scope(&mut self) {
        loop {
            let scratch = self.arena.scope();
            scratch.frame_alloc(poll());
        }
    }

    fn wrapper_in_a_range(&mut self) {
        for id in 0..1000 {
            self.arena.scope().frame_alloc(id);
        }
    }
}

fn other_wrapper(slots: &SlotHolder) {
    loop {
        if slots.frame_alloc(poll()) > 100 {
            break;
        }
    }
}

fn other_wrapper_for_ever(slots: &SlotHolder) -> ! {
    loop {
        slots.frame_alloc(poll());
    }
}
