//! The cases by name, and the run of one of them. Loops live in the files beside this one, allocators under `rivals`.

mod barrier;
mod boundary;
mod copy;
mod mixed;
mod pool;
mod remote;
mod retain;
mod scope;
mod shared;
mod system;
mod transfer;
mod value;
mod vec;

use std::time::Instant;

use crate::rivals::{
    Blink, BumpScope, Bumpalo, Floor, Frame, Malloc, Mimalloc, Pool, Post, Promotes, Rival, Scoped, ShardedSlab, Slab,
};

/// Allocations between two resets: enough that the reset costs each of them a few hundredths of an instruction, few
/// enough that everything stays in one chunk.
const ROUND: u64 = 2000;

/// The unit of the largest payloads.
const MIB: usize = 1 << 20;

/// What a run of a case is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// For valgrind to count: nothing but the case.
    Count,
    /// For the clock: a warm-up goes before, and the nanoseconds of the run are printed.
    Time,
    /// For the bytes that were copied on the way to the receiver: the cases that send payloads print them.
    Copied,
}

/// The loop of a case, if the rival has the case.
type Body<R> = Option<fn(&mut R, u64)>;

/// Runs `case` on `rival` for about `n` operations (rounded down to whole rounds).
pub fn run(case: &str, rival: &str, n: u64, mode: Mode) -> Result<(), String> {
    let known = match rival {
        "floor" => measure(&mut Floor::open(), heap(case, mode), n, mode),
        "framealloc" => measure(&mut Frame::open(), ours(case, mode), n, mode),
        "bump-scope:up1" => measure(&mut BumpScope::<1, true>::open(), nested(case), n, mode),
        "bump-scope:up8" => measure(&mut BumpScope::<8, true>::open(), nested(case), n, mode),
        "bump-scope:down1" => measure(&mut BumpScope::<1, false>::open(), nested(case), n, mode),
        "bump-scope:down8" => measure(&mut BumpScope::<8, false>::open(), nested(case), n, mode),
        "bumpalo:min1" => measure(&mut Bumpalo::<1>::open(), arena(case), n, mode),
        "bumpalo:min8" => measure(&mut Bumpalo::<8>::open(), arena(case), n, mode),
        "blink-alloc" => measure(&mut Blink::open(), arena(case), n, mode),
        "malloc" => measure(&mut Malloc::open(), heap(case, mode), n, mode),
        "mimalloc" => measure(&mut Mimalloc::open(), heap(case, mode), n, mode),
        "slab" => measure(&mut Slab::open(), pool(case), n, mode),
        "sharded-slab" => measure(&mut ShardedSlab::open(), pool(case), n, mode),
        "std" => measure(&mut (), meeting(case, |(), n| barrier::std(n)), n, mode),
        "hurdles" => measure(&mut (), meeting(case, |(), n| barrier::hurdles(n)), n, mode),
        _ => return Err(format!("unknown rival `{rival}`")),
    };
    if known { Ok(()) } else { Err(format!("`{rival}` has no case `{case}`")) }
}

/// Cases that every arena has, and the heaps in their way.
fn arena<R: Rival>(case: &str) -> Body<R> {
    Some(match case {
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
        _ => return None,
    })
}

/// The same, and the cases of arenas with scopes.
fn nested<R: Scoped>(case: &str) -> Body<R> {
    Some(match case {
        "scope_empty" => scope::scope_empty,
        "scope_one" => scope::scope_one,
        _ => return arena(case),
    })
}

/// Cases of whatever frees its objects one by one.
fn pool<P: Pool>(case: &str) -> Body<P> {
    Some(match case {
        "pool_pair" => pool::pool_pair,
        "pool_churn_1000" => pool::pool_churn::<P, 1000>,
        "pool_churn_10000" => pool::pool_churn::<P, 10_000>,
        _ => return None,
    })
}

/// The same where another thread may free.
fn remote<P: Pool<Owned: Send> + Rival>(case: &str, mode: Mode) -> Body<P> {
    if case == "remote_free" { Some(remote::remote_free(mode)) } else { pool(case) }
}

/// Cases that send payloads.
fn post<P: Posts + Rival>(case: &str, mode: Mode) -> Body<P> {
    Some(match case {
        "transfer_64" => transfer::transfer::<P, 64, 1, false>(mode),
        "transfer_4k" => transfer::transfer::<P, 4096, 1, false>(mode),
        "transfer_1m" => transfer::transfer::<P, MIB, 1, false>(mode),
        "transfer_1m_late" => transfer::transfer::<P, MIB, 1, true>(mode),
        "transfer_64m" => transfer::transfer::<P, MIB, 64, false>(mode),
        _ => return None,
    })
}

/// Payloads of every unit that a case has.
trait Posts: Post<64> + Post<4096> + Post<MIB> {}
impl<P: Post<64> + Post<4096> + Post<MIB>> Posts for P {}

/// Everything that a general allocator can do.
fn heap<R: Rival + Pool<Owned: Send> + Posts + Promotes>(case: &str, mode: Mode) -> Body<R> {
    if case == "retain_promote" {
        return Some(retain::retain_promote);
    }
    arena(case).or_else(|| remote(case, mode)).or_else(|| post(case, mode))
}

fn meeting(case: &str, body: fn(&mut (), u64)) -> Body<()> {
    (case == "barrier_2").then_some(body)
}

/// What framealloc has in common with others, and the cases that only it has.
fn ours(case: &str, mode: Mode) -> Body<Frame> {
    Some(match case {
        "alloc_u64_tagged" => value::alloc_u64_tagged,
        "frame_boundary" => boundary::frame_boundary,
        "scope_tag_budget" => scope::scope_tag_budget,
        "system_empty" => system::system_empty,
        "system_call" => system::system_call,
        "system_region" => system::system_region,
        "shared_deref" => |_, n| shared::shared_deref(n),
        "retain_promote" => retain::retain_promote,
        "barrier_2" => |_, n| barrier::frame(n),
        case if case.starts_with("pool_") || case == "remote_free" => return remote(case, mode),
        case if case.starts_with("transfer_") => return post(case, mode),
        _ => return nested(case),
    })
}

/// Runs the body, if there is one, in the manner of `mode`. Answers whether there is.
fn measure<R>(rival: &mut R, body: Body<R>, n: u64, mode: Mode) -> bool {
    let Some(body) = body else { return false };
    if mode == Mode::Time {
        body(rival, n / 4);
        let start = Instant::now();
        body(rival, n);
        println!("{}", start.elapsed().as_nanos());
    } else {
        body(rival, n);
    }
    true
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
