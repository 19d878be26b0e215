//! Frame data handed to another thread where it lies: nothing is copied, its chunk of memory changes hands. Frames go on
//! meanwhile, and the memory comes back when the receiver is done with it.
//!
//! `cargo run --example transfer_in_place`

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use framealloc::{AllocConfig, Received, SmartAlloc, TransferHandle, frame_system, transfer};

/// A megabyte of heights, made in this system's arena and handed over as it is.
#[frame_system(tag = "terrain")]
#[transfer]
fn landscape(alloc: &SmartAlloc, frame: u32) -> TransferHandle<[u32]> {
    let mut heights = alloc.frame_vec();
    heights.extend((0..262_144).map(|x| (x * 37 + frame * 11) % 3001));
    heights.into_transfer()
}

/// The receiver owns what it gets. `Received` derefs to the slice, on whichever thread.
fn summits(inbox: &Receiver<TransferHandle<[u32]>>, results: &Sender<u32>) {
    for handle in inbox {
        let heights: Received<[u32]> = handle.receive();
        let highest = heights.iter().copied().max().unwrap_or(0);
        drop(heights); // its memory goes back to the stock, for a later frame
        if results.send(highest).is_err() {
            break;
        }
    }
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    let (outbox, inbox) = mpsc::channel();
    let (results, highest) = mpsc::channel();
    let worker = thread::spawn(move || summits(&inbox, &results));

    let mut settled = 0;
    for frame in 1..=100 {
        alloc.begin_frame();
        let _ = outbox.send(landscape(&alloc, frame));
        alloc.end_frame();
        // One frame behind would do as well; in step, the output is the same each time.
        let Ok(height) = highest.recv() else { break };
        if frame % 25 == 0 {
            println!("frame {frame}: highest {height}");
        }
        if frame == 50 {
            settled = alloc.report().system_allocs;
        }
    }

    let taken = alloc.report().system_allocs - settled;
    println!("chunks taken from the system after frame 50: {taken}");

    // Small things are cheaper copied: a pin keeps a whole chunk.
    let mut name = alloc.frame_string();
    name.push_str("north ridge");
    let name = name.into_transfer();
    println!("a name of {} bytes is copied", thread::spawn(move || name.receive().len()).join().unwrap_or(0));

    drop(outbox);
    let ended = worker.join().is_ok();
    let report = alloc.report();
    println!("worker ended: {ended}; received: {}", report.transfers.received);
    println!("handed over in place: {} bytes", report.transfers.bytes_pinned);
    println!("copied: {} bytes", report.transfers.bytes_copied);
}
