//! `spawn` of entity worlds and of scoped pools, with closures that are called at once.

use framealloc::SmartAlloc;

#[derive(Default)]
struct Entity {
    labels: Vec<String>,
}

struct World {
    entities: Vec<Entity>,
}

impl World {
    /// Calls it at once.
    fn spawn(&mut self, make: impl FnOnce(&mut Entity)) -> usize {
        let mut entity = Entity::default();
        make(&mut entity);
        self.entities.push(entity);
        self.entities.len()
    }
}

fn named(alloc: &SmartAlloc, world: &mut World) {
    let name = alloc.frame_str("player");
    world.spawn(|entity| entity.labels.push(name.to_string()));
}

fn made_with_a_handle(alloc: &SmartAlloc, world: &mut World) {
    world.spawn(|entity| {
        let name = framealloc::frame_format!(alloc, "enemy {}", entity.labels.len());
        entity.labels.push(name.to_string());
    });
}

/// The engine's own scope of jobs: all have ended when it returns.
struct Scope<'s>(std::cell::RefCell<Vec<Box<dyn FnOnce() + 's>>>);

impl<'s> Scope<'s> {
    fn spawn(&self, job: impl FnOnce() + 's) {
        self.0.borrow_mut().push(Box::new(job));
    }
}

fn scope<'s>(work: impl FnOnce(&Scope<'s>)) {
    let scope = Scope(Default::default());
    work(&scope);
    scope.0.into_inner().into_iter().for_each(|job| job());
}

fn halves(alloc: &SmartAlloc) -> u32 {
    let cells = alloc.frame_slice_fill(1024, 1u32);
    let (left, right) = cells.split_at_mut(512);
    scope(|jobs: &Scope<'_>| {
        jobs.spawn(|| left.fill(2));
        jobs.spawn(|| right.fill(3));
    });
    cells.iter().sum()
}
