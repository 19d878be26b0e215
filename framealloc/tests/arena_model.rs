//! Random frames against a model: where blocks may lie, what they hold, what the reports must say, when a budget may
//! refuse, and that the same frame twice is the same frame.

mod frame_model;
mod pattern;

use frame_model::{Cursor, Flight, Level, Model, up};
use framealloc::{AllocConfig, AllocError, BudgetPolicy, FrameVec, MemoryReport, SmartAlloc};
use pattern::{Blocks, bytes};
use proptest::prelude::*;

const TAGS: [&str; 4] = ["untagged", "model_a", "model_b", "model_c"];

#[derive(Debug, Clone)]
enum Op {
    Alloc {
        size: usize,
        align: usize,
    },
    Reserve {
        vec: usize,
        more: usize,
    },
    Shrink {
        vec: usize,
        len: usize,
    },
    SetBudget {
        tag: usize,
        bytes: usize,
    },
    /// A vector of this many bytes, handed over and received so many transfers later.
    Transfer {
        size: usize,
        delay: usize,
    },
    Batch(Vec<BatchOp>),
    Scope(Vec<Op>),
    Tag(usize, Vec<Op>),
    Phase(Vec<Op>),
}

#[derive(Debug, Clone, Copy)]
enum BatchOp {
    Batch(usize),
    Handle(usize),
}

fn ops(budgets: bool, shrinking: bool, transfers: bool) -> impl Strategy<Value = Vec<Op>> {
    let size = prop_oneof![4 => 0usize..80, 2 => 0usize..600, 1 => 0usize..3000];
    let align = prop_oneof![3 => Just(1usize), 1 => Just(16), 1 => Just(32), 1 => Just(64)];
    let batch = prop_oneof![3 => (0usize..4).prop_map(BatchOp::Batch), 1 => (0usize..900).prop_map(BatchOp::Handle)];
    let budget = (0..TAGS.len(), prop_oneof![0usize..300, 0usize..20_000]);
    let leaf = prop_oneof![
        6 => (size.clone(), align).prop_map(|(size, align)| Op::Alloc { size, align }),
        4 => (0usize..4, 1usize..300).prop_map(|(vec, more)| Op::Reserve { vec, more }),
        2 => prop::collection::vec(batch, 0..12).prop_map(Op::Batch),
        3 * u32::from(shrinking) => (0usize..4, 0usize..200).prop_map(|(vec, len)| Op::Shrink { vec, len }),
        3 * u32::from(transfers) => (prop_oneof![0usize..1100, 1000usize..4000], 0usize..4)
            .prop_map(|(size, delay)| Op::Transfer { size, delay }),
        u32::from(budgets) => budget.prop_map(|(tag, bytes)| Op::SetBudget { tag, bytes }),
    ];
    let op = leaf.prop_recursive(4, 48, 8, |inner| {
        let inner = prop::collection::vec(inner, 0..8);
        prop_oneof![
            2 => inner.clone().prop_map(Op::Scope),
            2 => (0..TAGS.len(), inner.clone()).prop_map(|(tag, ops)| Op::Tag(tag, ops)),
            1 => inner.prop_map(Op::Phase),
        ]
    });
    prop::collection::vec(op, 1..24)
}

#[derive(Clone, Copy)]
#[repr(align(16))]
struct A16([u8; 16]);
#[derive(Clone, Copy)]
#[repr(align(32))]
struct A32([u8; 32]);
#[derive(Clone, Copy)]
#[repr(align(64))]
struct A64([u8; 64]);

/// At least `size` bytes at `align`, as pieces that together are one block.
fn block(alloc: &SmartAlloc, size: usize, align: usize) -> Result<Vec<&mut [u8]>, AllocError> {
    let n = size.div_ceil(align);
    Ok(match align {
        16 => alloc.try_frame_slice_fill(n, A16([0; 16]))?.iter_mut().map(|a| &mut a.0[..]).collect(),
        32 => alloc.try_frame_slice_fill(n, A32([0; 32]))?.iter_mut().map(|a| &mut a.0[..]).collect(),
        64 => alloc.try_frame_slice_fill(n, A64([0; 64]))?.iter_mut().map(|a| &mut a.0[..]).collect(),
        _ => vec![alloc.try_frame_slice_fill(size, 0u8)?],
    })
}

