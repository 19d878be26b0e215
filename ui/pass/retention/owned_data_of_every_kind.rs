//! FA206 must not be raised: what owns its data is retained, shared data behind an `Arc` and static references included.

use std::sync::{Arc, Mutex};

use framealloc::{RetainedKey, RetentionPolicy, SmartAlloc, frame_system};

struct Tile {
    name: &'static str,
    corners: Vec<[f32; 3]>,
    users: Arc<Mutex<u32>>,
    cost: fn(&str) -> usize,
}

#[frame_system(tag = "navmesh")]
fn build(alloc: &SmartAlloc, users: &Arc<Mutex<u32>>) -> RetainedKey<Tile> {
    let tile = Tile { name: "yard", corners: vec![[0.0; 3]; 4], users: Arc::clone(users), cost: str::len };
    alloc.frame_retained(tile, RetentionPolicy::PromoteToPool).key()
}

fn main() {
    let mut alloc = SmartAlloc::default();
    let users = Arc::new(Mutex::new(0));
    alloc.begin_frame();
    let key = build(&alloc, &users);
    let tile = alloc.end_frame_with_promotions().take(key).expect("it was promoted");
    *tile.users.lock().expect("nobody has panicked") += 1;
    assert_eq!((tile.corners.len(), (tile.cost)(tile.name)), (4, 4));
    assert_eq!(*users.lock().expect("nobody has panicked"), 1);
}
