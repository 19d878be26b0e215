//! The first line of every message, and that one mistake is one message.

use super::system;

/// The messages in an expansion, without their `help:` lines.
fn messages(expansion: &str) -> Vec<String> {
    let texts = expansion.split("compile_error ! {").skip(1);
    texts
        .map(|text| {
            let text = text.trim_start().strip_prefix('"').expect("a message is a string");
            text.split("\\nhelp: ").next().unwrap_or_default().to_owned()
        })
        .collect()
}

fn check(cases: &[(&str, &str, &str)]) {
    for (args, item, message) in cases {
        assert_eq!(messages(&system(args, item)), [*message], "#[frame_system({args})] {item}");
    }
}

#[test]
fn allocators() {
    check(&[
        ("", "fn f() {}", "`f` has no allocator to open its arena in [FA101]"),
        ("", "fn f(&self) {}", "`f` has no allocator to open its arena in [FA101]"),
        (
            "",
            "fn f(a: &SmartAlloc, b: &SmartAlloc) {}",
            "`f` has two allocators, and only one can carry the system's arena [FA101]",
        ),
        ("", "fn f(_: &SmartAlloc) {}", "the allocator of `f` has no name that the body could use [FA101]"),
        ("alloc = self.0", "fn f(&self) {}", "this allocator has no name that the body could use [FA101]"),
    ]);
}

#[test]
fn budgets() {
    for (budget, message) in [
        ("#[budget]", "`#[budget]` says no budget [FA102]"),
        ("#[budget()]", "`#[budget]` says no budget [FA102]"),
        ("#[budget(policy = warn)]", "`#[budget]` says no budget [FA102]"),
        ("#[budget(256)]", "a budget needs its unit [FA102]"),
        ("#[budget(\"256 KiB\")]", "a budget is a number, not a string [FA102]"),
        ("#[budget = 256]", "a budget needs its unit [FA102]"),
        ("#[budget(kb = 0)]", "a budget of 0 leaves nothing to allocate [FA102]"),
        ("#[budget(kb = -1)]", "a budget cannot be negative [FA102]"),
        ("#[budget(kb = \"8\")]", "a budget is a number, not a string [FA102]"),
        ("#[budget(mb = 0.5)]", "a budget is a whole number [FA102]"),
        ("#[budget(mb = 99999999999999)]", "this budget is larger than any memory [FA102]"),
        (
            "#[budget(kb = alloc.frame_number() * 2)]",
            "a budget is known before the function runs, so it cannot use `alloc` [FA102]",
        ),
        ("#[budget(kb = 1, mb = 1)]", "the budget is given in two units [FA102]"),
        ("#[budget(kb = 1, kb = 1)]", "`kb` is given twice [FA102]"),
        ("#[budget(kb = )]", "`kb` has no value [FA102]"),
        ("#[budget(kb(4))]", "`kb` takes a value [FA104]"),
        ("#[budget(kbs = 4)]", "`#[budget]` has no option `kbs` [FA104]"),
        ("#[budget(kb = 4, policy = crash)]", "a budget's policy is `fail` or `warn` [FA104]"),
    ] {
        check(&[("", &format!("{budget} fn f(alloc: &SmartAlloc) {{ loop {{ alloc.frame_alloc(1); }} }}"), message)]);
    }
}

#[test]
fn places() {
    let twice = "#[budget(kb = 1)] #[budget(kb = 2)] fn f(alloc: &SmartAlloc) {}";
    check(&[
        ("", "struct S;", "`#[frame_system]` belongs on a function, and this is a `struct` [FA103]"),
        ("", "impl S {}", "`#[frame_system]` belongs on a function, and this is an `impl` [FA103]"),
        (
            "",
            "const fn f(alloc: &SmartAlloc) {}",
            "a frame system cannot be a `const fn`: there is no arena while the program compiles [FA103]",
        ),
        ("", "fn f(alloc: &SmartAlloc);", "`f` has no body that an arena could be opened in [FA103]"),
        ("", twice, "`#[budget]` is written twice [FA103]"),
        ("", "#[frame_system] fn f(alloc: &SmartAlloc) {}", "`#[frame_system]` is written twice [FA103]"),
        (
            "tag = \"a\"",
            "#[tag(\"b\")] fn f(alloc: &SmartAlloc) {}",
            "`tag` is given twice: as an option and as an attribute [FA103]",
        ),
        (
            "lifetime = frame",
            "fn f(alloc: SmartAlloc) {}",
            "`lifetime = frame` needs an allocator by reference [FA103]",
        ),
        (
            "",
            "fn f(alloc: &mut SmartAlloc) { alloc.end_frame(); }",
            "`f` calls the frame boundary `end_frame` inside a frame system [FA103]",
        ),
        (
            "",
            "fn f(alloc: &SmartAlloc, #[budget(kb = 1)] n: u8) {}",
            "`#[budget]` belongs on the function, not on a parameter [FA103]",
        ),
    ]);
}

