//! The cases by name, and the run of one of them. Loops live in the files beside this one, allocators under `rivals`.

mod boundary;
mod copy;
mod mixed;
mod scope;
mod system;
mod value;
mod vec;

use std::time::Instant;

use crate::rivals::{Blink, BumpScope, Bumpalo, Floor, Frame, Malloc, Mimalloc, Rival, Scoped};

/// Allocations between two resets: enough that the reset costs each of them a few hundredths of an instruction, few
/// enough that everything stays in one chunk.
const ROUND: u64 = 2000;

/// Runs `case` on `rival` for about `iterations` operations (rounded down to whole rounds). With `time`, a warm-up goes
/// before and the nanoseconds of the run are printed.
pub fn run(case: &str, rival: &str, iterations: u64, time: bool) -> Result<(), String> {
    let known = match rival {
        "floor" => any(&mut Floor::open(), case, iterations, time),
        "framealloc" => ours(&mut Frame::open(), case, iterations, time),
        "bump-scope:up1" => nested(&mut BumpScope::<1, true>::open(), case, iterations, time),
        "bump-scope:up8" => nested(&mut BumpScope::<8, true>::open(), case, iterations, time),
        "bump-scope:down1" => nested(&mut BumpScope::<1, false>::open(), case, iterations, time),
        "bump-scope:down8" => nested(&mut BumpScope::<8, false>::open(), case, iterations, time),
        "bumpalo:min1" => any(&mut Bumpalo::<1>::open(), case, iterations, time),
        "bumpalo:min8" => any(&mut Bumpalo::<8>::open(), case, iterations, time),
        "blink-alloc" => any(&mut Blink::open(), case, iterations, time),
        "malloc" => any(&mut Malloc::open(), case, iterations, time),
        "mimalloc" => any(&mut Mimalloc::open(), case, iterations, time),
        _ => return Err(format!("unknown rival `{rival}`")),
    };
    if known { Ok(()) } else { Err(format!("`{rival}` has no case `{case}`")) }
}

/// Cases that every rival has. Answers whether `case` is one of them.
fn any<R: Rival>(rival: &mut R, case: &str, n: u64, time: bool) -> bool {
    let body: fn(&mut R, u64) = match case {
        "alloc_u32" => value::alloc_u32,
        "alloc_u64" => value::alloc_u64,
        "alloc_f32x16" => value::alloc_f32x16,
        "alloc_1k" => value::alloc_1k,
        "copy_24" => copy::copy_24,
        "copy_1k" => copy::copy_1k,
        "vec_100" => vec::vec_100,
        "vec_10000" => vec::vec_10000,
        "alloc_reset" => boundary::alloc_reset,
        "mixed" => mixed::mixed,
        _ => return false,
    };
    measure(rival, body, n, time);
    true
}

/// The same, and the cases of allocators with scopes.
fn nested<R: Scoped>(rival: &mut R, case: &str, n: u64, time: bool) -> bool {
    let body: fn(&mut R, u64) = match case {
        "scope_empty" => scope::scope_empty,
        "scope_one" => scope::scope_one,
        _ => return any(rival, case, n, time),
    };
    measure(rival, body, n, time);
    true
}

/// The same, and the cases that only framealloc has.
fn ours(rival: &mut Frame, case: &str, n: u64, time: bool) -> bool {
    let body: fn(&mut Frame, u64) = match case {
        "alloc_u64_tagged" => value::alloc_u64_tagged,
        "frame_boundary" => boundary::frame_boundary,
        "scope_tag_budget" => scope::scope_tag_budget,
        "system_empty" => system::system_empty,
        "system_call" => system::system_call,
        "system_region" => system::system_region,
        _ => return nested(rival, case, n, time),
    };
    measure(rival, body, n, time);
    true
}

/// Runs `body` once for valgrind to count, or warms up and prints the nanoseconds.
fn measure<R>(rival: &mut R, body: fn(&mut R, u64), n: u64, time: bool) {
    if time {
        body(rival, n / 4);
        let start = Instant::now();
        body(rival, n);
        println!("{}", start.elapsed().as_nanos());
    } else {
        body(rival, n);
    }
}

/// `n` operations in rounds, with a reset after each. Every case that fills the arena goes through here, so what is
/// not the operation itself is the same for all.
#[inline(always)]
fn rounds<R: Rival>(rival: &mut R, n: u64, mut round: impl FnMut(&R, u64)) {
    for _ in 0..n / ROUND {
        round(rival, ROUND);
        rival.reset();
    }
}
