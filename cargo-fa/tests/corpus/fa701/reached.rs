//! The handle is a field, a getter's or a helper's, an alias, optional, a wrapper's.

use std::future::ready;
use std::ops::Deref;
use std::rc::Rc;

use framealloc::{FrameVec, SmartAlloc as Arena};

type Memory = Arena;

async fn network() -> u32 {
    ready(7).await
}

struct Client<'a, T> {
    alloc: &'a Memory,
    spare: Option<Rc<Arena>>,
    context: Context,
    state: T,
}

struct Context {
    arena: Wrapper,
}

struct Wrapper(Arena);

impl Deref for Wrapper {
    type Target = Arena;

    fn deref(&self) -> &Arena {
        &self.0
    }
}

fn arena_of<'a, T>(client: &Client<'a, T>) -> &'a Arena {
    client.alloc
}

fn gather(alloc: &Arena) -> FrameVec<'_, u32> {
    let mut all = alloc.frame_vec();
    all.push(1);
    all
}

impl<'a, T> Client<'a, T> {
    fn alloc(&self) -> &'a Arena {
        self.alloc
    }

    async fn field(&self) -> u32 {
        let value = self.alloc.frame_alloc(1u32); //~ FA701
        network().await + *value
    }

    async fn nested_field(&self) -> u32 {
        let value = self.context.arena.frame_alloc(1u32); //~ FA701
        *value += 1;
        network().await + *value
    }

    async fn getter(&self) -> u32 {
        let value = self.alloc().frame_box(1u32); //~ FA701
        network().await + *value
    }

    async fn helper(&self) -> u32 {
        let alloc = arena_of(self);
        let value = alloc.frame_box(1u32); //~ FA701
        network().await + *value
    }

    async fn if_let(&self) -> u32 {
        if let Some(alloc) = &self.spare {
            let value = alloc.frame_alloc(1u32); //~ FA701
            network().await + *value
        } else {
            0
        }
    }

    async fn from_a_function(&self) -> usize {
        let all = gather(self.alloc); //~ FA701
        network().await;
        all.len()
    }

    async fn field_copied(&self) -> u32 {
        let value = *self.alloc.frame_alloc(1u32);
        network().await + value
    }

    async fn getter_between(&self) -> u32 {
        let first = network().await;
        let value = *self.alloc().frame_box(first);
        network().await + value
    }

    async fn from_a_function_counted(&self) -> usize {
        let count = gather(self.alloc).len();
        network().await;
        count
    }

    /// The handle itself is no frame value.
    async fn the_handle_alone(&self) -> u32 {
        let alloc = self.alloc();
        let id = network().await;
        *alloc.frame_alloc(id)
    }
}

async fn owner() -> u32 {
    let alloc = Memory::default();
    let value = alloc.frame_alloc(1u32); //~ FA701
    network().await + *value
}

async fn tuple((alloc, limit): (&Arena, u32)) -> u32 {
    let value = alloc.frame_alloc(limit); //~ FA701
    network().await + *value
}

async fn tagged(alloc: &Arena) -> u32 {
    let value = alloc.with_tag("net", |a| a.frame_alloc(1u32)); //~ FA701
    network().await + *value
}

async fn tagged_and_copied(alloc: &Arena) -> u32 {
    let value = alloc.with_tag("net", |a| *a.frame_alloc(1u32));
    network().await + value
}

mod inner {
    use framealloc::*;

    pub async fn formatted(alloc: &SmartAlloc) -> usize {
        let text = frame_format!(alloc, "player {}", 7); //~ FA701
        super::network().await;
        text.len()
    }

    pub async fn formatted_before(alloc: &SmartAlloc) -> usize {
        let width = frame_format!(alloc, "player {}", 7).len();
        super::network().await;
        width
    }
}
