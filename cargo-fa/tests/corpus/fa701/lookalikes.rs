//! Other things that are called like allocations and guards are kept over awaits here.

use std::future::ready;

struct Renderer {
    frame: u64,
}

struct Token<'a>(&'a Renderer);

impl Renderer {
    fn scope(&self) -> Token<'_> {
        Token(self)
    }

    fn phase(&self, _name: &str) -> Token<'_> {
        Token(self)
    }

    fn frame(&mut self) -> &mut u64 {
        &mut self.frame
    }

    fn frame_alloc(&self, value: u64) -> Box<u64> {
        Box::new(value)
    }

    fn frame_vec(&self) -> Vec<u64> {
        Vec::new()
    }
}

struct SmartAlloc;

impl SmartAlloc {
    fn frame_box<T>(&self, value: T) -> Box<T> {
        Box::new(value)
    }

    fn with_tag<R>(&self, _tag: &str, f: impl FnOnce(&Self) -> R) -> R {
        f(self)
    }
}

async fn gpu() {
    ready(()).await;
}

async fn tokens(renderer: &Renderer) -> u64 {
    let token = renderer.scope();
    let phase = renderer.phase("upload");
    gpu().await;
    token.0.frame + phase.0.frame
}

async fn values(renderer: &mut Renderer) -> u64 {
    let value = renderer.frame_alloc(3);
    let list = renderer.frame_vec();
    let frame = renderer.frame();
    gpu().await;
    *value + list.len() as u64 + *frame
}

async fn own_type(alloc: &SmartAlloc) -> u32 {
    let value = alloc.frame_box(3u32);
    let other = alloc.with_tag("gpu", |a| a.frame_box(4u32));
    gpu().await;
    *value + *other
}

async fn shadowed(alloc: &framealloc::SmartAlloc, renderer: &Renderer) -> u64 {
    let left = alloc.frame_remaining().unwrap_or(0) as u64;
    let alloc = renderer;
    let value = alloc.frame_alloc(left);
    gpu().await;
    *value
}

async fn questions(alloc: &framealloc::SmartAlloc) -> u64 {
    let number = alloc.frame_number();
    let left = alloc.frame_remaining();
    let report = alloc.report();
    gpu().await;
    number + left.unwrap_or(0) as u64 + report.frames
}

/// The same name, another variable: the frame value is gone by then.
async fn reused_name(alloc: &framealloc::SmartAlloc) -> u32 {
    let value = alloc.frame_alloc(3u32);
    let value = *value + 1;
    gpu().await;
    value
}

async fn one_of_each(renderer: &Renderer, alloc: &framealloc::SmartAlloc) -> u64 {
    let theirs = renderer.frame_alloc(3);
    let ours = alloc.frame_alloc(3u64); //~ FA701
    gpu().await;
    *theirs + *ours
}
