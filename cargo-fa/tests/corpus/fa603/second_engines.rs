//! Engines whose main loop never ends a frame, and those whose boundary is far away.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};

use framealloc::{AllocConfig, SharedAlloc, SmartAlloc, TaskAlloc};

fn submit<T>(value: T) {
    drop(value);
}

#[derive(Default)]
struct Engine {
    memory: SmartAlloc,
    systems: Vec<Box<dyn System>>,
    frame: u64,
}

trait System {
    fn run(&mut self, alloc: &SmartAlloc);
}

struct Particles(usize);

impl System for Particles {
    fn run(&mut self, alloc: &SmartAlloc) {
        submit(alloc.frame_slice_fill(self.0, 0.0f32));
    }
}

impl Engine {
    fn with_system(mut self, system: impl System + 'static) -> Self {
        self.systems.push(Box::new(system));
        self
    }

    fn endless(&mut self) -> ! {
        loop {
            //~^ todo-miss FA603
            for system in &mut self.systems {
                system.run(&self.memory);
            }
            self.frame += 1;
        }
    }

    fn endless_pipeline(mut self) {
        'main: loop {
            //~^ todo-miss FA603
            if self.frame % 2 == 0 {
                self.frame += 1;
                continue 'main;
            }
            self.systems.iter_mut().for_each(|system| system.run(&self.memory));
        }
    }

    fn tick(&mut self) {
        self.memory.begin_frame();
        for system in &mut self.systems {
            system.run(&self.memory);
        }
        self.memory.end_frame();
        self.frame += 1;
    }

    fn ticking(mut self) -> ! {
        loop {
            self.tick();
        }
    }

    fn ticking_by_pointer(&mut self) {
        let step: fn(&mut Self) = Self::tick;
        loop {
            step(self);
            submit(self.memory.frame_box(self.frame));
        }
    }
}

fn built_by_a_chain() {
    let engine = Engine::default().with_system(Particles(64)).with_system(Particles(8));
    let mut systems = engine.systems;
    let alloc = engine.memory;
    loop {
        //~^ todo-miss FA603
        for system in systems.iter_mut() {
            system.run(&alloc);
        }
    }
}

struct Arena(SmartAlloc);

impl Deref for Arena {
    type Target = SmartAlloc;

    fn deref(&self) -> &SmartAlloc {
        &self.0
    }
}

impl DerefMut for Arena {
    fn deref_mut(&mut self) -> &mut SmartAlloc {
        &mut self.0
    }
}

fn newtype(jobs: Receiver<usize>) {
    let arena = Arena(SmartAlloc::new(AllocConfig::default()));
    while let Ok(job) = jobs.recv() {
        //~^ FA603
        submit(arena.frame_slice_fill(job, 0u8));
    }
}

fn newtype_with_frames(jobs: Receiver<usize>) {
    let mut arena = Arena(SmartAlloc::new(AllocConfig::default()));
    while let Ok(job) = jobs.recv() {
        arena.begin_frame();
        submit(arena.frame_slice_fill(job, 0u8));
        arena.end_frame();
    }
}

fn generic_step<S, F>(mut state: S, alloc: SmartAlloc, step: F)
where
    F: Fn(&SmartAlloc, &mut S),
{
    loop {
        //~^ FA603
        step(&alloc, &mut state);
        submit(alloc.frame_alloc(1u8));
    }
}

fn enum_of_events(alloc: &mut SmartAlloc, events: Receiver<Event>) {
    for event in events {
        //~^ FA603
        match event {
            Event::Resize { width, height } if width > 0 => submit(alloc.frame_slice_fill(width * height, 0u32)),
            Event::Text(text) => submit(alloc.frame_str(&text)),
            _ => {}
        }
    }
}

enum Event {
    Resize { width: usize, height: usize },
    Text(String),
    Redraw,
    Quit,
}

async fn async_server(alloc: SmartAlloc, mut next: impl AsyncFnMut() -> usize) {
    loop {
        //~^ FA603
        let len = next().await;
        submit(alloc.frame_slice_fill(len, 0u8));
    }
}

// ---- silent -----------------------------------------------------------------------------------------------------------

