//@ config: [tags]
//@ config: declared = ["ui", "debug"]
//@ config: neutral = ["corpus::render::util"]
//@ config: [tags.modules]
//@ config: "corpus::physics" = "physics"
//@ config: "corpus::render" = "render"
//@ config: "corpus::render::overlay" = "ui"
//! Tags by module, with a part of one module under a tag of its own.

use framealloc::SmartAlloc;

mod physics {
    use framealloc::{SmartAlloc, frame_system, tag};

    #[frame_system(tag = "physics")]
    pub fn solve(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }

    #[frame_system(tag = "render")] //~ FA801
    pub fn debug_lines(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(2)
    }

    #[frame_system]
    #[tag("ui")] //~ FA801
    pub fn labels(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(3)
    }

    #[frame_system]
    #[tag("physics")]
    pub fn sleep(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(4)
    }

    #[frame_system]
    pub fn untagged(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(5)
    }

    pub fn by_closure(alloc: &SmartAlloc) -> u32 {
        alloc.with_tag("render", |a| *a.frame_alloc(6)) //~ FA801
    }

    pub fn by_closure_and_right(alloc: &SmartAlloc) -> u32 {
        alloc.with_tag("physics", |a| *a.frame_alloc(7))
    }

    /// The longest prefix that is mapped is the parent's.
    pub mod joints {
        use framealloc::{SmartAlloc, frame_system};

        #[frame_system(tag = "physics")]
        pub fn solve(alloc: &SmartAlloc) -> u32 {
            *alloc.frame_alloc(1)
        }

        #[frame_system(tag = "debug")] //~ FA801
        pub fn draw(alloc: &SmartAlloc) -> u32 {
            *alloc.frame_alloc(2)
        }
    }

    pub struct Solver<'a> {
        pub alloc: &'a SmartAlloc,
    }

    impl Solver<'_> {
        #[frame_system(tag = "ui", alloc = self.alloc)] //~ FA801
        pub fn shown(&self) -> u32 {
            *alloc.frame_alloc(2)
        }

        #[frame_system(tag = "physics", alloc = self.alloc)]
        pub fn step(&self) -> u32 {
            *alloc.frame_alloc(2)
        }

        pub fn by_field(&self) -> u32 {
            self.alloc.with_tag("ui", |a| *a.frame_alloc(8)) //~ FA801
        }
    }

    #[cfg(test)]
    mod tests {
        use framealloc::SmartAlloc;

        #[test]
        fn under_a_tag_for_tests() {
            let alloc = SmartAlloc::default();
            assert_eq!(alloc.with_tag("render", |a| *a.frame_alloc(1)), 1);
        }
    }
}

mod render {
    use framealloc::{SmartAlloc, frame_system};

    #[frame_system(tag = "render")]
    pub fn cull(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }

    pub mod overlay {
        use framealloc::{SmartAlloc, frame_system};

        #[frame_system(tag = "ui")]
        pub fn draw(alloc: &SmartAlloc) -> u32 {
            *alloc.frame_alloc(1)
        }

        #[frame_system(tag = "render")] //~ FA801
        pub fn blend(alloc: &SmartAlloc) -> u32 {
            *alloc.frame_alloc(1)
        }
    }

    /// Helpers for whoever calls them, under the caller's tag.
    pub mod util {
        use framealloc::SmartAlloc;

        pub fn text(alloc: &SmartAlloc) -> u32 {
            alloc.with_tag("ui", |a| *a.frame_alloc(6))
        }
    }
}

mod util {
    use framealloc::SmartAlloc;

    pub fn text(alloc: &SmartAlloc) -> u32 {
        alloc.with_tag("ui", |a| *a.frame_alloc(6))
    }
}

/// No prefix of the mapping is one of this module, though the names begin alike.
mod render_tests {
    use framealloc::SmartAlloc;

    pub fn text(alloc: &SmartAlloc) -> u32 {
        alloc.with_tag("debug", |a| *a.frame_alloc(6))
    }
}

fn at_the_top(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("debug", |a| *a.frame_alloc(6))
}
