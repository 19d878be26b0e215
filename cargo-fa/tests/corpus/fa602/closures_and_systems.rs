//! `with_tag`, iterator adaptors, `#[frame_system]`, formatted text, trait methods.

use framealloc::{SmartAlloc, budget, frame_format, frame_system};

fn with_tag(alloc: &SmartAlloc, names: &[&str]) -> usize {
    let mut bytes = 0;
    for name in names {
        bytes += alloc.with_tag("ui", |a| {
            let text = a.frame_str(name); //~ FA602
            text.make_ascii_uppercase();
            text.len()
        });
    }
    bytes
}

fn loop_in_with_tag(alloc: &SmartAlloc, names: &[&str]) -> usize {
    alloc.with_tag("ui", |a| {
        let mut bytes = 0;
        for name in names {
            let text = a.frame_str(name); //~ FA602
            text.make_ascii_uppercase();
            bytes += text.len();
        }
        bytes
    })
}

fn formatted(alloc: &SmartAlloc, scores: &[u32]) -> usize {
    let mut width = 0;
    for score in scores {
        let label = frame_format!(alloc, "score {score}"); //~ FA602
        width = width.max(label.len());
    }
    width
}

fn formatted_and_kept<'a>(alloc: &'a SmartAlloc, scores: &[u32], labels: &mut Vec<&'a str>) {
    for score in scores {
        labels.push(frame_format!(alloc, "score {score}").leak());
    }
}

fn under_a_scope_that_is_too_early(alloc: &SmartAlloc, scores: &[u32]) -> usize {
    let scratch = alloc.scope();
    let mut width = 0;
    for score in scores {
        let digits = scratch.frame_slice_fill(*score as usize, b'0'); //~ FA602
        width = width.max(digits.len());
    }
    width
}

#[frame_system(tag = "ai")]
#[budget(kb = 64)]
fn think(alloc: &SmartAlloc, agents: &[u32]) -> u32 {
    let mut best = 0;
    for agent in agents {
        let options = alloc.frame_slice_with(16, |index| *agent + index as u32); //~ FA602
        best = best.max(options[0]);
    }
    best
}

#[frame_system(tag = "ai")]
fn think_with_one_list(alloc: &SmartAlloc, agents: &[u32]) -> u32 {
    let options = alloc.frame_slice_fill(16, 0u32);
    let mut best = 0;
    for agent in agents {
        options.fill(*agent);
        best = best.max(options[0]);
    }
    best
}

/// An adaptor is not a loop statement; whoever writes one allocates for what it yields.
fn adaptors<'a>(alloc: &'a SmartAlloc, names: &[&str]) -> Vec<&'a mut str> {
    names.iter().map(|name| alloc.frame_str(name)).collect()
}

trait Widget {
    fn alloc(&self) -> &SmartAlloc;

    fn rows(&self) -> &[u32];

    fn height(&self) -> u32 {
        let mut height = 0;
        for row in self.rows() {
            let line = self.alloc().frame_slice_fill(4, *row); //~ FA602
            height += line[0];
        }
        height
    }

    fn height_in_scopes(&self) -> u32 {
        let mut height = 0;
        for row in self.rows() {
            let scratch = self.alloc().scope();
            height += scratch.frame_slice_fill(4, *row)[0];
        }
        height
    }
}

async fn each_download(alloc: &SmartAlloc, sizes: &[usize]) -> usize {
    let mut bytes = 0;
    for size in sizes {
        bytes += alloc.frame_slice_fill(*size, 0u8).len(); //~ FA602
        std::future::ready(()).await;
    }
    bytes
}
