//! The handle in a tuple, an `Option`, an `Rc`, a `Box`, or an `Arc`.

use std::rc::Rc;
use std::sync::Arc;

use framealloc::{SharedAlloc, SmartAlloc};

fn event() -> u32 {
    0
}

struct Panel<'a> {
    alloc: Option<&'a SmartAlloc>,
    owned: Option<SmartAlloc>,
}

impl Panel<'_> {
    fn if_let_some(&self) {
        if let Some(a) = &self.alloc {
            loop {
                let id = event();
                a.frame_alloc(id); //~ FA301
            }
        }
    }

    fn let_else(&self) {
        let Some(a) = self.owned.as_ref() else { return };
        loop {
            let id = event();
            a.frame_alloc(id); //~ FA301
        }
    }

    fn matched(&self) {
        match &self.owned {
            Some(a) => loop {
                let id = event();
                a.frame_alloc(id); //~ FA301
            },
            None => {}
        }
    }

    fn unwrapped(&self) {
        let a = self.alloc.expect("a panel that is shown has memory");
        loop {
            let id = event();
            a.frame_alloc(id); //~ FA301
        }
    }

    fn if_let_with_a_scope(&self) {
        loop {
            if let Some(a) = &self.alloc {
                let scratch = a.scope();
                scratch.frame_alloc(event());
            }
        }
    }

    fn other_option(&self, names: Option<Vec<u32>>) {
        if let Some(a) = names {
            loop {
                if a.contains(&event()) {
                    break;
                }
            }
        }
    }
}

fn tuple((alloc, rate): (&SmartAlloc, u32)) {
    loop {
        let id = event();
        alloc.frame_alloc(id * rate); //~ FA301
    }
}

fn tuple_field(pair: &(SmartAlloc, u32)) {
    loop {
        let id = event();
        pair.0.frame_alloc(id * pair.1); //~ FA301
    }
}

fn tuple_local(world: &(SmartAlloc, Vec<u32>)) {
    let (alloc, entities) = world;
    loop {
        let id = event();
        alloc.frame_alloc(entities[id as usize]); //~ FA301
    }
}

fn shared_by_rc(alloc: &Rc<SmartAlloc>) {
    loop {
        let id = event();
        alloc.frame_alloc(id); //~ FA301
    }
}

fn boxed(alloc: &Box<SmartAlloc>) {
    loop {
        let id = event();
        alloc.frame_alloc(id); //~ FA301
    }
}

fn shared_by_threads(alloc: &Arc<SharedAlloc>) {
    loop {
        let id = event();
        alloc.frame_alloc(id); //~ FA301
    }
}

fn shared_by_rc_with_scopes(alloc: &Rc<SmartAlloc>) {
    loop {
        let scratch = alloc.scope();
        scratch.frame_alloc(event());
    }
}

fn tuple_bounded((alloc, rates): (&SmartAlloc, &[u32])) {
    for rate in rates {
        alloc.scope().frame_alloc(*rate);
    }
}

fn the_other_half((names, _alloc): (&Rc<Vec<u32>>, &SmartAlloc)) {
    loop {
        if names.contains(&event()) {
            return;
        }
    }
}
