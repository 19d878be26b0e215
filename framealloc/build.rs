//! Finds out two things about the build. Whether AddressSanitizer is in use; and, by asking the user's compiler one question: does it know the standard library's `Allocator` trait, in the form that
//! `src/interop/std_allocator.rs` implements? It compiles `build/std_allocator.rs` to find out, which takes some hundredths
//! of a second and no network. On the day that the trait is stabilised, `FrameAllocatorStd` is there without the feature.
//! Nothing else is decided here.
//!
//! Sets these for the crate and its tests:
//! - `framealloc_asan`: AddressSanitizer is in use.
//! - `framealloc_std_allocator`: the trait is there.
//! - `framealloc_allocator_api`: it needs `#![feature(allocator_api)]`. Only with the feature `nightly`, and only where the
//!   compiler takes it: a nightly, or any with `RUSTC_BOOTSTRAP=1`. Everywhere else that feature changes nothing.
//! - `framealloc_allocator_clone`: so is `AllocatorClone`, without which newer nightlies do not clone collections.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

const PROBE: &str = "build/std_allocator.rs";

fn main() {
    for cfg in ["framealloc_std_allocator", "framealloc_allocator_api", "framealloc_allocator_clone"] {
        println!("cargo:rustc-check-cfg=cfg({cfg})");
    }
    for file in ["build.rs", PROBE] {
        println!("cargo:rerun-if-changed={file}");
    }
    // Cargo runs this again for another compiler by itself.
    println!("cargo:rerun-if-env-changed=RUSTC_BOOTSTRAP");

    address_sanitizer();
    let gated = env::var_os("CARGO_FEATURE_NIGHTLY").is_some();
    if compiles(&[]) {
        println!("cargo:rustc-cfg=framealloc_std_allocator");
    } else if gated && compiles(&["probe_gated"]) {
        println!("cargo:rustc-cfg=framealloc_std_allocator");
        println!("cargo:rustc-cfg=framealloc_allocator_api");
        if compiles(&["probe_gated", "probe_clone"]) {
            println!("cargo:rustc-cfg=framealloc_allocator_clone");
        }
    }
}

/// `cfg(framealloc_asan)` wherever AddressSanitizer is in use, so that nobody has to know of it: `cfg(sanitize)` itself is
/// unstable, but cargo passes it on to build scripts.
fn address_sanitizer() {
    let sanitizers = std::env::var("CARGO_CFG_SANITIZE").unwrap_or_default();
    if sanitizers.split(',').any(|sanitizer| sanitizer == "address") {
        println!("cargo::rustc-cfg=framealloc_asan");
    }
}

/// Whether the probe compiles as the crate would be: by the same compiler, wrapper and flags, for the same target. Where
/// anything is amiss the answer is no, and the crate is what it is without the trait.
fn compiles(cfgs: &[&str]) -> bool {
    let (Some(rustc), Some(out)) = (env::var_os("RUSTC"), env::var_os("OUT_DIR")) else { return false };
    // The wrapper of the workspace goes inside the other one, as cargo has it.
    let wrappers = ["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"].into_iter().filter_map(env::var_os);
    let mut words = wrappers.filter(|wrapper| !wrapper.is_empty()).chain([rustc]);
    let Some(program) = words.next() else { return false };
    let metadata = Path::new(&out).join("libframealloc_probe.rmeta");
    let mut command = Command::new(program);
    command.args(words).args(["--edition=2024", "--crate-type=lib", "--crate-name=framealloc_probe"]);
    command.args(["--emit=metadata", "--cap-lints=allow", "-o"]).arg(&metadata).arg(PROBE);
    for cfg in cfgs {
        command.arg("--cfg").arg(cfg);
    }
    if let Some(target) = env::var_os("TARGET") {
        command.arg("--target").arg(target);
    }
    if let Ok(flags) = env::var("CARGO_ENCODED_RUSTFLAGS") {
        command.args(flags.split('\x1f').filter(|flag| !flag.is_empty()));
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
