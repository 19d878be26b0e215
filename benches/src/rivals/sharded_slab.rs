//! sharded-slab: a slab that threads share, lock-free. Used from one thread here.

use super::{Object, Pool};
use crate::keep::keep;

pub struct ShardedSlab(sharded_slab::Slab<Object>);

impl ShardedSlab {
    pub fn open() -> Self {
        Self(sharded_slab::Slab::new())
    }
}

impl Pool for ShardedSlab {
    type Owned = usize;

    #[inline(always)]
    fn insert(&mut self, object: Object) -> usize {
        let owned = self.0.insert(object).expect("no case fills a shard");
        keep(self);
        owned
    }

    /// `remove`, which leaves the object in place for the next one, as `free` does elsewhere; not `take`, which moves it
    /// out.
    #[inline(always)]
    fn free(&mut self, owned: usize) {
        self.0.remove(owned);
    }
}
