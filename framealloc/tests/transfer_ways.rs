//! The ways that handed-over frame data takes: channels, thread pools, and what a receiver may turn it into.

mod numbers;

use std::sync::mpsc;
use std::thread;

use framealloc::{AllocConfig, AllocError, Received, SmartAlloc, TransferHandle};
use numbers::{numbers, right};
use rayon::prelude::*;

fn alloc() -> SmartAlloc {
    SmartAlloc::new(AllocConfig::default())
}

#[test]
fn the_fallible_methods_hand_over_too_and_their_error_becomes_an_alloc_error() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let fine = alloc.try_transfer([1u8; 10]).map(|handle| handle.receive().into_inner());
    assert_eq!(fine.map_err(AllocError::from), Ok([1; 10]));
    let mut vec = alloc.frame_vec();
    vec.extend([1u8, 2, 3]);
    let received = vec.try_into_transfer().map(|handle| handle.receive().into_vec());
    assert_eq!(received.map_err(AllocError::from), Ok(vec![1, 2, 3]));
}

#[test]
fn a_received_slice_or_text_converts_as_a_box_does() {
    let alloc = alloc();
    let mut names = alloc.frame_vec();
    names.extend((0..200).map(|n| format!("name {n}")));
    let mut names = names.into_transfer().receive();
    names[0].push('!');
    assert_eq!((names.len(), &*names[0], names.first()), (200, "name 0!", names.iter().next()));
    let mut elements = names.into_iter();
    assert_eq!((elements.next_back(), elements.len()), (Some("name 199".into()), 199));
    assert_eq!((elements.as_slice().len(), elements.nth(9)), (199, Some("name 9".into())));
    drop(elements);

    let mut text = alloc.frame_string();
    (0..500).for_each(|_| text.push_str("abc "));
    let text: Received<str> = text.into_transfer().receive();
    assert_eq!((text.len(), text.split(' ').count()), (2000, 501));
    let bytes = text.into_bytes();
    assert_eq!(bytes.iter().filter(|&&byte| byte == b' ').count(), 500);
    assert_eq!(bytes.into_vec().len(), 2000);
    let mut label = alloc.frame_string();
    label.push_str("label");
    assert_eq!(String::from(label.into_transfer().receive()), "label");

    let doubled: TransferHandle<dyn Fn(u32) -> u32 + Send> = TransferHandle::unsize(alloc.transfer(|n| n * 2), |f| f);
    assert_eq!(Received::into_pin(doubled.receive())(21), 42);
}

#[test]
fn channels_and_pools_of_threads_carry_handles() {
    let mut alloc = alloc();
    let (to_worker, inbox) = crossbeam_channel::bounded::<TransferHandle<[u64]>>(4);
    let (results, outbox) = mpsc::channel();
    let worker = thread::spawn(move || {
        for handle in inbox {
            results.send(handle.receive().iter().copied().fold(0, u64::wrapping_add)).unwrap();
        }
    });
    for frame in 1..=20u64 {
        alloc.begin_frame();
        to_worker.send(numbers(&alloc, 10_000, frame)).unwrap();
        alloc.end_frame();
    }
    drop(to_worker);
    worker.join().unwrap();
    let sums: Vec<u64> = outbox.iter().collect();
    assert_eq!(sums, (1..=20).map(|frame| frame * 49_995_000).collect::<Vec<_>>());

    alloc.begin_frame();
    let parts: Vec<_> = (1..=8).map(|seed| (seed, numbers(&alloc, 5000, seed))).collect();
    alloc.end_frame();
    assert!(parts.into_par_iter().all(|(seed, handle)| right(&handle.receive(), seed)));
    assert_eq!(alloc.report().transfers.received, 28);
}
