//! Awaits in loops and branches, frames between them, moves into callees.

use std::future::ready;

use framealloc::{FrameBox, SmartAlloc};

async fn packet() -> u32 {
    ready(9).await
}

fn consume(value: FrameBox<'_, u32>) -> u32 {
    *value
}

async fn await_in_a_loop(alloc: &SmartAlloc) -> u32 {
    let mut sums = alloc.frame_vec(); //~ FA701
    for _ in 0..3 {
        sums.push(packet().await);
    }
    sums.iter().sum()
}

async fn await_in_a_branch(alloc: &SmartAlloc, online: bool) -> u32 {
    let sum = alloc.frame_alloc(0u32); //~ FA701
    if online {
        *sum += packet().await;
    }
    *sum
}

async fn await_in_a_match(alloc: &SmartAlloc, online: bool) -> u32 {
    let sum = alloc.frame_box(0u32); //~ FA701
    match online {
        true => packet().await + *sum,
        false => *sum,
    }
}

async fn made_in_every_turn(alloc: &SmartAlloc) -> u32 {
    let mut sum = 0;
    for _ in 0..3 {
        let value = alloc.frame_alloc(packet().await);
        sum += *value;
    }
    sum
}

async fn kept_in_every_turn(alloc: &SmartAlloc) -> u32 {
    let mut sum = 0;
    for _ in 0..3 {
        let value = alloc.frame_alloc(1u32); //~ FA701
        sum += packet().await + *value;
    }
    sum
}

async fn moved_before(alloc: &SmartAlloc) -> u32 {
    let value = alloc.frame_box(3u32);
    let number = consume(value);
    packet().await + number
}

async fn awaited_in_the_argument(alloc: &SmartAlloc) -> u32 {
    let value = alloc.frame_alloc(packet().await);
    *value
}

async fn frames_between_awaits(mut alloc: SmartAlloc) {
    for _ in 0..60 {
        let id = packet().await;
        let frame = alloc.frame();
        frame.frame_alloc(id);
        frame.end();
    }
}

async fn begun_and_ended(alloc: &mut SmartAlloc) -> u32 {
    alloc.begin_frame();
    let value = *alloc.frame_alloc(4u32);
    alloc.end_frame();
    packet().await + value
}

async fn guard_dropped_before(alloc: &mut SmartAlloc) -> u32 {
    let frame = alloc.frame();
    let value = *frame.frame_alloc(4u32);
    drop(frame);
    packet().await + value
}

async fn one_of_two_branches(alloc: &SmartAlloc, online: bool) -> u32 {
    if online {
        return packet().await;
    }
    let value = alloc.frame_box(3u32);
    *value
}