/// The vectors of the frame, which inner levels grow too: number of the vector, element and its index make the value.
struct Vecs<'f>(Vec<FrameVec<'f, u64>>);

impl Vecs<'_> {
    fn verify(&self) {
        for (number, vec) in self.0.iter().enumerate() {
            for (index, &at) in vec.iter().enumerate() {
                assert_eq!(at, (number * 1_000_003 + index) as u64, "vector {number}, element {index}");
            }
        }
    }
}

fn run<'h>(alloc: &'h SmartAlloc, ops: &[Op], model: &mut Model, levels: &mut Vec<Level>, vecs: &mut Vecs<'_>) {
    let mut blocks: Blocks<'h> = Blocks::default();
    run_in(alloc, ops, model, levels, vecs, &mut blocks);
}

fn run_in<'h>(
    alloc: &'h SmartAlloc,
    ops: &[Op],
    model: &mut Model,
    levels: &mut Vec<Level>,
    vecs: &mut Vecs<'_>,
    blocks: &mut Blocks<'h>,
) {
    for op in ops {
        let depth = levels.len();
        match op {
            &Op::Alloc { size, align } => alloc_one(alloc, size, align, model, &mut levels[depth - 1], blocks),
            &Op::Reserve { vec, more } => {
                model.mixed |= depth > 1;
                // The vectors belong to the frame's own handle, and inside a scope that one's tag need not be the same.
                let of_frame = vecs.0[vec].handle().tag().name();
                let of_frame = TAGS.iter().position(|&tag| tag == of_frame).unwrap_or(0);
                let tag = std::mem::replace(&mut model.tag, of_frame);
                reserve(&mut vecs.0[vec], vec, more, model, &mut levels[0]);
                model.tag = tag;
            }
            &Op::Shrink { vec, len } => shrink(&mut vecs.0[vec], len, model, &mut levels[0]),
            &Op::SetBudget { tag, bytes } => {
                if depth == 1 {
                    alloc.set_tag_budget(TAGS[tag], bytes);
                    model.budgets[tag] = Some(bytes);
                    model.constrained = true;
                }
            }
            &Op::Transfer { size, delay } => hand_over(alloc, size, delay, model, &mut levels[depth - 1]),
            Op::Batch(batch) => run_batch(alloc, batch, model, &mut levels[depth - 1], blocks),
            Op::Scope(inner) => {
                let scope = alloc.scope();
                levels.push(Level { depth: depth + 1, ..Level::default() });
                run(&scope, inner, model, levels, vecs);
                model.close(&levels.pop().unwrap());
            }
            Op::Tag(tag, inner) => {
                let outer = std::mem::replace(&mut model.tag, *tag);
                alloc.with_tag(TAGS[*tag], |a| run_in(a, inner, model, levels, vecs, blocks));
                model.tag = outer;
            }
            Op::Phase(inner) => {
                let before = model.frame;
                let phase = alloc.phase(if depth == 1 { "outer" } else { "inner" });
                run_in(alloc, inner, model, levels, vecs, blocks);
                drop(phase);
                model.phases += if depth == 1 { (model.frame - before) as u64 } else { 0 };
            }
        }
        blocks.verify();
        vecs.verify();
    }
}

fn alloc_one<'h>(
    alloc: &'h SmartAlloc,
    size: usize,
    align: usize,
    model: &mut Model,
    level: &mut Level,
    blocks: &mut Blocks<'h>,
) {
    match block(alloc, size, align) {
        Ok(pieces) => {
            let size = pieces.iter().map(|piece| piece.len()).sum::<usize>();
            if size > 0 {
                let at = pieces[0].as_ptr().addr();
                let took = model.place(&mut level.cursor, level.depth, at, size, align);
                model.add(level, took);
                model.within_budget();
            }
            for piece in pieces {
                blocks.fill(piece);
            }
        }
        Err(error) => {
            let padding = level.cursor.0.iter().map(|(pos, _)| up(*pos, align) - pos).max().unwrap_or(0);
            model.refused(level, &error, padding + up(size.next_multiple_of(align), 8));
        }
    }
}

