//! Loops of servers and tools: macros, traits, enums, maps, state machines, pipelines.

use std::borrow::Borrow;
use std::collections::{HashMap, VecDeque};
use std::ops::Deref;
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use framealloc::{AllocError, SmartAlloc, TaskAlloc};

macro_rules! scratch {
    ($alloc:expr, $len:expr) => {
        $alloc.frame_slice_fill($len, 0u8)
    };
}

macro_rules! forever {
    ($body:block) => {
        loop $body
    };
}

fn macro_in_a_loop(alloc: &SmartAlloc, jobs: &Receiver<usize>) -> Result<(), std::sync::mpsc::RecvError> {
    loop {
        let len = jobs.recv()?;
        scratch!(alloc, len).fill(1); //~ todo-miss FA301
    }
}

fn loop_of_a_macro(alloc: &SmartAlloc, jobs: &Receiver<usize>) {
    forever!({
        let Ok(len) = jobs.recv() else { return };
        alloc.frame_slice_fill(len, 0u8); //~ todo-miss FA301
    })
}

fn submit<T>(value: T) {
    drop(value);
}

enum Memory<'a> {
    Borrowed(&'a SmartAlloc),
    None,
}

fn handle_in_an_enum(memory: &Memory<'_>, jobs: &Receiver<usize>) {
    loop {
        let Ok(job) = jobs.recv() else { break };
        match memory {
            Memory::Borrowed(alloc) => drop(alloc.frame_box(job)), //~ FA301
            Memory::None => {}
        }
    }
}

trait LogExt {
    fn serve_log(&self, lines: &mut dyn FnMut() -> String);
    fn label(&self, id: u32) -> &mut str;
}

impl LogExt for SmartAlloc {
    fn serve_log(&self, lines: &mut dyn FnMut() -> String) {
        loop {
            let line = lines();
            self.frame_str(&line); //~ FA301
        }
    }

    fn label(&self, id: u32) -> &mut str {
        self.frame_str(if id == 0 { "nobody" } else { "somebody" })
    }
}

fn by_borrow<A: Borrow<SmartAlloc>>(memory: &A, jobs: &Receiver<usize>) {
    let alloc: &SmartAlloc = memory.borrow();
    while let Ok(job) = jobs.recv() {
        submit(alloc.frame_slice_fill(job, 0u8)); //~ FA301
    }
}

fn by_deref<H>(memory: H, jobs: &Receiver<usize>)
where
    H: Deref<Target = SmartAlloc>,
{
    for job in jobs {
        submit(memory.frame_slice_fill(job, 0u8)); //~ FA301
    }
}

fn arenas_by_level(arenas: &HashMap<u32, SmartAlloc>, jobs: &Receiver<(u32, usize)>) {
    loop {
        let Ok((level, len)) = jobs.recv() else { return };
        if let Some(alloc) = arenas.get(&level) {
            alloc.frame_slice_fill(len, 0u8); //~ FA301
        }
    }
}

fn arenas_in_a_vec(arenas: &[SmartAlloc], jobs: &Receiver<usize>) {
    for (turn, len) in jobs.iter().enumerate() {
        submit(arenas[turn % arenas.len()].frame_slice_fill(len, 0u8)); //~ FA301
    }
}

static SHARED: OnceLock<framealloc::SharedAlloc> = OnceLock::new();

fn of_a_static(jobs: &Receiver<usize>) {
    loop {
        let Ok(len) = jobs.recv() else { return };
        if let Some(shared) = SHARED.get() {
            shared.frame_slice_fill(len, 0u8); //~ FA301
        }
    }
}

enum State {
    Idle,
    Load(usize),
    Parse { bytes: usize },
    Done,
}

fn state_machine(alloc: &SmartAlloc, next: &mut dyn FnMut() -> State) -> usize {
    let mut state = State::Idle;
    let mut loaded = 0;
    loop {
        state = match state {
            State::Idle => next(),
            State::Load(bytes) if bytes > 4096 => State::Parse { bytes },
            State::Load(bytes) => {
                alloc.frame_slice_fill(bytes, 0u8).fill(7); //~ FA301
                State::Idle
            }
            State::Parse { bytes } => {
                loaded += bytes;
                State::Idle
            }
            State::Done => return loaded,
        };
    }
}

fn mapped_source(alloc: &SmartAlloc, spawn: fn(u64) -> bool) {
    for seed in (1u64..).map(|n| n.wrapping_mul(0x9e37_79b9)).filter(|n| n % 3 == 0) {
        if spawn(seed) {
            submit(alloc.frame_box(seed)); //~ FA301
        }
    }
}

fn labelled(alloc: &SmartAlloc, packets: &Receiver<Vec<u8>>) {
    'serve: loop {
        let Ok(packet) = packets.recv() else { break 'serve };
        for part in packet.split(|byte| *byte == 0) {
            if part.is_empty() {
                continue 'serve;
            }
            drop(alloc.frame_slice_copy(part)); //~ FA301
        }
    }
}

struct Hooks<'h> {
    on_serve: Box<dyn Fn(&SmartAlloc) + 'h>,
}

