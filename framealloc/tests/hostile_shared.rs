//! Attacks from safe code on `SharedAlloc`: use while a thread ends, boundaries that race with that end, addresses that a
//! thread remembers after what they named is gone, systems left open over a boundary, guards forgotten everywhere.

mod pattern;

use std::cell::RefCell;
use std::mem;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Barrier, RwLock};
use std::thread;

use framealloc::private::{SystemSpec, open};
use framealloc::{AllocConfig, SharedAlloc, SmartAlloc};
use pattern::Blocks;

type Lock = Arc<RwLock<SharedAlloc>>;

fn small() -> SharedAlloc {
    SharedAlloc::new(AllocConfig::default().frame_arena_size(1024).scope_arena_size(512))
}

fn locked() -> Lock {
    Arc::new(RwLock::new(small()))
}

/// Uses the calling thread's handle for all it is worth.
fn work(alloc: &SmartAlloc) {
    let mut blocks = Blocks::default();
    blocks.add(alloc, 100);
    let scope = alloc.scope();
    for size in [10, 600, 1500] {
        blocks.add(alloc, size);
        blocks.add(&scope, size);
    }
    let boxed = alloc.frame_box(String::from("text"));
    blocks.add(alloc, 30);
    assert_eq!(*boxed, "text");
}

/// One boundary after another, as the owner.
fn boundaries(lock: &Lock, count: usize) {
    for _ in 0..count {
        let mut shared = lock.write().unwrap();
        shared.end_frame();
        shared.begin_frame();
        work(&shared);
    }
}

/// What a thread does while its thread-locals are destroyed.
struct AtTheEnd {
    lock: Lock,
    /// Asks for boundaries on another thread, and waits for them.
    ask: Sender<Sender<()>>,
}

impl Drop for AtTheEnd {
    fn drop(&mut self) {
        for _ in 0..4 {
            {
                let shared = self.lock.read().unwrap();
                let mut blocks = Blocks::default();
                blocks.add(&shared, 300);
                work(&shared);
                work(&shared.scope());
                blocks.add(&shared, 3000);
                assert_eq!(shared.is_in_frame(), shared.frame_number() > 0);
            }
            // Every boundary frees the handle of this thread, which counts as ended; the thread has just remembered it.
            let (answer, answered) = mpsc::channel();
            self.ask.send(answer).unwrap();
            answered.recv().unwrap();
        }
    }
}

thread_local! {
    static FIRST: RefCell<Option<AtTheEnd>> = const { RefCell::new(None) };
    static SECOND: RefCell<Option<AtTheEnd>> = const { RefCell::new(None) };
}

/// Runs a thread that uses the allocator in the destructors of its thread-locals; `body` decides in which order they and
/// the library's own come to life, and so in which order they go.
fn ends_in_use(body: impl FnOnce(&Lock, [AtTheEnd; 2]) + Send + 'static) {
    let lock = locked();
    let (ask, asked) = mpsc::channel::<Sender<()>>();
    let ends = [(); 2].map(|()| AtTheEnd { lock: Arc::clone(&lock), ask: ask.clone() });
    drop(ask);
    let ending = thread::spawn({
        let lock = Arc::clone(&lock);
        move || body(&lock, ends)
    });
    for answer in asked {
        boundaries(&lock, 3);
        answer.send(()).unwrap();
    }
    ending.join().unwrap();
    boundaries(&lock, 3);
    let mut shared = Arc::into_inner(lock).unwrap().into_inner().unwrap();
    shared.end_frame();
    assert!(format!("{shared:?}").contains("threads: 1"), "{shared:?}");
}

#[test]
fn used_while_thread_locals_are_destroyed_that_are_older_than_the_librarys() {
    ends_in_use(|lock, [first, second]| {
        FIRST.set(Some(first));
        SECOND.set(Some(second));
        work(&lock.read().unwrap());
    });
}

#[test]
fn used_while_thread_locals_are_destroyed_that_are_younger_than_the_librarys() {
    ends_in_use(|lock, [first, second]| {
        work(&lock.read().unwrap());
        FIRST.set(Some(first));
        SECOND.set(Some(second));
    });
}

#[test]
fn used_while_thread_locals_are_destroyed_on_both_sides_of_the_librarys() {
    ends_in_use(|lock, [first, second]| {
        FIRST.set(Some(first));
        work(&lock.read().unwrap());
        SECOND.set(Some(second));
    });
}

#[test]
fn used_for_the_first_time_while_thread_locals_are_destroyed() {
    ends_in_use(|_, [first, second]| {
        FIRST.set(Some(first));
        SECOND.set(Some(second));
    });
}

#[test]
fn boundaries_race_with_the_end_of_threads() {
    let lock = locked();
    thread::scope(|threads| {
        for _ in 0..3 {
            threads.spawn(|| {
                for _ in 0..150 {
                    let its_own = Arc::clone(&lock);
                    // Not joined at once: its thread-locals go while boundaries are made elsewhere.
                    drop(thread::spawn(move || work(&its_own.read().unwrap())));
                    work(&lock.read().unwrap());
                }
            });
        }
        boundaries(&lock, 300);
    });
}

