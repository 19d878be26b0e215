//! A small game: several hundred bodies that are instances of one mesh collide, flock and are culled, sorted and handed
//! to a render thread, 300 frames long. Every system declares what it does with memory, and the report at the end shows
//! that it did.
//!
//! `cargo run --release --example game_loop [-- mesh.obj]`

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

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{self, SyncSender};
use std::{env, fmt, thread};

use framealloc::{
    AllocConfig, BudgetPolicy, FrameBarrier, HeapGuard, HeapUse, MemoryReport, SmartAlloc, heap_use, kilobytes,
};

use crate::game::grid::build_grid;
use crate::game::math::Digest;
use crate::game::mesh::{Mesh, MeshError};
use crate::game::physics::{find_pairs, integrate, solve};
use crate::game::render::{DrawList, NAMED, cull, hand_over, label, sort};
use crate::game::steering::steer;
use crate::game::worker::{self, Drawn};
use crate::game::world::World;

/// Counts every call to the heap, by thread. In debug builds it also stops a `no_heap` system that makes one.
#[global_allocator]
static HEAP: HeapGuard = HeapGuard::new();

const FRAMES: u64 = 300;
/// Frames after which everything has the size it needs.
const WARM_UP: u64 = 30;
const BODIES: usize = 600;

/// Sums over all frames of the main thread.
#[derive(Debug, Clone, Copy)]
struct Counts {
    pairs: usize,
    contacts: usize,
    looked_at: usize,
    drawn: usize,
    label_bytes: usize,
    labels: Digest,
}

/// The main thread's ends of what joins it to the render thread.
struct Link<'a> {
    lists: SyncSender<DrawList>,
    frame_done: &'a FrameBarrier,
}

#[derive(Debug)]
enum GameError {
    Mesh(MeshError),
    RenderThread(String),
}

