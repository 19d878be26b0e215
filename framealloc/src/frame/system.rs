//! Systems: what `#[frame_system]` opens around a function's body. A [`SystemGuard`] owns its arena outright and points
//! into nothing of the handle it was opened on, so the body may do with that handle what it likes.

use core::ops::Deref;
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};
use core::{fmt, mem};

use crate::alloc::{Region, SmartAlloc};
use crate::engine::Core;
use crate::insight::heap_guard;
use crate::ledger::account::{BudgetPolicy, UNLIMITED};
use crate::ledger::tag::Tag;
use crate::sync::Mutex;

/// What an annotated function declares. Macro output keeps one in a `static` per function.
#[derive(Debug)]
pub struct SystemSpec {
    name: &'static str,
    module: &'static str,
    tag: Option<&'static str>,
    budget: usize,
    policy: Option<BudgetPolicy>,
    no_heap: bool,
    transfers_result: bool,
    /// Its number in the process-wide list, from 1; 0 until first called.
    id: AtomicU32,
    /// Its tag's index plus one; 0 until first called.
    tag_index: AtomicU32,
}

/// Every system that has been called, by number. Number 0 is nobody.
static SYSTEMS: Mutex<Vec<&'static SystemSpec>> = Mutex::new(Vec::new());

impl SystemSpec {
    /// A system without tag or budget.
    pub const fn new(name: &'static str, module: &'static str) -> Self {
        Self {
            name,
            module,
            tag: None,
            budget: UNLIMITED,
            policy: None,
            no_heap: false,
            transfers_result: false,
            id: AtomicU32::new(0),
            tag_index: AtomicU32::new(0),
        }
    }

    /// Accounts it under a tag.
    pub const fn tag(mut self, name: &'static str) -> Self {
        self.tag = Some(name);
        self
    }

    /// Limits its arena.
    pub const fn budget(mut self, bytes: usize) -> Self {
        self.budget = bytes;
        self
    }

    /// What happens at its limit, whatever the engine's policy.
    pub const fn policy(mut self, policy: BudgetPolicy) -> Self {
        self.policy = Some(policy);
        self
    }

    /// Declares that it does not use the heap.
    pub const fn no_heap(mut self) -> Self {
        self.no_heap = true;
        self
    }

    /// Declares that its result leaves the thread.
    pub const fn transfers_result(mut self) -> Self {
        self.transfers_result = true;
        self
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) fn module(&self) -> &'static str {
        self.module
    }

    pub(crate) fn budget_bytes(&self) -> Option<usize> {
        (self.budget != UNLIMITED).then_some(self.budget)
    }

    pub(crate) fn budget_policy(&self) -> Option<BudgetPolicy> {
        self.policy
    }

    #[inline]
    pub(crate) fn id(&'static self) -> u32 {
        match self.id.load(Relaxed) {
            0 => self.register(),
            id => id,
        }
    }

    #[cold]
    fn register(&'static self) -> u32 {
        let mut systems = SYSTEMS.lock();
        // Another thread may have been first; the list decides.
        if self.id.load(Relaxed) == 0 {
            systems.push(self);
            self.id.store(systems.len() as u32, Relaxed);
        }
        self.id.load(Relaxed)
    }

    #[inline]
    pub(crate) fn tag_id(&self) -> Option<Tag> {
        let name = self.tag?;
        match self.tag_index.load(Relaxed) {
            0 => Some(self.find_tag(name)),
            index => Some(Tag::from_index(index as usize - 1)),
        }
    }

    #[cold]
    fn find_tag(&self, name: &'static str) -> Tag {
        let tag = Tag::from(name);
        self.tag_index.store(tag.index() as u32 + 1, Relaxed);
        tag
    }
}

/// The system of this number, if it was ever called.
pub(crate) fn by_id(id: usize) -> Option<&'static SystemSpec> {
    SYSTEMS.lock().get(id.checked_sub(1)?).copied()
}

/// An open system. It derefs to the handle of the system's own arena, and has no `DerefMut`.
#[must_use = "the system ends when the guard is dropped"]
pub struct SystemGuard {
    /// Taken out in `drop` only.
    arena: mem::ManuallyDrop<Box<SmartAlloc>>,
    spec: &'static SystemSpec,
    heap: HeapWatch,
}

