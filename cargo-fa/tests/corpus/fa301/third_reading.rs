//! Allocations that end the loop, loops that are no loops, and what comes after a macro of the user's.

use std::sync::mpsc::Receiver;

use framealloc::SmartAlloc;

macro_rules! log_line {
    ($($part:tt)*) => { println!($($part)*) };
}

mod after_a_macro {
    use framealloc::SmartAlloc;

    pub fn serve(alloc: &SmartAlloc, input: fn() -> u32) {
        loop {
            alloc.frame_alloc(input()); //~ FA301
        }
    }
}

struct Server<'a>(&'a SmartAlloc);

impl Server<'_> {
    fn serve(&self, input: fn() -> u32) {
        loop {
            self.0.frame_alloc(input()); //~ FA301
        }
    }
}

fn farewell(alloc: &SmartAlloc, jobs: &Receiver<u32>) {
    loop {
        match jobs.recv() {
            Ok(job) => log_line!("{job}"),
            Err(error) => {
                let text = framealloc::frame_format!(alloc, "no more jobs: {error}");
                println!("{text}");
                break;
            }
        }
    }
}

fn last_words(alloc: &SmartAlloc, jobs: &Receiver<u32>) -> usize {
    loop {
        let Ok(job) = jobs.recv() else {
            let text = alloc.frame_str("no more jobs");
            text.make_ascii_uppercase();
            return text.len();
        };
        println!("{job}");
    }
}

fn once(alloc: &SmartAlloc, name: &str) -> usize {
    let len = loop {
        let copy = alloc.frame_str(name);
        if copy.is_empty() {
            break 0;
        }
        break copy.len();
    };
    len
}
