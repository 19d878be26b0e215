//! Systems: what `#[frame_system]` opens around a function's body. A [`SystemGuard`] owns its arena outright and points
//! into nothing of the handle it was opened on, so the body may do with that handle what it likes.

use core::marker::PhantomData;
use core::ops::Deref;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use core::sync::atomic::{AtomicU32, AtomicU64};
use core::{fmt, mem};

use crate::alloc::SmartAlloc;
use crate::engine::Core;
use crate::frame::state::State;
#[cfg(feature = "memory_filter")]
use crate::insight::filter::watch;
use crate::insight::heap_guard;
use crate::ledger::account::{BudgetPolicy, UNLIMITED};
use crate::ledger::tag::Tag;
use crate::sync::Mutex;
use crate::sync::chain::Linked;

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
    /// The state of its arena when it is opened where no tag and no budget is in force. Valid once `id` is set.
    state: AtomicU64,
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
            state: AtomicU64::new(0),
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

    #[inline(always)]
    pub(crate) fn id(&'static self) -> u32 {
        match self.id.load(Acquire) {
            0 => self.register(),
            id => id,
        }
    }

    #[inline(always)]
    fn is_registered(&self) -> bool {
        self.id.load(Acquire) != 0
    }

    #[cold]
    #[inline(never)]
    fn register(&'static self) -> u32 {
        let _exempt = heap_guard::exempt();
        let bounded = if self.budget == UNLIMITED { State::PLAIN } else { State::PLAIN.with(State::BOUNDED) };
        let state = bounded.with_tag(self.tag.map_or(Tag::UNTAGGED, Tag::from));
        let mut systems = SYSTEMS.lock();
        // Another thread may have been first; the list decides.
        if self.id.load(Relaxed) == 0 {
            systems.push(self);
            self.state.store(state.bits(), Relaxed);
            self.id.store(systems.len() as u32, Release);
        }
        self.id.load(Relaxed)
    }

    /// See the field. The system must have been registered.
    #[inline(always)]
    fn state(&self) -> State {
        State::from_bits(self.state.load(Relaxed))
    }

    /// The tag it declares.
    pub(crate) fn tag_id(&'static self) -> Option<Tag> {
        self.id();
        self.tag.map(|_| self.state().tag())
    }

    /// The tag that its bytes belong to where no other is in force.
    pub(crate) fn steady_tag(&self) -> Tag {
        self.state().tag()
    }
}

/// The tag of the system of this name, if it was ever called.
#[cfg(feature = "memory_filter")]
pub(crate) fn tag_of(name: &str, module: &str) -> Tag {
    let systems = SYSTEMS.lock();
    let known = systems.iter().find(|spec| spec.name == name && spec.module == module);
    known.map_or(Tag::UNTAGGED, |spec| spec.steady_tag())
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
///
/// Every unusual case leaves by a tail call, so that the usual one needs no stack frame.
#[inline]
pub fn open(parent: &SmartAlloc, spec: &'static SystemSpec) -> SystemGuard {
    if !spec.is_registered() || parent.state.get().region() != State::PLAIN {
        return open_slow(parent, spec);
    }
    match parent.core.take_chain() {
        Some(arena) if arena.next.get().is_null() => open_plain(arena, spec),
        chain => open_from_chain(parent, chain, spec),
    }
}

/// Opens a system where no tag and no budget is in force: the meter learns of its budget in a cold path; until then it
/// is the limit.
#[inline(always)]
fn open_plain(arena: Box<SmartAlloc>, spec: &'static SystemSpec) -> SystemGuard {
    arena.own.set(Some(spec));
    arena.state.set(spec.state());
    arena.arena.allow(spec.budget);
    SystemGuard { arena: mem::ManuallyDrop::new(arena), spec, heap: HeapWatch::start(spec) }
}

/// Takes the first arena of several, or makes one.
#[inline(never)]
fn open_from_chain(parent: &SmartAlloc, chain: Option<Box<SmartAlloc>>, spec: &'static SystemSpec) -> SystemGuard {
    open_plain(first_of(parent, chain), spec)
}

fn first_of(parent: &SmartAlloc, chain: Option<Box<SmartAlloc>>) -> Box<SmartAlloc> {
    let Some(arena) = chain else { return new_arena(parent) };
    if let Some(rest) = arena.take_next() {
        Core::put_back(rest);
    }
    arena
}

/// Opens a system for the first time, or where a tag or budgets are in force.
#[inline(never)]
fn open_slow(parent: &SmartAlloc, spec: &'static SystemSpec) -> SystemGuard {
    spec.id();
    let arena = first_of(parent, parent.core.take_chain());
    if parent.state.get().region() == State::PLAIN {
        return open_plain(arena, spec);
    }
    arena.own.set(Some(spec));
    parent.hand_down(&arena);
    let outer = arena.state.get();
    let tagged = if spec.tag.is_some() { outer.with_tag(spec.steady_tag()) } else { outer };
    arena.state.set(if spec.budget == UNLIMITED { tagged } else { tagged.with(State::BOUNDED) });
    if outer.is_free() {
        arena.arena.allow(spec.budget);
    }
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
        #[cfg(feature = "memory_filter")]
        self.heap.tell(&self.arena, self.spec);
        let verdict = self.heap.stop();
        // SAFETY: `drop` runs once, and nothing uses the field after it.
        let arena = unsafe { mem::ManuallyDrop::take(&mut self.arena) };
        let spec = self.spec;
        let bytes = if arena.state.get() == spec.state() {
            // SAFETY: whatever was borrowed from the arena borrowed this guard, which is being dropped. Nothing is dirty,
            // so there is one chunk, not pinned, and nothing was settled.
            let bytes = unsafe { arena.arena.reset_steady() };
            arena.rows.borrow_mut().add_steady(spec.id.load(Relaxed) as usize, bytes);
            bytes
        } else {
            arena.close_system(spec)
        };
        if spec.transfers_result {
            arena.count_result(spec);
        }
        let core: &Core = &arena.core;
        core.systems_bytes.store(core.systems_bytes.load(Relaxed) + bytes, Relaxed);
        core.attend_at.store(0, Relaxed);
        Core::push(arena);
        verdict.speak(spec);
    }
}

