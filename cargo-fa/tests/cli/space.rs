//! Small workspaces on disk, with a stub for the runtime, and the command run in them. Nothing is compiled; nothing is asserted
//! but that files can be written.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The binary under test.
pub(crate) const FA: &str = env!("CARGO_BIN_EXE_cargo-fa");

/// One finding of each level: an error, a warning, a hint.
pub(crate) const LIB: &str = "\
use framealloc::SmartAlloc;

pub fn leak(alloc: &SmartAlloc) {
    std::mem::forget(alloc.scope());
}

pub fn receive(alloc: &SmartAlloc) {
    loop {
        alloc.frame_alloc(1u8);
    }
}

pub fn sum(alloc: &SmartAlloc, names: &[u8]) {
    for name in names {
        let sum = alloc.frame_alloc(*name);
        *sum += 1;
    }
}
";
pub(crate) const ERROR: &str = "4 error FA607";
pub(crate) const WARNING: &str = "9 warning FA301";
pub(crate) const HINT: &str = "15 note FA602";

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A directory that is gone with the value: the workspace in `ws`, the stub beside it, so that it is no member.
pub(crate) struct Space(PathBuf);

impl Drop for Space {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Space {
    /// No workspace yet.
    pub(crate) fn empty() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let dir = std::env::temp_dir().join(format!("fa-cli-{}-{count}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(dir.join("ws")).expect("the temporary directory can be written to");
        let space = Space(dir.canonicalize().expect("it is there"));
        space.file("../stub/Cargo.toml", "[package]\nname = \"framealloc\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        space.file("../stub/src/lib.rs", "pub struct SmartAlloc;\n");
        space
    }

    /// A package `game` that depends on the runtime, with this as its library.
    pub(crate) fn game(lib: &str) -> Self {
        let space = Space::empty();
        space.package("", "game", &runtime(""), lib);
        space
    }

    /// A virtual workspace of all folders in it.
    pub(crate) fn workspace(members: &[&str]) -> Self {
        let space = Space::empty();
        let list = members.iter().map(|member| format!("\"{member}\"")).collect::<Vec<_>>().join(", ");
        space.file("Cargo.toml", &format!("[workspace]\nresolver = \"3\"\nmembers = [{list}]\n"));
        space
    }

    /// A package in a folder, with what follows `[dependencies]`.
    pub(crate) fn package(&self, folder: &str, name: &str, dependencies: &str, lib: &str) -> &Self {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n"
        );
        self.file(&join(folder, "Cargo.toml"), &manifest);
        self.file(&join(folder, "src/lib.rs"), lib)
    }

    pub(crate) fn file(&self, path: &str, text: &str) -> &Self {
        self.bytes(path, text.as_bytes())
    }

    pub(crate) fn bytes(&self, path: &str, bytes: &[u8]) -> &Self {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().expect("it is in the workspace")).expect("it can be written");
        std::fs::write(&path, bytes).expect("it can be written");
        self
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.at(path)).expect("it is there")
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.0.join("ws").join(path)
    }

    pub(crate) fn command(&self, args: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(FA);
        command.args(args).current_dir(self.at("")).env("CARGO_NET_OFFLINE", "true");
        // The same on every machine and in every gate.
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CEILING_DIRECTORIES", &self.0);
        for name in ["CLICOLOR_FORCE", "CARGO_TARGET_DIR", "CARGO_TERM_COLOR", "GIT_DIR", "RUSTC_WRAPPER"] {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn run(&self, args: &[impl AsRef<OsStr>]) -> Out {
        Out::of(self.command(args).output().expect("the binary under test runs"))
    }

    /// A run that could be done, with its findings.
    pub(crate) fn found(&self, args: &[&str]) -> Vec<String> {
        let out = self.run(&[args, &["--format", "compact"]].concat());
        assert!(out.code < 2, "{args:?} exits with {}: {}", out.code, out.said);
        out.findings()
    }

    pub(crate) fn git(&self, args: &[&str]) {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]).args(args);
        let output = command.current_dir(self.at("")).env("GIT_CONFIG_GLOBAL", "/dev/null").output().expect("git runs");
        assert!(output.status.success(), "git {args:?}: {}", text(&output.stderr));
    }
}

/// `framealloc = ..` with more keys, from a package in `folder`.
pub(crate) fn runtime(folder: &str) -> String {
    let up = "../".repeat(folder.split('/').filter(|part| !part.is_empty()).count() + 1);
    format!("framealloc = {{ path = \"{up}stub\" }}\n")
}

fn join(folder: &str, path: &str) -> String {
    Path::new(folder).join(path).display().to_string()
}

/// What a run came to.
pub(crate) struct Out {
    pub(crate) code: i32,
    pub(crate) told: String,
    pub(crate) said: String,
}

impl Out {
    pub(crate) fn of(output: Output) -> Self {
        let said = text(&output.stderr);
        assert!(!said.contains("panicked at"), "{said}");
        let code = output.status.code().unwrap_or_else(|| panic!("{}: {said}", output.status));
        Out { code, told: text(&output.stdout), said }
    }

    /// Of `--format compact`, as `9 warning FA301`; the file is named where it is not `src/lib.rs`.
    pub(crate) fn findings(&self) -> Vec<String> {
        let lines = self.told.lines().map(|line| {
            let mut parts = line.splitn(4, ':');
            let mut part = || parts.next().unwrap_or_else(|| panic!("no finding: {line}"));
            let (file, number, _, rest) = (part(), part(), part(), part());
            let (level, rest) = rest.trim_start().split_once('[').unwrap_or_else(|| panic!("no code: {line}"));
            let code = rest.split(']').next().unwrap_or_default();
            let file = if file == "src/lib.rs" { String::new() } else { format!("{file}:") };
            format!("{file}{number} {level} {code}")
        });
        lines.collect()
    }
}
