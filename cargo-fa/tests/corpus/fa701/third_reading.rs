//! What is consumed before an await; what a loop carries over one; awaits inside macros.

use framealloc::{SmartAlloc, frame_format};

/// As those of tokio and futures: the awaits are in what they expand to.
macro_rules! join {
    ($($future:expr),*) => {
        ($($future.await),*)
    };
}

macro_rules! select {
    ($($pattern:pat = $future:expr => $body:block)*) => {
        $(let $pattern = $future.await; $body)*
    };
}

async fn tick() {
    std::future::ready(()).await;
}

async fn text_as_transfer(alloc: &SmartAlloc) -> usize {
    let text = frame_format!(alloc, "level {}", 3);
    let handle = text.into_transfer();
    tick().await;
    handle.receive().len()
}

async fn consumed_by_a_loop(alloc: &SmartAlloc, names: &[&str]) -> usize {
    let mut list = alloc.frame_vec();
    list.extend(names.iter().map(|name| name.len()));
    let mut total = 0;
    for len in list {
        total += len;
    }
    tick().await;
    total
}

async fn consumed_by_an_iterator(alloc: &SmartAlloc, names: &[&str]) -> Vec<usize> {
    let mut list = alloc.frame_vec();
    list.extend(names.iter().map(|name| name.len()));
    let owned: Vec<usize> = list.into_iter().filter(|len| *len > 1).collect();
    tick().await;
    owned
}

async fn carried_by_the_loop(alloc: &SmartAlloc) -> u32 {
    let counter = alloc.frame_alloc(0u32); //~ todo-miss FA701
    loop {
        *counter += 1;
        if *counter > 3 {
            return *counter;
        }
        tick().await;
    }
}

async fn dropped_on_one_way_only(alloc: &SmartAlloc, fast: bool) -> usize {
    let list = alloc.frame_vec::<u8>(); //~ todo-miss FA701
    if fast {
        drop(list);
        return 0;
    }
    tick().await;
    list.len()
}

async fn in_a_macro(alloc: &SmartAlloc) -> usize {
    let list = alloc.frame_vec::<u8>(); //~ todo-miss FA701
    join!(tick(), tick());
    list.len()
}

async fn selected(alloc: &SmartAlloc) -> usize {
    let list = alloc.frame_slice_fill(3, 0u8); //~ todo-miss FA701
    select! {
        () = tick() => {}
        () = tick() => {}
    }
    list.len()
}

async fn awaited_in_an_argument(alloc: &SmartAlloc) -> usize {
    let list = alloc.frame_slice_fill(3, 0u8); //~ FA701
    println!("{:?}", tick().await);
    list.len()
}
