//! `cargo fa show`: what functions do with frame memory, as far as the source tells. Nothing is judged.

use std::io::{self, Write};
use std::path::Path;

use crate::analysis::Function;
use crate::problem::Problem;
use crate::sources::Sources;

/// The functions that a file or the end of a path names.
///
/// # Errors
///
/// Where it names none.
pub fn named<'a>(what: &str, functions: &'a [Function], sources: &Sources) -> Result<Vec<&'a Function>, Problem> {
    let real = Path::new(what).canonicalize().ok();
    let in_file = |function: &&Function| {
        let path = &sources.get(function.place.file).path;
        real.as_ref().is_some_and(|real| path.canonicalize().is_ok_and(|path| path == *real))
    };
    let by_path = |function: &&Function| {
        function.path == what || function.path.strip_suffix(what).is_some_and(|before| before.ends_with("::"))
    };
    let found: Vec<&Function> = functions.iter().filter(|function| in_file(function) || by_path(function)).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let last = |path: &'a str| path.rsplit("::").next().unwrap_or(path);
    let near = framealloc_lint::closest(what, functions.iter().map(|function| last(&function.path)));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a file, or a function by the end of its path, such as `physics::solve`".into(),
    };
    Err(Problem::with("", format!("no function that deals with frame memory is called `{what}`"), help))
}

/// Prints them.
///
/// # Errors
///
/// What `out` answers.
pub fn print(found: &[&Function], sources: &Sources, out: &mut impl Write) -> io::Result<()> {
    for (at, function) in found.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let source = sources.get(function.place.file);
        let kind = if function.kind.is_empty() { String::new() } else { format!("  ({})", function.kind) };
        let line = source.position(function.place.start as usize).line;
        writeln!(out, "{}{kind}  {}:{line}", function.path, source.name)?;
        if function.does.is_empty() {
            writeln!(out, "    nothing with frame memory")?;
        }
        for (place, what) in &function.does {
            let source = sources.get(place.file);
            writeln!(out, "    {:>5}  {what}", source.position(place.start as usize).line)?;
        }
    }
    Ok(())
}
