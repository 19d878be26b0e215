//@ config: [layers.engine]
//@ config: modules = ["corpus::engine"]
//@ config: [layers.game]
//@ config: modules = ["corpus::game"]
//@ config: may-use = ["engine"]
//@ config: [layers.tools]
//@ config: modules = ["corpus::tools"]
//@ config: may-use = ["engine", "game"]
//! An engine below, a game above, tools on top: through traits, globs, constructors, statics, macros.

use framealloc::SmartAlloc;

mod engine {
    use framealloc::SmartAlloc;

    pub trait Plugin {
        fn update(&mut self, alloc: &SmartAlloc) -> u32;
    }

    pub struct Engine {
        pub alloc: SmartAlloc,
        pub plugins: Vec<Box<dyn Plugin>>,
        pub hook: Option<fn(&SmartAlloc) -> u32>,
    }

    impl Engine {
        pub fn new() -> Self {
            Self { alloc: SmartAlloc::default(), plugins: Vec::new(), hook: None }
        }

        pub fn with_plugin(mut self, plugin: impl Plugin + 'static) -> Self {
            self.plugins.push(Box::new(plugin));
            self
        }

        /// Whatever implements it, above: that is what traits are for.
        pub fn update(&mut self) -> u32 {
            let Self { alloc, plugins, hook } = self;
            let all: u32 = plugins.iter_mut().map(|plugin| plugin.update(alloc)).sum();
            all + hook.map_or(0, |hook| hook(alloc))
        }

        pub fn score(&self) -> u32 {
            super::game::score(&self.alloc) //~ FA804
        }

        pub fn recursion(&self, depth: u32) -> u32 {
            if depth == 0 { 0 } else { self.recursion(depth - 1) }
        }
    }

    impl Default for Engine {
        fn default() -> Self {
            let rules = super::game::rules::Rules::default(); //~ todo-miss FA804
            let mut engine = Self::new();
            engine.hook = (rules.lives > 3).then_some(|alloc: &SmartAlloc| *alloc.frame_alloc(1));
            engine
        }
    }

    pub fn by_glob(alloc: &SmartAlloc) -> u32 {
        use super::game::rules::*;
        lives(alloc) //~ FA804
    }

    pub fn in_a_pipeline(alloc: &SmartAlloc, ids: &[u32]) -> u32 {
        ids.iter().filter(|id| **id > 3).map(|id| super::game::score(alloc) + id).sum() //~ FA804
    }

    pub fn method_of_the_game(rules: &super::game::rules::Rules, alloc: &SmartAlloc) -> u32 {
        rules.count(alloc) //~ FA804
    }

    /// A local, a field and a method of the name of the game's function.
    pub fn locals(alloc: &SmartAlloc, engine: &Engine) -> u32 {
        let score = |alloc: &SmartAlloc| *alloc.frame_alloc(2);
        let lives = engine.recursion(3);
        score(alloc) + lives
    }

    pub mod math {
        pub fn lives() -> u32 {
            9
        }

        pub fn same_layer(engine: &mut super::Engine) -> u32 {
            lives() + engine.update() + super::by_glob(&engine.alloc)
        }
    }
}

mod game {
    use super::engine::{self, Engine, Plugin};
    use framealloc::SmartAlloc;

    pub mod rules {
        use framealloc::SmartAlloc;

        #[derive(Default)]
        pub struct Rules {
            pub lives: u32,
        }

        impl Rules {
            pub fn count(&self, alloc: &SmartAlloc) -> u32 {
                *alloc.frame_alloc(self.lives)
            }
        }

        pub fn lives(alloc: &SmartAlloc) -> u32 {
            *alloc.frame_alloc(3)
        }

        pub fn dumped(alloc: &SmartAlloc) -> u32 {
            crate_tools::dump(alloc) //~ FA804
        }

        use super::super::tools as crate_tools;
    }

    pub struct Score(pub u32);

    impl Plugin for Score {
        fn update(&mut self, alloc: &SmartAlloc) -> u32 {
            self.0 += score(alloc);
            self.0
        }
    }

    pub fn score(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(7) + engine::math::lives()
    }

    pub fn run() -> u32 {
        Engine::new().with_plugin(Score(1)).update()
    }
}

mod tools {
    use super::game::{self, Score};
    use framealloc::SmartAlloc;

    pub fn dump(alloc: &SmartAlloc) -> u32 {
        game::score(alloc) + Score(3).0 + super::engine::math::lives() + super::helper(alloc)
    }
}

/// In no layer: it wires all of them.
fn helper(alloc: &SmartAlloc) -> u32 {
    let mut engine = engine::Engine::default().with_plugin(game::Score(3));
    engine.update() + tools::dump(alloc)
}
