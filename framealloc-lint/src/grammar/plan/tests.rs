//! Every line that a plan can have, and what is said of those that it cannot.

use super::*;

/// The plan as text, and the findings' first lines.
fn read(source: &str) -> (String, Vec<String>) {
    let mut findings = Vec::new();
    let plan = read_plan(source.parse().expect("the test writes tokens"), &mut findings);
    let messages = findings.iter().map(|finding| format!("{} [{}]", finding.message, finding.code.id)).collect();
    (plan.map_or_else(String::new, |plan| shown(&plan)), messages)
}

fn shown(plan: &Plan) -> String {
    let bytes = |amount: &Option<Amount>| match amount {
        Some(Amount::Bytes { bytes, .. }) => bytes.to_string(),
        Some(Amount::Constant { expr, .. }) => expr.to_token_stream().to_string(),
        None => "?".into(),
    };
    let mut text = format!("{} {}", plan.name, bytes(&plan.total));
    for tag in &plan.tags {
        text += &format!("; {} {}", tag.name, bytes(&tag.budget));
        if let Some(systems) = &tag.systems {
            let paths: Vec<_> = systems.iter().map(|s| s.path.to_token_stream().to_string().replace(' ', "")).collect();
            text += &format!(" [{}]", paths.join(","));
        }
    }
    text
}

