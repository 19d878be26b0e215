//@ config: [tags]
//@ config: declared = ["render"]
//@ config: [tags.modules]
//@ config: "corpus::physics" = "physics"
//! Overrides by a suppression, and `with_tag` of other types.

mod physics {
    use framealloc::{SmartAlloc, frame_system};

    /// Of the user's own.
    pub struct Query {
        tags: Vec<String>,
    }

    impl Query {
        pub fn with_tag<R>(&mut self, tag: &str, f: impl FnOnce(&mut Self) -> R) -> R {
            self.tags.push(tag.into());
            f(self)
        }
    }

    pub fn entities(query: &mut Query) -> usize {
        query.with_tag("player", |query| query.tags.len())
    }

    pub fn entities_named_like_a_handle(alloc: &mut Query) -> usize {
        alloc.with_tag("render", |alloc| alloc.tags.len())
    }

    // fa:allow(FA801): drawn by this module, paid for by the renderer
    #[frame_system(tag = "render")]
    pub fn debug_lines(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(2)
    }

    pub fn by_closure(alloc: &SmartAlloc) -> u32 {
        // fa:allow(FA801): as above
        alloc.with_tag("render", |a| *a.frame_alloc(2))
    }

    pub fn known_at_run_time(alloc: &SmartAlloc, tag: &'static str) -> u32 {
        alloc.with_tag(tag, |a| *a.frame_alloc(2))
    }

    #[frame_system(tag = "physics")]
    pub fn solve(alloc: &SmartAlloc) -> u32 {
        alloc.with_tag("render", |a| *a.frame_alloc(2)) //~ FA801
    }
}
