//! What each command prints, and how it exits. What it does is in the rooms that are called.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::Command as Process;

use framealloc_lint::Level;
use framealloc_lint::codes::{self, Code, Layer};
use framealloc_lint::wordings;

use crate::analysis::{self, Analysis};
use crate::args::{CheckArgs, Cli, Color, Command, PlaceArgs};
use crate::baseline::{self, Baseline};
use crate::check::{self, Run, Stopped};
use crate::commands::{doctor, init, show};
use crate::config::{self, Config};
use crate::exit::{CLEAN, COULD_NOT_RUN, FINDINGS};
use crate::fix;
use crate::problem::Problem;
use crate::report::{self, Format, Style};
use crate::sources::Sources;
use crate::workspace::Workspace;

/// Why a command ends early; what there was to say has been said.
struct Ended;

/// What a command comes to.
type Answer = Result<u8, Ended>;

/// Carries out a command.
pub(crate) fn run(cli: Cli) -> u8 {
    let answer = match cli.command {
        None => judge(&cli.check),
        Some(Command::Explain { code }) => explain(&code),
        Some(Command::List) => list(),
        Some(Command::Show { what, place }) => shown(&what, &place),
        Some(Command::Init { force, place }) => initialised(force, &place),
        Some(Command::Baseline { check }) => baseline(&check),
        Some(Command::Doctor { place }) => doctored(&place),
    };
    answer.unwrap_or(COULD_NOT_RUN)
}

/// `cargo fa` itself.
fn judge(args: &CheckArgs) -> Answer {
    let format = args.format;
    let mut checked = true;
    if args.with_check {
        if format != Format::RustcJson {
            return Err(said(&Problem::with(
                "",
                "`--with-check` passes cargo's messages on",
                "add `--format rustc-json`",
            )));
        }
        checked = pass_check_on(&args.place)?;
    }
    let stopped = |it: Stopped| stopped(&it, args.color);
    let mut run = check::run(args).map_err(stopped)?;
    if args.fix {
        let outcome = fix::apply(&run.report.findings, &run.sources, args.allow_dirty).map_err(|it| said(&it))?;
        say(format_args!("{}", outcome.to_string().trim_end()));
        if !outcome.applied.is_empty() {
            // What is left is told of the files as they are now.
            run = check::run(args).map_err(stopped)?;
        }
    }
    let answer = print_report(args, format, &run)?;
    if args.timings {
        for (name, milliseconds) in run.timings {
            say(format_args!("{milliseconds:8.1} ms  {name}"));
        }
    }
    if !run.readable {
        return Err(unread());
    }
    // What the compiler rejects is of level error too.
    Ok(if checked { answer } else { FINDINGS })
}

fn print_report(args: &CheckArgs, format: Format, run: &Run) -> Answer {
    let color = match args.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            format == Format::Human
                && matches!(
                    anstream::AutoStream::choice(&io::stdout()),
                    anstream::ColorChoice::Always | anstream::ColorChoice::AlwaysAnsi
                )
        }
    };
    let style = Style { color, ..Style::default() };
    written(|out| report::write(out, format, &run.report, &run.sources, &style))?;
    Ok(if run.report.count(Level::Error) > 0 { FINDINGS } else { CLEAN })
}

/// A run that read nothing is no approval.
fn unread() -> Ended {
    let help = "FA006 says of each file what is wrong with it";
    said(&Problem::with("", "nothing was judged: no file of the chosen packages could be read", help))
}

/// Lets cargo tell what it finds, in its own words, on our output. The answer is whether the program compiles.
fn pass_check_on(place: &PlaceArgs) -> Result<bool, Ended> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Process::new(cargo);
    command.args(["check", "--message-format=json", "--all-targets", "--quiet"]);
    if let Some(manifest) = &place.manifest_path {
        command.arg("--manifest-path").arg(manifest);
    }
    if place.packages.is_empty() {
        command.arg("--workspace");
    }
    for package in &place.packages {
        command.args(["-p", package]);
    }
    if place.all_features {
        command.arg("--all-features");
    }
    if place.no_default_features {
        command.arg("--no-default-features");
    }
    if !place.features.is_empty() {
        command.arg("--features").arg(place.features.join(","));
    }
    command.args(place.choice().cargo);
    // Its own failure is told by its messages, and ours come behind them.
    match command.status() {
        Ok(status) => Ok(status.success()),
        Err(error) => {
            Err(said(&Problem::with("", format!("`cargo check` does not run: {error}"), "leave out `--with-check`")))
        }
    }
}

fn explain(code: &str) -> Answer {
    let known = codes::lookup(code).or_else(|| codes::lookup(&code.to_uppercase()));
    // Of one of our codes, by code or name, or of one of the compiler's.
    let Some(text) = known.map(Code::explain).or_else(|| wordings::explain(code)) else {
        let hint = codes::did_you_mean(code)
            .map_or_else(String::new, |near| format!("; did you mean `{}` ({})?", near.id, near.name));
        let message = format!("there is no code `{code}`{hint}");
        return Err(said(&Problem::with("", message, "`cargo fa list` shows all of them")));
    };
    written(|out| out.write_all(text.as_bytes()))?;
    Ok(CLEAN)
}

