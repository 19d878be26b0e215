//! What the compiler's own settings tell this crate. Nothing is generated, and nothing outside the environment is read.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    address_sanitizer();
}

/// `cfg(framealloc_asan)` wherever AddressSanitizer is in use, so that nobody has to know of it: `cfg(sanitize)` itself is
/// unstable, but cargo passes it on to build scripts.
fn address_sanitizer() {
    let sanitizers = std::env::var("CARGO_CFG_SANITIZE").unwrap_or_default();
    if sanitizers.split(',').any(|sanitizer| sanitizer == "address") {
        println!("cargo::rustc-cfg=framealloc_asan");
    }
}
