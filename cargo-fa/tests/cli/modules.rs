//! Which file a `mod` stands for, as rustc finds it, and sources that contain each other. What names mean across crates is in
//! `dependencies`.

use crate::space::{ERROR, LIB, Space, WARNING};

/// The files with findings, in the order of their names.
fn files(space: &Space) -> Vec<String> {
    let mut all: Vec<String> = space
        .found(&[])
        .iter()
        .map(|it| match it.rsplit_once(' ') {
            Some((_, "FA006")) => panic!("not read: {it}"),
            _ => it.split_once(':').map_or("src/lib.rs", |(file, _)| file).to_owned(),
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn modules_are_found_beside_their_parents() {
    let space = Space::game("mod a;\nmod b;\nmod inline { mod c; mod deep { mod d; } }\n");
    space.file("src/a.rs", "mod x;\n").file("src/a/x.rs", LIB);
    space.file("src/b/mod.rs", "mod x;\n").file("src/b/x/mod.rs", LIB);
    space.file("src/inline/c.rs", LIB).file("src/inline/deep/d.rs", LIB);
    assert_eq!(files(&space), ["src/a/x.rs", "src/b/x/mod.rs", "src/inline/c.rs", "src/inline/deep/d.rs"]);
}

#[test]
fn path_attributes_begin_where_rustc_says() {
    let space = Space::game(
        "#[path = \"other/a.rs\"]\nmod a;\nmod b;\nmod c;\nmod inline {\n    #[path = \"d.rs\"]\n    mod d;\n}\n",
    );
    // A file with `#[path]` is like a `mod.rs`: its modules lie beside it.
    space.file("src/other/a.rs", "mod x;\n").file("src/other/x.rs", LIB);
    // In a file that is no `mod.rs`: outside of inline modules beside the file, inside below its own folder.
    let paths = "#[path = \"p.rs\"]\nmod p;\nmod inline {\n    #[path = \"q.rs\"]\n    mod q;\n}\n#[path = \"there\"]\nmod renamed {\n    mod r;\n}\n";
    space.file("src/b.rs", paths);
    space.file("src/p.rs", LIB).file("src/b/inline/q.rs", LIB).file("src/there/r.rs", LIB);
    space.file("src/c/mod.rs", paths);
    space.file("src/c/p.rs", LIB).file("src/c/inline/q.rs", LIB).file("src/c/there/r.rs", LIB);
    space.file("src/inline/d.rs", LIB);
    assert_eq!(
        files(&space),
        [
            "src/b/inline/q.rs",
            "src/c/inline/q.rs",
            "src/c/p.rs",
            "src/c/there/r.rs",
            "src/inline/d.rs",
            "src/other/x.rs",
            "src/p.rs",
            "src/there/r.rs",
        ]
    );
}

#[test]
fn files_that_contain_themselves_are_read_once() {
    let cycle = "#[path = \"lib.rs\"]\nmod a;\n#[path = \"lib.rs\"]\nmod b;\n#[path = \"x.rs\"]\nmod x;\n";
    let space = Space::game(&format!("{LIB}{cycle}"));
    space.file("src/x.rs", cycle);
    assert_eq!(space.found(&[]), [ERROR, WARNING]);
}

#[test]
#[cfg(unix)]
fn links_that_lead_back_end() {
    let space = Space::game(&format!("{LIB}mod again;\n"));
    std::os::unix::fs::symlink(".", space.at("src/again")).expect("it can be made");
    std::os::unix::fs::symlink("lib.rs", space.at("src/again.rs")).expect("it can be made");
    assert_eq!(space.found(&[]), [ERROR, WARNING]);
    std::os::unix::fs::symlink("loop.rs", space.at("src/loop.rs")).expect("it can be made");
    space.file("src/lib.rs", "mod r#loop;\n");
    assert_eq!(space.found(&[]), ["1 warning FA006"]);
}

#[test]
fn crates_can_share_files() {
    let space = Space::game("mod util;\n");
    space.file("src/main.rs", "mod util;\nfn main() {}\n").file("src/util.rs", LIB);
    space
        .file("tests/one.rs", "mod common;\n")
        .file("tests/two.rs", "#[path = \"../src/util.rs\"]\nmod util;\nmod common;\n");
    space.file("tests/common/mod.rs", LIB);
    // Each finding once.
    assert_eq!(
        space.found(&[]),
        [
            format!("src/util.rs:{ERROR}"),
            format!("src/util.rs:{WARNING}"),
            format!("tests/common/mod.rs:{ERROR}"),
            format!("tests/common/mod.rs:{WARNING}")
        ]
    );
}

#[test]
fn what_is_included_or_declared_in_a_body_does_no_harm() {
    let space = Space::game(&format!(
        "{LIB}include!(\"more.rs\");\nfn outer() {{ mod inner {{ pub fn f() {{}} }} inner::f(); #[path = \"no.rs\"] mod none; }}\n"
    ));
    space.file("src/more.rs", "fn more() {}\n");
    assert_eq!(space.found(&[]), [ERROR, WARNING]);
}

#[test]
fn modules_that_take_all_names_of_each_other_are_followed_once() {
    let mut lib = String::new();
    for at in 0..40 {
        lib.push_str(&format!("pub mod m{at} {{ pub use super::*; pub fn f{at}(a: &SmartAlloc, b: &Nowhere) {{ loop {{ none{at}(a); }} }} }}\npub use m{at}::*;\n"));
    }
    assert_eq!(Space::game(&format!("{LIB}{lib}")).found(&[]), [ERROR, WARNING]);
}