/// One line a code: code, level, who raises it, name.
fn list() -> Answer {
    written(|out| {
        for code in codes::ALL {
            let by: String = code.by.iter().map(|layer: &Layer| layer.letter()).collect();
            let Code { id, name, level, .. } = code;
            writeln!(out, "{id}  {:<5}  {by:<4}  {name}", format!("{level:?}").to_lowercase())?;
        }
        let judged = crate::rules::judged().collect::<Vec<_>>().join(", ");
        writeln!(out, "\nby: R rustc through the types, M attribute, F cargo fa, T at run time")?;
        writeln!(out, "F, in this version: {judged}")
    })?;
    Ok(CLEAN)
}

fn shown(what: &str, place: &PlaceArgs) -> Answer {
    let (_, Analysis { functions, .. }, _, sources) = analysed(place)?;
    let found = show::named(what, &functions, &sources).map_err(|problem| said(&problem))?;
    written(|out| show::print(&found, &sources, &mut { out }))?;
    Ok(CLEAN)
}

fn initialised(force: bool, place: &PlaceArgs) -> Answer {
    let workspace =
        Workspace::of(&place.choice()).map_err(|error| said(&Problem::with("", error.message, error.help)))?;
    let mut sources = Sources::new(&workspace.root);
    // What is there is not asked: it may be what is to be replaced.
    let analysis = analysis::analyze(&workspace, &Config::default(), |_| true, &mut sources);
    let found = init::Found {
        packages: workspace.packages.iter().map(|package| package.name.clone()).collect(),
        modules: analysis.modules,
        tags: analysis.tags,
    };
    let path = place.config.clone().unwrap_or_else(|| workspace.root.join(config::FILE_NAME));
    init::write(&path, &init::text(&found), force).map_err(|problem| said(&problem))?;
    written(|out| writeln!(out, "wrote {}", path.display()))?;
    Ok(CLEAN)
}

fn baseline(args: &CheckArgs) -> Answer {
    let path = args.baseline.clone();
    // What is written down is all that is found, not what is new.
    let whole = CheckArgs { baseline: None, ..args.clone() };
    let run = check::run(&whole).map_err(|it| stopped(&it, args.color))?;
    if !run.readable {
        return Err(unread());
    }
    let path = path.unwrap_or_else(|| run.sources.root.join(baseline::FILE_NAME));
    let baseline = Baseline::of(&run.report, &run.sources);
    baseline.save(&path).map_err(|problem| said(&problem))?;
    let count: usize = baseline.entries.iter().map(|entry| entry.count).sum();
    written(|out| writeln!(out, "wrote {count} findings to {}", path.display()))?;
    Ok(CLEAN)
}

fn doctored(place: &PlaceArgs) -> Answer {
    let workspace = Workspace::of(&place.choice());
    let root = workspace
        .as_ref()
        .map_or_else(|_| std::env::current_dir().unwrap_or_default(), |workspace| workspace.root.clone());
    let mut sources = Sources::new(&root);
    let (mut files, mut modules) = (Vec::new(), Vec::new());
    if let Ok(workspace) = &workspace {
        let analysis = analysis::analyze(workspace, &Config::default(), |_| true, &mut sources);
        files = sources.iter().map(|(_, source)| source.name.clone()).collect();
        modules = analysis.modules;
    }
    let inputs = doctor::gather(&root, place.config.as_deref(), None, files, modules, &mut sources);
    let checks = doctor::checks(&inputs);
    written(|out| doctor::print(&checks, &mut { out }))?;
    Ok(doctor::exit_code(&checks))
}

/// The workspace with its configuration, for commands that judge nothing.
fn analysed(place: &PlaceArgs) -> Result<(Workspace, Analysis, Config, Sources), Ended> {
    let workspace =
        Workspace::of(&place.choice()).map_err(|error| said(&Problem::with("", error.message, error.help)))?;
    let mut sources = Sources::new(&workspace.root);
    let (config, _) = match check::configuration(place.config.as_deref(), &mut sources) {
        Ok(read) => read,
        Err(problems) => return Err(stopped(&Stopped { problems, sources }, Color::Auto)),
    };
    let analysis = analysis::describe(&workspace, &config, &mut sources);
    Ok((workspace, analysis, config, sources))
}

/// Writes to the standard error. Where nobody can hear it, the exit code still tells.
fn say(text: std::fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Tells a problem that points into no file.
fn said(problem: &Problem) -> Ended {
    say(format_args!("{problem}"));
    Ended
}

/// Tells problems, in the look of findings where they point into a file.
fn stopped(stopped: &Stopped, color: Color) -> Ended {
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            io::stderr().is_terminal() && anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never
        }
    };
    for problem in &stopped.problems {
        say(format_args!("{}", report::problem(problem, &stopped.sources, color)));
    }
    Ended
}

/// Writes to the standard output. A closed pipe is how `cargo fa list | head` ends.
fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Ended> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => {
            say(format_args!("error: failed to write the answer: {error}"));
            Err(Ended)
        }
    }
}