fn shared_and_locked(memory: Arc<Mutex<SmartAlloc>>, jobs: Receiver<usize>) {
    while let Ok(job) = jobs.recv() {
        let mut alloc = memory.lock().unwrap();
        alloc.begin_frame();
        submit(alloc.frame_slice_fill(job, 0u8));
        alloc.end_frame();
    }
}

fn shared_in_a_cell(memory: Rc<RefCell<SmartAlloc>>, jobs: Receiver<usize>) {
    for job in jobs {
        memory.borrow_mut().begin_frame();
        submit(memory.borrow().frame_slice_fill(job, 0u8));
        memory.borrow_mut().end_frame();
    }
}

fn boundary_in_a_closure(mut alloc: SmartAlloc, mut draw: impl FnMut(&SmartAlloc)) {
    let mut turn = move || {
        let frame = alloc.frame();
        draw(&frame);
        submit(frame.frame_alloc(1u8));
    };
    loop {
        turn();
    }
}

fn with_a_helper_that_takes_a_closure(mut alloc: SmartAlloc, mut draw: impl FnMut(&SmartAlloc)) {
    fn in_frame<R>(alloc: &mut SmartAlloc, work: impl FnOnce(&SmartAlloc) -> R) -> R {
        let frame = alloc.frame();
        work(&frame)
    }
    loop {
        in_frame(&mut alloc, |frame| {
            draw(frame);
            frame.frame_slice_fill(8, 0u8).len()
        });
    }
}

macro_rules! in_frame {
    ($alloc:ident, $body:block) => {{
        $alloc.begin_frame();
        let result = $body;
        $alloc.end_frame();
        result
    }};
}

fn with_a_macro(mut alloc: SmartAlloc) {
    loop {
        in_frame!(alloc, { alloc.frame_slice_fill(8, 0u8).len() });
    }
}

fn every_level(mut levels: HashMap<u32, SmartAlloc>, jobs: Receiver<(u32, usize)>) {
    for (level, len) in jobs {
        let Some(alloc) = levels.get_mut(&level) else { continue };
        let frame = alloc.frame();
        submit(frame.frame_slice_fill(len, 0u8));
    }
}

fn event_loop(mut alloc: SmartAlloc, events: Receiver<Event>) {
    loop {
        match events.recv() {
            Ok(Event::Redraw) => {
                let frame = alloc.frame();
                submit(frame.frame_slice_fill(64, 0u8));
            }
            Ok(Event::Quit) | Err(_) => break,
            Ok(_) => {}
        }
    }
}

fn ended_by_the_trait(mut stage: Box<dyn Stage>) {
    loop {
        submit(stage.memory().frame_alloc(1u8)); //~ todo-false FA301
        stage.next();
    }
}

trait Stage {
    fn memory(&self) -> &SmartAlloc;
    fn next(&mut self);
}

struct Title(SmartAlloc);

impl Stage for Title {
    fn memory(&self) -> &SmartAlloc {
        &self.0
    }

    fn next(&mut self) {
        self.0.end_frame();
    }
}

fn swapped_every_turn(mut front: SmartAlloc, mut back: SmartAlloc) {
    loop {
        submit(back.frame_slice_fill(64, 0u8));
        std::mem::swap(&mut front, &mut back);
        back.end_frame();
    }
}

async fn task(task: TaskAlloc, mut next: impl AsyncFnMut() -> usize) {
    loop {
        let len = next().await;
        task.with_frame(|frame| submit(frame.frame_slice_fill(len, 0u8)));
    }
}

fn fresh_each_turn(jobs: Receiver<usize>) {
    for job in jobs {
        let alloc = SmartAlloc::default();
        submit(alloc.frame_slice_fill(job, 0u8));
    }
}

fn retry(alloc: &mut SmartAlloc, mut connect: impl FnMut(&str) -> bool) -> u32 {
    let mut tries = 0;
    let host = &*alloc.frame_str("example.org");
    loop {
        tries += 1;
        if connect(host) {
            break tries;
        }
    }
}

fn shared_by_workers(mut shared: SharedAlloc, jobs: Receiver<Vec<usize>>) {
    for batch in jobs {
        shared.begin_frame();
        std::thread::scope(|threads| {
            for len in batch {
                let shared = &shared;
                threads.spawn(move || submit(shared.frame_slice_fill(len, 0u8)));
            }
        });
        shared.end_frame();
    }
}
