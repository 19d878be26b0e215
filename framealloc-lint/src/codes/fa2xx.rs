//! `FA2xx`: memory that other threads see.

use super::{Code, Doc, Layer, Level};

/// `frame_data_crosses_threads`.
pub static FA201: Code = Code {
    id: "FA201",
    name: "frame_data_crosses_threads",
    level: Level::Error,
    by: &[Layer::Types, Layer::Attribute, Layer::CargoFa],
    can_be_allowed: false,
    doc: Doc {
        what: "A frame value or a handle is sent to, or shared with, another thread. This version of `cargo fa` does not judge it yet.",
        why: "The arena belongs to its thread and is emptied at the end of the frame; the other thread would read what is there next.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let route = alloc.frame_box([0u32; 16]);
    std::thread::spawn(move || drop(route));
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    plan(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let route = alloc.transfer([7u32; 16]);
    let worker = std::thread::spawn(move || {
        let route = route.receive();
        route[0]
    });
    assert_eq!(worker.join().ok(), Some(7));
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    plan(&alloc);
    alloc.end_frame();
}
",
        silent: "Scoped threads over a `&mut [T]` of frame memory; a worker with a frame of its own; transferred values; `commands.spawn(..)`.",
        suppress: "It cannot be suppressed where the compiler raises it; in `cargo fa`, write `// fa:allow(FA201): reason`.",
    },
};

/// `barrier_mismatch`.
pub static FA202: Code = Code {
    id: "FA202",
    name: "barrier_mismatch",
    level: Level::Warn,
    by: &[Layer::CargoFa, Layer::Runtime],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A barrier is made for one number of participants and used by another, and both are written down: the number as a constant, those who take part as calls of `participant()` and threads that signal, in loops whose turns can be counted.",
        why: "With too few participants every waiter waits for ever. With too many, a frame can be complete before the last of them has taken a seat or signalled.",
        wrong: r"use std::thread;

use framealloc::{BarrierParticipant, FrameBarrier};

fn turn(seat: BarrierParticipant<'_>) {
    seat.signal_frame_complete();
    let _ = seat.wait_all();
}

fn main() {
    let barrier = FrameBarrier::new(3);
    thread::scope(|threads| {
        for _ in 0..2 {
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
    });
}
",
        right: r"use std::thread;

use framealloc::{BarrierParticipant, FrameBarrier};

fn turn(seat: BarrierParticipant<'_>) {
    seat.signal_frame_complete();
    let _ = seat.wait_all();
}

fn main() {
    let barrier = FrameBarrier::new(2);
    thread::scope(|threads| {
        for _ in 0..2 {
            let seat = barrier.participant();
            threads.spawn(move || turn(seat));
        }
    });
}
",
        silent: "A number that the running program decides, for both or for one of them; a barrier that is returned, stored or passed to another function; participants in a branch; the thread that made the barrier, which counts as one when it takes a seat.",
        suppress: "Write `// fa:allow(FA202): reason` on the line or the item, `allow(FA202)` in a `#[frame_system(..)]`, or set its level in `.fa.toml`.",
    },
};

/// `thread_without_budget`.
pub static FA203: Code = Code {
    id: "FA203",
    name: "thread_without_budget",
    level: Level::Hint,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A closure that is run as a thread makes a handle of its own, allocates frame memory from it, itself or in a function it calls, and no budget limits that.",
        why: "One runaway thread can take the memory of all the others.",
        wrong: r"use std::thread;

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let worker = thread::spawn(|| {
        let mut alloc = SmartAlloc::new(AllocConfig::default());
        let frame = alloc.frame();
        frame.frame_slice_fill(64, 0u8).len()
    });
    assert_eq!(worker.join().ok(), Some(64));
}
",
        right: r"use std::thread;

use framealloc::{AllocConfig, SmartAlloc, kilobytes};

fn main() {
    let worker = thread::spawn(|| {
        let mut alloc = SmartAlloc::new(AllocConfig::default().global_budget(kilobytes(64)));
        let frame = alloc.frame();
        frame.frame_slice_fill(64, 0u8).len()
    });
    assert_eq!(worker.join().ok(), Some(64));
}
",
        silent: "A `global_budget` or a plan in its `AllocConfig`; `set_thread_frame_budget`, `set_global_budget` or `set_tag_budget` on it; `default = true` under `[budgets]` in `.fa.toml`; `try_` methods only; systems with a `#[budget]` only.",
        suppress: "Write `// fa:allow(FA203): reason` on the line or the item, `allow(FA203)` in a `#[frame_system(..)]`, or set its level in `.fa.toml`.",
    },
};

