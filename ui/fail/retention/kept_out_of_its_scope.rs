//! FA601: a retained value used after its scope has closed; only its key is good for that.

use framealloc::{RetentionPolicy, SmartAlloc};

fn build(alloc: &SmartAlloc) -> u32 {
    let tile = {
        let scope = alloc.scope();
        scope.frame_retained([7u32; 16], RetentionPolicy::PromoteToPool)
    };
    tile[0]
}

fn main() {}
