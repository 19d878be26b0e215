//! One small allocation after another, none of which outlives its turn.

use framealloc::{FrameVec, SmartAlloc};

#[derive(Clone, Copy)]
struct Body {
    position: [f32; 3],
    radius: f32,
}

fn contacts(alloc: &SmartAlloc, bodies: &[Body]) -> usize {
    let mut count = 0;
    for body in bodies {
        let mut near = alloc.frame_vec(); //~ FA602
        for other in bodies {
            if (other.position[0] - body.position[0]).abs() < body.radius {
                near.push(other.radius);
            }
        }
        count += near.len();
    }
    count
}

fn temporaries(alloc: &SmartAlloc, bodies: &[Body]) -> f32 {
    let mut sum = 0.0;
    for body in bodies {
        sum += alloc.frame_slice_copy(&body.position).iter().sum::<f32>(); //~ FA602
    }
    sum
}

fn unused_result(alloc: &SmartAlloc, bodies: &mut [Body]) {
    for body in bodies.iter_mut() {
        alloc.frame_alloc(*body); //~ FA602
        body.radius += 1.0;
    }
}

fn lent_to_a_function(alloc: &SmartAlloc, bodies: &[Body]) -> f32 {
    let mut sum = 0.0;
    for body in bodies {
        let mut corners = alloc.frame_vec_with_capacity(8); //~ FA602
        corners_of(body, &mut corners);
        sum += corners.iter().map(|corner: &[f32; 3]| corner[0]).sum::<f32>();
    }
    sum
}

fn corners_of(body: &Body, corners: &mut FrameVec<'_, [f32; 3]>) {
    corners.push(body.position);
}

fn stored_for_each_body<'a>(alloc: &'a SmartAlloc, bodies: &[Body]) -> FrameVec<'a, &'a mut Body> {
    let mut copies = alloc.frame_vec();
    for body in bodies {
        let copy = alloc.frame_alloc(*body);
        copies.push(copy);
    }
    copies
}

fn one_for_all(alloc: &SmartAlloc, bodies: &[Body]) -> f32 {
    let mut near = alloc.frame_vec();
    let mut sum = 0.0;
    for body in bodies {
        near.clear();
        near.extend_from_slice(&body.position);
        sum += near.iter().sum::<f32>();
    }
    sum
}

fn a_scope_for_each_turn(alloc: &SmartAlloc, bodies: &[Body]) -> usize {
    let mut count = 0;
    for body in bodies {
        let scratch = alloc.scope();
        let near = scratch.frame_slice_copy(&body.position);
        count += near.len();
    }
    count
}

fn outside_of_the_loop(alloc: &SmartAlloc, bodies: &[Body]) -> usize {
    let near = alloc.frame_slice_copy(bodies);
    for body in near.iter_mut() {
        body.radius *= 2.0;
    }
    let last = alloc.frame_slice_fill(3, 0.0f32);
    near.len() + last.len()
}

/// The iterator is made once.
fn in_the_head_of_a_loop(alloc: &SmartAlloc, bodies: &[Body]) -> f32 {
    let mut sum = 0.0;
    for body in alloc.frame_slice_copy(bodies) {
        sum += body.radius;
    }
    sum
}
