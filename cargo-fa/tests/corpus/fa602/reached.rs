//! The ways in which a system reaches its memory: fields, getters, helpers, aliases, containers.

use std::ops::Deref;
use std::rc::Rc;

use framealloc::SmartAlloc as Arena;

type Memory = Arena;

struct Context<'a, T> {
    alloc: &'a Memory,
    state: T,
}

struct Hud<'a> {
    context: Context<'a, Vec<u32>>,
    spare: Option<Rc<Arena>>,
}

struct Scratch(Arena);

impl Deref for Scratch {
    type Target = Arena;

    fn deref(&self) -> &Arena {
        &self.0
    }
}

fn arena<'a>(hud: &Hud<'a>) -> &'a Arena {
    hud.context.alloc
}

impl<'a> Hud<'a> {
    fn alloc(&self) -> &'a Arena {
        arena(self)
    }

    fn nested_field(&self) -> usize {
        let mut width = 0;
        for value in &self.context.state {
            let digits = self.context.alloc.frame_slice_fill(*value as usize, b'0'); //~ FA602
            width += digits.len();
        }
        width
    }

    fn getter(&self) -> usize {
        let mut width = 0;
        for value in &self.context.state {
            let digits = self.alloc().frame_slice_fill(*value as usize, b'0'); //~ FA602
            width += digits.len();
        }
        width
    }

    fn helper(&self) -> usize {
        let alloc = arena(self);
        let mut width = 0;
        for value in &self.context.state {
            let digits = alloc.frame_slice_fill(*value as usize, b'0'); //~ FA602
            width += digits.len();
        }
        width
    }

    fn if_let(&self) -> usize {
        let mut width = 0;
        if let Some(alloc) = &self.spare {
            for value in &self.context.state {
                let digits = alloc.frame_slice_fill(*value as usize, b'0'); //~ FA602
                width += digits.len();
            }
        }
        width
    }

    fn getter_with_a_scope(&self) -> usize {
        let mut width = 0;
        for value in &self.context.state {
            let scratch = self.alloc().scope();
            width += scratch.frame_slice_fill(*value as usize, b'0').len();
        }
        width
    }

    fn collected(&self) -> usize {
        let mut rows = Vec::new();
        for value in &self.context.state {
            let digits = self.alloc().frame_slice_fill(*value as usize, b'0');
            rows.push(digits);
        }
        rows.len()
    }
}

fn wrapper(scratch: &Scratch, values: &[u32]) -> u32 {
    let mut sum = 0;
    for value in values {
        let cell = scratch.frame_alloc(*value); //~ FA602
        *cell *= 2;
        sum += *cell;
    }
    sum
}

fn wrapper_field(scratch: &Scratch, values: &[u32]) -> u32 {
    let mut sum = 0;
    for value in values {
        let cell = scratch.0.frame_alloc(*value); //~ FA602
        *cell *= 2;
        sum += *cell;
    }
    sum
}

fn generic<T>(context: &Context<'_, T>, values: &[u32]) -> u32 {
    let mut sum = 0;
    for value in values {
        let cell = context.alloc.frame_alloc(*value); //~ FA602
        *cell *= 2;
        sum += *cell;
    }
    sum
}

fn tuple((alloc, values): (&Memory, &[u32])) -> u32 {
    let mut sum = 0;
    for value in values {
        let cell = alloc.frame_alloc(*value); //~ FA602
        *cell *= 2;
        sum += *cell;
    }
    sum
}

/// The heap's own box is none of ours.
fn heap(values: &[u32]) -> u32 {
    let mut sum = 0;
    for value in values {
        let cell = Box::new(*value);
        sum += *cell;
    }
    sum
}
