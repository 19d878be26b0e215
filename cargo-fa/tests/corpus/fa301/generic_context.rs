//! A generic struct carries the handle; `impl` blocks with and without bounds.

use framealloc::SmartAlloc;

struct Ctx<'a, T> {
    alloc: &'a SmartAlloc,
    state: T,
}

struct Stage<T> {
    inner: T,
    frames: u64,
}

trait Source {
    fn next(&mut self) -> u32;
}

impl<T: Source> Ctx<'_, T> {
    fn pump(&mut self) {
        loop {
            let id = self.state.next();
            self.alloc.frame_alloc(id); //~ FA301
        }
    }

    fn pump_until_full(&mut self) {
        loop {
            let id = self.state.next();
            if self.alloc.try_frame_alloc(id).is_err() {
                return;
            }
        }
    }
}

fn drain<T: Source>(ctx: &mut Ctx<'_, T>) {
    loop {
        let id = ctx.state.next();
        ctx.alloc.frame_alloc(id); //~ FA301
    }
}

fn drain_in_scopes<T: Source>(ctx: &mut Ctx<'_, T>) {
    while true {
        let scratch = ctx.alloc.scope();
        scratch.frame_alloc(ctx.state.next());
    }
}

fn generic_parameter<S>(stage: &Stage<Ctx<'_, S>>, mut next: impl FnMut() -> u32) {
    loop {
        let id = next();
        stage.inner.alloc.frame_alloc(id); //~ FA301
    }
}

/// `T` is anything; its methods are not frame memory for having the name.
trait Bump {
    fn frame_alloc(&mut self, value: u32) -> u32;
}

fn bounded_by_their_trait<T: Bump>(stage: &mut Stage<T>) {
    loop {
        if stage.inner.frame_alloc(1) == 0 {
            break;
        }
    }
}

fn generic_value<T: Bump>(mut value: T) {
    loop {
        value.frame_alloc(2);
    }
}
