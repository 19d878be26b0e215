//! FA601: the handle behind a scope swapped for another, so that the scope would give back the wrong memory.

use std::mem::swap;

use framealloc::{Scope, SmartAlloc};

fn cross(scope: &mut Scope<'_>, other: &mut SmartAlloc) {
    swap(&mut **scope, other);
}

fn main() {}
