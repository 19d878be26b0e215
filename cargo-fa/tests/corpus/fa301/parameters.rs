//! The handle is a parameter: the plainest form, with the usual ways to end or bound such a loop.

use framealloc::{AllocError, SmartAlloc, budget, frame_system};

struct Packet {
    id: u32,
    bytes: [u8; 16],
}

fn poll_network() -> Option<Packet> {
    None
}

fn wait_for_vsync() {}

fn receive_for_ever(alloc: &SmartAlloc) {
    loop {
        let Some(packet) = poll_network() else { continue };
        let copy = alloc.frame_slice_copy(&packet.bytes); //~ FA301
        copy.reverse();
        let header = alloc.frame_alloc(packet.id);
        *header += 1;
    }
}

fn while_true(alloc: &SmartAlloc) -> u32 {
    while true {
        wait_for_vsync();
        keep(alloc.frame_box(4u32)); //~ FA301
    }
    0
}

fn keep<T>(value: T) {
    drop(value);
}

fn double_reference(alloc: &&SmartAlloc) {
    loop {
        wait_for_vsync();
        alloc.frame_str("tick"); //~ FA301
    }
}

fn nobody_else_may_use_it_but_it_stays_shared(alloc: &mut &SmartAlloc, ready: fn() -> bool) {
    loop {
        if !ready() {
            continue;
        }
        alloc.frame_slice_fill(64, 0u8); //~ FA301
    }
}

fn leaves_when_the_data_says_so(alloc: &SmartAlloc) {
    loop {
        let text = alloc.frame_string(); //~ FA301
        if text.is_empty() && poll_network().is_none() {
            break;
        }
    }
}

fn fallible(alloc: &SmartAlloc) -> Result<(), AllocError> {
    loop {
        let bytes = alloc.try_frame_slice_fill(1024, 0u8)?;
        bytes[0] = 1;
    }
}

fn a_scope_for_each_turn(alloc: &SmartAlloc) {
    loop {
        let scratch = alloc.scope();
        let bytes = scratch.frame_slice_fill(1024, 0u8);
        bytes[0] = 1;
    }
}

fn only_on_the_way_out(alloc: &SmartAlloc) -> &mut Packet {
    loop {
        if let Some(packet) = poll_network() {
            break alloc.frame_alloc(packet);
        }
        wait_for_vsync();
    }
}

fn only_on_return(alloc: &SmartAlloc) -> &mut [u8] {
    loop {
        if let Some(packet) = poll_network() {
            return alloc.frame_slice_copy(&packet.bytes);
        }
    }
}

fn made_before(alloc: &SmartAlloc) {
    let mut seen = alloc.frame_vec::<u32>();
    loop {
        if let Some(packet) = poll_network() {
            seen.clear();
            seen.push(packet.id);
        }
    }
}

fn questions_only(alloc: &SmartAlloc) -> u64 {
    loop {
        if alloc.frame_remaining().is_some_and(|left| left < 1024) || alloc.is_in_frame() {
            return alloc.frame_number();
        }
    }
}

#[frame_system]
#[budget(kb = 64)]
fn within_a_budget(alloc: &SmartAlloc) {
    loop {
        let Some(packet) = poll_network() else { break };
        let copy = alloc.frame_slice_copy(&packet.bytes);
        copy.reverse();
    }
}
