//! Tags of a plan that nothing uses, and those that something does.

use framealloc::{SmartAlloc, budget, frame_system, memory_plan, tag};

memory_plan! {
    pub plan game: mb = 8;
    tag physics: mb = 1 => [solve];
    tag render: mb = 2;
    tag audio: mb = 1; //~ FA803
    tag ui: kb = 64;
    tag net: kb = 64;
    tag cinematics: kb = 512; //~ FA803
    tag tests: kb = 16;
    tag script: kb = 16;
}

#[frame_system(tag = game::physics)]
#[budget(kb = 64)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = game::render)]
fn cull(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system]
#[tag(game::ui)]
fn draw(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn send(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag(game::net, |a| *a.frame_alloc(1))
}

/// A string names the same tag.
fn run(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag("script", |a| *a.frame_alloc(1))
}

/// Words that are no uses: a variable, a phase.
fn audio(alloc: &SmartAlloc) -> u32 {
    let cinematics = alloc.phase("cinematics");
    let audio = *alloc.frame_alloc(1);
    drop(cinematics);
    audio
}

#[cfg(test)]
mod tests {
    use super::game;

    #[test]
    fn under_the_tag_of_tests() {
        let alloc = framealloc::SmartAlloc::default();
        assert_eq!(alloc.with_tag(game::tests, |a| *a.frame_alloc(1)), 1);
    }
}
