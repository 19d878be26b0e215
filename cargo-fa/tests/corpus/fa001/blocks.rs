//! Suppressions in methods, modules, async code.

use std::future::ready;

use framealloc::SmartAlloc as A;

struct Game {
    alloc: A,
    ticks: u64,
}

impl Game {
    fn run(&mut self) {
        // fa:allow(FA603): the demo runs for ten seconds
        loop {
            self.ticks += 1;
            self.alloc.frame_alloc(self.ticks);
        }
    }

    fn run_in_frames(&mut self) {
        // fa:allow(FA603): the demo runs for ten seconds
        loop {
            //~^^ FA001
            self.ticks += 1;
            self.alloc.begin_frame();
            self.alloc.frame_alloc(self.ticks);
        }
    }

    async fn awaited(&self) -> u32 {
        // fa:allow(FA701): ready at once
        let value = self.alloc.frame_alloc(3u32);
        ready(1).await + *value
    }

    async fn copied(&self) -> u32 {
        // fa:allow(FA701): ready at once
        let value = *self.alloc.frame_alloc(3u32); //~^ FA001
        ready(1).await + value
    }
}

fn leaked(alloc: &A) {
    let scratch = alloc.scope();
    std::mem::forget(scratch); // fa:allow(FA607): the process ends here
}

fn dropped(alloc: &A) {
    let scratch = alloc.scope();
    drop(scratch); // fa:allow(FA607): the process ends here
} //~^ FA001

mod physics {
    pub fn contacts(alloc: &framealloc::SmartAlloc, bodies: &[u32]) -> usize {
        let mut count = 0;
        for body in bodies {
            // fa:allow(FA602): bodies are few
            let near = alloc.frame_slice_fill(*body as usize, 0u8);
            count += near.len();
        }
        count
    }
}
