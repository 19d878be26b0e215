//! Guards that never run their end, through imports, aliases, holders and generics; and what may be forgotten.

use std::mem::{self, ManuallyDrop, forget as keep_forever};
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use framealloc::{FrameGuard, FrameVec, PhaseGuard, PoolBox, Scope, SharedAlloc, SmartAlloc};

struct Loading<'a> {
    phase: PhaseGuard<'a>,
    scratch: Scope<'a>,
}

type Guard<'a> = FrameGuard<'a>;

fn renamed(alloc: &mut SmartAlloc) {
    let frame: Guard<'_> = alloc.frame();
    keep_forever(frame); //~ FA607
}

fn field(loading: Loading<'_>) {
    let Loading { phase, scratch } = loading;
    drop(scratch);
    mem::forget(phase); //~ FA607
}

fn of_an_option(alloc: &SmartAlloc, verbose: bool) {
    let phase = verbose.then(|| alloc.phase("verbose"));
    if let Some(phase) = phase {
        mem::forget(phase); //~ todo-miss FA607
    }
}

fn parameter(frame: FrameGuard<'_>) -> usize {
    let frame = ManuallyDrop::new(frame); //~ FA607
    frame.frame_slice_fill(3, 0u8).len()
}

fn shared(shared: &mut SharedAlloc) {
    let frame = shared.frame();
    frame.frame_alloc(1u8);
    std::mem::forget(frame); //~ FA607
}

fn leaked_in_an_arc<'a>(alloc: &'a SmartAlloc) -> *const Scope<'a> {
    let scope = Arc::new(alloc.scope());
    let other = Arc::clone(&scope);
    drop(scope);
    Arc::into_raw(other) //~ FA607
}

fn out_of_a_function<'a>(alloc: &'a SmartAlloc) -> &'a Scope<'a> {
    fn open(alloc: &SmartAlloc) -> Scope<'_> {
        alloc.scope()
    }
    Box::leak(Box::new(open(alloc))) //~ todo-miss FA607
}

fn qualified(alloc: &SmartAlloc) {
    let phase = alloc.phase("qualified");
    let _phase = core::mem::ManuallyDrop::<PhaseGuard<'_>>::new(phase); //~ FA607
}

fn by_pipeline(allocs: &[SmartAlloc]) {
    allocs.iter().map(|alloc| alloc.scope()).for_each(mem::forget); //~ todo-miss FA607
}

// ---- silent -----------------------------------------------------------------------------------------------------------

fn value_in_the_frame(alloc: &SmartAlloc) -> usize {
    let mut list: FrameVec<'_, u32> = alloc.frame_vec();
    list.push(1);
    let len = list.len();
    mem::forget(list);
    len
}

fn pool(alloc: &SmartAlloc) {
    let kept: PoolBox<[u8; 4]> = alloc.pool_alloc([0; 4]);
    mem::forget(kept);
}

fn handle(alloc: &SmartAlloc) -> &'static SmartAlloc {
    Box::leak(Box::new(alloc.for_thread()))
}

fn ended_by_hand(alloc: &mut SmartAlloc, panics: bool) -> usize {
    let mut frame = ManuallyDrop::new(alloc.frame());
    let len = frame.frame_slice_fill(3, 0u8).len();
    if panics {
        // SAFETY: it is not used again.
        unsafe { ManuallyDrop::drop(&mut frame) };
        return 0;
    }
    let report = ManuallyDrop::into_inner(frame).end();
    len + report.bytes
}

struct Held<'a> {
    scope: ManuallyDrop<Scope<'a>>,
}

impl<'a> Held<'a> {
    fn new(alloc: &'a SmartAlloc) -> Self {
        Self { scope: ManuallyDrop::new(alloc.scope()) }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        // SAFETY: once, here.
        unsafe { ManuallyDrop::drop(&mut self.scope) };
    }
}

fn raw_and_back(alloc: &SmartAlloc) {
    let raw = Box::into_raw(Box::new(alloc.scope()));
    // SAFETY: from `into_raw`, once.
    drop(unsafe { Box::from_raw(raw) });
}

/// A guard of a file lock, with the names of ours.
struct FileScope;

impl FileScope {
    fn scope(&self) -> FileScope {
        FileScope
    }
}

fn other_scope(alloc: &FileScope) {
    let scope = alloc.scope();
    mem::forget(scope);
}

fn number(alloc: &mut SmartAlloc) {
    let frame = alloc.frame();
    let number = frame.frame_number();
    mem::forget(number);
}

fn forget(frame: FrameGuard<'_>) -> usize {
    frame.end().bytes
}

fn own_forget(alloc: &mut SmartAlloc) -> usize {
    let frame = alloc.frame();
    forget(frame)
}

fn taken<'a>(slot: &mut Option<Scope<'a>>, alloc: &'a SmartAlloc) -> Option<Scope<'a>> {
    let before = mem::replace(slot, Some(alloc.scope()));
    drop(before);
    mem::take(slot)
}

fn counted<'a>(alloc: &'a SmartAlloc) -> impl Deref<Target = Scope<'a>> {
    Rc::new(alloc.scope())
}