fn reserve(vec: &mut FrameVec<'_, u64>, number: usize, more: usize, model: &mut Model, level: &mut Level) {
    let (at, before) = (vec.as_ptr().addr(), vec.capacity());
    match vec.try_reserve_exact(more) {
        Ok(()) => {
            let (now, after) = (vec.as_ptr().addr(), vec.capacity());
            if now == at && before > 0 && after > before {
                let newest = level.cursor.beside(at + before * 8, 1);
                let (_, chunk) = newest.expect("grown in place, but not the newest");
                level.cursor.0 = vec![(at + after * 8, chunk)];
                model.blocks.iter_mut().find(|block| block.0 == at).unwrap().1 = at + after * 8;
                model.add(level, (after - before) * 8);
            } else if after > before {
                let took = model.place(&mut level.cursor, level.depth, now, after * 8, 8);
                model.add(level, took);
            }
            model.within_budget();
            let len = vec.len();
            vec.extend((len..len + more).map(|index| (number * 1_000_003 + index) as u64));
        }
        Err(error) => model.refused(level, &error, (vec.len() + more) * 8),
    }
}

/// Whether the room is given back is the arena's affair; it may be, so the next block may lie at either end.
fn shrink(vec: &mut FrameVec<'_, u64>, len: usize, model: &mut Model, level: &mut Level) {
    let (at, before) = (vec.as_ptr().addr(), vec.capacity());
    vec.truncate(len);
    vec.shrink_to_fit();
    let after = vec.capacity();
    if after < before {
        assert!(after == 0 || vec.as_ptr().addr() == at, "a vector moved to shrink");
        model.reused = true;
        model.given_back += (before - after) * 8;
        model.blocks.retain(|block| block.0 != at || after > 0);
        model.blocks.iter_mut().filter(|block| block.0 == at).for_each(|block| block.1 = at + after * 8);
        if let Some((_, chunk)) = level.cursor.beside(at + before * 8, 1) {
            level.cursor.0.push((at + after * 8, chunk));
        }
    }
}

/// A vector that is handed over: what is small is copied, and gives its room back as one that shrinks does.
fn hand_over(alloc: &SmartAlloc, size: usize, delay: usize, model: &mut Model, level: &mut Level) {
    let mut vec: FrameVec<u8> = alloc.frame_vec_with_capacity(size);
    let at = vec.as_ptr().addr();
    if size > 0 {
        let took = model.place(&mut level.cursor, level.depth, at, size, 1);
        model.add(level, took);
    }
    model.sent += 1;
    let number = model.sent;
    vec.extend_from_slice(&bytes(number, size));
    let handle = vec.into_transfer();
    let mut range = (at, at + size);
    if size <= 1024 {
        range = (0, 0);
        model.reused = true;
        model.given_back += up(size, 8);
        model.blocks.retain(|block| block.0 != at);
        if let Some((_, chunk)) = level.cursor.beside(at + up(size, 8), 1) {
            level.cursor.0.push((at, chunk));
        }
    }
    model.flights.push(Flight { number, due: number + delay, range, handle });
    model.flights.extract_if(.., |flight| flight.due <= number).for_each(Flight::land);
}

fn run_batch<'h>(
    alloc: &'h SmartAlloc,
    ops: &[BatchOp],
    model: &mut Model,
    level: &mut Level,
    blocks: &mut Blocks<'h>,
) {
    // Where budgets apply a batch claims nothing and allocates through the handle.
    let mut claimed = if model.constrained { Cursor::default() } else { std::mem::take(&mut level.cursor) };
    alloc.frame_batch(|batch| {
        for op in ops {
            match *op {
                BatchOp::Handle(size) => alloc_one(alloc, size, 1, model, level, blocks),
                BatchOp::Batch(kind) => {
                    let made = match kind {
                        0 => batch.try_alloc([0u8; 8]).map(|a| &mut a[..]),
                        1 => batch.try_alloc([0u8; 100]).map(|a| &mut a[..]),
                        2 => batch.try_alloc(A32([0; 32])).map(|a| &mut a.0[..]),
                        _ => batch.try_alloc([0u8; 900]).map(|a| &mut a[..]),
                    };
                    let align = if kind == 2 { 32 } else { 1 };
                    match made {
                        Ok(made) => {
                            let (at, size) = (made.as_ptr().addr(), made.len());
                            let through =
                                claimed.beside(at, align).is_none() && level.cursor.beside(at, align).is_some();
                            let cursor = if model.constrained || through { &mut level.cursor } else { &mut claimed };
                            let took = model.place(cursor, level.depth, at, size, align);
                            model.add(level, took);
                            model.within_budget();
                            blocks.fill(made);
                        }
                        Err(error) => model.refused(level, &error, 1000),
                    }
                }
            }
        }
    });
    level.cursor.0.extend(claimed.0);
}

