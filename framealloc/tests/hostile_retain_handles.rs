//! Attacks from safe code on retention by way of the handle: it is moved, dropped or ends its frame while a system is
//! open, is retained itself, or goes with its thread.

mod pattern;
mod tracked;

use std::cell::RefCell;
use std::mem;
use std::sync::{Arc, Mutex};

use framealloc::RetentionPolicy::{Discard, PromoteToHeap, PromoteToPool};
use framealloc::private::{SystemSpec, open};
use framealloc::{RetainedKey, SmartAlloc};
use pattern::small;
use tracked::{Drops, Tracked};

static SYSTEM: SystemSpec = SystemSpec::new("hostile", "hostile_retain_handles").budget(1 << 20);

/// Retains in a system on `alloc`, runs `during` while the system is open, then closes it.
fn system_around<R>(alloc: &mut SmartAlloc, drops: &Drops, during: impl FnOnce(&mut SmartAlloc) -> R) -> (Key, R) {
    let system = open(alloc, &SYSTEM);
    let mut value = system.frame_retained(drops.value("system"), PromoteToPool);
    let result = during(alloc);
    assert_eq!(value.name, "system");
    value.name.push('!');
    (value.key(), result)
}

type Key = RetainedKey<Tracked>;

#[test]
fn a_frame_that_ends_while_a_system_is_open_leaves_its_values_to_the_next() {
    let drops = Drops::default();
    let mut alloc = small();
    alloc.begin_frame();
    let (key, mut early) = system_around(&mut alloc, &drops, |alloc| {
        let promotions = alloc.end_frame_with_promotions();
        alloc.begin_frame();
        alloc.frame_slice_fill(3000, 1u8);
        promotions
    });
    assert!(early.take(key).is_none());
    assert_eq!(alloc.end_frame_with_promotions().take(key).unwrap().name, "system!");
    // On another thread, too.
    alloc.begin_frame();
    let (key, ()) = system_around(&mut alloc, &drops, |alloc| {
        let mut moved = mem::take(alloc);
        *alloc = std::thread::spawn(move || (moved.end_frame_with_promotions(), moved).1).join().unwrap();
    });
    assert_eq!(alloc.end_frame_with_promotions().take(key).unwrap().name, "system!");
    assert_eq!(drops.count(), 2);
}

#[test]
fn a_system_that_outlives_its_handle_drops_what_it_retained() {
    let drops = Drops::default();
    let mut alloc = small();
    alloc.begin_frame();
    system_around(&mut alloc, &drops, |alloc| {
        alloc.frame_retained(drops.value("handle"), PromoteToPool).key();
        drop(mem::take(alloc));
        assert_eq!(drops.count(), 1);
    });
    assert_eq!(drops.count(), 2);
    // The handle that stands there now is another one.
    assert!(alloc.end_frame_with_promotions().is_empty());
}

#[test]
fn a_handle_can_be_retained_with_values_of_its_own() {
    let drops = Drops::default();
    let mut alloc = small();
    for policy in [PromoteToPool, Discard] {
        alloc.begin_frame();
        let mut other = alloc.for_thread();
        other.begin_frame();
        let inner = other.frame_retained(drops.value("inner"), PromoteToHeap).key();
        let key = alloc.frame_retained(other, policy).key();
        let promoted = alloc.end_frame_with_promotions().take(key);
        assert_eq!(promoted.is_none(), policy == Discard);
        if let Some(mut other) = promoted {
            assert_eq!(other.end_frame_with_promotions().take(inner).unwrap().name, "inner");
        }
    }
    assert_eq!(drops.count(), 2);
}

#[test]
fn a_handle_that_owns_itself_by_a_detour_is_emptied_by_its_boundary() {
    let drops = Drops::default();
    let shared = Arc::new(Mutex::new((small(), drops.value("beside"))));
    {
        let mut locked = shared.lock().unwrap();
        locked.0.begin_frame();
        locked.0.frame_retained(Arc::clone(&shared), PromoteToPool).key();
        drop(locked.0.end_frame_with_promotions());
    }
    assert_eq!(Arc::strong_count(&shared), 1);
    drop(shared);
    assert_eq!(drops.count(), 1);
}

#[test]
fn a_handle_in_a_thread_local_drops_its_values_when_the_thread_ends() {
    thread_local!(static ALLOC: RefCell<SmartAlloc> = RefCell::default());
    let drops = Drops::default();
    let value = drops.value("local");
    let key = std::thread::spawn(move || {
        ALLOC.with_borrow_mut(|alloc| {
            alloc.begin_frame();
            alloc.frame_retained(value, PromoteToPool).key()
        })
    });
    let key: Key = key.join().unwrap();
    assert_eq!((drops.count(), key.frame()), (1, 1));
}
