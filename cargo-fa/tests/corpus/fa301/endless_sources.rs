//! `for` and `while let` over what need not end, and over what does.

use std::io::Write;
use std::iter;
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, Sender};

use framealloc::{FrameBox, SmartAlloc};

fn open_range<'a>(alloc: &'a SmartAlloc, out: &mut Vec<FrameBox<'a, u64>>) {
    for frame in 0.. {
        out.push(alloc.frame_box(frame)); //~ FA301
    }
}

fn repeated<'a>(alloc: &'a SmartAlloc, out: &mut Vec<&'a mut u8>) {
    for value in iter::repeat(7u8) {
        out.push(alloc.frame_alloc(value)); //~ FA301
    }
}

fn repeated_with<'a>(alloc: &'a SmartAlloc, out: &mut Vec<&'a mut u8>) {
    for value in std::iter::repeat_with(|| 3u8) {
        out.push(alloc.frame_alloc(value)); //~ FA301
    }
}

fn cycled<'a>(alloc: &'a SmartAlloc, phases: &[u8], out: &mut Vec<&'a mut u8>) {
    for phase in phases.iter().cycle() {
        out.push(alloc.frame_alloc(*phase)); //~ FA301
    }
}

fn channel<'a>(alloc: &'a SmartAlloc, jobs: Receiver<u32>, out: &mut Vec<&'a mut u32>) {
    for job in jobs {
        out.push(alloc.frame_alloc(job)); //~ FA301
    }
}

fn channel_by_reference<'a>(alloc: &'a SmartAlloc, jobs: &Receiver<u32>, out: &mut Vec<&'a mut u32>) {
    for job in jobs.iter() {
        out.push(alloc.frame_alloc(job)); //~ FA301
    }
}

fn channel_by_hand<'a>(alloc: &'a SmartAlloc, jobs: &Receiver<u32>, out: &mut Vec<&'a mut u32>) {
    while let Ok(job) = jobs.recv() {
        out.push(alloc.frame_alloc(job)); //~ FA301
    }
}

fn connections<'a>(alloc: &'a SmartAlloc, listener: &TcpListener, out: &mut Vec<&'a mut [u8]>) {
    for stream in listener.incoming() {
        let Ok(mut stream) = stream else { continue };
        if stream.write_all(b"hello").is_ok() {
            out.push(alloc.frame_slice_fill(512, 0u8)); //~ FA301
        }
    }
}

fn taken<'a>(alloc: &'a SmartAlloc, phases: &[u8], out: &mut Vec<&'a mut u8>) {
    for phase in phases.iter().cycle().take(64) {
        out.push(alloc.frame_alloc(*phase));
    }
    for value in iter::repeat(1u8).take(16) {
        out.push(alloc.frame_alloc(value));
    }
    for value in (0..).take(out.len()) {
        out.push(alloc.frame_alloc(value));
    }
}

fn ranges_with_an_end<'a>(alloc: &'a SmartAlloc, count: usize, out: &mut Vec<&'a mut usize>) {
    for index in 0..count {
        out.push(alloc.frame_alloc(index));
    }
    for index in (0..=count).rev() {
        out.push(alloc.frame_alloc(index));
    }
}

fn numbered<'a>(alloc: &'a SmartAlloc, names: &[&str], out: &mut Vec<(usize, &'a mut str)>) {
    for (number, name) in (0..).zip(names) {
        out.push((number, alloc.frame_str(name)));
    }
}

fn what_is_there<'a>(alloc: &'a SmartAlloc, jobs: &Receiver<u32>, out: &mut Vec<&'a mut u32>) {
    for job in jobs.try_iter() {
        out.push(alloc.frame_alloc(job));
    }
}

fn a_scope_for_each_job(alloc: &SmartAlloc, jobs: &Receiver<u32>, results: &Sender<u32>) {
    for job in jobs {
        let scratch = alloc.scope();
        let sums = scratch.frame_slice_fill(job as usize, 1u32);
        if results.send(sums.iter().sum()).is_err() {
            break;
        }
    }
}

/// A list that is called like the end of a channel.
fn named_like_a_channel<'a>(alloc: &'a SmartAlloc, receiver: &[u32], out: &mut Vec<&'a mut u32>) {
    for job in receiver.iter() {
        out.push(alloc.frame_alloc(*job));
    }
}

fn a_queue_that_runs_dry<'a>(alloc: &'a SmartAlloc, queue: &mut Vec<u32>, out: &mut Vec<&'a mut u32>) {
    while let Some(job) = queue.pop() {
        out.push(alloc.frame_alloc(job));
    }
}