#[test]
fn a_plan_is_read_whole() {
    let source = "
        crate = fa;
        /// What the game may use.
        pub(crate) plan game: mb = 8;
        tag physics: mb = 2 => [broad_phase, #[cfg(test)] sim::solve,];
        #[cfg(feature = \"vr\")] tag render: kb = RENDER_KB * 2 => [];
        tag r#loop: bytes = 4096
    ";
    let expected = "game 8388608; physics 2097152 [broad_phase,sim::solve]; render RENDER_KB * 2 []; r#loop 4096";
    assert_eq!(read(source), (expected.into(), Vec::new()));
}

#[test]
fn brackets_and_braces_may_be_the_amounts() {
    for amount in ["SIZES[1]", "SIZES [TABLE]", "if X { A } else { B }", "size_of::<[u8 ; 4]>()", "sum(&[1, 2])"] {
        let source = format!("plan g: mb = 1; tag a: bytes = {amount} => [x];");
        let (read, findings) = read(&source);
        assert!(findings.is_empty() && read.ends_with(" [x]"), "{read} {findings:?}");
        let (read, findings) = super::tests::read(&source.replace(" => [x]", ""));
        assert!(findings.is_empty() && read.ends_with([')', ']', '}']), "{read} {findings:?}");
    }
}

#[test]
fn every_mistake_is_one_finding_and_the_rest_is_kept() {
    for (source, kept, message) in [
        ("", "", "the plan has no name and no total [FA105]"),
        (";", "", "the plan has no name and no total [FA105]"),
        ("tag a: kb = 1;", "", "the plan has no name and no total [FA105]"),
        ("plan;", "", "this plan has no name [FA105]"),
        ("plan g: mb = 1; tag: kb = 1;", "g 1048576", "this tag has no name [FA105]"),
        ("plan g;", "g ?", "plan `g` says no budget [FA102]"),
        ("plan g:;", "g ?", "plan `g` says no budget [FA102]"),
        ("plan g: mb = 1; tag a => [x];", "g 1048576; a ? [x]", "tag `a` says no budget [FA102]"),
        ("plan g: 8; tag a: kb = 1;", "g ?; a 1024", "a budget needs its unit [FA102]"),
        (
            "plan g: mb = 1; tag a: \"2 KiB\" => [x];",
            "g 1048576; a ? [x]",
            "a budget is a number, not a string [FA102]",
        ),
        ("plan g: gb = 1;", "g ?", "a budget has no unit `gb` [FA102]"),
        ("plan g: mb = ;", "g ?", "`mb` has no value [FA102]"),
        ("plan g: mb = 0;", "g ?", "a budget of 0 leaves nothing to allocate [FA102]"),
        ("plan g: mb = 1, kb = 2;", "g 1048576", "the budget is given in two units [FA102]"),
        ("plan g: mb = 1, policy = fail;", "g 1048576", "a plan sets budgets, and no policy [FA105]"),
        ("plan g: mb = 1, name = 2;", "g 1048576", "a plan has no option `name` [FA105]"),
        ("plan g: mb = 1; plan h: mb = 1;", "g 1048576", "a `memory_plan!` declares one plan [FA105]"),
        (
            "plan g: mb = 1; tags a: kb = 1;",
            "g 1048576",
            "a plan has lines for `plan` and `tag`, not for `tags` [FA105]",
        ),
        ("plan g: mb = 1; => [x];", "g 1048576", "a plan has lines for `plan` and `tag`, not for `=` [FA105]"),
        ("plan g: mb = 1; pub tag a: kb = 1;", "g 1048576; a 1024", "a tag is as visible as its plan [FA105]"),
        ("plan g: mb = 1 tag a: kb = 1;", "g 1048576", "a `;` is missing before `tag` [FA105]"),
        ("plan g: mb = 1 => [x];", "g 1048576", "a plan lists systems under its tags [FA105]"),
        ("plan g: mb = 1; tag a: kb = 1 => x, y;", "g 1048576; a 1024", "a tag's systems stand in brackets [FA105]"),
        ("plan g: mb = 1; tag a: kb = 1 -> [x];", "g 1048576; a 1024", "a tag's systems follow after `=>` [FA105]"),
        (
            "plan g: mb = 1; tag a: kb = 1 => [x(), y];",
            "g 1048576; a 1024",
            "a plan lists systems by their paths [FA105]",
        ),
        (
            "plan g: mb = 1; tag a: kb = 1 => [x: kb = 3, y];",
            "g 1048576; a 1024",
            "a plan lists systems by their paths [FA105]",
        ),
        (
            "plan g: mb = 1; tag a: kb = 1 => [\"x\"];",
            "g 1048576; a 1024",
            "a plan lists systems by their paths [FA105]",
        ),
        // Who is missing from a list that was not read in full is not known, so there is no list.
        (
            "plan g: mb = 1; tag a: kb = 1 => [x y];",
            "g 1048576; a 1024",
            "a list has a `,` between its systems, and there is none after `x` [FA105]",
        ),
        (
            "plan g: mb = 1; tag a: kb = 1 => [#[inline] x];",
            "g 1048576; a 1024",
            "this attribute has no effect in a list [FA105]",
        ),
        ("plan g: mb = 1; tag a: kb = 1 = [x];", "g 1048576; a 1024", "a tag's systems follow after `=>` [FA105]"),
        ("plan g: mb = 1; tag a: kb = 1 >= [x];", "g 1048576; a 1024", "a tag's systems follow after `=>` [FA105]"),
        ("plan g: mb = 1; tag a: kb = 1 [x];", "g 1048576; a 1024", "a tag's systems follow after `=>` [FA105]"),
        ("plan g: mb = 1; tag a: kb = 1 (x);", "g 1048576; a 1024", "a tag's systems follow after `=>` [FA105]"),
        ("plan g: mb = 1; tag a: kb = 1 [x, y];", "g 1048576; a 1024", "a tag's systems follow after `=>` [FA105]"),
        ("plan g: mb = 1; tag a: kb = 1, [x];", "g 1048576; a 1024", "a tag's systems follow after `=>` [FA105]"),
        ("plan g: mb = 1; tag a: kb = N [s::x];", "g 1048576; a N", "a tag's systems follow after `=>` [FA105]"),
        ("plan g: mb = 1; tag a: kb = N { x };", "g 1048576; a N", "a tag's systems follow after `=>` [FA105]"),
        (
            "crate = super::fa; plan g: mb = 1;",
            "g 1048576",
            "`super` is another module inside the plan, and leads to no `framealloc` [FA105]",
        ),
        ("plan g: mb = 1 = [x];", "g 1048576", "a plan lists systems under its tags [FA105]"),
        (
            "plan g: mb = 1; tag a: kb = 1, => [x];",
            "g 1048576; a 1024 [x]",
            "a tag's list follows its budget without a `,` [FA105]",
        ),
        (
            "plan g: mb = 1; tag a: kb = 8mb;",
            "g 1048576; a ?",
            "`8mb` is no number: the unit stands before the `=` [FA102]",
        ),
        ("plan g: mb = 1; tag a: kb = 2 * 1.5;", "g 1048576; a ?", "a budget is a whole number [FA102]"),
        (
            "plan g: mb = 1; #[allow(dead_code)] tag a: kb = 1; tag a: kb = 2;",
            "g 1048576; a 1024",
            "tag `a` is declared twice [FA105]",
        ),
        ("plan g: mb = 1; tag a: kb = 1; tag a: kb = 2;", "g 1048576; a 1024", "tag `a` is declared twice [FA105]"),
        (
            "plan g: mb = 1; tag untagged: kb = 1;",
            "g 1048576",
            "`untagged` is the name of what is allocated without a tag [FA105]",
        ),
        ("plan g: mb = 1; tag a: kb = 1 => [x, x];", "g 1048576; a 1024 [x]", "system `x` is listed twice [FA306]"),
        (
            "plan g: mb = 1; tag a: kb = 1 => [x]; tag b: kb = 1 => [x];",
            "g 1048576; a 1024 [x]; b 1024 []",
            "system `x` is listed twice [FA306]",
        ),
        ("plan g: mb = 1; #[cfg( tag a: kb = 1;", "", ""),
    ] {
        if source.parse::<TokenStream>().is_err() {
            continue;
        }
        assert_eq!(read(source), (kept.into(), vec![message.to_owned()]), "{source}");
    }
}

#[test]
fn what_cfg_decides_may_stand_twice() {
    let (kept, findings) = read(
        "plan g: mb = 1; #[cfg(a)] tag t: kb = 1 => [x]; #[cfg(not(a))] tag t: kb = 2 => [x]; tag u: kb = 1 => [#[cfg(a)] y, #[cfg(b)] y];",
    );
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(kept, "g 1048576; t 1024 [x]; t 2048 [x]; u 1024 [y,y]");
}

#[test]
fn the_help_says_what_to_write() {
    let help = |source: &str| {
        let mut findings = Vec::new();
        read_plan(source.parse().expect("the test writes tokens"), &mut findings);
        findings.remove(0).help
    };
    assert_eq!(help("plan g: 8;"), "write `plan g: mb = 8`, with `bytes`, `kb` or `mb`");
    assert_eq!(help("plan g: mb = 1; tag a: \"64k\";"), "write `tag a: kb = 64`, with `bytes`, `kb` or `mb`");
    assert_eq!(help("plan g: GB = 1;"), "write it in megabytes: `mb = 1024` is a gigabyte");
    assert_eq!(
        help("plan g: mb = 1; tga a: kb = 1;"),
        "did you mean `tag`? Write `tag physics: mb = 2 => [broad_phase];`"
    );
    assert_eq!(help("plan g: mb = 1; tag a: kb = 1 => sim::x, y;"), "write `=> [sim::x, y]`");
    assert_eq!(help("plan g: mb = 1; tag a: kb = 1 => {x, sim::y};"), "write `=> [x, sim::y]`");
    assert_eq!(help("plan g: mb = 1; tag a: kb = 1 = [x, y];"), "write `=> [x, y]`");
    assert_eq!(help("plan g: mb = 1; tag a: kb = 1 -> [sim::x];"), "write `=> [sim::x]`");
    assert_eq!(help("plan g: mb = 1; tag a: kb = N [x, y];"), "write `=> [x, y]`");
    assert_eq!(help("plan g: mb = 1; tag a: kb = 1 => [x y];"), "write `x, y`");
    assert_eq!(help("plan g: mb = 1; tag a: kb = 1 => [x sim::y];"), "write `x, sim::y`");
    assert_eq!(help("plan g: mb = 1; tag a: kb = 8mb;"), "write `mb = 8`");
    assert_eq!(
        help("plan g: mb = 1; tag a: kb = 1 => [sim::x: kb = 3];"),
        "write `sim::x` alone: its budget stands in its `#[budget(..)]`"
    );
}
