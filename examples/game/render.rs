//! From the world to a draw list: culling, sorting, labels, and the hand-over to the render thread. Nothing here changes
//! a body.

use framealloc::{
    Bytes, FrameBarrier, FrameVec, SmartAlloc, TransferHandle, budget, frame_format, frame_system, transfer,
};

use crate::game::math::{Digest, Vec3};
use crate::game::world::{Camera, World};

/// One instance to draw, as the camera sees it.
#[derive(Debug, Clone, Copy)]
pub struct DrawItem {
    /// Nearest first: the bits of a positive depth sort as the depth does. Then by number, so that no two are equal.
    pub key: u64,
    pub centre: Vec3,
    pub radius: f32,
    pub heading: Vec3,
}

/// What the render thread gets: it owns its items, because it outlives the frame that made them.
#[derive(Debug)]
pub struct DrawList {
    pub frame: u64,
    pub camera_right: Vec3,
    pub camera_up: Vec3,
    pub camera_forward: Vec3,
    pub items: Vec<DrawItem>,
}

/// The bodies whose bounding sphere the camera sees.
#[frame_system(tag = "render", lifetime = frame, no_heap)]
#[budget(kb = 64)]
pub fn cull<'f>(alloc: &'f SmartAlloc, world: &World) -> FrameVec<'f, DrawItem> {
    let mut seen = alloc.frame_vec_with_capacity(world.bodies.len());
    for (number, body) in (0u64..).zip(&world.bodies) {
        let centre = world.camera.view(body.position);
        if Camera::sees(centre, body.radius) {
            let depth = centre.z.max(0.0).to_bits();
            seen.push(DrawItem {
                key: u64::from(depth) << 32 | number,
                centre,
                radius: body.radius,
                heading: body.heading,
            });
        }
    }
    seen
}

/// The same instances, nearest first.
#[frame_system(tag = "render", lifetime = frame, no_heap)]
#[budget(kb = 64)]
pub fn sort<'f>(alloc: &'f SmartAlloc, seen: &[DrawItem]) -> &'f [DrawItem] {
    // Keys are sorted instead of items, which are more than twice as large. The scope takes the keys away again.
    let scope = alloc.scope();
    let keys = scope.frame_slice_from_iter(seen.iter().map(|item| item.key).zip(0u32..));
    // The stable sort would ask the heap for scratch memory; the keys differ, so it has nothing to offer.
    keys.sort_unstable();
    alloc.frame_slice_from_iter(keys.iter().map(|&(_, index)| seen[index as usize]))
}

/// Puts the frame's draw list on its way, in a buffer that the render thread has given back. The barrier is signalled
/// when the system ends, however it ends: this thread's part of the frame is done.
#[frame_system(tag = "render", barrier = frame_done, no_heap)]
#[transfer]
pub fn hand_over(
    alloc: &SmartAlloc,
    world: &World,
    sorted: &[DrawItem],
    mut items: Vec<DrawItem>,
    frame_done: &FrameBarrier,
) -> TransferHandle<DrawList> {
    items.clear();
    items.extend_from_slice(sorted);
    let camera = &world.camera;
    alloc.transfer(DrawList {
        frame: alloc.frame_number(),
        camera_right: camera.right,
        camera_up: camera.up,
        camera_forward: camera.forward,
        items,
    })
}

/// The text over the nearest bodies and the line at the bottom of the screen, built where it is used and gone with the
/// system. Returns how many bytes of text there were.
#[frame_system(tag = "ui", no_heap)]
#[budget(kb = 8)]
pub fn label(alloc: &SmartAlloc, sorted: &[DrawItem], contacts: usize, digest: &mut Digest) -> usize {
    let mut labels = alloc.frame_vec_with_capacity(NAMED + 1);
    for item in sorted.iter().take(NAMED) {
        let number = item.key as u32;
        labels.push(frame_format!(alloc, "body {number:03} at {:.1} m, radius {:.2}", item.centre.z, item.radius));
    }
    let used = Bytes(alloc.stats().bytes);
    labels.push(frame_format!(alloc, "{} drawn, {contacts} contacts, labels {used}", sorted.len()));
    for text in &labels {
        digest.bytes(text.as_bytes());
    }
    labels.iter().map(|text| text.len()).sum()
}

/// Bodies that carry a label.
const NAMED: usize = 16;
