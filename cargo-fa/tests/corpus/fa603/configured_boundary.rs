//@ config: [frames]
//@ config: boundaries = ["corpus::swap_chain::present"]
//! The engine ends frames behind a table of functions that the source does not show; `.fa.toml` names the door.

use framealloc::{AllocConfig, SmartAlloc};

mod swap_chain {
    use framealloc::SmartAlloc;

    pub struct Hooks {
        pub present: fn(&mut SmartAlloc),
    }

    /// A boundary by configuration.
    pub fn present(hooks: &Hooks, alloc: &mut SmartAlloc) {
        (hooks.present)(alloc);
    }

    pub fn prepare(hooks: &Hooks) -> bool {
        hooks.present as usize != 0
    }
}

fn configured(hooks: &swap_chain::Hooks) {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    loop {
        alloc.frame_slice_fill(64, 0u8);
        swap_chain::present(hooks, &mut alloc);
    }
}

fn configured_and_imported(hooks: &swap_chain::Hooks, alloc: &mut SmartAlloc) {
    use swap_chain::present;
    loop {
        alloc.frame_slice_fill(64, 0u8);
        present(hooks, alloc);
    }
}

fn configured_in_a_callee(hooks: &swap_chain::Hooks, alloc: &mut SmartAlloc) {
    fn finish(hooks: &swap_chain::Hooks, alloc: &mut SmartAlloc) {
        swap_chain::present(hooks, alloc);
    }
    loop {
        alloc.frame_slice_fill(64, 0u8);
        finish(hooks, alloc);
    }
}

fn not_configured(hooks: &swap_chain::Hooks) {
    let alloc = SmartAlloc::new(AllocConfig::default());
    loop {
        //~^ FA603
        swap_chain::prepare(hooks);
        alloc.frame_slice_fill(64, 0u8);
    }
}