#[test]
fn a_remembered_handle_is_not_taken_for_that_of_a_later_allocator() {
    let (to_worker, inbox) = mpsc::sync_channel::<Arc<SharedAlloc>>(0);
    let (done, finished) = mpsc::sync_channel(0);
    let worker = thread::spawn(move || {
        for shared in inbox {
            work(&shared);
            assert_eq!(shared.frame_number(), 1);
            drop(shared);
            done.send(()).unwrap();
        }
    });
    // The same few addresses again and again, for the allocator and for the handles.
    for _ in 0..200 {
        let mut shared = small();
        shared.begin_frame();
        work(&shared);
        let shared = Arc::new(shared);
        to_worker.send(Arc::clone(&shared)).unwrap();
        finished.recv().unwrap();
        let mut shared = Arc::into_inner(shared).unwrap();
        shared.end_frame();
        assert_eq!(shared.report().frames, 1);
    }
    drop(to_worker);
    worker.join().unwrap();
}

#[test]
fn several_allocators_take_turns_on_each_thread() {
    let mut all = [small(), small(), small()];
    for _ in 0..30 {
        all.iter_mut().for_each(SharedAlloc::begin_frame);
        thread::scope(|threads| {
            for _ in 0..3 {
                threads.spawn(|| {
                    let mut blocks = Blocks::default();
                    for size in 1..40 {
                        blocks.add(&all[size % 3], size * 13);
                    }
                });
            }
        });
        // Each got what its turns asked for, rounded up to 8, from three threads.
        for (index, shared) in all.iter_mut().enumerate() {
            let of_one = (1..40usize).filter(|size| size % 3 == index).map(|size| (size * 13).next_multiple_of(8));
            assert_eq!(shared.end_frame().bytes, 3 * of_one.sum::<usize>());
        }
    }
}

#[test]
fn it_moves_swaps_and_is_replaced_between_threads_and_frames() {
    let mut shared = small();
    let mut other = small();
    for frame in 1..=30u64 {
        shared = thread::spawn(move || {
            shared.begin_frame();
            work(&shared);
            shared
        })
        .join()
        .unwrap();
        // In an open frame, with the handle of a thread that is gone.
        mem::swap(&mut shared, &mut other);
        other.begin_frame();
        work(&other);
        work(&shared);
        mem::swap(&mut shared, &mut other);
        thread::scope(|threads| threads.spawn(|| work(&shared)).join().unwrap());
        if frame % 10 == 0 {
            shared = small();
            work(&shared);
        }
        shared.end_frame();
        drop(mem::replace(&mut other, shared.shared()));
    }
}

#[test]
fn forgotten_guards_on_every_thread_do_not_disturb_later_frames() {
    static SYSTEM: SystemSpec = SystemSpec::new("shared_kept_open", "hostile").tag("shared_forgotten").budget(1 << 20);
    let mut shared = small();
    for frame in 1..=20u64 {
        mem::forget(shared.frame());
        thread::scope(|threads| {
            for _ in 0..3 {
                threads.spawn(|| {
                    let mut blocks = Blocks::default();
                    blocks.add(&shared, 100);
                    mem::forget(shared.phase("never closed"));
                    let scope = shared.scope();
                    blocks.add(&scope, 2000);
                    if frame < 3 {
                        let system = open(&shared, &SYSTEM);
                        system.frame_slice_fill(700, 0xEEu8);
                        mem::forget(system);
                    }
                    blocks.add(&shared, 3000);
                    drop(blocks);
                    mem::forget(scope);
                });
            }
        });
        assert_eq!(shared.frame_number(), frame);
    }
    shared.end_frame();
    mem::forget(shared);
}

#[test]
fn systems_stay_open_over_boundaries_that_another_thread_makes() {
    static SYSTEM: SystemSpec = SystemSpec::new("shared_raced", "hostile").tag("shared_raced").budget(1 << 20);
    let lock = locked();
    let workers: Vec<_> = (0..2)
        .map(|_| {
            let lock = Arc::clone(&lock);
            thread::spawn(move || {
                for _ in 0..200 {
                    // A system borrows nothing, so it may stay open when the lock is no longer held.
                    let system = open(&lock.read().unwrap(), &SYSTEM);
                    let mut blocks = Blocks::default();
                    blocks.add(&system, 300);
                    let inner = open(&system, &SYSTEM);
                    blocks.add(&inner, 1300);
                    work(&lock.read().unwrap());
                    blocks.add(&system, 700);
                    drop(blocks);
                    drop(system);
                    drop(inner);
                }
                // One stays open beyond the life of its handle.
                thread_local!(static LAST: RefCell<Option<framealloc::SystemGuard>> = const { RefCell::new(None) });
                let last = open(&lock.read().unwrap(), &SYSTEM);
                last.frame_slice_fill(100, 1u8);
                LAST.set(Some(last));
            })
        })
        .collect();
    boundaries(&lock, 200);
    workers.into_iter().for_each(|worker| worker.join().unwrap());
    boundaries(&lock, 2);
}

#[test]
fn dropped_while_its_threads_go_on() {
    let all_here = Barrier::new(4);
    let keep: Vec<_> = (0..20).map(|_| Arc::new(small())).collect();
    thread::scope(|threads| {
        for _ in 0..3 {
            let mut mine = keep.clone();
            let all_here = &all_here;
            threads.spawn(move || {
                all_here.wait();
                // Whichever thread is last drops the handles of all.
                while let Some(shared) = mine.pop() {
                    work(&shared);
                    drop(shared);
                    mine.iter().for_each(|next| assert_eq!(*next.frame_alloc(1u8), 1));
                }
            });
        }
        drop(keep);
        all_here.wait();
    });
}
