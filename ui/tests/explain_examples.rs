//! The programs in the explanations of the codes, given to the compiler: the right one of a code builds and runs, the wrong
//! one does not build, and says the code or one of rustc's own codes that the table gives for it. Where neither the compiler
//! nor an attribute raises the code, the wrong one builds without an error; that `cargo fa` finds it is a test of cargo-fa.
//!
//! trybuild compares a whole message with a snapshot; here only the code counts, so cargo is called on a package that is
//! written anew beside the build's other temporary files.

mod package;

use framealloc_lint::codes::{self, Code, Layer};
use framealloc_lint::wordings;
use package::Package;

/// One program of an explanation.
struct Example {
    code: &'static Code,
    /// Of its binary: `fa601_wrong`.
    name: String,
    program: &'static str,
    is_right: bool,
}

fn examples() -> Vec<Example> {
    let both = |code: &&'static Code| {
        [(code.doc.wrong, false), (code.doc.right, true)].map(|(program, is_right)| Example {
            code,
            name: format!("{}_{}", code.id.to_lowercase(), if is_right { "right" } else { "wrong" }),
            program,
            is_right,
        })
    };
    codes::ALL.iter().flat_map(both).filter(|example| !example.program.is_empty()).collect()
}

/// Whether the build is to fail with it.
fn is_refused(code: &Code) -> bool {
    code.raised_by(Layer::Types) || code.raised_by(Layer::Attribute)
}

/// Whether a message is about the code: by its name, or by rustc's where ours cannot appear.
fn is_about(message: &str, code: &Code) -> bool {
    message.contains(&format!("[{}]", code.id))
        || wordings::of_message(message).iter().any(|wording| wording.codes.contains(&code.id))
}

#[test]
fn right_examples_run_and_wrong_ones_are_refused() {
    let examples = examples();
    // An executor is what FA703 is about.
    let package = Package::new("explained", "2024", ("pollster = \"0.4\"\nframealloc", ""));
    for example in &examples {
        package.write(&format!("src/bin/{}.rs", example.name), example.program);
    }
    let mut faults = Vec::new();
    for Example { code, name, is_right, .. } in &examples {
        let output = package.cargo(&[if *is_right { "run" } else { "build" }, "--bin", name]);
        let message = String::from_utf8_lossy(&output.stderr);
        match (is_right, output.status.success()) {
            (true, true) => {}
            (true, false) => faults.push(format!("{name} fails:\n{message}")),
            (false, built) if !is_refused(code) => {
                if !built {
                    faults.push(format!("{name} does not build:\n{message}"));
                }
            }
            (false, true) => faults.push(format!("{name} compiles")),
            (false, false) if is_about(&message, code) => {}
            (false, false) => faults.push(format!("{name} fails for another reason:\n{message}")),
        }
    }
    assert!(examples.len() >= 56, "there are only {} examples", examples.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_the_code_itself_counts() {
    let code = codes::lookup("FA601").expect("the table has the code");
    assert!(is_about("error: this `FrameBox` lives in the arena of `f` [FA601]", code));
    assert!(is_about("error[E0515]: cannot return value referencing local variable `alloc`", code));
    assert!(!is_about("error[E0425]: cannot find value `alloc`", code));
    assert!(!is_about("error: a budget needs its unit [FA102]", code));
}
