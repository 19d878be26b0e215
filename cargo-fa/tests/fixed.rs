//! What `--fix` writes is what is committed beside each file, and it compiles: the fixed files are modules of this test.
#![allow(dead_code, unused_imports)]

use std::path::Path;

use cargo_fa::corpus::{fixed, judge_alone};

#[path = "fixed/guards.rs"]
mod guards;
#[path = "fixed/guards.fixed.rs"]
mod guards_fixed;
#[path = "fixed/own_drop.rs"]
mod own_drop;
#[path = "fixed/own_drop.fixed.rs"]
mod own_drop_fixed;

/// The programs under `tests/fixed`, and how many findings no edit is certain for.
const NAMES: [(&str, usize); 2] = [("guards", 0), ("own_drop", 1)];

#[test]
fn edits_leave_programs_that_compile_and_have_nothing_left_to_edit() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixed");
    for (name, left) in NAMES {
        let path = dir.join(format!("{name}.rs"));
        assert!(!judge_alone(&path, "").is_empty(), "{name} has nothing to fix");
        let (text, expected) = (fixed(&path), dir.join(format!("{name}.fixed.rs")));
        if std::env::var_os("UPDATE_FIXED").is_some() {
            std::fs::write(&expected, &text).expect("it can be written");
        }
        assert_eq!(std::fs::read_to_string(&expected).expect("it is committed"), text);
        assert_eq!(judge_alone(&expected, "").len(), left, "{name}");
    }
}

#[test]
fn the_fixed_program_runs() {
    let mut alloc = framealloc::SmartAlloc::new(framealloc::AllocConfig::default());
    guards_fixed::by_its_full_path(&mut alloc);
    alloc.begin_frame();
    guards_fixed::forgotten(&alloc);
    guards_fixed::bare::scope(&alloc);
    assert_eq!(own_drop_fixed::scope(&alloc), own_drop::scope(&alloc));
    assert_eq!(guards_fixed::unused(&alloc), 1);
    assert!(alloc.end_frame().bytes > 0);
}