/// Opens a system on an arena of its own. Macro output calls this.
#[inline]
pub fn open(parent: &SmartAlloc, spec: &'static SystemSpec) -> SystemGuard {
    let arena = match parent.core.take_idle() {
        Some(arena) => arena,
        None => new_arena(parent),
    };
    let outer = parent.region.get();
    let before = arena.region.get();
    match spec.budget_bytes() {
        Some(bytes) => arena.meter.borrow_mut().own_budget(spec.name, bytes, spec.policy),
        None if before.is_bounded() => arena.meter.borrow_mut().release(),
        None => {}
    }
    let mut region = outer;
    if let Some(tag) = spec.tag_id() {
        region = region.with_tag(tag);
    }
    if outer != Region::PLAIN {
        // Also puts the arena into the outer region, which the next lines narrow.
        parent.hand_down(&arena);
    }
    arena.region.set(region.bounded(spec.budget != UNLIMITED || outer.is_bounded()));
    // Where only the system's own budget can apply it is the limit; otherwise the first allocation asks.
    arena.arena.allow(if outer.is_free() { spec.budget } else { 0 });
    arena.system.set(spec.id());
    SystemGuard { arena: mem::ManuallyDrop::new(arena), spec, heap: HeapWatch::start(spec) }
}

#[cold]
#[inline(never)]
fn new_arena(parent: &SmartAlloc) -> Box<SmartAlloc> {
    let _exempt = heap_guard::exempt();
    SmartAlloc::leased(&parent.core)
}

impl Deref for SystemGuard {
    type Target = SmartAlloc;

    #[inline]
    fn deref(&self) -> &SmartAlloc {
        &self.arena
    }
}

impl Drop for SystemGuard {
    #[inline]
    fn drop(&mut self) {
        let verdict = self.heap.stop();
        // SAFETY: `drop` runs once, and nothing uses the field after it.
        let arena = unsafe { mem::ManuallyDrop::take(&mut self.arena) };
        let high = arena.arena.interval().high;
        let mut bytes = 0;
        let mut overruns = 0;
        if high != 0 || arena.dirty.get() != 0 {
            overruns = arena.meter.borrow().take_own_overruns();
            // SAFETY: whatever was borrowed from the arena borrowed this guard, which is being dropped.
            bytes = unsafe { arena.empty(high) };
        }
        arena.record_call(self.spec, bytes, overruns);
        arena.system.set(0);
        let core = &arena.core;
        core.systems_bytes.store(core.systems_bytes.load(Relaxed) + bytes, Relaxed);
        core.touched.store(true, Relaxed);
        Core::push(arena);
        verdict.speak(self.spec);
    }
}

impl fmt::Debug for SystemGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SystemGuard").field("system", &self.spec.name).finish_non_exhaustive()
    }
}

impl SmartAlloc {
    /// Counts a call of a system on this arena.
    #[inline]
    pub(crate) fn record_call(&self, spec: &'static SystemSpec, bytes: usize, overruns: u64) {
        let mut rows = self.rows.borrow_mut();
        let row = rows.system(spec.id() as usize);
        row.calls += 1;
        row.bytes += bytes as u64;
        row.peak = row.peak.max(bytes);
        row.overruns += overruns;
        row.transfers += u64::from(spec.transfers_result && !std::thread::panicking());
    }

    /// Counts a value handed over by the system that this arena is open for.
    pub(crate) fn count_transfer(&self) {
        let system = self.system.get();
        if system != 0 {
            self.rows.borrow_mut().system(system as usize).transfers += 1;
        }
    }
}

/// The run-time half of FA401: in debug builds, what a `no_heap` system asked of the heap.
#[derive(Debug)]
pub(crate) struct HeapWatch {
    #[cfg(debug_assertions)]
    mark: Option<heap_guard::HeapMark>,
}

impl HeapWatch {
    #[inline]
    pub(crate) fn start(_spec: &SystemSpec) -> Self {
        Self {
            #[cfg(debug_assertions)]
            mark: _spec.no_heap.then(heap_guard::enter),
        }
    }

    /// The system's body has ended: what it asked of the heap, before the runtime's own bookkeeping.
    #[inline]
    pub(crate) fn stop(&mut self) -> HeapVerdict {
        HeapVerdict {
            #[cfg(debug_assertions)]
            used: self.mark.take().map(heap_guard::leave),
        }
    }
}

/// What to say when everything else about the system has been closed.
#[must_use]
pub(crate) struct HeapVerdict {
    #[cfg(debug_assertions)]
    used: Option<heap_guard::HeapUse>,
}

impl HeapVerdict {
    /// # Panics
    /// When the system used the heap, and nothing else is unwinding already.
    #[inline]
    pub(crate) fn speak(self, _spec: &SystemSpec) {
        #[cfg(debug_assertions)]
        if let Some(used) = self.used
            && used.calls > 0
            && !std::thread::panicking()
        {
            heap_guard::refuse(_spec.name, used);
        }
    }
}
