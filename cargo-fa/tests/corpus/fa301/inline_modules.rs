//! Types and functions of inline modules, reached by `super::`, `self::` and re-exports.

use framealloc::SmartAlloc;

pub mod engine {
    pub use framealloc::SmartAlloc as Arena;

    pub struct Engine {
        pub arena: Arena,
        pub ticks: u64,
    }

    impl Engine {
        pub fn arena(&self) -> &Arena {
            &self.arena
        }
    }

    pub mod input {
        use super::{Arena, Engine};

        pub fn listen(engine: &Engine) {
            loop {
                let key = read_key();
                engine.arena.frame_alloc(key); //~ FA301
            }
        }

        pub fn listen_by_getter(engine: &Engine) {
            loop {
                let key = read_key();
                engine.arena().frame_alloc(key); //~ FA301
            }
        }

        pub fn listen_in(arena: &Arena) {
            loop {
                let key = read_key();
                arena.frame_alloc(key); //~ FA301
            }
        }

        pub fn listen_in_scopes(arena: &super::super::SmartAlloc) {
            loop {
                let scratch = arena.scope();
                scratch.frame_alloc(read_key());
            }
        }

        pub fn read_key() -> u8 {
            0
        }
    }
}

mod editor {
    use super::engine::{self, Engine, input::read_key};

    pub fn edit(engine: &Engine) {
        let arena: &engine::Arena = engine.arena();
        loop {
            let key = read_key();
            arena.frame_alloc(key); //~ FA301
        }
    }

    /// A type of this module, of the same name as the engine's.
    pub struct Arena;

    impl Arena {
        pub fn frame_alloc(&self, key: u8) -> u8 {
            key
        }
    }

    pub fn edit_with_another_arena(arena: &Arena) {
        loop {
            let key = read_key();
            arena.frame_alloc(key);
        }
    }

    pub fn edit_with_this_arena(arena: &self::Arena) {
        loop {
            if arena.frame_alloc(read_key()) == 27 {
                break;
            }
        }
    }
}

fn at_the_top(alloc: &SmartAlloc) {
    loop {
        let key = self::engine::input::read_key();
        alloc.frame_alloc(key); //~ FA301
    }
}
