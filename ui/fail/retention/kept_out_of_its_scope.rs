//! FA601: a retained value used after its scope has closed; only its key is good for that.
//! Class: used in place after its frame or scope.
//! Next: how do I read `tile[0]` when its scope has closed? "Keep its `key()` while the scope is open, and take the value"

use framealloc::{RetentionPolicy, SmartAlloc};

fn build(alloc: &SmartAlloc) -> u32 {
    let tile = {
        let scope = alloc.scope();
        scope.frame_retained([7u32; 16], RetentionPolicy::PromoteToPool)
    };
    tile[0]
}

fn main() {}
