//! Random lives of pool and heap values against a model: threads that allocate, free each other's values, keep some until
//! they are torn down, and end; engines that go first. Where values lie, what they hold, and what the report says.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicIsize, Ordering::Relaxed};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use framealloc::{AllocConfig, HeapBox, PoolBox, SmartAlloc};
use proptest::prelude::*;

const PAGE: usize = 64 * 1024;
const WORKERS: usize = 3;

/// Counts the pages that exist, of whichever engine: nothing else is aligned like them.
struct Pages;

static PAGES: AtomicIsize = AtomicIsize::new(0);

// SAFETY: every call is passed on unchanged.
unsafe impl GlobalAlloc for Pages {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        PAGES.fetch_add(isize::from(layout.align() == PAGE), Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        PAGES.fetch_sub(isize::from(layout.align() == PAGE), Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static GLOBAL: Pages = Pages;

/// A value filled with one byte.
struct Filled<A, const N: usize> {
    bytes: [u8; N],
    _align: [A; 0],
}

trait Block: Send {
    fn layout(&self) -> (usize, Layout);
    /// The byte that fills all of it.
    fn byte(&self) -> Option<u8>;
    fn is_whole(&self) -> bool;
    fn refill(&mut self, byte: u8);
}

impl<A: Send, const N: usize> Block for Filled<A, N> {
    fn layout(&self) -> (usize, Layout) {
        ((&raw const *self).addr(), Layout::new::<Self>())
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.first().copied()
    }

    fn is_whole(&self) -> bool {
        self.bytes.iter().all(|&byte| byte == self.bytes[0])
    }

    fn refill(&mut self, byte: u8) {
        self.bytes.fill(byte);
    }
}

enum Held {
    Pool(PoolBox<dyn Block>),
    Heap(HeapBox<dyn Block>),
}

impl Held {
    fn block(&mut self) -> &mut dyn Block {
        match self {
            Held::Pool(held) => &mut **held,
            Held::Heap(held) => &mut **held,
        }
    }
}

fn make<A: Send + 'static, const N: usize>(alloc: &SmartAlloc, byte: u8, heap: bool) -> Held {
    let value = Filled::<A, N> { bytes: [byte; N], _align: [] };
    if heap {
        Held::Heap(HeapBox::unsize(alloc.heap_alloc(value), |value| value))
    } else {
        Held::Pool(PoolBox::unsize(alloc.pool_alloc(value), |value| value))
    }
}

macro_rules! aligned {
    ($($Name:ident $align:literal),*) => { $(#[repr(align($align))] struct $Name;)* };
}

aligned!(A1 1, A8 8, A16 16, A64 64, A512 512, A4096 4096, A8192 8192);

type Make = fn(&SmartAlloc, u8, bool) -> Held;

const KINDS: [Make; 24] = [
    make::<A1, 0>,
    make::<A4096, 0>,
    make::<A1, 1>,
    make::<A1, 7>,
    make::<A8, 8>,
    make::<A1, 9>,
    make::<A8, 24>,
    make::<A16, 24>,
    make::<A64, 1>,
    make::<A8, 64>,
    make::<A1, 65>,
    make::<A8, 200>,
    make::<A64, 300>,
    make::<A512, 600>,
    make::<A8, 1000>,
    make::<A8, 1024>,
    make::<A4096, 1>,
    make::<A1, 4095>,
    make::<A4096, 4097>,
    make::<A8, 7168>,
    make::<A1, 8191>,
    make::<A8, 8192>,
    make::<A1, 8193>,
    make::<A8192, 1>,
];

/// What a thread does. Thread 0 is the test's own.
#[derive(Debug, Clone)]
enum Op {
    Alloc { who: usize, kind: usize, heap: bool, count: usize },
    Free { who: usize, at: usize, count: usize },
    Keep { who: usize, at: usize },
    Collect { who: usize, max: usize },
    Frames { who: usize, count: usize },
    Refill { at: usize },
    Exit { who: usize },
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let who = 0..=WORKERS;
    let worker = 1..=WORKERS;
    let count = prop_oneof![4 => 1usize..4, 2 => 1usize..80, 1 => 1usize..600];
    let heap = prop::bool::weighted(0.1);
    let max = prop_oneof![Just(usize::MAX), 0usize..100];
    let op = prop_oneof![
        8 => (who.clone(), 0..KINDS.len(), heap, count.clone())
            .prop_map(|(who, kind, heap, count)| Op::Alloc { who, kind, heap, count }),
        8 => (who.clone(), any::<usize>(), count).prop_map(|(who, at, count)| Op::Free { who, at, count }),
        2 => (worker.clone(), any::<usize>()).prop_map(|(who, at)| Op::Keep { who, at }),
        2 => (who.clone(), max).prop_map(|(who, max)| Op::Collect { who, max }),
        2 => (who, 1usize..4).prop_map(|(who, count)| Op::Frames { who, count }),
        1 => any::<usize>().prop_map(|at| Op::Refill { at }),
        2 => worker.prop_map(|who| Op::Exit { who }),
    ];
    prop::collection::vec(op, 1..60)
}

thread_local! {
    /// What a worker keeps until it is torn down.
    static KEPT: RefCell<Vec<Held>> = const { RefCell::new(Vec::new()) };
}

type Job = Box<dyn FnOnce(&mut Option<SmartAlloc>) + Send>;

/// A thread that lives until it is told to end.
struct Worker {
    jobs: mpsc::Sender<Job>,
    done: mpsc::Receiver<()>,
    thread: JoinHandle<()>,
}

impl Worker {
    fn new(alloc: SmartAlloc) -> Self {
        let (jobs, todo) = mpsc::channel::<Job>();
        let (finished, done) = mpsc::channel();
        let thread = thread::spawn(move || {
            let mut alloc = Some(alloc);
            for job in todo {
                job(&mut alloc);
                if finished.send(()).is_err() {
                    return;
                }
            }
        });
        Self { jobs, done, thread }
    }

    fn end(self) {
        drop(self.jobs);
        self.thread.join().unwrap();
    }
}

/// Every thread, and what they are told to do one after the other.
struct Threads {
    own: Option<SmartAlloc>,
    workers: Vec<Worker>,
}

impl Threads {
    fn run<R: Send + 'static>(
        &mut self,
        who: usize,
        job: impl FnOnce(&mut Option<SmartAlloc>) -> R + Send + 'static,
    ) -> R {
        if who == 0 {
            return job(&mut self.own);
        }
        let worker = &self.workers[who - 1];
        let (send, receive) = mpsc::channel();
        let job = move |alloc: &mut Option<SmartAlloc>| _ = send.send(job(alloc));
        worker.jobs.send(Box::new(job)).unwrap();
        worker.done.recv().unwrap();
        receive.recv().unwrap()
    }
}

#[derive(Default)]
struct Model {
    held: Vec<(Held, u8)>,
    /// Where every value lies and how long it is, those that workers keep included.
    places: BTreeMap<usize, usize>,
    /// The layouts of what each worker keeps.
    kept: [Vec<(usize, Layout)>; WORKERS],
    pooled: usize,
    heaped: usize,
    next: u8,
}

impl Model {
    fn is_pooled(held: &mut Held) -> bool {
        let (_, layout) = held.block().layout();
        matches!(held, Held::Pool(_)) && layout.size() <= 8192 && layout.align() <= 4096
    }

    fn add(&mut self, mut held: Held, byte: u8) {
        let (at, layout) = held.block().layout();
        assert!(at.is_multiple_of(layout.align()), "{layout:?} at {at:#x}");
        if layout.size() > 0 {
            let before = self.places.range(..at).next_back().map_or(0, |(at, size)| at + size);
            let after = self.places.range(at..).next().map_or(usize::MAX, |(at, _)| *at);
            assert!(before <= at && at + layout.size() <= after, "a place that is lent out already");
            self.places.insert(at, layout.size());
            *self.count(Self::is_pooled(&mut held)) += 1;
        }
        self.held.push((held, byte));
    }

    fn count(&mut self, pooled: bool) -> &mut usize {
        if pooled { &mut self.pooled } else { &mut self.heaped }
    }

    fn forget(&mut self, at: usize, layout: Layout, pooled: bool) {
        if layout.size() > 0 {
            assert_eq!(self.places.remove(&at), Some(layout.size()));
            *self.count(pooled) -= 1;
        }
    }

    fn take(&mut self, at: usize) -> Option<Held> {
        let (mut held, byte) = (!self.held.is_empty()).then(|| self.held.swap_remove(at % self.held.len()))?;
        assert!(held.block().byte().is_none_or(|now| now == byte) && held.block().is_whole());
        Some(held)
    }

    fn check(&mut self, threads: &Threads) {
        let Some(alloc) = &threads.own else { return };
        let report = alloc.report();
        assert_eq!((report.pools.live, report.heap.live), (self.pooled, self.heaped));
        assert!(report.pools.live_bytes <= report.pools.held_bytes());
        assert!(report.pools.held_bytes() <= report.held_bytes);
    }

    fn apply(&mut self, threads: &mut Threads, op: Op) {
        match op {
            Op::Alloc { who, kind, heap, count } => {
                let first = self.next;
                self.next = first.wrapping_add(count as u8);
                let bytes = (0..count).map(move |n| first.wrapping_add(n as u8));
                let made = threads.run(who, move |alloc| {
                    let alloc = alloc.as_ref().unwrap();
                    bytes.map(|byte| (KINDS[kind](alloc, byte, heap), byte)).collect::<Vec<_>>()
                });
                made.into_iter().for_each(|(held, byte)| self.add(held, byte));
            }
            Op::Free { who, at, count } => {
                let mut gone = Vec::new();
                for n in 0..count.min(self.held.len()) {
                    let Some(mut held) = self.take(at.wrapping_add(n * 7)) else { break };
                    let (at, layout) = held.block().layout();
                    let pooled = Self::is_pooled(&mut held);
                    self.forget(at, layout, pooled);
                    gone.push(held);
                }
                threads.run(who, move |_| drop(gone));
            }
            Op::Keep { who, at } => {
                let Some(mut held) = self.take(at) else { return };
                // The model tells pool and heap apart by the layout of what is kept.
                if Self::is_pooled(&mut held) {
                    self.kept[who - 1].push(held.block().layout());
                    threads.run(who, move |_| KEPT.with(|kept| kept.borrow_mut().push(held)));
                } else {
                    let byte = held.block().byte().unwrap_or(0);
                    self.held.push((held, byte));
                }
            }
            Op::Collect { who, max } => {
                threads.run(who, move |alloc| alloc.as_ref().unwrap().process_deferred_frees(max));
                if max == usize::MAX {
                    assert_eq!(threads.run(who, |alloc| alloc.as_ref().unwrap().process_deferred_frees(1)), 0);
                }
            }
            Op::Frames { who, count } => threads.run(who, move |alloc| {
                let alloc = alloc.as_mut().unwrap();
                for _ in 0..count {
                    alloc.begin_frame();
                    alloc.frame_slice_fill(100, 1u8);
                    alloc.end_frame();
                }
            }),
            Op::Refill { at } => {
                if !self.held.is_empty() {
                    let at = at % self.held.len();
                    let (held, byte) = &mut self.held[at];
                    *byte = byte.wrapping_add(101);
                    held.block().refill(*byte);
                }
            }
            Op::Exit { who } => {
                let alloc = threads.own.as_ref().unwrap().for_thread();
                self.end(threads, who);
                threads.workers.insert(who - 1, Worker::new(alloc));
            }
        }
        self.check(threads);
    }

    /// A worker ends, and with it what it keeps.
    fn end(&mut self, threads: &mut Threads, who: usize) {
        threads.workers.remove(who - 1).end();
        for (at, layout) in std::mem::take(&mut self.kept[who - 1]) {
            self.forget(at, layout, true);
        }
    }
}

fn run(ops: Vec<Op>, decay: u32, last: usize) {
    let alloc = SmartAlloc::new(AllocConfig::default().decay_frames(decay));
    let workers = (0..WORKERS).map(|_| Worker::new(alloc.for_thread())).collect();
    let mut threads = Threads { own: Some(alloc), workers };
    let mut model = Model::default();
    for op in ops {
        model.apply(&mut threads, op);
    }
    for n in 0..model.held.len() {
        let (held, byte) = &mut model.held[n];
        assert!(held.block().byte().is_none_or(|now| now == *byte) && held.block().is_whole());
    }
    // The engine goes with its last handle, on one of the threads, before the values do.
    for n in 0..=WORKERS {
        threads.run((last + n) % (WORKERS + 1), |alloc| drop(alloc.take()));
    }
    for (n, (mut held, byte)) in model.held.drain(..).enumerate() {
        assert!(held.block().byte().is_none_or(|now| now == byte));
        threads.run(n % (WORKERS + 1), move |_| drop(held));
    }
    threads.workers.into_iter().for_each(Worker::end);
    // A thread gives up what it has of engines that are gone when it meets another one.
    let other = SmartAlloc::default();
    drop(other.pool_alloc(1));
    assert_eq!(PAGES.load(Relaxed), 1, "the page of the other engine is the only one");
    drop(other);
    assert_eq!(PAGES.load(Relaxed), 0);
}

proptest! {
    // The cases share a count of pages, so this is the only test of its binary.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.min(128), ..ProptestConfig::default() })]

    #[test]
    fn values_live_and_die_as_the_model_says(ops in ops(), decay in 1u32..6, last in 0..=WORKERS) {
        run(ops, decay, last);
    }
}
