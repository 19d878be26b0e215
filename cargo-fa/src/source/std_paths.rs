//! Names of the standard library and of well-known crates that rules and types speak of. A table; nothing is computed.

/// The full path of a name that is there without an import.
pub(crate) fn prelude(name: &str) -> Option<Vec<String>> {
    let path: &[&str] = match name {
        "Option" => &["std", "option", "Option"],
        "Some" => &["std", "option", "Option", "Some"],
        "None" => &["std", "option", "Option", "None"],
        "Result" => &["std", "result", "Result"],
        "Ok" => &["std", "result", "Result", "Ok"],
        "Err" => &["std", "result", "Result", "Err"],
        "Box" => &["std", "boxed", "Box"],
        "Vec" => &["std", "vec", "Vec"],
        "String" => &["std", "string", "String"],
        "drop" => &["std", "mem", "drop"],
        "Fn" => &["std", "ops", "Fn"],
        "FnMut" => &["std", "ops", "FnMut"],
        "FnOnce" => &["std", "ops", "FnOnce"],
        "Iterator" => &["std", "iter", "Iterator"],
        "IntoIterator" => &["std", "iter", "IntoIterator"],
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "f32"
        | "f64" | "bool" | "char" | "str" => &["std", "primitive"],
        _ => return None,
    };
    Some(path.iter().map(|&part| part.to_owned()).collect())
}

/// Paths that a glob import may bring in.
const KNOWN: [&str; 24] = [
    "std::thread::spawn",
    "std::thread::scope",
    "std::thread::Builder",
    "std::mem::forget",
    "std::mem::drop",
    "std::mem::ManuallyDrop",
    "std::sync::Arc",
    "std::sync::Mutex",
    "std::sync::RwLock",
    "std::sync::OnceLock",
    "std::sync::LazyLock",
    "std::sync::mpsc::Receiver",
    "std::sync::mpsc::channel",
    "std::rc::Rc",
    "std::cell::RefCell",
    "std::cell::Cell",
    "std::cell::OnceCell",
    "std::iter::repeat",
    "std::iter::repeat_with",
    "std::ops::Deref",
    "tokio::task::spawn_local",
    "tokio::task::spawn",
    "futures::executor::block_on",
    "rayon::spawn",
];

/// The path of a name in a module of a foreign crate, if it is worth believing that a glob brings it in.
pub(crate) fn known_in(module: &[String], name: &str) -> Option<Vec<String>> {
    let is_it = |path: &&str| {
        let of = path.strip_suffix(name).and_then(|of| of.strip_suffix("::"));
        of.is_some_and(|of| of.split("::").eq(module.iter().map(String::as_str)))
    };
    // Most names are none of these, and making paths of them would take more time than all else.
    let runs = name.starts_with("spawn") || name == "block_on";
    if !runs && !KNOWN.iter().any(is_it) {
        return None;
    }
    let mut path = module.to_vec();
    path.push(name.to_owned());
    let is_known = !runs || is_block_on(&path) || is_thread_spawn(&path) || is_task_spawn(&path);
    is_known.then_some(path)
}

/// `block_on` of the executors that people use.
pub(crate) fn is_block_on(path: &[String]) -> bool {
    path.last().is_some_and(|last| last == "block_on") && path.len() > 1
}

/// Functions that start a thread or a job on one: by path.
pub(crate) fn is_thread_spawn(path: &[String]) -> bool {
    let written: Vec<&str> = path.iter().map(String::as_str).collect();
    matches!(
        written[..],
        ["std", "thread", "spawn"] | ["rayon", "spawn" | "spawn_fifo"] | ["rayon_core", "spawn" | "spawn_fifo"]
    )
}

/// Functions that start a task.
pub(crate) fn is_task_spawn(path: &[String]) -> bool {
    let Some((last, rest)) = path.split_last() else { return false };
    let root = rest.first().map(String::as_str);
    matches!(last.as_str(), "spawn" | "spawn_local" | "spawn_blocking")
        && matches!(
            root,
            Some(
                "tokio"
                    | "async_std"
                    | "smol"
                    | "futures"
                    | "async_executor"
                    | "monoio"
                    | "glommio"
                    | "wasm_bindgen_futures"
                    | "async_global_executor"
                    | "bevy"
                    | "bevy_tasks"
            )
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_brings_in_what_is_known() {
        let of = |module: &[&str]| module.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        assert!(known_in(&of(&["std", "thread"]), "spawn").is_some());
        assert!(known_in(&of(&["std", "mem"]), "forget").is_some());
        assert!(known_in(&of(&["std", "men"]), "forget").is_none());
        assert!(known_in(&of(&["pollster"]), "block_on").is_some());
        assert!(known_in(&of(&["std", "thread"]), "sleep").is_none());
        assert!(known_in(&of(&["my_crate"]), "spawn").is_none());
    }
}
