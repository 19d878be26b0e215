//! Job systems as engines have them: helpers that build handles, configuration from elsewhere, pipelines of workers.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::{io, thread};

use framealloc::{AllocConfig, AllocError, BudgetPolicy, SharedAlloc, SmartAlloc, kilobytes};

macro_rules! scratch {
    ($alloc:expr, $len:expr) => {
        $alloc.frame_slice_fill($len, 0u8)
    };
}

fn fresh() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default().frame_arena_size(kilobytes(32)))
}

fn limited() -> SmartAlloc {
    SmartAlloc::new(worker_config())
}

fn worker_config() -> AllocConfig {
    AllocConfig::default().frame_arena_size(kilobytes(32)).global_budget(kilobytes(64))
}

fn limit(alloc: &SmartAlloc) {
    alloc.set_thread_frame_budget(kilobytes(16));
}

struct Worker {
    id: usize,
    alloc: SmartAlloc,
}

impl Worker {
    fn new(id: usize) -> Self {
        Self { id, alloc: SmartAlloc::default() }
    }

    fn budgeted(id: usize) -> Self {
        let worker = Self::new(id);
        worker.alloc.set_thread_frame_budget(kilobytes(64));
        worker
    }

    fn step(&mut self) -> usize {
        let frame = self.alloc.frame();
        frame.frame_slice_fill(self.id, 0u8).len()
    }
}

fn from_a_helper(jobs: Receiver<usize>) {
    thread::spawn(move || {
        //~^ todo-miss FA203
        let mut alloc = fresh();
        while let Ok(job) = jobs.recv() {
            let frame = alloc.frame();
            frame.frame_slice_fill(job, 0u8);
        }
    });
}

fn builder_in_a_variable(id: usize) -> io::Result<thread::JoinHandle<usize>> {
    let builder = thread::Builder::new().name(format!("worker {id}")).stack_size(1 << 20);
    builder.spawn(move || {
        //~^ FA203
        let mut alloc = SmartAlloc::default();
        let frame = alloc.frame();
        frame.frame_slice_fill(id, 0u8).len()
    })
}

fn pipeline(count: usize) -> usize {
    let workers: Vec<_> = (0..count)
        .map(|id| {
            thread::spawn(move || {
                //~^ FA203
                let mut alloc = SmartAlloc::new(AllocConfig::default().decay_frames(30));
                alloc.begin_frame();
                let len = alloc.frame_slice_fill(id, 0u8).len();
                alloc.end_frame();
                len
            })
        })
        .collect();
    workers.into_iter().filter_map(|worker| worker.join().ok()).sum()
}

fn let_else(jobs: Arc<Mutex<Receiver<usize>>>) {
    thread::spawn(move || {
        //~^ FA203
        let Ok(mut alloc) = SmartAlloc::try_new(AllocConfig::default()) else { return };
        while let Ok(job) = jobs.lock().unwrap().recv() {
            alloc.begin_frame();
            alloc.frame_slice_fill(job, 0u8);
            alloc.end_frame();
        }
    });
}

fn wrapped_by_a_macro() {
    thread::spawn(|| {
        //~^ todo-miss FA203
        let mut alloc = SmartAlloc::default();
        let frame = alloc.frame();
        scratch!(frame, 64).len()
    });
}

fn holder_made_inside(id: usize) {
    thread::spawn(move || {
        //~^ todo-miss FA203
        let mut worker = Worker { id, alloc: SmartAlloc::default() };
        worker.step()
    });
}

fn configuration_moved_in(config: AllocConfig) {
    let config = config.decay_frames(10);
    thread::spawn(move || {
        //~^ todo-false FA203
        let mut alloc = SmartAlloc::new(config);
        let frame = alloc.frame();
        frame.frame_alloc(1u8);
    });
}

fn budget_in_a_configuration_moved_in() {
    let config = AllocConfig::default().global_budget(kilobytes(64)).on_budget_exceeded(BudgetPolicy::Fail);
    thread::spawn(move || {
        let mut alloc = SmartAlloc::new(config);
        let frame = alloc.frame();
        frame.frame_alloc(1u8);
    });
}

fn budget_in_a_helper() {
    thread::spawn(|| {
        let mut alloc = SmartAlloc::new(worker_config());
        let frame = alloc.frame();
        frame.frame_alloc(1u8);
    });
}

fn handle_of_a_helper_with_a_budget() {
    thread::spawn(|| {
        let mut alloc = limited();
        let frame = alloc.frame();
        frame.frame_alloc(1u8);
    });
}

fn limited_by_a_helper() {
    thread::spawn(|| {
        //~^ todo-false FA203
        let mut alloc = SmartAlloc::default();
        limit(&alloc);
        let frame = alloc.frame();
        frame.frame_alloc(1u8);
    });
}

fn shadowed() {
    thread::spawn(|| {
        let alloc = SmartAlloc::default();
        alloc.set_thread_frame_budget(kilobytes(8));
        let mut alloc = alloc;
        let frame = alloc.frame();
        frame.frame_alloc(1u8);
    });
}

fn worker_with_a_budget(id: usize) {
    thread::spawn(move || Worker::budgeted(id).step());
}

fn fallible(sizes: Vec<usize>) -> thread::JoinHandle<Result<usize, AllocError>> {
    thread::spawn(move || {
        let mut alloc = SmartAlloc::default();
        let frame = alloc.frame();
        let mut all = Vec::new();
        for size in sizes {
            all.push(frame.try_frame_slice_fill(size, 0u8)?);
        }
        Ok(all.len())
    })
}

fn questions_only() {
    thread::spawn(|| {
        let mut alloc = SmartAlloc::default();
        alloc.begin_frame();
        let left = alloc.frame_remaining();
        let number = alloc.frame_number();
        alloc.end_frame();
        (left, number)
    });
}

/// Commands of an entity world, with the interface of a thread.
struct Commands<'w> {
    queue: &'w mut Vec<Box<dyn FnOnce() -> usize>>,
}

impl Commands<'_> {
    fn spawn(&mut self, make: impl FnOnce() -> usize + 'static) -> &mut Self {
        self.queue.push(Box::new(make));
        self
    }
}

fn entities(mut commands: Commands<'_>) {
    commands
        .spawn(|| {
            let mut alloc = SmartAlloc::default();
            let frame = alloc.frame();
            frame.frame_slice_fill(1, 0u8).len()
        })
        .spawn(|| 2);
}

fn received(alloc: &SmartAlloc) {
    let list = alloc.transfer(vec![0u8; 64]);
    let (send, receive) = mpsc::channel();
    let _ = send.send(list);
    thread::spawn(move || receive.iter().map(|list| list.receive().len()).sum::<usize>());
}

fn child_process() -> io::Result<std::process::Child> {
    std::process::Command::new("asset-server").arg("--watch").spawn()
}
