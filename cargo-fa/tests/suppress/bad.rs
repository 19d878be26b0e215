//! Suppressions that are not written as they must be, and files that are not.

use super::*;

#[test]
fn malformed_ones_say_how_it_is_written() {
    for (comment, at) in [
        ("fa:allow FA301", "fa:allow"),
        ("fa:allow", "fa:allow"),
        ("fa:allow()", "fa:allow()"),
        ("fa:allow(,): why", "fa:allow(,)"),
        ("fa:allow(FA301: why", "fa:allow(FA301: why"),
        ("fa: allow(FA301): why", "fa: allow"),
        ("fa:allow (FA301): why", "fa:allow"),
        ("fa:allow[FA301]: why", "fa:allow"),
        ("fa:alow(FA301): why", "fa:alow"),
        ("fa:file_allow(FA301): why", "fa:file_allow"),
        ("fa:expect(FA301): why", "fa:expect"),
        ("fa:Allow(FA301): why", "fa:Allow"),
        ("fa:(FA301): why", "fa:"),
    ] {
        let text = format!("// {comment}\nfn f() {{ XX(); }}");
        let (silenced, said, findings) = run(&text, &[("FA301", "XX")]);
        assert_eq!(silenced, [false], "{comment}");
        assert_eq!(said, [("FA002", at.to_owned(), false)], "{comment}");
        assert_eq!(findings[0].help, "a suppression is written `// fa:allow(FA301): reason`");
    }
}

#[test]
fn unknown_codes_are_said_and_the_known_ones_hold() {
    let text = "// fa:allow(FA3O1, FA602, FA6, frame_escpe, FA301 FA602): why\nfn f() { XX(); }";
    let (silenced, said, findings) = run(text, &[("FA602", "XX")]);
    assert_eq!(silenced, [true]);
    let at: Vec<_> = said.iter().map(|(code, at, _)| (*code, at.as_str())).collect();
    assert_eq!(at, [("FA002", "FA3O1"), ("FA002", "FA6"), ("FA002", "frame_escpe"), ("FA002", "FA301 FA602")]);
    assert!(findings[0].help.starts_with("did you mean `FA"), "{}", findings[0].help);
    assert!(findings[1].help.contains("`.fa.toml` takes their beginnings"), "{}", findings[1].help);
    assert!(findings[3].help.contains("separated by commas"), "{}", findings[3].help);
    // Nothing is deleted while a word in the list is not understood.
    let text = "// fa:allow(FA3O1, FA602): why\nfn f() {}";
    assert_eq!(fixed(text, &[]), text);
}

#[test]
fn one_without_a_reason_holds_and_is_said() {
    for comment in ["fa:allow(FA301)", "fa:allow(FA301):", "fa:allow(FA301):  ", "fa:allow(FA301) no colon"] {
        let text = format!("// {comment}\nfn f() {{ XX(); }}");
        let (silenced, said, _) = run(&text, &[("FA301", "XX")]);
        assert_eq!(silenced, [true], "{comment}");
        assert_eq!(said, [("FA003", comment.trim().to_owned(), false)], "{comment}");
    }
}

#[test]
fn a_file_without_tokens_falls_back_to_lines() {
    let x = [("FA301", "XX")];
    silences("fn f( {\n    XX(); // fa:allow(FA301): why\n", &x);
    silences("fn f( {\n    // fa:allow(FA301): why\n\n    // more\n    XX();\n", &x);
    silences("fn f( {\r\n    // fa:file-allow(FA301): why\r\n    a();\r\n XX();", &x);
    misses("fn f( {\n    // fa:allow(FA301): why\n    a();\n    XX();\n", &x);
    misses("fn f( {\n    /// fa:allow(FA301): why\n    XX();\n", &x);
}

#[test]
fn odd_texts_do_no_harm() {
    for text in [
        "",
        "fa:",
        "//",
        "// fa:",
        "/*",
        "/* fa:allow(",
        "// fa:allow(",
        "// fa:allow(FA301",
        "/*/ fa:allow(FA301): x */",
        "// fa:allow(é): é",
        "/**/ // fa:allow(FA301): x",
        "/* /* fa:allow(FA301): x */ */",
        "//// fa:allow(FA301): x",
        "/***/ fn f() {}",
        "fn f() {} /* fa:allow(FA301): x",
        "\u{feff}",
        "#!",
        "#!fa: x",
        "fa:\u{301}(",
        "'",
        "\"// fa:",
    ] {
        let (mut suppressions, mut findings) = suppress::read(FILE, text);
        findings.extend(suppress::apply(&mut [], &mut suppressions, |_| true));
        for finding in &findings {
            assert!(text.get(finding.place.range()).is_some(), "{text:?}");
        }
    }
    let deep = format!("// fa:allow(FA301): x\nfn f() {{ {}{} }}", "(".repeat(20_000), ")".repeat(20_000));
    assert_eq!(suppress::read(FILE, &deep).0.len(), 1);
}

#[test]
fn no_cut_of_a_text_does_harm() {
    let text = "/* fa:allow(FA3O1, é): a */ #[a] fn f() {\r\n x.y::<A, B>(|a, b| { c }); // fa:allow(FA301) fa:allow(FA602): é\n\
        \t// fa:file-allow(FA701,): z\n match x { A | B if c => d, E { f } => if g { h } else { i } }\n}\n/* /* fa: allow( */";
    let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for (from, start) in cuts.iter().enumerate() {
        // From here on, up to here, and without what is between here and a little further.
        let further = cuts[(from + 3).min(cuts.len() - 1)];
        for cut in
            [text[*start..].to_owned(), text[..*start].to_owned(), format!("{}{}", &text[..*start], &text[further..])]
        {
            let (mut suppressions, mut findings) = suppress::read(FILE, &cut);
            findings.extend(suppress::apply(&mut [], &mut suppressions, |_| true));
            let edits = findings.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits);
            let places = findings.iter().map(|finding| finding.place).chain(edits.map(|edit| edit.place));
            for place in places.chain(suppressions.iter().map(|suppression| suppression.place)) {
                assert!(cut.get(place.range()).is_some(), "{cut:?}: {place:?}");
            }
        }
    }
}
