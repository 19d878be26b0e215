//! One frame around the whole game, in the styles of engines: holders, `?`, labelled loops, threads, builders.

use std::cell::RefCell;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use framealloc::{AllocConfig, FrameGuard, SharedAlloc, SmartAlloc};

fn submit<T>(value: T) {
    drop(value);
}

static QUIT: AtomicBool = AtomicBool::new(false);

struct Clock {
    ticks: u64,
}

impl Clock {
    fn running(&mut self) -> bool {
        self.ticks += 1;
        self.ticks < 100
    }
}

fn until_quit(mut alloc: SmartAlloc) {
    alloc.begin_frame(); //~ FA606
    while !QUIT.load(Ordering::Relaxed) {
        submit(alloc.frame_slice_fill(64, 0u8));
    }
    alloc.end_frame();
}

fn question_mark(mut alloc: SmartAlloc, poll: &mut dyn FnMut() -> Result<bool, String>) -> Result<(), String> {
    alloc.begin_frame(); //~ FA606
    'game: loop {
        if poll()? {
            break 'game;
        }
        submit(alloc.frame_str("frame"));
    }
    alloc.end_frame();
    Ok(())
}

#[derive(Default)]
struct Memory {
    arena: SmartAlloc,
}

impl Deref for Memory {
    type Target = SmartAlloc;

    fn deref(&self) -> &SmartAlloc {
        &self.arena
    }
}

impl DerefMut for Memory {
    fn deref_mut(&mut self) -> &mut SmartAlloc {
        &mut self.arena
    }
}

fn newtype(clock: &mut Clock) {
    let mut memory = Memory::default();
    memory.begin_frame(); //~ FA606
    while clock.running() {
        submit(memory.frame_box(clock.ticks));
    }
    memory.end_frame();
}

fn guard_and_systems(alloc: &mut SmartAlloc, clock: &mut Clock, systems: &[fn(&SmartAlloc)]) {
    let frame = alloc.frame(); //~ FA606
    while clock.running() {
        submit(frame.frame_alloc(1u8));
        systems.iter().for_each(|system| system(&frame));
    }
    drop(frame);
}

trait Draw {
    fn draw(&self, alloc: &SmartAlloc);
}

impl Draw for Clock {
    fn draw(&self, alloc: &SmartAlloc) {
        submit(alloc.frame_box(self.ticks));
    }
}

fn objects(alloc: &mut SmartAlloc, clock: &mut Clock, objects: &[Box<dyn Draw>]) {
    alloc.begin_frame(); //~ todo-miss FA606
    while clock.running() {
        for object in objects {
            object.draw(alloc);
        }
    }
    alloc.end_frame();
}

fn workers(clock: &mut Clock) {
    let mut shared = SharedAlloc::new(AllocConfig::default());
    let frame = shared.frame(); //~ FA606
    while clock.running() {
        std::thread::scope(|threads| {
            threads.spawn(|| submit(frame.frame_slice_fill(64, 0u8)));
        });
    }
    frame.end();
}

// ---- silent -----------------------------------------------------------------------------------------------------------

fn frame_reassigned(alloc: &mut SmartAlloc, clock: &mut Clock) {
    alloc.begin_frame();
    submit(alloc.frame_alloc(0u8));
    while clock.running() {
        let frame = alloc.frame();
        submit(frame.frame_alloc(1u8));
    }
    alloc.end_frame();
}

fn in_frame<R>(alloc: &mut SmartAlloc, work: impl FnOnce(&SmartAlloc) -> R) -> R {
    let frame = alloc.frame();
    work(&frame)
}

fn boundary_of_a_helper(alloc: &mut SmartAlloc, clock: &mut Clock) {
    alloc.begin_frame();
    while clock.running() {
        in_frame(alloc, |frame| submit(frame.frame_alloc(1u8)));
    }
    alloc.end_frame();
}

fn next_frame(alloc: &mut SmartAlloc) {
    alloc.end_frame();
    alloc.begin_frame();
}

fn next_by_a_function(mut alloc: SmartAlloc, clock: &mut Clock) {
    alloc.begin_frame();
    while clock.running() {
        submit(alloc.frame_alloc(1u8));
        next_frame(&mut alloc);
    }
    alloc.end_frame();
}

fn next_by_a_match(mut alloc: SmartAlloc, clock: &mut Clock) {
    alloc.begin_frame();
    while clock.running() {
        submit(alloc.frame_alloc(1u8));
        match clock.ticks % 2 {
            0 => {
                alloc.end_frame();
                alloc.begin_frame();
            }
            _ => {}
        }
    }
    alloc.end_frame();
}

fn collected(alloc: &mut SmartAlloc, readers: &mut [Box<dyn Iterator<Item = u32>>]) -> usize {
    let frame = alloc.frame();
    let mut all = frame.frame_vec();
    while all.len() < 100 {
        all.extend(readers.iter_mut().filter_map(|reader| reader.next()));
    }
    while let Some(last) = all.pop() {
        if last == 0 {
            submit(frame.frame_alloc(last));
        }
    }
    all.len()
}

/// A parser's loop over the characters of one text: it ends with the text, within a frame.
fn tokens(alloc: &mut SmartAlloc, text: &str) {
    let frame = alloc.frame();
    let mut rest = text;
    while !rest.is_empty() {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        submit(frame.frame_str(word));
        rest = after;
    }
    frame.end();
}

/// A work list of a graph walk: it ends when all is visited, within a frame.
fn flood(alloc: &mut SmartAlloc, start: u32, neighbours: &dyn Fn(u32) -> [u32; 2], seen: &mut Vec<Option<u32>>) {
    alloc.begin_frame();
    let mut open = vec![start];
    while !open.is_empty() {
        let at = open.remove(0);
        seen.push(Some(at));
        submit(alloc.frame_box(at));
        open.extend(neighbours(at).into_iter().filter(|next| *next > at));
    }
    alloc.end_frame();
}

struct Game {
    memory: Rc<RefCell<SmartAlloc>>,
    clock: Clock,
}

impl Game {
    fn run(&mut self) {
        self.memory.borrow_mut().begin_frame();
        submit(self.memory.borrow().frame_alloc(0u8));
        self.memory.borrow_mut().end_frame();
        while self.clock.running() {
            let mut memory = self.memory.borrow_mut();
            let frame = memory.frame();
            submit(frame.frame_alloc(1u8));
        }
    }
}

/// `frame` and `begin_frame` of a window system.
struct Swapchain {
    images: Vec<u32>,
}

impl Swapchain {
    fn begin_frame(&mut self) {
        self.images.push(0);
    }

    fn end_frame(&mut self) {
        self.images.clear();
    }

    fn frame_alloc(&self, size: u32) -> u32 {
        size
    }
}

fn presented(swapchain: &mut Swapchain, clock: &mut Clock) {
    swapchain.begin_frame();
    while clock.running() {
        submit(swapchain.frame_alloc(3));
    }
    swapchain.end_frame();
}
