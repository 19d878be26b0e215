//! FA601: the handle behind a scope swapped for another, so that the scope would give back the wrong memory.
//! Class: handle exchanged or taken from behind a guard.
//! Next: what can I swap, if not what is behind the scope? "Exchange the scopes or the `SharedAlloc`s themselves"

use std::mem::swap;

use framealloc::{Scope, SmartAlloc};

fn cross(scope: &mut Scope<'_>, other: &mut SmartAlloc) {
    swap(&mut **scope, other);
}

fn main() {}
