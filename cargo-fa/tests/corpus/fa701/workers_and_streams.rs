//! A loader as it is written in practice: requests, retries, decoding; some of it keeps frame data while it waits.

use std::collections::VecDeque;
use std::future::ready;

use framealloc::{FrameString, FrameVec, Scope, SmartAlloc, frame_format};

struct Loader<'a> {
    alloc: &'a SmartAlloc,
    queue: VecDeque<u32>,
}

async fn fetch(path: &str) -> Option<Vec<u8>> {
    ready(Some(path.as_bytes().to_vec())).await
}

fn path_of<'a>(alloc: &'a SmartAlloc, id: u32) -> FrameString<'a> {
    frame_format!(alloc, "assets/{id}.bin")
}

fn checksum(scratch: &Scope<'_>, bytes: &[u8]) -> u32 {
    let copy = scratch.frame_slice_copy(bytes);
    copy.sort_unstable();
    copy.first().copied().unwrap_or(0).into()
}

impl<'a> Loader<'a> {
    async fn by_frame_path(&mut self) -> usize {
        let Some(id) = self.queue.pop_front() else { return 0 };
        let path = path_of(self.alloc, id); //~ FA701
        match fetch(&path).await {
            Some(bytes) => bytes.len(),
            None => 0,
        }
    }

    async fn by_owned_path(&mut self) -> usize {
        let Some(id) = self.queue.pop_front() else { return 0 };
        let path = path_of(self.alloc, id).to_string();
        match fetch(&path).await {
            Some(bytes) => bytes.len(),
            None => 0,
        }
    }

    async fn with_retries(&mut self, id: u32) -> Option<u32> {
        let scratch = self.alloc.scope(); //~ FA701
        for _ in 0..3 {
            if let Some(bytes) = fetch("retry").await {
                return Some(checksum(&scratch, &bytes) + id);
            }
        }
        None
    }

    async fn with_retries_and_a_scope_each(&mut self, id: u32) -> Option<u32> {
        for _ in 0..3 {
            if let Some(bytes) = fetch("retry").await {
                let scratch = self.alloc.scope();
                return Some(checksum(&scratch, &bytes) + id);
            }
        }
        None
    }

    async fn collected(&mut self) -> usize {
        let mut loaded: FrameVec<'_, usize> = self.alloc.frame_vec(); //~ FA701
        while let Some(id) = self.queue.pop_front() {
            let bytes = fetch(if id > 3 { "large" } else { "small" }).await;
            loaded.push(bytes.map_or(0, |bytes| bytes.len()));
        }
        loaded.iter().sum()
    }

    async fn collected_on_the_heap(&mut self) -> usize {
        let mut loaded: Vec<usize> = Vec::new();
        while let Some(id) = self.queue.pop_front() {
            let bytes = fetch(if id > 3 { "large" } else { "small" }).await;
            loaded.push(bytes.map_or(0, |bytes| bytes.len()));
        }
        let sorted = self.alloc.frame_slice_copy(&loaded);
        sorted.sort_unstable();
        sorted.iter().sum()
    }

    /// The futures borrow the names until they have been polled to their ends.
    async fn two_at_once(&self) -> usize {
        let name = self.alloc.frame_str("first"); //~ FA701
        let first = fetch(name);
        let second = fetch("second");
        first.await.map_or(0, |bytes| bytes.len()) + second.await.map_or(0, |bytes| bytes.len())
    }

    /// What the list lends are names of the program, which are copied out before anything waits.
    async fn two_names(&self) -> usize {
        let names = self.alloc.frame_slice_copy(&["first", "second"]);
        let (first, second) = (names[0], names[1]);
        fetch(first).await.map_or(0, |bytes| bytes.len()) + fetch(second).await.map_or(0, |bytes| bytes.len())
    }

    async fn dropped_in_each_branch(&self, large: bool) -> usize {
        let names = self.alloc.frame_vec::<&str>();
        if large {
            drop(names);
            fetch("large").await.map_or(0, |bytes| bytes.len())
        } else {
            names.len()
        }
    }
}
