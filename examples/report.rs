//! A record of every frame, and what it is written as: a page to look at, a trace for a viewer, lines for a script. The
//! game of `game_loop` plays 300 frames under budgets that warn; now and then something explodes, which is more than was
//! planned for, and the record shows when and where.
//!
//! `cargo run --release -p framealloc-examples --features snapshot --example report [-- folder]`; the folder is
//! `target/framealloc-report` otherwise.

mod game {
    //! In the order in which a frame goes through them.
    pub mod grid;
    pub mod math;
    pub mod mesh;
    pub mod physics;
    pub mod render;
    pub mod steering;
    pub mod worker;
    pub mod world;
}

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, SyncSender};
use std::{env, thread};

use framealloc::{
    AllocConfig, Bytes, FrameBarrier, FrameSample, FrameSnapshot, RecordingConfig, SmartAlloc, budget, frame_system,
    kilobytes,
};

use crate::game::grid::build_grid;
use crate::game::math::{Digest, Vec3};
use crate::game::mesh::Mesh;
use crate::game::physics::{find_pairs, integrate, solve};
use crate::game::render::{DrawList, NAMED, cull, hand_over, label, sort};
use crate::game::steering::steer;
use crate::game::worker;
use crate::game::world::World;

const FRAMES: u64 = 300;
const BODIES: usize = 600;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = env::args_os().nth(1).map_or_else(|| root.join("../target/framealloc-report"), PathBuf::from);
    let mesh = Mesh::read(&root.join("assets/torus_knot.obj"))?;
    let snapshot = play(&mesh)?;
    print_figures(&snapshot);

    fs::create_dir_all(&folder)?;
    snapshot.write_html(File::create(folder.join("report.html"))?)?;
    snapshot.write_chrome_trace(File::create(folder.join("trace.json"))?)?;
    snapshot.write_json_lines(File::create(folder.join("frames.jsonl"))?)?;
    println!("\nreport.html   open it in a browser; it needs no network");
    println!("trace.json    open it in https://ui.perfetto.dev or chrome://tracing");
    println!("frames.jsonl  one JSON object a line");
    Ok(())
}

/// Plays the game, and gives the record of both threads' frames.
fn play(mesh: &Mesh) -> Result<FrameSnapshot, Box<dyn Error>> {
    let mut world = World::new(BODIES, mesh, 2026);
    let mut alloc = SmartAlloc::new(AllocConfig::default().global_budget(kilobytes(192)));
    alloc.set_tag_budget("physics", kilobytes(10));
    alloc.set_tag_budget("render", kilobytes(160));
    alloc.set_tag_budget("effects", kilobytes(24));

    // Begins before the other handle is made, so that nothing of it is missed.
    let recording = alloc.record_frames_with(RecordingConfig::default().title("Frame memory of the example game"));
    let frame_done = FrameBarrier::new(2);
    let seat = frame_done.participant();
    let (lists, inbox) = mpsc::sync_channel(1);
    let worker_alloc = alloc.for_thread();
    thread::scope(|threads| {
        let name = thread::Builder::new().name("render".into());
        let render_thread = name.spawn_scoped(threads, || worker::run(worker_alloc, seat, inbox, mesh))?;
        // The link moves into the call: when it ends, the render thread's inbox closes.
        let played = run_frames(&mut alloc, &mut world, Link { lists, frame_done: &frame_done });
        let drawn = render_thread.join().map_err(|_| "the render thread panicked")?;
        println!("the render thread drew {} lists of {} instances", drawn.lists, drawn.instances);
        println!("  nearest triangles {}, digest {:016x}", drawn.triangles, drawn.digest.0);
        played
    })?;
    println!("simulation {:016x}\n", world.digest().0);
    recording.stop();
    Ok(recording.snapshot())
}

/// What joins this thread to the render thread.
struct Link<'a> {
    lists: SyncSender<DrawList>,
    frame_done: &'a FrameBarrier,
}

fn run_frames(alloc: &mut SmartAlloc, world: &mut World, link: Link<'_>) -> Result<(), Box<dyn Error>> {
    let mut labels = Digest::EMPTY;
    for number in 1..=FRAMES {
        let frame = alloc.frame();
        run_frame(&frame, number, world, &link, &mut labels)?;
        frame.end();
    }
    Ok(())
}

fn run_frame(
    alloc: &SmartAlloc,
    number: u64,
    world: &mut World,
    link: &Link<'_>,
    labels: &mut Digest,
) -> Result<(), Box<dyn Error>> {
    integrate(alloc, world);
    let grid = build_grid(alloc, world);
    let contacts = {
        let pairs = find_pairs(alloc, world, &grid);
        solve(alloc, world, &pairs)
    };
    world.camera.advance();
    if number % 75 > 60 {
        explode(alloc, number);
    }
    let (nearest, drawn);
    {
        let seen = cull(alloc, world);
        let sorted = sort(alloc, &seen);
        drawn = sorted.len();
        nearest = alloc.with_tag("ui", |a| a.frame_slice_copy(&sorted[..drawn.min(NAMED)]));
        link.lists.send(hand_over(alloc, world, sorted, link.frame_done))?;
    }
    label(alloc, nearest, drawn, contacts, labels);
    steer(alloc, world, &grid);
    link.frame_done.wait_all()?;
    Ok(())
}

/// Sparks, more with each frame of an explosion. Under `warn` nobody is refused: the record shows what it came to.
#[frame_system(tag = "effects", no_heap)]
#[budget(kb = 16, policy = warn)]
fn explode(alloc: &SmartAlloc, number: u64) -> Vec3 {
    let count = 150 * (number % 75 - 60) as usize;
    let sparks = alloc.frame_slice_with(count, |n| Vec3::new(n as f32, number as f32, 0.0) * (1.0 / count as f32));
    sparks.iter().fold(Vec3::ZERO, |sum, spark| sum + *spark)
}

/// What a test of one's own could hold: the record is data before it is a picture.
fn print_figures(snapshot: &FrameSnapshot) {
    let samples = || snapshot.frames().iter().map(|record| &record.sample);
    let handles: BTreeSet<u32> = samples().map(|sample| sample.handle).collect();
    println!("recorded {} frames of {} handles", snapshot.frames().len(), handles.len());
    if let Some(largest) = samples().map(|sample| sample.report).max_by_key(|report| report.bytes) {
        println!("largest frame: {} in frame {}", Bytes(largest.bytes), largest.frame);
    }

    println!("\n{:<10} {:>10} {:>10} {:>12}", "tag", "peak", "budget", "frames over");
    for name in ["render", "physics", "effects"] {
        // What handles share shows in the samples of all of them, so frames are told apart by number.
        let of_tag = |sample: &FrameSample| sample.tags.iter().copied().find(|tag| tag.tag.name() == name);
        let tags = || samples().filter_map(|sample| Some((sample.report.frame, of_tag(sample)?)));
        let peak = tags().map(|(_, tag)| tag.peak).max();
        let budget = tags().find_map(|(_, tag)| tag.budget);
        let over: BTreeSet<u64> = tags().filter(|(_, tag)| tag.over).map(|(frame, _)| frame).collect();
        println!("{name:<10} {:>10} {:>10} {:>12}", size(peak), size(budget), over.len());
    }
    let over = snapshot.frames().iter().filter(|record| record.is_over());
    let over: BTreeSet<u64> = over.map(|record| record.sample.report.frame).collect();
    println!("some budget, of a tag or a system, was exceeded in {} frames", over.len());
}

fn size(bytes: Option<usize>) -> String {
    bytes.map_or_else(|| "-".into(), |bytes| Bytes(bytes).to_string())
}