/// Where each block of each frame lay (chunk and offset), the report, and the tags' bytes.
type Replay = (Vec<Vec<(usize, usize)>>, MemoryReport, Vec<u64>);

/// Runs the same frame several times, and returns where everything lay and what the engine says of it.
fn frames(ops: &[Op], rounds: usize) -> Replay {
    let config = AllocConfig::default().frame_arena_size(2048).scope_arena_size(512);
    let mut alloc = SmartAlloc::new(config.on_budget_exceeded(BudgetPolicy::Fail));
    let mut model = Model::default();
    let (mut places, mut system_allocs) = (Vec::new(), Vec::new());
    for round in 1..=rounds {
        alloc.begin_frame();
        model.frame = 0;
        {
            let mut vecs = Vecs((0..4).map(|_| alloc.frame_vec()).collect());
            let mut levels = vec![Level { depth: 1, ..Level::default() }];
            run(&alloc, ops, &mut model, &mut levels, &mut vecs);
            model.close(&levels.pop().unwrap());
        }
        assert_eq!((model.blocks.len(), model.held), (0, [0; 4]));
        model.mixed = false;
        model.chunks.clear();
        places.push(std::mem::take(&mut model.places));
        let report = alloc.end_frame();
        let given_back = model.given_back as u64;
        let right = |said: u64, model_says: u64| {
            if model.reused { said <= model_says + given_back } else { said == model_says }
        };
        assert!(right(report.bytes as u64, model.frame as u64), "{report:?}, {}", model.frame);
        for (tag, name) in TAGS.iter().enumerate() {
            let bytes = alloc.tag_stats(*name).bytes;
            assert!(right(bytes, model.totals[tag]), "tag {name}: {bytes}, {}", model.totals[tag]);
        }
        let report = alloc.report();
        assert_eq!(report.frames, round as u64);
        assert!(right(report.bytes, model.totals.iter().sum()), "{report}, {:?}", model.totals);
        let outer = report.phases.iter().find(|phase| phase.name == "outer").map_or(0, |phase| phase.bytes);
        assert!(model.reused || outer >= model.phases, "{outer} of {}", model.phases);
        system_allocs.push(report.system_allocs);
    }
    for (tag, budget) in model.budgets.iter().enumerate() {
        if let Some(budget) = budget {
            let left = alloc.with_tag(TAGS[tag], |a| a.frame_remaining());
            assert!(left.is_some_and(|left| left <= *budget), "{left:?} of {budget}");
            assert!(model.budgets.iter().filter(|b| b.is_some()).count() > 1 || left == Some(*budget));
        }
    }
    let report = alloc.report();
    drop(alloc);
    model.flights.into_iter().for_each(Flight::land);
    (places, report, system_allocs)
}

const ROUNDS: usize = 16;

fn check(ops: &[Op]) {
    let (_, _, system_allocs) = frames(ops, ROUNDS);
    assert_eq!(system_allocs[ROUNDS - 4], system_allocs[ROUNDS - 1], "still asking the system: {system_allocs:?}");
    let (first, second) = (frames(ops, 3), frames(ops, 3));
    assert_eq!(first, second, "the same frames were not the same");
}

/// Each case is a few hundred operations, after each of which every live byte is looked at. `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { ProptestConfig::default().cases } else { 64 };
    ProptestConfig { cases, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn frames_follow_the_model(ops in ops(false, false, false)) {
        check(&ops);
    }

    #[test]
    fn frames_follow_the_model_under_budgets(ops in ops(true, false, false)) {
        check(&ops);
    }

    #[test]
    fn vectors_that_shrink_disturb_nothing(ops in ops(false, true, false)) {
        check(&ops);
    }

    #[test]
    fn vectors_that_shrink_disturb_nothing_under_budgets(ops in ops(true, true, false)) {
        check(&ops);
    }

    #[test]
    fn what_is_handed_over_stays_as_it_was(ops in ops(false, false, true)) {
        check(&ops);
    }
}
