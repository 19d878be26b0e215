//! slab: objects in one vector, named by their index. One owner, no other threads.

use super::{Object, Pool};
use crate::keep::keep;

pub struct Slab(slab::Slab<Object>);

impl Slab {
    pub fn open() -> Self {
        Self(slab::Slab::new())
    }
}

impl Pool for Slab {
    type Owned = usize;

    #[inline(always)]
    fn insert(&mut self, object: Object) -> usize {
        let owned = self.0.insert(object);
        // The slab is visible to others, so that its state is in memory between two operations, as in a program.
        keep(self);
        owned
    }

    #[inline(always)]
    fn free(&mut self, owned: usize) {
        // Not kept: the object need not be copied out to be gone.
        self.0.remove(owned);
    }
}
