//! `ops compile-time`: what an annotated function costs the compiler, and what the macro crate costs a clean build. The
//! programs are made here; nothing of the runtime is measured.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
};

use crate::report::valgrind;

/// Functions in a program. Their number divides what the program costs more than one without attributes.
const FUNCTIONS: usize = 500;
/// Under valgrind, where a program takes fifty times as long.
const COUNTED: usize = 100;
const RUNS: usize = 5;

/// A way to annotate: what it is called, the attributes of a function, and what stands before the functions.
struct Kind {
    name: &'static str,
    imports: &'static str,
    attributes: &'static str,
    plan: Option<&'static str>,
}

const KINDS: [Kind; 5] = [
    Kind { name: "no attribute", imports: "SmartAlloc", attributes: "", plan: None },
    Kind {
        name: "`#[frame_system]`",
        imports: "SmartAlloc, frame_system",
        attributes: "#[frame_system]\n",
        plan: None,
    },
    Kind {
        name: "with a text as its tag, and a budget",
        imports: "SmartAlloc, budget, frame_system",
        attributes: "#[frame_system(tag = \"physics\")]\n#[budget(kb = 256)]\n",
        plan: None,
    },
    Kind {
        name: "with a tag of a plan, and a budget",
        imports: "SmartAlloc, budget, frame_system, memory_plan",
        attributes: "#[frame_system(tag = game::physics)]\n#[budget(kb = 256)]\n",
        plan: Some(""),
    },
    Kind {
        name: "the same, listed in the plan",
        imports: "SmartAlloc, budget, frame_system, memory_plan",
        attributes: "#[frame_system(tag = game::physics)]\n#[budget(kb = 256)]\n",
        plan: Some(" => [LIST]"),
    },
];

/// A system of ordinary length.
const FUNCTION: &str = "pub fn system_N(alloc: &SmartAlloc, bodies: &[f32]) -> usize {
    let mut pairs = alloc.frame_vec();
    for (i, a) in bodies.iter().enumerate() {
        for (j, b) in bodies.iter().enumerate().skip(i + 1) {
            if (a - b).abs() < 1.0 {
                pairs.push((i, j));
            }
        }
    }
    let sums = alloc.frame_slice_with(bodies.len(), |i| bodies[i] * 2.0);
    sums[0] += pairs.len() as f32;
    pairs.len()
}
";

impl Kind {
    fn program(&self, functions: usize) -> String {
        let mut text = format!("use framealloc::{{{}}};\n", self.imports);
        if let Some(list) = self.plan {
            let names: Vec<String> = (0..functions).map(|n| format!("system_{n}")).collect();
            let list = list.replace("LIST", &names.join(", "));
            text += &format!("memory_plan! {{\n    plan game: mb = 4096;\n    tag physics: mb = 4096{list};\n}}\n");
        }
        for n in 0..functions {
            text += self.attributes;
            text += &FUNCTION.replace('N', &n.to_string());
        }
        text
    }
}

pub fn run() -> Result<ExitCode, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/compile-time");
    let macros = cold_build(&folder)?;
    let usual = Compiler::with_macros(&folder, 0)?;
    let optimised = Compiler::with_macros(&folder, 1)?;
    println!("| a function | instructions | CPU ms | with optimised macros, CPU ms |");
    println!("|---|--:|--:|--:|");
    let base = [usual.count(&KINDS[0])?, usual.seconds(&KINDS[0])?, optimised.seconds(&KINDS[0])?];
    for kind in &KINDS[1..] {
        let counted = usual
            .count(kind)?
            .zip(base[0])
            .map_or_else(|| "–".to_owned(), |(count, base)| format!("{:.1} M", (count - base) / COUNTED as f64 / 1e6));
        let ms = |compiler: &Compiler, base: Option<f64>| {
            let more = compiler.seconds(kind)?.zip(base).map_or(0.0, |(seconds, base)| seconds - base);
            Ok::<_, String>(format!("{:.2}", more / FUNCTIONS as f64 * 1e3))
        };
        println!("| {} | {counted} | {} | {} |", kind.name, ms(&usual, base[1])?, ms(&optimised, base[2])?);
    }
    println!("\nA clean build of `framealloc-macros` with everything it needs: {macros:.1} s of CPU.");
    Ok(ExitCode::SUCCESS)
}

/// CPU seconds of building the macro crate from nothing.
fn cold_build(folder: &Path) -> Result<f64, String> {
    let target = folder.join("cold");
    match fs::remove_dir_all(&target) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(format!("{}: {e}", target.display())),
        _ => {}
    }
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../framealloc-macros/Cargo.toml");
    let before = children()?;
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--manifest-path"]).arg(manifest).env("CARGO_TARGET_DIR", target);
    succeed(&mut cargo)?;
    Ok(children()? - before)
}

/// rustc, and where the runtime is built for it.
struct Compiler {
    folder: PathBuf,
    rustc: PathBuf,
    deps: PathBuf,
    runtime: PathBuf,
}

