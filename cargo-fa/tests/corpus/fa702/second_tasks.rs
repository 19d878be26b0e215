//! Tasks in loops, by method and function, with clones, macros and holders of executors.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use framealloc::{FrameVec, SharedAlloc, SmartAlloc, TransferHandle};

/// A single-threaded executor of a game, whose tasks end before the frame does.
#[derive(Default)]
pub struct Executor<'t> {
    tasks: std::cell::RefCell<Vec<Pin<Box<dyn Future<Output = ()> + 't>>>>,
}

impl<'t> Executor<'t> {
    fn spawn(&self, task: impl Future<Output = ()> + 't) -> &Self {
        self.tasks.borrow_mut().push(Box::pin(task));
        self
    }

    fn spawn_local(&self, task: impl Future<Output = ()> + 't) {
        self.spawn(task);
    }
}

trait Spawner<'t> {
    fn spawn(&self, task: Pin<Box<dyn Future<Output = ()> + 't>>);
}

impl<'t> Spawner<'t> for Vec<u8> {
    fn spawn(&self, task: Pin<Box<dyn Future<Output = ()> + 't>>) {
        drop(task);
    }
}

struct Game<'t> {
    executor: Rc<Executor<'t>>,
    alloc: &'t SmartAlloc,
}

async fn tick() {
    std::future::ready(()).await;
}

fn one_for_each<'t>(alloc: &'t SmartAlloc, executor: &Executor<'t>, names: &[&str]) {
    for name in names {
        let name: &'t str = alloc.frame_str(name);
        executor.spawn(async move {
            tick().await;
            println!("{}", name.len()); //~ FA702
        });
    }
}

impl<'t> Game<'t> {
    fn of_a_field(&self) {
        let alloc = self.alloc;
        self.executor.spawn_local(async move {
            tick().await;
            alloc.frame_alloc(1u8); //~ FA702
        });
    }

    fn counted(&self, ids: FrameVec<'t, u32>) {
        let executor = Rc::clone(&self.executor);
        executor.spawn(async move {
            tick().await;
            drop(ids); //~ FA702
        });
    }

    fn counted_and_copied(&self, ids: FrameVec<'t, u32>) {
        let ids: Vec<u32> = ids.iter().copied().collect();
        self.executor.spawn(async move {
            tick().await;
            drop(ids);
        });
    }
}

fn by_trait<'t, S>(alloc: &'t SmartAlloc, spawner: &S)
where
    S: Spawner<'t>,
{
    let counter = alloc.frame_alloc(0u32);
    spawner.spawn(Box::pin(async move {
        *counter += 1; //~ todo-miss FA702
        tick().await;
    }));
}

fn chained<'t>(alloc: &'t SmartAlloc, executor: &Executor<'t>) {
    let left = alloc.frame_box(1u32);
    executor.spawn(tick()).spawn(async move {
        tick().await;
        let left = left; //~ FA702
        println!("{left}");
    });
}

fn let_else<'t>(alloc: &'t SmartAlloc, executor: &Executor<'t>) {
    let Ok(buffer) = alloc.try_frame_slice_fill(64, 0u8) else { return };
    executor.spawn(async move {
        tick().await;
        buffer.fill(1); //~ FA702
    });
}

// ---- silent -----------------------------------------------------------------------------------------------------------

fn captured_before<'t>(alloc: &'t SmartAlloc, executor: &Executor<'t>) {
    let text = alloc.frame_str("door");
    let (length, owned) = (text.len(), text.to_string());
    executor.spawn(async move {
        tick().await;
        println!("{owned} {length}");
    });
}

fn shadowed_by_a_copy<'t>(alloc: &'t SmartAlloc, executor: &Executor<'t>, names: &[&str]) {
    for name in names {
        let name = alloc.frame_str(name); //~ FA602
        name.make_ascii_lowercase();
        let name = name.to_owned();
        executor.spawn(async move {
            tick().await;
            println!("{name}");
        });
    }
}

fn shadowed_inside<'t>(alloc: &'t SmartAlloc, executor: &Executor<'t>) {
    let text = alloc.frame_str("text");
    text.make_ascii_lowercase();
    executor.spawn(async move {
        let text = "inside";
        tick().await;
        println!("{text}");
    });
}

struct Row {
    text: &'static str,
}

fn a_field_of_the_name<'t>(alloc: &'t SmartAlloc, executor: &Executor<'t>, row: Row) {
    let text = alloc.frame_str("text");
    text.make_ascii_lowercase();
    executor.spawn(async move {
        tick().await;
        println!("{}", row.text);
        let row = Row { text: "again" };
        drop(row);
    });
}

fn handed_over(alloc: &SmartAlloc) {
    let mut list = alloc.frame_vec();
    list.extend(0..10u32);
    let list: TransferHandle<[u32]> = list.into_transfer();
    tokio::spawn(async move {
        let list = list.receive();
        tick().await;
        drop(list);
    });
}

fn own_handle(alloc: &SmartAlloc) {
    let mut own = alloc.for_thread();
    std::thread::spawn(move || {
        own.set_thread_frame_budget(1 << 16);
        let frame = own.frame();
        frame.frame_alloc(1u8);
    });
}

fn shared_in_a_loop(shared: &Arc<SharedAlloc>) {
    for len in 0..4usize {
        let shared = Arc::clone(shared);
        tokio::spawn(async move {
            tick().await;
            shared.frame_slice_fill(len, 0u8);
        });
    }
}

fn promoted(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
    let tile = alloc.frame_retained([0u8; 16], framealloc::RetentionPolicy::PromoteToPool);
    let key = tile.key();
    let mut promotions = alloc.end_frame_with_promotions();
    let tile = promotions.take(key);
    tokio::spawn(async move {
        tick().await;
        drop(tile);
    });
}

fn waited_for(alloc: &SmartAlloc) -> u32 {
    let count = alloc.frame_alloc(1u32);
    let task = async {
        *count += 1;
    };
    drop(task);
    *count
}

/// Entities, not tasks.
struct World {
    entities: Vec<usize>,
}

impl World {
    fn spawn(&mut self, bundle: (usize, &str)) -> usize {
        self.entities.push(bundle.0 + bundle.1.len());
        self.entities.len()
    }

    fn spawn_batch(&mut self, bundles: impl Iterator<Item = usize>) {
        self.entities.extend(bundles);
    }
}

fn entities(alloc: &SmartAlloc, world: &mut World, names: &[&str]) {
    let name = alloc.frame_str("player");
    world.spawn((3, name));
    let sizes = alloc.frame_slice_from_iter(names.iter().map(|name| name.len()));
    world.spawn_batch(sizes.iter().map(|size| size * 2));
}
