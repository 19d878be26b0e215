//@ config: [tags]
//@ config: declared = ["debug"]
//@ config: [tags.modules]
//@ config: "corpus::world::physics" = "physics"
//@ config: "corpus::world::audio" = "audio"
//@ config: "corpus::world::audio::voice" = "voice"
//! Systems by macro, trait, generic and constant, in modules that other modules re-export.

use framealloc::SmartAlloc;

pub const RENDER: &str = "render";

macro_rules! tagged {
    ($alloc:expr, $tag:literal, $body:expr) => {
        $alloc.with_tag($tag, $body)
    };
}

mod world {
    pub use physics::*;

    pub mod physics {
        use crate_prelude::*;
        use framealloc::{Tag, budget, frame_system};

        mod crate_prelude {
            pub use framealloc::SmartAlloc as Mem;
        }

        pub trait Step {
            fn step(&self, alloc: &Mem) -> u32;
        }

        pub struct Body<T> {
            pub mass: T,
        }

        impl<T> Step for Body<T>
        where
            T: Copy + Into<u32>,
        {
            #[frame_system(tag = "audio", alloc = alloc)] //~ FA801
            #[budget(kb = 4)]
            fn step(&self, alloc: &Mem) -> u32 {
                *alloc.frame_alloc(self.mass.into())
            }
        }

        pub fn in_a_loop(alloc: &Mem, bodies: &[Body<u32>]) -> u32 {
            bodies.iter().map(|body| alloc.with_tag("voice", |a| *a.frame_alloc(body.mass))).sum() //~ FA801
        }

        pub fn let_else(alloc: Option<&Mem>) -> u32 {
            let Some(alloc) = alloc else { return 0 };
            alloc.with_tag("debug", |a| *a.frame_alloc(1)) //~ FA801
        }

        pub fn early(alloc: &Mem, fast: bool) -> u32 {
            if fast {
                return alloc.with_tag("physics", |a| *a.frame_alloc(1));
            }
            alloc.with_tag("audio", |a| *a.frame_alloc(2)) //~ FA801
        }

        pub fn qualified(alloc: &Mem) -> u32 {
            Mem::with_tag(alloc, "audio", |a| *a.frame_alloc(1)) //~ FA801
        }

        pub fn with_a_constant(alloc: &Mem) -> u32 {
            const OWN: &str = "physics";
            alloc.with_tag(OWN, |a| *a.frame_alloc(1))
        }

        pub fn by_macro(alloc: &Mem) -> u32 {
            tagged!(alloc, "physics", |a| *a.frame_alloc(1))
        }

        pub fn by_macro_and_wrong(alloc: &Mem) -> u32 {
            tagged!(alloc, "audio", |a| *a.frame_alloc(1)) //~ todo-miss FA801
        }

        pub fn asked(alloc: &Mem) -> u64 {
            alloc.tag_stats("audio").bytes
        }

        pub fn budgets(alloc: &Mem) {
            alloc.set_tag_budget("audio", 1 << 16);
        }

        pub fn shown(alloc: &Mem) -> u32 {
            let tag = if cfg!(debug_assertions) { "debug" } else { "physics" };
            alloc.with_tag(tag, |a| *a.frame_alloc(1))
        }

        #[cfg(test)]
        pub fn for_tests(alloc: &Mem) -> u32 {
            alloc.with_tag("audio", |a| *a.frame_alloc(1))
        }

        #[test]
        fn a_test_alone() {
            assert_eq!(Mem::default().with_tag("audio", |a| *a.frame_alloc(1)), 1);
        }
    }

    pub mod audio {
        use framealloc::{SmartAlloc, frame_system};

        pub mod voice {
            use framealloc::{SmartAlloc, frame_system};

            #[frame_system(tag = "voice")]
            pub fn mix(alloc: &SmartAlloc) -> u32 {
                *alloc.frame_alloc(1)
            }
        }

        pub fn all(alloc: &SmartAlloc) -> u32 {
            voice::mix(alloc) + alloc.with_tag("audio", |a| voice::mix(a) + *a.frame_alloc(1))
        }

        pub struct Bank<'a>(pub &'a SmartAlloc);

        impl Bank<'_> {
            pub fn load(&self) -> u32 {
                let Self(alloc) = self;
                alloc.with_tag("audio", |a| *a.frame_alloc(1))
            }

            pub fn load_voice(&self) -> u32 {
                self.0.with_tag("voice", |a| *a.frame_alloc(1)) //~ FA801
            }
        }
    }
}

mod audio {
    use framealloc::{SmartAlloc, frame_system};

    /// Not `world::audio`.
    #[frame_system(tag = "debug")]
    pub fn meter(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}
