//@ config: [layers.client]
//@ config: modules = ["corpus::client"]
//@ config: may-use = ["protocol"]
//@ config: [layers.server]
//@ config: modules = ["corpus::server"]
//@ config: may-use = ["protocol"]
//@ config: [layers.protocol]
//@ config: modules = ["corpus::protocol"]
//! Client and server share a protocol and nothing else; names that go through re-exports and renames.

mod protocol {
    pub mod message {
        pub fn encode(alloc: &framealloc::SmartAlloc, id: u32) -> u32 {
            *alloc.frame_alloc(id)
        }
    }

    pub use message::encode;
}

mod server {
    pub mod world {
        pub fn tick(alloc: &framealloc::SmartAlloc) -> u32 {
            *alloc.frame_alloc(1)
        }
    }

    pub use world::tick as step;

    pub fn run(alloc: &framealloc::SmartAlloc) -> u32 {
        step(alloc) + super::protocol::encode(alloc, 3)
    }

    pub fn peek(alloc: &framealloc::SmartAlloc) -> u32 {
        use super::client::interpolate as guess;
        guess(alloc) //~ FA804
    }
}

mod client {
    use super::protocol::{encode, message};
    use super::server::{self, step};
    use framealloc::SmartAlloc;

    pub fn interpolate(alloc: &SmartAlloc) -> u32 {
        encode(alloc, 1) + message::encode(alloc, 2)
    }

    pub fn predicted(alloc: &SmartAlloc) -> u32 {
        server::world::tick(alloc) //~ FA804
    }

    pub fn reexported(alloc: &SmartAlloc) -> u32 {
        step(alloc) //~ FA804
    }

    pub fn in_a_closure(alloc: &SmartAlloc) -> u32 {
        alloc.with_tag("client", |a| super::server::run(a)) //~ FA804
    }

    struct Client<'a> {
        alloc: &'a SmartAlloc,
    }

    impl Client<'_> {
        fn method(&self) -> u32 {
            server::run(self.alloc) //~ FA804
        }

        fn own_method(&self) -> u32 {
            self.run() + encode(self.alloc, 4)
        }

        fn run(&self) -> u32 {
            1
        }
    }

    /// A local of the name of the other layer's function.
    pub fn shadowed(alloc: &SmartAlloc) -> u32 {
        let step = |alloc: &SmartAlloc| *alloc.frame_alloc(5);
        step(alloc)
    }

    pub fn own_module(alloc: &SmartAlloc) -> u32 {
        mod server {
            pub fn run(alloc: &framealloc::SmartAlloc) -> u32 {
                *alloc.frame_alloc(6)
            }
        }
        server::run(alloc)
    }
}
