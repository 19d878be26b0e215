//! The render thread: it receives a draw list each frame and, in place of a graphics card, reduces it to counts and a
//! digest. It has its own handle and its own frames; the world is none of its business.

use std::sync::mpsc::Receiver;

use framealloc::{BarrierParticipant, SmartAlloc, TransferHandle, budget, frame_system, transfer};

use crate::game::math::{Digest, Vec3};
use crate::game::mesh::Mesh;
use crate::game::render::{DrawItem, DrawList, View};

/// Instances near enough to be looked at triangle by triangle.
const DETAILED: usize = 24;
/// Triangles are counted by their distance, in steps of this.
const SLICE: f32 = 2.0;
const SLICES: usize = 24;

/// What has been drawn.
#[derive(Debug, Clone, Copy)]
pub struct Drawn {
    pub lists: u64,
    pub instances: u64,
    pub triangles: u64,
    pub digest: Digest,
}

/// Works until nobody can send any more, which is also how it ends when the main thread panics. If it panics itself,
/// `seat` is given up while it unwinds, and the main thread is told instead of waiting for ever.
pub fn run(mut alloc: SmartAlloc, seat: BarrierParticipant<'_>, lists: Receiver<DrawList>, mesh: &Mesh) -> Drawn {
    let mut drawn = Drawn { lists: 0, instances: 0, triangles: 0, digest: Digest::EMPTY };
    for DrawList { view, items } in lists {
        let frame = alloc.frame();
        reduce(&frame, &view, items, mesh, &mut drawn);
        frame.end();
        // The items' memory has gone back before the signal, so the main thread begins its next frame in it.
        seat.signal_frame_complete();
    }
    seat.leave();
    drawn
}

/// Receives the items of a draw list; the body sees them as they arrived.
#[frame_system(tag = "render thread")]
#[budget(kb = 32)]
fn reduce(
    alloc: &SmartAlloc,
    view: &View,
    #[transfer] items: TransferHandle<[DrawItem]>,
    mesh: &Mesh,
    drawn: &mut Drawn,
) {
    let slices = alloc.frame_slice_fill(SLICES, 0u64);
    // Room for a placed copy of the mesh, which saves placing each corner once per triangle. A mesh may be too large for
    // the budget; the refusal is an answer like any other, and the slow way leads to the same result.
    let mut corners = alloc.try_frame_slice_fill(mesh.positions.len(), Vec3::ZERO).ok();
    for item in items.iter().take(DETAILED) {
        if let Some(corners) = &mut corners {
            for (corner, &position) in corners.iter_mut().zip(&mesh.positions) {
                *corner = place(position, item, view, mesh);
            }
        }
        let corner = |number: u32| match &corners {
            Some(corners) => corners[number as usize],
            None => place(mesh.positions[number as usize], item, view, mesh),
        };
        for &triangle in &mesh.triangles {
            let [a, b, c] = triangle.map(corner);
            // Seen from the front when its outward normal points against the way from the eye, which is the origin.
            if (b - a).cross(c - a).dot(a) < 0.0 {
                let slice = (a.z.max(0.0) / SLICE) as usize;
                slices[slice.min(SLICES - 1)] += 1;
            }
        }
    }

    drawn.lists += 1;
    drawn.instances += items.len() as u64;
    drawn.triangles += slices.iter().sum::<u64>();
    drawn.digest.number(view.frame);
    for item in &items {
        drawn.digest.number(item.key);
        drawn.digest.vector(item.centre);
    }
    for &count in slices.iter() {
        drawn.digest.number(count);
    }
}

/// Where a corner of the mesh is in this instance, as the camera sees it.
fn place(position: Vec3, item: &DrawItem, view: &View, mesh: &Mesh) -> Vec3 {
    let turned = position.turned_to(item.heading) * (item.radius / mesh.radius);
    item.centre + Vec3::new(turned.dot(view.right), turned.dot(view.up), turned.dot(view.forward))
}
