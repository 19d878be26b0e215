//! The handle's type under other names, and the handle itself under other names.

use framealloc::SmartAlloc as A;

type Memory = framealloc::SmartAlloc;
type Borrowed<'a> = &'a Memory;

fn tick() -> bool {
    true
}

fn imported_as(alloc: &A) {
    loop {
        tick();
        alloc.frame_alloc(1u32); //~ FA301
    }
}

fn type_alias(memory: &Memory) {
    loop {
        tick();
        memory.frame_alloc([0.0f32; 4]); //~ FA301
    }
}

fn alias_of_a_reference(memory: Borrowed<'_>) {
    loop {
        tick();
        memory.frame_alloc([0.0f32; 4]); //~ FA301
    }
}

fn full_path(memory: &framealloc::SmartAlloc) {
    loop {
        tick();
        memory.frame_alloc(2u8); //~ FA301
    }
}

fn another_name(alloc: &A) {
    let arena = alloc;
    let again = &*arena;
    loop {
        tick();
        again.frame_alloc(3u8); //~ FA301
    }
}

fn annotated_local(alloc: &A) {
    let arena: &Memory = alloc;
    loop {
        tick();
        (*arena).frame_alloc(3u8); //~ FA301
    }
}

fn called_as_a_path(alloc: &A) {
    loop {
        tick();
        A::frame_alloc(alloc, 3u8); //~ FA301
    }
}

mod glob {
    use framealloc::*;

    pub fn glob_import(alloc: &SmartAlloc) {
        loop {
            super::tick();
            let text = frame_format!(alloc, "{}", 5); //~ FA301
            if text.len() > 10 {
                super::tick();
            }
        }
    }

    pub fn glob_import_with_an_end(alloc: &SmartAlloc) {
        for turn in 0..60 {
            *alloc.scope().frame_alloc(0) += turn;
        }
    }
}

mod renamed_twice {
    use super::A as Arena;

    pub fn through_a_module(arena: &Arena) {
        loop {
            super::tick();
            arena.frame_alloc(7u64); //~ FA301
        }
    }

    pub fn it_may_fail(arena: &Arena) {
        loop {
            if arena.try_frame_alloc(7u64).is_err() {
                break;
            }
        }
    }
}
