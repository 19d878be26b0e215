//! Compiles every case: those under `fail/` must fail with exactly the words beside them, those under `pass/` must compile
//! and run. One `TestCases` holds both, because trybuild builds (rather than checks) only where a case must pass, and
//! errors that depend on instantiated types appear only then.

#[test]
fn promise_01_misuse_does_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("fail/*/*.rs");
    cases.pass("pass/*/*.rs");
}
