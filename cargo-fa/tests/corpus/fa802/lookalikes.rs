//@ config: [tags]
//@ config: declared = ["physics"]
//! Strings for other `with_tag`s, tags as types, constants.

use framealloc::{SmartAlloc, SmartAlloc as A, TypedTag, frame_system};

struct Html(String);

impl Html {
    fn with_tag(&mut self, tag: &str, content: impl FnOnce(&mut Self)) {
        self.0.push_str(tag);
        content(self);
    }

    fn set_tag_budget(&mut self, _tag: &str, _bytes: usize) {}
}

struct Debug;

impl TypedTag for Debug {
    const NAME: &'static str = "debug";
}

fn page(html: &mut Html) {
    html.with_tag("body", |html| html.with_tag("div", |_| {}));
    html.set_tag_budget("table", 100);
}

fn page_named_like_a_handle(alloc: &mut Html) {
    alloc.with_tag("body", |alloc| alloc.with_tag("div", |_| {}));
}

fn typed(alloc: &A) -> u32 {
    alloc.with_tag(Debug, |a| *a.frame_alloc(1))
}

#[frame_system(tag = Debug)]
fn typed_system(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = "physics")]
fn declared(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

/// It declares nothing for us: the budget was set on a page.
fn table(alloc: &A) -> u32 {
    alloc.with_tag("table", |a| *a.frame_alloc(1)) //~ FA802
}

fn aliased(alloc: &A) -> u32 {
    alloc.with_tag("phisics", |a| *a.frame_alloc(1)) //~ FA802
}