fn callback_in_a_struct(input: &dyn Fn() -> u32) -> Hooks<'_> {
    Hooks {
        on_serve: Box::new(move |alloc: &SmartAlloc| {
            loop {
                alloc.frame_alloc(input()); //~ FA301
            }
        }),
    }
}

fn only_when_debugging(alloc: &SmartAlloc, input: fn() -> u32) -> ! {
    loop {
        let key = input();
        if cfg!(debug_assertions) {
            let _ = framealloc::frame_format!(alloc, "key {key}"); //~ FA301
        }
    }
}

fn timeouts(alloc: &SmartAlloc, jobs: &Receiver<usize>) {
    loop {
        let len = match jobs.recv_timeout(Duration::from_millis(5)) {
            Ok(len) => len,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        alloc.frame_slice_fill(len, 0u8); //~ FA301
    }
}

// ---- silent -----------------------------------------------------------------------------------------------------------

fn the_first_few(alloc: &SmartAlloc, names: &[&str]) -> usize {
    let mut total = 0;
    for (number, name) in (1..).zip(names) {
        total += alloc.label(0).len() + name.len();
        submit(alloc.frame_slice_fill(number, 0u8));
    }
    total
}

fn until_it_is_enough<'a>(alloc: &'a SmartAlloc, out: &mut Vec<&'a mut u32>) {
    for n in (0u32..).take_while(|n| n * n < 1000) {
        out.push(alloc.frame_alloc(n));
    }
    for n in (0u32..).map_while(|n| 9u32.checked_sub(n)) {
        out.push(alloc.frame_alloc(n));
    }
}

fn repeat_n<'a>(alloc: &'a SmartAlloc, out: &mut Vec<&'a mut [u8]>) {
    for len in std::iter::repeat_n(16, 10) {
        out.push(alloc.frame_slice_fill(len, 0u8));
    }
}

fn shadowed_by_a_scope(alloc: &SmartAlloc, jobs: &Receiver<usize>) {
    while let Ok(job) = jobs.recv() {
        let alloc = alloc.scope();
        alloc.frame_slice_fill(job, 0u8).fill(1);
    }
}

fn out_of_two_loops<'a>(alloc: &'a SmartAlloc, rows: &Receiver<Vec<i32>>) -> Option<&'a mut i32> {
    let found = 'search: loop {
        let Ok(row) = rows.recv() else { break 'search None };
        for cell in row {
            if cell < 0 {
                break 'search Some(alloc.frame_alloc(cell));
            }
        }
    };
    found
}

fn the_rest_of_the_queue<'a>(alloc: &'a SmartAlloc, queue: &mut VecDeque<usize>, out: &mut Vec<&'a mut [u8]>) {
    loop {
        let Some(len) = queue.pop_front() else { break };
        if let Ok(bytes) = alloc.try_frame_slice_fill(len, 0u8) {
            out.push(bytes);
        }
    }
}

fn question_mark(alloc: &SmartAlloc, jobs: &Receiver<usize>) -> Result<usize, AllocError> {
    let mut served = Vec::new();
    while let Ok(job) = jobs.recv() {
        served.push(alloc.try_frame_slice_fill(job, 0u8)?);
    }
    Ok(served.len())
}

fn what_is_there<'a>(alloc: &'a SmartAlloc, jobs: &Receiver<usize>, out: &mut Vec<&'a mut [u8]>) {
    for job in jobs.try_iter().filter(|job| *job > 0) {
        out.push(alloc.frame_slice_fill(job, 0u8));
    }
}

fn a_handle_for_each_turn(jobs: &Receiver<usize>) {
    while let Ok(job) = jobs.recv() {
        let alloc = SmartAlloc::default();
        alloc.frame_slice_fill(job, 0u8);
    }
}

fn a_frame_for_each_turn(task: &TaskAlloc, jobs: &Receiver<usize>) {
    while let Ok(job) = jobs.recv() {
        task.with_frame(|frame| {
            frame.frame_slice_fill(job, 0u8);
        });
    }
}

/// A ring of pictures on the graphics card.
struct Ring {
    next: std::cell::Cell<u32>,
}

impl Ring {
    fn frame_alloc(&self, bytes: u32) -> u32 {
        self.next.replace(self.next.get().wrapping_add(bytes))
    }
}

impl AsRef<Ring> for Ring {
    fn as_ref(&self) -> &Ring {
        self
    }
}

fn of_the_card(alloc: &Ring, commands: &Receiver<u32>) {
    loop {
        let Ok(bytes) = commands.recv() else { return };
        alloc.frame_alloc(bytes);
        alloc.as_ref().frame_alloc(bytes);
    }
}

fn of_the_card_in_a_holder<R>(holder: &R, commands: &Receiver<u32>)
where
    R: Deref<Target = Ring>,
{
    for bytes in commands {
        holder.frame_alloc(bytes);
    }
}

fn first_answer<'a>(alloc: &'a SmartAlloc, lines: &mut dyn FnMut() -> Option<String>) -> &'a str {
    loop {
        match lines() {
            Some(line) if line.is_empty() => continue,
            Some(line) => return alloc.frame_str(line.trim()),
            None => break "",
        }
    }
}
