//! Hot loops in closures of `with_frame`, on generic holders, on shared handles, in functions three deep.

use std::sync::Arc;

use framealloc::{SharedAlloc, SharedFrame, SmartAlloc, TaskAlloc};

struct Holder<A> {
    memory: A,
    sizes: Vec<usize>,
}

struct Codec;

impl Codec {
    fn frame_slice_fill(&self, len: usize, value: u8) -> Vec<u8> {
        vec![value; len]
    }
}

fn task(task: &TaskAlloc, sizes: &[usize]) -> usize {
    task.with_frame(|frame| {
        let mut bytes = 0;
        for size in sizes {
            let page = frame.frame_slice_fill(*size, 0u8); //~ FA602
            bytes += page.len();
        }
        bytes
    })
}

fn a_frame_for_each_size(task: &TaskAlloc, sizes: &[usize]) -> usize {
    let mut bytes = 0;
    for size in sizes {
        bytes += task.with_frame(|frame| frame.frame_slice_fill(*size, 0u8).len());
    }
    bytes
}

fn holder(holder: &Holder<SmartAlloc>) -> usize {
    let mut bytes = 0;
    for size in &holder.sizes {
        let page = holder.memory.frame_slice_fill(*size, 0u8); //~ FA602
        bytes += page.len();
    }
    bytes
}

fn holder_of_a_codec(holder: &Holder<Codec>) -> usize {
    let mut bytes = 0;
    for size in &holder.sizes {
        let page = holder.memory.frame_slice_fill(*size, 0u8);
        bytes += page.len();
    }
    bytes
}

fn shared(shared: &Arc<SharedAlloc>, sizes: &[usize]) -> usize {
    let mut bytes = 0;
    for size in sizes {
        let page = shared.frame_slice_fill(*size, 0u8); //~ FA602
        bytes += page.len();
    }
    bytes
}

fn shared_frame(frame: &SharedFrame<'_>, sizes: &[usize]) -> usize {
    let mut bytes = 0;
    for size in sizes {
        let page = frame.frame_slice_fill(*size, 0u8); //~ FA602
        bytes += page.len();
    }
    bytes
}

fn shared_and_kept<'a>(shared: &'a SharedAlloc, sizes: &[usize], pages: &mut Vec<&'a mut [u8]>) {
    for size in sizes {
        let page = shared.frame_slice_fill(*size, 0u8);
        pages.push(page);
    }
}

fn outermost(alloc: &SmartAlloc, sizes: &[usize]) -> usize {
    middle(alloc, sizes) + 1
}

fn middle(alloc: &SmartAlloc, sizes: &[usize]) -> usize {
    innermost(alloc, sizes) * 2
}

fn innermost(alloc: &SmartAlloc, sizes: &[usize]) -> usize {
    let mut bytes = 0;
    for size in sizes {
        let page = alloc.frame_slice_fill(*size, 0u8); //~ FA602
        bytes += page.len();
    }
    bytes
}

/// One slice for all of them, cut up.
fn one_slice(alloc: &SmartAlloc, sizes: &[usize]) -> usize {
    let mut rest = alloc.frame_slice_fill(sizes.iter().sum(), 0u8);
    let mut pages = 0;
    for size in sizes {
        let (page, after) = rest.split_at_mut(*size);
        page.fill(1);
        rest = after;
        pages += 1;
    }
    pages
}