fn main() -> ExitCode {
    let shipped = || Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/torus_knot.obj");
    let path = env::args_os().nth(1).map_or_else(shipped, PathBuf::from);
    match Mesh::read(&path).map_err(GameError::Mesh).and_then(|mesh| play(&path, &mesh)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("game_loop: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Sets up both threads, lets them play, and prints what came of it.
fn play(path: &Path, mesh: &Mesh) -> Result<(), GameError> {
    let name = path.file_name().unwrap_or(path.as_os_str()).display();
    println!("mesh {name}: {} corners, {} triangles", mesh.positions.len(), mesh.triangles.len());
    println!("bounding radius {:.4}, volume {:.4}\n", mesh.radius, mesh.volume);
    let mut world = World::new(BODIES, mesh, 2026);

    // Arenas grow by themselves. With the right size from the start each takes one chunk from the system, ever.
    let config = AllocConfig::default().frame_arena_size(kilobytes(256)).scope_arena_size(kilobytes(128));
    let mut alloc = SmartAlloc::new(config.on_budget_exceeded(BudgetPolicy::Fail));
    alloc.set_tag_budget("physics", kilobytes(320));
    alloc.set_tag_budget("render", kilobytes(160));

    // This thread signals through `hand_over`; the render thread has a seat, so that its end does not go unnoticed.
    let frame_done = FrameBarrier::new(2);
    let seat = frame_done.participant();
    let (lists, inbox) = mpsc::sync_channel(1);
    let worker_alloc = alloc.for_thread();

    let (outcome, drawn) = thread::scope(|threads| {
        let render_thread = threads.spawn(|| worker::run(worker_alloc, seat, inbox, mesh));
        // The link moves into the call: when it ends, by returning or by a panic, the render thread's inbox closes.
        let outcome = run_frames(&mut alloc, &mut world, Link { lists, frame_done: &frame_done });
        (outcome, render_thread.join())
    });
    let drawn = drawn.map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        GameError::RenderThread(format!("it panicked: {}", text.unwrap_or("without a message")))
    })?;
    let (counts, steady) = outcome?;
    print_outcome(&world, &counts, &drawn, &alloc.report(), &steady);
    Ok(())
}

/// What the frames after the warm-up asked of the system.
struct Steady {
    heap_calls: Option<u64>,
    /// Calls for frame memory, of all threads.
    frame_memory: u64,
}

fn run_frames(alloc: &mut SmartAlloc, world: &mut World, link: Link<'_>) -> Result<(Counts, Steady), GameError> {
    let mut counts = Counts { pairs: 0, contacts: 0, looked_at: 0, drawn: 0, label_bytes: 0, labels: Digest::EMPTY };
    let mut warm: Option<(MemoryReport, Option<HeapUse>)> = None;
    println!("{:>5} {:>7} {:>9} {:>7} {:>12} {:>12}", "frame", "pairs", "contacts", "drawn", "bytes", "peak");
    for number in 1..=FRAMES {
        let before = counts;
        // The guard ends the frame also if a system panics.
        let frame = alloc.frame();
        run_frame(&frame, world, &link, &mut counts)?;
        let report = frame.end();
        if number % 60 == 0 {
            let [pairs, contacts] = [counts.pairs - before.pairs, counts.contacts - before.contacts];
            let drawn = counts.drawn - before.drawn;
            println!("{number:>5} {pairs:>7} {contacts:>9} {drawn:>7} {:>12} {:>12}", report.bytes, report.peak);
        }
        if number == WARM_UP {
            // In this order: the report itself lists its rows on the heap.
            let report = alloc.report();
            warm = Some((report, heap_use()));
        }
    }
    let now = heap_use();
    let report = alloc.report();
    let (warm_report, warm_heap) = warm.unwrap_or_default();
    let system_calls = |report: &MemoryReport| report.system_allocs + report.system_frees;
    Ok((
        counts,
        Steady {
            heap_calls: now.zip(warm_heap).map(|(now, warm)| now.calls - warm.calls),
            frame_memory: system_calls(&report) - system_calls(&warm_report),
        },
    ))
}

/// One frame. Frame values are locals here, so all of them are gone when it ends.
fn run_frame(alloc: &SmartAlloc, world: &mut World, link: &Link<'_>, counts: &mut Counts) -> Result<(), GameError> {
    let grid;
    let contacts;
    {
        let _phase = alloc.phase("simulate");
        integrate(alloc, world);
        grid = build_grid(alloc, world);
        let pairs = find_pairs(alloc, world, &grid);
        contacts = solve(alloc, world, &pairs);
        counts.pairs += pairs.len();
        counts.contacts += contacts;
    }
    world.camera.advance();

    let (drawn, nearest);
    {
        let _phase = alloc.phase("draw");
        let seen = cull(alloc, world);
        let sorted = sort(alloc, &seen);
        drawn = sorted.len();
        counts.drawn += drawn;
        // The list leaves; the few that get a label are still needed here.
        nearest = alloc.with_tag("ui", |a| a.frame_slice_copy(&sorted[..drawn.min(NAMED)]));
        let list = hand_over(alloc, world, sorted, link.frame_done);
        link.lists.send(list).map_err(|_| lost("it takes no more lists"))?;
    }

    // While the other thread draws.
    let _phase = alloc.phase("meanwhile");
    counts.label_bytes += label(alloc, nearest, drawn, contacts, &mut counts.labels);
    counts.looked_at += steer(alloc, world, &grid);
    link.frame_done.wait_all().map_err(|error| lost(&error.to_string()))
}

fn lost(how: &str) -> GameError {
    GameError::RenderThread(how.into())
}

fn print_outcome(world: &World, counts: &Counts, drawn: &Drawn, report: &MemoryReport, steady: &Steady) {
    println!("\nafter {FRAMES} frames of {BODIES} bodies");
    println!("  simulation {:016x}: {} pairs, {} contacts", world.digest().0, counts.pairs, counts.contacts);
    println!("  steering: {} neighbours looked at", counts.looked_at);
    println!("  labels {:016x}: {} bytes of text", counts.labels.0, counts.label_bytes);
    println!("  render thread {:016x}: {} lists, {} instances", drawn.digest.0, drawn.lists, drawn.instances);
    println!("  of those seen, the nearest showed {} triangles\n", drawn.triangles);
    println!("{report}");
    println!("after a warm-up of {WARM_UP} frames");
    match steady.heap_calls {
        Some(calls) => println!("main thread's calls to the heap: {calls}"),
        None => println!("main thread's calls to the heap: nobody counts them"),
    }
    println!("system allocator calls for frame memory after warm-up: {}", steady.frame_memory);
}

impl fmt::Display for GameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mesh(error) => error.fmt(f),
            Self::RenderThread(how) => write!(f, "the render thread is gone: {how}"),
        }
    }
}

impl std::error::Error for GameError {}
