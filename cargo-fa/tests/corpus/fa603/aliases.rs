//! Renamed imports, glob imports, `type` aliases, tuples.

use framealloc as fa;
use framealloc::SmartAlloc as A;

type Memory = A;

fn input() -> u32 {
    0
}

fn renamed(alloc: &mut A) {
    loop {
        //~^ FA603
        let key = input();
        alloc.frame_alloc(key);
    }
}

fn aliased(alloc: Memory) {
    loop {
        //~^ FA603
        let key = input();
        alloc.frame_alloc(key);
    }
}

fn renamed_crate() {
    let alloc = fa::SmartAlloc::new(fa::AllocConfig::default());
    loop {
        //~^ FA603
        let key = input();
        alloc.frame_alloc(key);
    }
}

fn constructed_by_the_alias() {
    let alloc = Memory::default();
    loop {
        //~^ FA603
        let key = input();
        alloc.frame_alloc(key);
    }
}

fn tuple((alloc, limit): (A, u32)) {
    loop {
        //~^ FA603
        let key = input();
        alloc.frame_alloc(key.min(limit));
    }
}

fn renamed_with_a_frame(alloc: &mut A) {
    loop {
        alloc.begin_frame();
        alloc.frame_alloc(input());
    }
}

fn aliased_with_a_frame(mut alloc: Memory) {
    loop {
        alloc.frame_alloc(input());
        alloc.end_frame();
    }
}

fn boundary_as_a_path(alloc: &mut A) {
    loop {
        A::begin_frame(alloc);
        alloc.frame_alloc(input());
        A::end_frame(alloc);
    }
}

fn tuple_with_a_frame((mut alloc, limit): (A, u32)) {
    loop {
        let frame = alloc.frame();
        frame.frame_alloc(input().min(limit));
    }
}

mod glob {
    use framealloc::*;

    pub fn glob(alloc: &mut SmartAlloc) {
        loop {
            //~^ FA603
            let key = super::input();
            alloc.frame_alloc(key);
        }
    }

    pub fn glob_with_a_frame(alloc: &mut SmartAlloc) {
        loop {
            alloc.begin_frame();
            alloc.frame_alloc(super::input());
        }
    }
}

mod engine {
    pub mod memory {
        pub use framealloc::SmartAlloc as Arena;
    }

    use self::memory::Arena;

    pub fn reexported(arena: &mut Arena) {
        loop {
            //~^ FA603
            let key = super::input();
            arena.frame_alloc(key);
        }
    }

    pub fn reexported_with_a_frame(arena: &mut super::engine::memory::Arena) {
        loop {
            arena.begin_frame();
            arena.frame_alloc(super::input());
        }
    }
}
