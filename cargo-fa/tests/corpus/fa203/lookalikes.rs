//! Threads that use other arenas, and functions called `spawn`.

use std::thread;

struct SmartAlloc {
    bytes: Vec<u8>,
}

impl SmartAlloc {
    fn new() -> Self {
        SmartAlloc { bytes: Vec::new() }
    }

    fn frame_alloc<T>(&self, value: T) -> T {
        value
    }

    fn frame_vec(&self) -> Vec<u8> {
        self.bytes.clone()
    }
}

fn spawn<R>(make: impl FnOnce() -> R) -> R {
    make()
}

fn own_type() {
    thread::spawn(|| {
        let alloc = SmartAlloc::new();
        alloc.frame_alloc(3u8);
        alloc.frame_vec().len()
    });
}

fn own_type_in_a_scope() {
    thread::scope(|scope| {
        scope.spawn(|| {
            let alloc = SmartAlloc::new();
            alloc.frame_vec().len()
        });
    });
}

fn own_function() -> u32 {
    spawn(|| {
        let mut alloc = framealloc::SmartAlloc::default();
        let frame = alloc.frame();
        *frame.frame_alloc(4u32)
    })
}

fn builder_of_something_else() {
    struct Builder;

    impl Builder {
        fn spawn<R>(self, make: impl FnOnce() -> R) -> R {
            make()
        }
    }

    Builder.spawn(|| {
        let mut alloc = framealloc::SmartAlloc::default();
        let frame = alloc.frame();
        *frame.frame_alloc(4u32)
    });
}

fn a_function_of_a_module() {
    mod rayon {
        pub fn spawn(make: impl FnOnce()) {
            make();
        }
    }
    self::spawn(|| 3);
    rayon::spawn(|| {
        let mut alloc = framealloc::SmartAlloc::default();
        alloc.frame().frame_alloc(4u32);
    });
}
