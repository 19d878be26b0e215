//! A frame of 2000 allocations of the kinds a game makes: ids, contacts, matrices, names, index and vertex runs.

use std::hint::black_box;

use crate::{keep::hide, rivals::Rival};

/// One contact of a physics step.
type Contact = [u64; 3];

/// Allocations that [`group`] makes.
const GROUP: u64 = 10;

/// What the allocations copy from; the compiler knows nothing about it.
struct Input {
    contact: Contact,
    matrix: [f32; 16],
    name: &'static [u8],
    indices: &'static [u32],
    vertices: &'static [[f32; 4]],
}

static NAME: [u8; 13] = *b"rigid_body_17";
static INDICES: [u32; 18] = [3; 18];
static VERTICES: [[f32; 4]; 25] = [[1.0; 4]; 25];

pub fn mixed<R: Rival>(rival: &mut R, n: u64) {
    let input =
        black_box(Input { contact: [1; 3], matrix: [1.0; 16], name: &NAME, indices: &INDICES, vertices: &VERTICES });
    for _ in 0..n / 2000 {
        frame(rival, 2000 / GROUP, &input);
        rival.reset();
    }
}

#[inline(never)]
fn frame<R: Rival>(rival: &R, groups: u64, input: &Input) {
    for i in 0..groups {
        group(rival, i, input);
    }
}

/// The input is hidden before each use: otherwise the compiler loads it once for several allocations and spills it.
#[inline(always)]
fn group<R: Rival>(rival: &R, i: u64, input: &Input) {
    rival.put(black_box(i as u32));
    rival.copy(hide(input).name);
    rival.put(hide(input).contact);
    rival.put(black_box(i));
    rival.copy(hide(input).indices);
    rival.put(hide(input).matrix);
    rival.put(hide(input).contact);
    rival.copy(hide(input).name);
    rival.put(hide(input).matrix);
    rival.copy(hide(input).vertices);
}