#[test]
fn transfers() {
    check(&[
        ("", "#[transfer] fn f(alloc: &SmartAlloc) {}", "`f` is `#[transfer]` and returns nothing [FA103]"),
        (
            "",
            "#[transfer] fn f(alloc: &SmartAlloc) -> impl Send { 1 }",
            "`#[transfer]` cannot check a type that `impl Trait` hides [FA103]",
        ),
        ("", "#[transfer(x)] fn f(alloc: &SmartAlloc) -> u8 { 1 }", "`#[transfer]` takes no options [FA104]"),
        (
            "",
            "fn f(alloc: &SmartAlloc, #[transfer] n: Vec<u8>) {}",
            "`#[transfer]` belongs on a parameter of type `TransferHandle<T>` [FA103]",
        ),
        (
            "",
            "fn f(alloc: &SmartAlloc, #[transfer] _: TransferHandle<u8>) {}",
            "a received parameter needs a name [FA103]",
        ),
        (
            "",
            "#[transfer] fn f(alloc: &SmartAlloc) -> TransferHandle<&[u8]> { x() }",
            "a transferred value must own its data, and this one borrows [FA206]",
        ),
        (
            "",
            "#[transfer] fn f<'a>(alloc: &SmartAlloc, w: &'a W) -> Option<View<'a>> { x() }",
            "a transferred value must own its data, and this one borrows [FA206]",
        ),
        (
            "",
            "#[transfer] fn f(alloc: &SmartAlloc) -> FrameVec<'_, u8> { x() }",
            "this `FrameVec` lives in the arena of `f`, which is emptied when it returns [FA601]",
        ),
    ]);
    for returned in
        ["TransferHandle<fn(&u8) -> &u8>", "&'static str", "Box<dyn Fn(&u8) + Send>", "Result<TransferHandle<[u8]>, E>"]
    {
        let item = format!("#[transfer] fn f(alloc: &SmartAlloc) -> {returned} {{ x() }}");
        assert_eq!(messages(&system("", &item)), [""; 0], "{item}");
    }
}

#[test]
fn options() {
    let item = "fn f(alloc: &SmartAlloc) {}";
    check(&[
        ("tga = \"x\"", item, "`#[frame_system]` has no option `tga` [FA104]"),
        ("tag", item, "`tag` takes a value [FA104]"),
        ("tag = \" \"", item, "a tag needs a name [FA104]"),
        ("tag = 3 + 4", item, "a tag is a string literal or a type [FA104]"),
        ("tag = \"a\", tag = \"b\"", item, "`tag` is given twice [FA104]"),
        ("lifetime = static", item, "the only lifetime besides the system's own is `frame` [FA104]"),
        ("tag = struct", item, "the value of `tag` does not parse [FA104]"),
        ("lifetime = system", item, "the only lifetime besides the system's own is `frame` [FA104]"),
        ("no_heap = yes", item, "`no_heap` takes no value [FA104]"),
        ("allow = FA301", item, "`allow` takes a list of codes [FA104]"),
        ("allow(FA9)", item, "there is no code `FA9` [FA104]"),
        ("allow(FA102)", item, "`FA102` cannot be allowed [FA104]"),
        ("crate = 4", item, "`crate` takes a path [FA104]"),
        ("\"physics\"", item, "`#[frame_system]` takes named options [FA104]"),
        ("tag =", item, "`tag` has no value [FA104]"),
        ("alloc =", "fn f() {}", "`alloc` has no value [FA104]"),
    ]);
}

#[test]
fn bodies() {
    check(&[
        (
            "",
            "fn f(alloc: &SmartAlloc) { loop { alloc.frame_alloc(1); } }",
            "`f` allocates from `alloc` inside a `loop` and declares no budget [FA301]",
        ),
        (
            "no_heap",
            "fn f(alloc: &SmartAlloc) { vec![1]; }",
            "`vec![..]` uses the heap in `f`, which is declared `no_heap` [FA401]",
        ),
        (
            "",
            "fn f(alloc: &SmartAlloc) -> FrameBox<'_, u8> { x() }",
            "this `FrameBox` lives in the arena of `f`, which is emptied when it returns [FA601]",
        ),
        (
            "",
            "async fn f(alloc: &SmartAlloc) -> FrameBox<'_, u8> { x() }",
            "frame data cannot cross an `.await`, so a frame system cannot be an `async fn` [FA701]",
        ),
        (
            "",
            "fn f(alloc: &SmartAlloc) { async { let b = alloc.frame_box(1); g().await; }; }",
            "frame data cannot cross an `.await`: `b` is still alive here, until the end of its block [FA701]",
        ),
    ]);
    for (args, item) in [
        ("allow(FA301)", "fn f(alloc: &SmartAlloc) { loop { alloc.frame_alloc(1); } }"),
        ("no_heap, allow(heap_in_frame_system)", "fn f(alloc: &SmartAlloc) { vec![1]; }"),
        ("alloc = b", "fn f(a: &SmartAlloc, b: &SmartAlloc) {}"),
        ("lifetime = frame", "fn f(alloc: &SmartAlloc) -> FrameBox<'_, u8> { x() }"),
    ] {
        assert_eq!(messages(&system(args, item)), [""; 0], "#[frame_system({args})] {item}");
    }
}
