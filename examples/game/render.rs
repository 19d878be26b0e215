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

/// Where the camera is, in one frame.
#[derive(Debug, Clone, Copy)]
pub struct View {
    pub frame: u64,
    pub right: Vec3,
    pub up: Vec3,
    pub forward: Vec3,
}

/// What the render thread gets. The items stay where they were made: their chunk of frame memory goes along, and comes
/// back when the render thread is done.
#[derive(Debug)]
pub struct DrawList {
    pub view: View,
    pub items: TransferHandle<[DrawItem]>,
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
pub fn sort<'f>(alloc: &'f SmartAlloc, seen: &[DrawItem]) -> FrameVec<'f, DrawItem> {
    // Keys are sorted instead of items, which are more than twice as large. The scope takes the keys away again.
    let scope = alloc.scope();
    let keys = scope.frame_slice_from_iter(seen.iter().map(|item| item.key).zip(0u32..));
    // The stable sort would ask the heap for scratch memory; the keys differ, so it has nothing to offer.
    keys.sort_unstable();
    let mut sorted = alloc.frame_vec_with_capacity(seen.len());
    sorted.extend(keys.iter().map(|&(_, index)| seen[index as usize]));
    sorted
}

/// Puts the frame's draw list on its way, without copying it. The barrier is signalled when the system ends, however it
/// ends: this thread's part of the frame is done.
#[frame_system(tag = "render", barrier = frame_done, no_heap)]
#[transfer]
pub fn hand_over(
    alloc: &SmartAlloc,
    world: &World,
    sorted: FrameVec<'_, DrawItem>,
    frame_done: &FrameBarrier,
) -> DrawList {
    let Camera { right, up, forward, .. } = world.camera;
    DrawList { view: View { frame: alloc.frame_number(), right, up, forward }, items: sorted.into_transfer() }
}

/// The text over the nearest bodies and the line at the bottom of the screen, built where it is used and gone with the
/// system. Returns how many bytes of text there were.
#[frame_system(tag = "ui", no_heap)]
#[budget(kb = 8)]
pub fn label(alloc: &SmartAlloc, nearest: &[DrawItem], drawn: usize, contacts: usize, digest: &mut Digest) -> usize {
    let mut labels = alloc.frame_vec_with_capacity(NAMED + 1);
    for item in nearest {
        let number = item.key as u32;
        labels.push(frame_format!(alloc, "body {number:03} at {:.1} m, radius {:.2}", item.centre.z, item.radius));
    }
    let used = Bytes(alloc.stats().bytes);
    labels.push(frame_format!(alloc, "{drawn} drawn, {contacts} contacts, labels {used}"));
    for text in &labels {
        digest.bytes(text.as_bytes());
    }
    labels.iter().map(|text| text.len()).sum()
}

/// Bodies that carry a label.
pub const NAMED: usize = 16;
