//! FA604 must not be raised: types without a destructor, `Copy` or not.

use framealloc::{AllocConfig, SmartAlloc};

struct Body {
    position: [f32; 3],
    name: &'static str,
    next: Option<fn() -> u32>,
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let body = alloc.frame_alloc(Body { position: [1.0; 3], name: "door", next: None });
    body.next = Some(|| 4);
    let bodies = alloc.frame_slice_with(2, |_| Body { position: [0.0; 3], name: "box", next: body.next });
    assert_eq!(bodies[1].next.map(|next| next()), Some(4));
    assert_eq!((body.position[0], body.name, bodies[0].name), (1.0, "door", "box"));
}