impl fmt::Debug for SystemGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SystemGuard").field("system", &self.spec.name).finish_non_exhaustive()
    }
}

impl SmartAlloc {
    /// Closes the arena of a system in which something had to be settled, and counts the call.
    #[inline(never)]
    fn close_system(&self, spec: &'static SystemSpec) -> usize {
        let overruns = self.meter.borrow().take_own_overruns();
        let retained = self.state.get().has(State::RETAINED);
        // SAFETY: called while the system's guard is being dropped, and whatever was borrowed borrowed it.
        let bytes = unsafe { self.empty() };
        self.record_call(spec, bytes, overruns);
        if retained {
            self.resume_orphaned();
        }
        bytes
    }

    /// Counts a call of a system on this arena.
    pub(crate) fn record_call(&self, spec: &'static SystemSpec, bytes: usize, overruns: u64) {
        let mut rows = self.rows.borrow_mut();
        let row = rows.system(spec.id() as usize);
        row.calls += 1;
        row.bytes += bytes as u64;
        row.peak = row.peak.max(bytes);
        row.overruns += overruns;
    }

    /// Counts the result of a system as a transfer, unless it panics and so has none.
    #[inline(never)]
    pub(crate) fn count_result(&self, spec: &'static SystemSpec) {
        if spec.transfers_result && !std::thread::panicking() {
            self.rows.borrow_mut().system(spec.id() as usize).transfers += 1;
        }
    }

    /// Counts a value handed over by the system that this arena is open for.
    #[inline(always)]
    pub(crate) fn count_transfer(&self) {
        if self.region_system.get() != 0 || self.own.get().is_some() {
            self.count_transfer_of_system();
        }
    }

    #[inline(never)]
    fn count_transfer_of_system(&self) {
        let region = self.region_system.get();
        let own = self.own.get().map_or(0, SystemSpec::id);
        let system = if region == 0 { own } else { region };
        if system != 0 {
            self.rows.borrow_mut().system(system as usize).transfers += 1;
        }
    }
}

/// The run-time half of FA401: in debug builds, what a `no_heap` system asked of the heap.
#[derive(Debug)]
pub(crate) struct HeapWatch {
    /// A system ends on the thread it began on; in release builds nothing else here would say so.
    _local: PhantomData<*const ()>,
    #[cfg(debug_assertions)]
    mark: Option<heap_guard::HeapMark>,
    #[cfg(feature = "memory_filter")]
    watched: Option<heap_guard::HeapMark>,
}

impl HeapWatch {
    #[inline]
    pub(crate) fn start(_spec: &SystemSpec) -> Self {
        Self {
            _local: PhantomData,
            #[cfg(debug_assertions)]
            mark: _spec.no_heap.then(heap_guard::enter),
            #[cfg(feature = "memory_filter")]
            watched: watch::is_any_on().then(heap_guard::enter),
        }
    }

    /// The system's body has ended: tells the behaviour filter, where one is on, what it asked of the heap.
    #[cfg(feature = "memory_filter")]
    #[inline(always)]
    pub(crate) fn tell(&self, alloc: &SmartAlloc, spec: &'static SystemSpec) {
        if let Some(mark) = self.watched {
            alloc.note_heap(spec, mark);
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