/// `unreceived_transfer`.
pub static FA204: Code = Code {
    id: "FA204",
    name: "unreceived_transfer",
    level: Level::Warn,
    by: &[Layer::CargoFa, Layer::Runtime],
    can_be_allowed: true,
    doc: Doc {
        what: "A `TransferHandle` is dropped without `receive`. The compiler warns of an unused result, `cargo fa` follows the handle, the runtime counts. This version of `cargo fa` does not judge it yet.",
        why: "The payload was built and moved for nobody, and its destructor runs on a thread that did not expect it.",
        wrong: "",
        right: "",
        silent: "A handle that is passed on or stored.",
        suppress: "Write `// fa:allow(FA204): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};

/// `barrier_skippable`.
pub static FA205: Code = Code {
    id: "FA205",
    name: "barrier_skippable",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. In a thread that signals or waits at a `FrameBarrier` itself, `return`, `?`, `break` or `continue` leaves a turn of its loop, or the closure, before it has signalled.",
        why: "The other threads wait for ever.",
        wrong: r"use std::sync::mpsc::{Receiver, channel};
use std::thread;

use framealloc::FrameBarrier;

fn work(barrier: &FrameBarrier, jobs: Receiver<u32>) {
    thread::scope(|threads| {
        threads.spawn(|| {
            for job in jobs {
                if job == 0 {
                    return;
                }
                barrier.signal_frame_complete();
                let _ = barrier.wait_all();
            }
        });
    });
}

fn main() {
    let barrier = FrameBarrier::new(1);
    let (send, jobs) = channel();
    for job in [2, 1, 0] {
        let _ = send.send(job);
    }
    drop(send);
    work(&barrier, jobs);
}
",
        right: r"use std::sync::mpsc::{Receiver, channel};
use std::thread;

use framealloc::FrameBarrier;

fn work(barrier: &FrameBarrier, jobs: Receiver<u32>) {
    thread::scope(|threads| {
        let seat = barrier.participant();
        threads.spawn(move || {
            for job in jobs {
                if job == 0 {
                    return;
                }
                seat.signal_frame_complete();
                let _ = seat.wait_all();
            }
        });
    });
}

fn main() {
    let barrier = FrameBarrier::new(1);
    let (send, jobs) = channel();
    for job in [2, 1, 0] {
        let _ = send.send(job);
    }
    drop(send);
    work(&barrier, jobs);
}
",
        silent: "A `BarrierParticipant`, which leaves the barrier when it is dropped; `barrier = ..` on the system; a path that panics; a way out after the signal; leaving an inner loop.",
        suppress: "Write `// fa:allow(FA205): reason` on the line or the item, `allow(FA205)` in a `#[frame_system(..)]`, or set its level in `.fa.toml`.",
    },
};

/// `untransferable_value`.
pub static FA206: Code = Code {
    id: "FA206",
    name: "untransferable_value",
    level: Level::Error,
    by: &[Layer::Types, Layer::Attribute],
    can_be_allowed: false,
    doc: Doc {
        what: "A value that is transferred to another thread, or retained past its frame, borrows or is not `Send`.",
        why: "Whoever receives or takes it may use it long after the frame, on a thread where an `Rc` or a raw pointer means a data race.",
        wrong: r"use framealloc::{AllocConfig, SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract(alloc: &SmartAlloc) -> std::rc::Rc<u32> {
    std::rc::Rc::new(*alloc.frame_alloc(1u32))
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    extract(&alloc);
    alloc.end_frame();
}
",
        right: r"use framealloc::{AllocConfig, SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract(alloc: &SmartAlloc) -> std::sync::Arc<u32> {
    std::sync::Arc::new(*alloc.frame_alloc(1u32))
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    extract(&alloc);
    alloc.end_frame();
}
",
        silent: "`'static` references; lifetimes of a function pointer's own arguments; type parameters that are `Send + 'static`.",
        suppress: "It cannot be suppressed.",
    },
};

/// `guard_over_boundary`.
pub static FA207: Code = Code {
    id: "FA207",
    name: "guard_over_boundary",
    level: Level::Warn,
    by: &[Layer::CargoFa],
    can_be_allowed: true,
    doc: Doc {
        what: "`cargo fa` finds it; neither the compiler nor an attribute can. A guard opened in one frame is still alive when the frame ends. This version of `cargo fa` does not judge it yet.",
        why: "Its memory cannot be emptied, so the arena grows by one scope each frame.",
        wrong: "",
        right: "",
        silent: "A guard that is dropped before the boundary.",
        suppress: "Write `// fa:allow(FA207): reason` on the line or the item, or set its level in `.fa.toml`.",
    },
};
