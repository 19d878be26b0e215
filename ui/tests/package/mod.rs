//! A package of its own beside the build's other temporary files, for what trybuild cannot show: other editions, other
//! names of the dependency, other verbs of cargo.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A package that depends on the runtime of this workspace.
pub struct Package {
    folder: PathBuf,
}

impl Package {
    /// Writes its manifest; `dependency` is what stands before `path = ..`, such as `package = "framealloc", `.
    pub fn new(name: &str, edition: &str, (dependency, options): (&str, &str)) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let runtime = workspace.join("framealloc");
        let package = Self { folder };
        package.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = {name:?}\nedition = {edition:?}\n\n[dependencies]\n{dependency} = {{ {options}path = {runtime:?} }}\n\n[workspace]\n"
            ),
        );
        // The same dependencies as in the workspace, so that nothing has to be fetched.
        fs::copy(workspace.join("Cargo.lock"), package.folder.join("Cargo.lock")).expect("the lock file can be copied");
        package
    }

    /// Leaves a file alone that is as it should be, so that cargo builds only what changed.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return;
        }
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the package's folder can be made");
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Where cargo puts what it builds.
    pub fn target(&self) -> PathBuf {
        // One for all of these packages: they share their dependencies.
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages")
    }

    pub fn cargo(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO"))
            .args(args)
            .args(["--quiet", "--offline", "--color=never"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.target())
            // Instrumented test runs are about the runtime; these programs are about messages.
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("CARGO_BUILD_TARGET")
            .output()
            .expect("cargo can be started")
    }
}