impl Compiler {
    /// Builds the runtime, and with it the macros, at this level of optimisation.
    fn with_macros(folder: &Path, level: u8) -> Result<Self, String> {
        let folder = folder.join(format!("level-{level}"));
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../framealloc");
        let manifest = format!(
            "[package]\nname = \"systems\"\nedition = \"2024\"\n[dependencies]\nframealloc = {{ path = {runtime:?} }}\n[profile.dev.build-override]\nopt-level = {level}\n[workspace]\n"
        );
        let write = |path: &str, text: &str| {
            fs::write(folder.join(path), text).map_err(|e| format!("{}: {e}", folder.join(path).display()))
        };
        fs::create_dir_all(folder.join("src")).map_err(|e| format!("{}: {e}", folder.display()))?;
        write("Cargo.toml", &manifest)?;
        write("src/lib.rs", "")?;
        let mut cargo = Command::new("cargo");
        cargo.args(["check", "--quiet"]).current_dir(&folder).env("CARGO_TARGET_DIR", folder.join("target"));
        succeed(&mut cargo)?;
        let deps = folder.join("target/debug/deps");
        let files = fs::read_dir(&deps).map_err(|e| format!("{}: {e}", deps.display()))?;
        let is_runtime = |path: &PathBuf| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            name.starts_with("libframealloc-") && name.ends_with(".rmeta")
        };
        let newest = |path: &PathBuf| fs::metadata(path).and_then(|data| data.modified()).ok();
        let runtime = files.filter_map(|file| file.ok().map(|file| file.path())).filter(is_runtime).max_by_key(newest);
        let runtime = runtime.ok_or_else(|| format!("no runtime in {}", deps.display()))?;
        let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output().map_err(|e| format!("rustc: {e}"))?;
        let rustc = Path::new(String::from_utf8_lossy(&sysroot.stdout).trim()).join("bin/rustc");
        Ok(Self { folder, rustc, deps, runtime })
    }

    /// What compiles a program as `cargo check` does, without what it remembers of the last time.
    fn arguments(&self, kind: &Kind, functions: usize) -> Result<Vec<String>, String> {
        let source = self.folder.join("program.rs");
        fs::write(&source, kind.program(functions)).map_err(|e| format!("{}: {e}", source.display()))?;
        let show = |path: &Path| path.display().to_string();
        let (out, runtime) = (self.folder.join("program.rmeta"), format!("framealloc={}", show(&self.runtime)));
        let words = ["--edition=2024", "--crate-type=lib", "--emit=metadata", "-Cdebuginfo=0", "-o"].map(str::to_owned);
        let rest = [show(&out), show(&source), "--extern".into(), runtime, "-L".into(), show(&self.deps)];
        Ok(words.into_iter().chain(rest).collect())
    }

    /// Instructions of the whole compilation, where there is a valgrind.
    fn count(&self, kind: &Kind) -> Result<Option<f64>, String> {
        if !valgrind::available() {
            return Ok(None);
        }
        let arguments = self.arguments(kind, COUNTED)?;
        valgrind::instructions(&self.rustc, &arguments).map(|count| Some(count as f64))
    }

    /// CPU seconds of the whole compilation: the least of several runs, which a busy machine disturbs least.
    fn seconds(&self, kind: &Kind) -> Result<Option<f64>, String> {
        let arguments = self.arguments(kind, FUNCTIONS)?;
        let mut least = f64::INFINITY;
        for _ in 0..RUNS {
            let before = children()?;
            succeed(Command::new(&self.rustc).args(&arguments))?;
            least = least.min(children()? - before);
        }
        Ok(Some(least))
    }
}

pub(crate) fn succeed(command: &mut Command) -> Result<(), String> {
    let output = command.stdout(Stdio::null()).stderr(Stdio::piped()).output();
    let output = output.map_err(|e| format!("cannot start {command:?}: {e}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{command:?} failed:\n{}", String::from_utf8_lossy(&output.stderr)))
}

/// CPU seconds of all children that have ended, user and system (`proc_pid_stat(5)`, fields 16 and 17).
pub(crate) fn children() -> Result<f64, String> {
    /// Linux counts in hundredths of a second, whatever the machine (`USER_HZ`).
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").map_err(|e| format!("/proc/self/stat: {e}"))?;
    // The second field is a name in parentheses, which may have spaces in it.
    let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: f64 = rest.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    Ok(ticks / TICKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_have_as_many_functions_as_asked_for_and_list_them() {
        let program = KINDS[4].program(3);
        assert_eq!(program.matches("#[frame_system").count(), 3);
        assert!(program.contains("=> [system_0, system_1, system_2];"), "{program}");
        assert!(!KINDS[0].program(2).contains("#["));
    }

    #[test]
    fn the_time_of_children_is_counted() {
        let before = children().unwrap();
        succeed(Command::new("sh").args(["-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done"])).unwrap();
        assert!(children().unwrap() > before);
    }
}
