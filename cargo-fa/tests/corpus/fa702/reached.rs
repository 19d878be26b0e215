//! Tasks that capture by other ways: handles of getters, guards, wrappers; and tasks that have all of their own.

use std::cell::RefCell;
use std::pin::Pin;

use framealloc::{FrameString, SmartAlloc};

struct LocalSet<'t>(RefCell<Vec<Pin<Box<dyn Future<Output = ()> + 't>>>>);

impl<'t> LocalSet<'t> {
    fn spawn_local(&self, task: impl Future<Output = ()> + 't) {
        self.0.borrow_mut().push(Box::pin(task));
    }
}

struct App<'t> {
    alloc: &'t SmartAlloc,
    tasks: LocalSet<'t>,
}

async fn sleep() {
    std::future::ready(()).await;
}

fn title<'t>(alloc: &'t SmartAlloc) -> FrameString<'t> {
    framealloc::frame_format!(alloc, "level {}", 3)
}

impl<'t> App<'t> {
    fn alloc(&self) -> &'t SmartAlloc {
        self.alloc
    }

    fn local_of_a_getter(&self) {
        let alloc = self.alloc();
        self.tasks.spawn_local(async move {
            alloc.frame_alloc(1u8); //~ FA702
            sleep().await;
        });
    }

    fn value_of_a_getter(&self) {
        let level = self.alloc().frame_alloc(1u8);
        self.tasks.spawn_local(async move {
            *level += 1; //~ FA702
            sleep().await;
        });
    }

    fn value_of_a_helper(&self) {
        let text = title(self.alloc);
        self.tasks.spawn_local(async move {
            assert!(!text.is_empty()); //~ FA702
        });
    }

    fn value_of_a_tag(&self) {
        let level = self.alloc.with_tag("ui", |a| a.frame_alloc(1u8));
        self.tasks.spawn_local(async move {
            *level += 1; //~ FA702
        });
    }

    fn fallible(&self) {
        let Ok(level) = self.alloc.try_frame_alloc(1u8) else { return };
        self.tasks.spawn_local(async move {
            *level += 1; //~ FA702
        });
    }

    fn length_of_a_helper(&self) {
        let length = title(self.alloc).len();
        self.tasks.spawn_local(async move {
            sleep().await;
            assert!(length > 0);
        });
    }

    fn handle_of_its_own(&self) {
        let mut own = self.alloc.for_thread();
        own.begin_frame();
        let level = *own.frame_alloc(1u8);
        own.end_frame();
        self.tasks.spawn_local(async move {
            sleep().await;
            assert_eq!(level, 1);
        });
    }

    fn retained(&self) {
        let level = self.alloc.heap_alloc([0u8; 64]);
        self.tasks.spawn_local(async move {
            sleep().await;
            drop(level);
        });
    }

    fn task_handle(&self) {
        let task = self.alloc.task_alloc();
        self.tasks.spawn_local(async move {
            let length = task.with_frame(|frame| frame.frame_slice_fill(4, 0u8).len());
            sleep().await;
            assert_eq!(length, 4);
        });
    }

    fn awaited_here(&self) -> impl Future<Output = usize> {
        let alloc = self.alloc;
        async move { title(alloc).len() }
    }
}
