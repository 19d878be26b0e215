//! The cases of Bevy, which the ordinary tests do not build: as in `ui`, those under `fail/` must fail with exactly the
//! words beside them, those under `pass/` must compile and run.

#[test]
fn misuse_in_bevy_does_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("bevy/fail/*.rs");
    cases.pass("bevy/pass/*.rs");
}
