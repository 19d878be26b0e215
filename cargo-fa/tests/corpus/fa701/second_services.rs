//! Services, loaders and scripts: what lives over an await, in tuples, matches, loops, closures, generic functions.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::Arc;

use framealloc::{AllocError, FrameBox, SharedAlloc, SmartAlloc, TaskAlloc, frame_format};

async fn asset(name: &str) -> Result<Vec<u8>, String> {
    std::future::ready(Ok(name.bytes().collect())).await
}

async fn tick() {
    std::future::ready(()).await;
}

macro_rules! join_both {
    ($left:expr, $right:expr) => {{
        let left = $left.await;
        let right = $right.await;
        (left, right)
    }};
}

async fn question_mark(alloc: &SmartAlloc, name: &str) -> Result<usize, String> {
    let path = frame_format!(alloc, "assets/{name}.png"); //~ FA701
    let bytes = asset(&path).await?;
    Ok(bytes.len() + path.len())
}

async fn let_else(alloc: &SmartAlloc, name: &str) -> usize {
    let Ok(buffer) = alloc.try_frame_slice_fill(64, 0u8) else { return 0 }; //~ FA701
    let Ok(bytes) = asset(name).await else { return 0 };
    buffer[..bytes.len()].copy_from_slice(&bytes);
    buffer.len()
}

async fn pair(alloc: &SmartAlloc) -> u32 {
    let (count, total) = (alloc.frame_alloc(0u32), 3u32); //~ FA701
    tick().await;
    *count += total;
    *count
}

async fn in_a_loop(alloc: &SmartAlloc, names: &[&str]) -> usize {
    let mut sizes = alloc.frame_vec(); //~ FA701
    for name in names {
        match asset(name).await {
            Ok(bytes) if !bytes.is_empty() => sizes.push(bytes.len()),
            _ => continue,
        }
    }
    sizes.iter().sum()
}

async fn macro_like_select(alloc: &SmartAlloc) -> usize {
    let log = alloc.frame_string(); //~ todo-miss FA701
    let (left, right) = join_both!(asset("left"), asset("right"));
    left.map_or(0, |bytes| bytes.len()) + right.map_or(0, |bytes| bytes.len()) + log.len()
}

fn boxed<'a>(alloc: &'a SmartAlloc, names: &'a [&'a str]) -> Pin<Box<dyn Future<Output = usize> + 'a>> {
    Box::pin(async move {
        let copy = alloc.frame_slice_copy(names); //~ FA701
        tick().await;
        copy.len()
    })
}

fn returned<'a>(alloc: &'a SmartAlloc) -> impl Future<Output = u32> + 'a {
    async move {
        let scope = alloc.scope(); //~ FA701
        tick().await;
        *scope.frame_alloc(3)
    }
}

async fn generic<H>(memory: H) -> usize
where
    H: Deref<Target = SmartAlloc>,
{
    let text = memory.frame_str("text"); //~ FA701
    tick().await;
    text.len()
}

async fn shadowed(alloc: &SmartAlloc) -> usize {
    let text = alloc.frame_str("text"); //~ FA701
    {
        let text = "another";
        drop(text);
    }
    tick().await;
    text.len()
}

trait Script {
    type Output;

    async fn run(&self, alloc: &SmartAlloc) -> Self::Output;
}

struct Door;

impl Script for Door {
    type Output = bool;

    async fn run(&self, alloc: &SmartAlloc) -> bool {
        let open = alloc.frame_box(false); //~ FA701
        tick().await;
        *open
    }
}

// ---- silent -----------------------------------------------------------------------------------------------------------

struct Window;

impl Script for Window {
    type Output = usize;

    async fn run(&self, alloc: &SmartAlloc) -> usize {
        let len = {
            let panes = alloc.frame_slice_fill(4, 0u8);
            panes.len()
        };
        tick().await;
        len
    }
}

async fn made_each_turn(alloc: &SmartAlloc, names: &[&str]) -> usize {
    let mut total = 0;
    for name in names {
        let Ok(bytes) = asset(name).await else { continue };
        total += alloc.scope().frame_slice_copy(&bytes).len();
    }
    total
}

async fn owned_before(alloc: &SmartAlloc) -> String {
    let text = alloc.frame_str("door");
    text.make_ascii_uppercase();
    let text = text.to_owned();
    tick().await;
    text
}

async fn moved_out(alloc: &SmartAlloc) -> usize {
    let list = alloc.frame_box([1u8; 8]);
    let bytes = FrameBox::into_inner(list);
    tick().await;
    bytes.len()
}

async fn transferred(alloc: &SmartAlloc) -> usize {
    let mut list = alloc.frame_vec();
    list.push(1u8);
    let list = list.into_transfer();
    tick().await;
    list.receive().len()
}

async fn one_branch(alloc: &SmartAlloc, fast: bool) -> Result<usize, AllocError> {
    if fast {
        let list = alloc.try_frame_slice_fill(3, 0u8)?;
        return Ok(list.len());
    }
    tick().await;
    Ok(alloc.try_frame_slice_fill(3, 0u8)?.len())
}

async fn in_a_match(alloc: &SmartAlloc, kind: u8) -> usize {
    match kind {
        0 => {
            let list = alloc.frame_slice_fill(3, 0u8);
            list.len()
        }
        _ => {
            tick().await;
            0
        }
    }
}

async fn in_a_synchronous_closure(alloc: &SmartAlloc, names: &[&str]) -> usize {
    let longest = names
        .iter()
        .map(|name| {
            let copy = alloc.frame_str(name);
            copy.len()
        })
        .max();
    tick().await;
    longest.unwrap_or_default()
}

async fn first_byte(alloc: &SmartAlloc) -> u8 {
    let first = alloc.frame_slice_fill(3, 7u8)[0];
    let length = frame_format!(alloc, "{first}").len();
    let sum: u32 = alloc.frame_slice_fill(3, 7u32).iter().sum();
    let copied = *alloc.frame_alloc(3u8);
    tick().await;
    first + copied + length as u8 + sum as u8
}

async fn dropped_in_all_ways(alloc: &SmartAlloc) {
    let first = alloc.frame_vec::<u8>();
    let second = alloc.frame_string();
    std::mem::drop(first);
    let consume = |text: framealloc::FrameString<'_>| text.len();
    consume(second);
    tick().await;
}

async fn frames_of_a_task(task: TaskAlloc, shared: Arc<SharedAlloc>) -> usize {
    let kept = task.pool_alloc(3usize);
    tick().await;
    let list = shared.frame_slice_fill(*kept, 0u8);
    let len = list.len();
    len + task.with_frame(|frame| frame.frame_slice_fill(len, 0u8).len())
}

async fn report(alloc: &mut SmartAlloc) -> usize {
    alloc.begin_frame();
    let bytes = alloc.frame_slice_fill(3, 0u8).len();
    let report = alloc.end_frame();
    tick().await;
    report.bytes + bytes
}
