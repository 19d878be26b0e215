//! Endless loops of tasks. Nothing here is kept across an await.

use std::future::ready;

use framealloc::SmartAlloc;

async fn next_message() -> u32 {
    ready(4).await
}

async fn serve(alloc: &SmartAlloc) {
    loop {
        let id = next_message().await;
        alloc.frame_alloc(id); //~ FA301
    }
}

async fn serve_in_scopes(alloc: &SmartAlloc) {
    loop {
        let id = next_message().await;
        {
            let scratch = alloc.scope();
            scratch.frame_alloc(id);
        }
    }
}

async fn serve_until_full(alloc: &SmartAlloc) {
    loop {
        let id = next_message().await;
        if alloc.try_frame_alloc(id).is_err() {
            return;
        }
    }
}

fn serve_in_a_block(alloc: &SmartAlloc) -> impl Future<Output = ()> {
    async move {
        loop {
            let id = next_message().await;
            alloc.frame_alloc(id); //~ FA301
        }
    }
}

fn one_message(alloc: &SmartAlloc) -> impl Future<Output = u32> {
    async move {
        let id = next_message().await;
        *alloc.frame_alloc(id)
    }
}

async fn the_first_that_fits(alloc: &SmartAlloc) -> u32 {
    loop {
        let id = next_message().await;
        if id > 3 {
            return *alloc.frame_alloc(id);
        }
    }
}
