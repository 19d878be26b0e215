//! A whole small game in which everything is as it should be.

use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use framealloc::{
    AllocConfig, BarrierParticipant, BudgetPolicy, FrameBarrier, FrameVec, SmartAlloc, TransferHandle, budget,
    frame_system, kilobytes, memory_plan,
};

memory_plan! {
    pub plan game: mb = 2;
    tag physics: kb = 256 => [integrate, collide];
    tag render: kb = 512 => [cull];
    tag ui: kb = 64;
}

#[derive(Clone, Copy)]
struct Body {
    at: [f32; 2],
    speed: [f32; 2],
}

struct World {
    bodies: Vec<Body>,
    score: u32,
}

struct DrawList {
    points: Vec<[f32; 2]>,
}

#[frame_system(tag = game::physics)]
#[budget(kb = 64)]
fn integrate(alloc: &SmartAlloc, world: &mut World) -> f32 {
    let before = alloc.frame_slice_copy(&world.bodies);
    for body in &mut world.bodies {
        body.at[0] += body.speed[0];
        body.at[1] += body.speed[1];
    }
    before.iter().zip(&world.bodies).map(|(before, now)| (now.at[0] - before.at[0]).abs()).sum()
}

#[frame_system(tag = game::physics)]
#[budget(kb = 128)]
fn collide(alloc: &SmartAlloc, world: &World) -> usize {
    let mut pairs = alloc.frame_vec();
    for (i, a) in world.bodies.iter().enumerate() {
        for (j, b) in world.bodies.iter().enumerate().skip(i + 1) {
            if (a.at[0] - b.at[0]).hypot(a.at[1] - b.at[1]) < 1.0 {
                pairs.push((i, j));
            }
        }
    }
    pairs.len()
}

#[frame_system(tag = game::render)]
#[budget(kb = 256)]
fn cull(alloc: &SmartAlloc, world: &World) -> TransferHandle<DrawList> {
    let mut seen = alloc.frame_vec_with_capacity(world.bodies.len());
    seen.extend(world.bodies.iter().filter(|body| body.at[0] > 0.0).map(|body| body.at));
    alloc.transfer(DrawList { points: seen.to_vec() })
}

fn labels<'f>(alloc: &'f SmartAlloc, world: &World) -> FrameVec<'f, &'f mut str> {
    alloc.with_tag(game::ui, |a| {
        let mut labels = a.frame_vec();
        for name in ["score", "lives", "time"] {
            labels.push(a.frame_str(name));
        }
        labels.truncate(world.score as usize);
        labels
    })
}

fn frame(alloc: &SmartAlloc, world: &mut World, lists: &SyncSender<TransferHandle<DrawList>>) -> bool {
    let _phase = alloc.phase("simulate");
    integrate(alloc, world);
    world.score += collide(alloc, world) as u32;
    let shown = labels(alloc, world).len();
    lists.send(cull(alloc, world)).is_ok() && shown < 100
}

fn draw(mut alloc: SmartAlloc, seat: BarrierParticipant<'_>, lists: Receiver<TransferHandle<DrawList>>) {
    for list in lists {
        alloc.begin_frame();
        let list = list.receive();
        let points = alloc.frame_slice_copy(&list.points);
        points.sort_unstable_by(|a, b| a[0].total_cmp(&b[0]));
        alloc.end_frame();
        seat.signal_frame_complete();
        if seat.wait_all().is_err() {
            break;
        }
    }
    seat.leave();
}

fn main() {
    let config = AllocConfig::default().plan(game::PLAN).on_budget_exceeded(BudgetPolicy::Fail);
    let mut alloc = SmartAlloc::new(config.global_budget(kilobytes(1024)));
    let mut world = World { bodies: Vec::new(), score: 0 };
    let barrier = FrameBarrier::new(2);
    let (own, theirs) = (barrier.participant(), barrier.participant());
    let (lists, inbox) = mpsc::sync_channel(1);
    let worker = alloc.for_thread();

    thread::scope(|threads| {
        threads.spawn(move || draw(worker, theirs, inbox));
        loop {
            alloc.begin_frame();
            let go_on = frame(&alloc, &mut world, &lists);
            alloc.end_frame();
            own.signal_frame_complete();
            if own.wait_all().is_err() || !go_on {
                break;
            }
        }
        drop(lists);
        own.leave();
    });
}
