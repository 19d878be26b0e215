//@ config: [tags]
//@ config: declared = ["net"]
//@ config: [tags.modules]
//@ config: "corpus::game::combat" = "combat"
//! `with_tag` on handles that are reached in other ways; nested closures.

mod game {
    pub mod memory {
        pub use framealloc::SmartAlloc as Arena;

        pub struct World {
            pub arena: Arena,
        }

        impl World {
            pub fn arena(&self) -> &Arena {
                &self.arena
            }
        }
    }

    pub mod combat {
        use super::memory::{Arena, World};

        pub fn field(world: &World) -> u32 {
            world.arena.with_tag("net", |a| *a.frame_alloc(1)) //~ FA801
        }

        pub fn getter(world: &World) -> u32 {
            world.arena().with_tag("net", |a| *a.frame_alloc(1)) //~ FA801
        }

        pub fn optional(arena: Option<&Arena>) -> u32 {
            if let Some(a) = arena {
                return a.with_tag("net", |a| *a.frame_alloc(1)); //~ FA801
            }
            0
        }

        pub fn nested(arena: &Arena) -> u32 {
            arena.with_tag("combat", |outer| {
                outer.with_tag("net", |inner| *inner.frame_alloc(1)) //~ FA801
            })
        }

        pub fn scope(arena: &Arena) -> u32 {
            let scratch = arena.scope();
            scratch.with_tag("net", |a| *a.frame_alloc(1)) //~ FA801
        }

        pub fn scope_and_right(arena: &Arena) -> u32 {
            let scratch = arena.scope();
            scratch.with_tag("combat", |a| *a.frame_alloc(1))
        }

        pub fn getter_and_right(world: &World) -> u32 {
            world.arena().with_tag("combat", |a| *a.frame_alloc(1))
        }
    }

    pub mod net {
        use super::memory::World;

        pub fn send(world: &World) -> u32 {
            world.arena().with_tag("net", |a| *a.frame_alloc(1))
        }
    }
}
