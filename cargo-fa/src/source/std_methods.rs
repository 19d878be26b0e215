//! What methods of the standard library give, as far as handles and frame data pass through them. A table.

use super::ty::{Std, Ty};

/// Methods that give a part of what they are called on.
pub(crate) const KEEP: [&str; 28] = [
    "as_slice",
    "as_mut_slice",
    "as_str",
    "as_bytes",
    "as_ref",
    "as_mut",
    "as_mut_str",
    "leak",
    "into_inner",
    "borrow",
    "borrow_mut",
    "deref",
    "deref_mut",
    "by_ref",
    "trim",
    "lines",
    "chars",
    "split",
    "split_at",
    "get",
    "trim_end",
    "trim_start",
    "strip_prefix",
    "strip_suffix",
    "split_whitespace",
    "into_bytes",
    "max",
    "min",
];

/// Methods that take what they are called on.
pub(crate) const CONSUME: [&str; 8] =
    ["into_transfer", "try_into_transfer", "into_inner", "into_iter", "into_bytes", "into_vec", "leak", "into_string"];

/// Methods that copy what they are given.
pub(crate) const COPY: [&str; 12] = [
    "extend_from_slice",
    "push_str",
    "copy_from_slice",
    "clone_from_slice",
    "write_all",
    "write_str",
    "extend",
    "eq",
    "cmp",
    "starts_with",
    "ends_with",
    "contains",
];

/// Whether a type has the method itself, rather than through what it derefs to.
pub(crate) fn is_method(std: Std, name: &str) -> bool {
    match std {
        Std::Pointer => matches!(name, "clone" | "as_ref" | "as_mut" | "get_mut"),
        Std::Box => matches!(name, "as_ref" | "as_mut" | "clone"),
        Std::ManuallyDrop => false,
        _ => true,
    }
}

/// What a method gives, and what its closure is called with.
pub(crate) fn output(std: Std, of: &[Ty], name: &str, args: &[Ty]) -> Ty {
    let inner = || of.first().cloned().unwrap_or_default();
    let lent = || Ty::shared(inner());
    let given = || match args.last() {
        Some(Ty::Closure(output, _)) => (**output).clone(),
        _ => Ty::Unknown,
    };
    match (std, name) {
        (_, "clone") => Ty::Std(std, of.to_vec()),
        (
            Std::Option | Std::Result,
            "unwrap" | "expect" | "unwrap_or" | "unwrap_or_else" | "unwrap_or_default" | "unwrap_unchecked"
            | "get_or_insert_with",
        ) => inner(),
        (Std::Option | Std::Result, "as_ref" | "as_deref") => Ty::of(std, lent()),
        (Std::Option | Std::Result, "as_mut" | "as_deref_mut") => Ty::of(std, Ty::exclusive(inner())),
        (Std::Option, "take" | "replace" | "or" | "or_else" | "filter" | "copied" | "cloned" | "xor") => {
            Ty::of(std, inner())
        }
        (Std::Result, "ok") => Ty::of(Std::Option, inner()),
        (Std::Option, "ok_or" | "ok_or_else") => Ty::of(Std::Result, inner()),
        (Std::Result, "map_err" | "or" | "or_else") => Ty::of(Std::Result, inner()),
        (Std::Option | Std::Result | Std::Iterator, "map") => Ty::of(std, given()),
        (Std::Option | Std::Result, "and_then") => given(),
        (Std::Option | Std::Result, "iter" | "into_iter") => Ty::of(Std::Iterator, lent()),
        (Std::Option, "map_or" | "map_or_else") => given(),
        (Std::Pointer | Std::Box, "as_ref") => lent(),
        (Std::Pointer | Std::Box, "as_mut") => Ty::exclusive(inner()),
        (Std::Pointer, "get_mut") => Ty::of(Std::Option, Ty::exclusive(inner())),
        (Std::Cell, "lock" | "read" | "write" | "try_lock" | "try_read" | "try_write") => {
            Ty::of(Std::Result, Ty::of(Std::Pointer, inner()))
        }
        (Std::Cell, "borrow" | "borrow_mut") => Ty::of(Std::Pointer, inner()),
        (Std::Cell, "get_mut") => Ty::of(Std::Result, Ty::exclusive(inner())),
        (Std::Cell, "as_ref") => lent(),
        (Std::Cell, "get") => Ty::of(Std::Option, lent()),
        (Std::Cell, "get_or_init") => lent(),
        (Std::Cell, "with" | "with_borrow" | "with_borrow_mut") => given(),
        (Std::Cell, "take" | "into_inner" | "replace") => inner(),
        (Std::Map, "get" | "get_mut") => Ty::of(Std::Option, lent()),
        (Std::Map, "values" | "values_mut" | "into_values") => Ty::of(Std::Iterator, lent()),
        (Std::Map, "iter" | "iter_mut") => Ty::of(Std::Iterator, Ty::Tuple(vec![Ty::Unknown, lent()])),
        (Std::Vec, _) => of_seq(&inner(), name, args),
        (Std::Receiver, "recv" | "try_recv" | "recv_timeout") => Ty::of(Std::Result, inner()),
        (Std::Receiver, "iter" | "into_iter") | (Std::TcpListener, "incoming") => Ty::of(Std::Endless, inner()),
        (Std::Receiver, "try_iter") => Ty::of(Std::Iterator, inner()),
        (Std::Iterator | Std::Endless | Std::Range(_), _) => of_iterator(std, &inner(), name, args, &given()),
        (Std::Thread, "name" | "stack_size") => Ty::Std(Std::Thread, Vec::new()),
        _ => Ty::Unknown,
    }
}

fn of_iterator(std: Std, inner: &Ty, name: &str, args: &[Ty], given: &Ty) -> Ty {
    let same = |inner: Ty| match std {
        Std::Endless => Ty::of(Std::Endless, inner),
        _ => Ty::of(Std::Iterator, inner),
    };
    match name {
        "iter" | "into_iter" | "by_ref" | "filter" | "skip" | "skip_while" | "step_by" | "peekable" | "inspect"
        | "fuse" | "rev" | "chain" => same(inner.clone()),
        "take" | "take_while" | "map_while" => Ty::of(Std::Iterator, inner.clone()),
        "cycle" => Ty::of(Std::Endless, inner.clone()),
        "copied" | "cloned" => same(inner.peeled().clone()),
        "map" => same(given.clone()),
        "enumerate" => same(Ty::Tuple(vec![Ty::plain(), inner.clone()])),
        "zip" => {
            let other = args.first().map(item_of).unwrap_or_default();
            // A zip ends with the first that ends.
            let both_endless = std == Std::Endless && matches!(args.first(), Some(Ty::Std(Std::Endless, _)));
            let pair = Ty::Tuple(vec![inner.clone(), other]);
            if both_endless { Ty::of(Std::Endless, pair) } else { Ty::of(Std::Iterator, pair) }
        }
        "next" | "last" | "nth" | "find" | "max_by_key" | "min_by_key" | "next_back" | "peek" => {
            Ty::of(Std::Option, inner.clone())
        }
        "count" | "len" | "sum" | "position" | "any" | "all" => Ty::plain(),
        _ => Ty::Unknown,
    }
}

/// A method of a slice, an array or a `Vec`.
pub(crate) fn of_seq(inner: &Ty, name: &str, args: &[Ty]) -> Ty {
    let lent = Ty::shared(inner.clone());
    match name {
        "iter" => Ty::of(Std::Iterator, lent),
        "iter_mut" | "chunks" | "windows" => Ty::of(Std::Iterator, Ty::exclusive(inner.clone())),
        "into_iter" | "drain" => Ty::of(Std::Iterator, inner.clone()),
        "first" | "last" | "get" => Ty::of(Std::Option, lent),
        "first_mut" | "last_mut" | "get_mut" => Ty::of(Std::Option, Ty::exclusive(inner.clone())),
        "pop" | "pop_front" | "pop_back" => Ty::of(Std::Option, inner.clone()),
        "remove" | "swap_remove" => inner.clone(),
        "as_slice" | "as_mut_slice" => Ty::shared(Ty::Seq(Box::new(inner.clone()))),
        "len" | "is_empty" | "capacity" => Ty::plain(),
        "map" => match args.last() {
            Some(Ty::Closure(output, _)) => Ty::Seq(output.clone()),
            _ => Ty::Unknown,
        },
        _ => Ty::Unknown,
    }
}

/// What `for` takes out of a value.
pub(crate) fn item_of(ty: &Ty) -> Ty {
    match ty {
        Ty::Seq(inner) => (**inner).clone(),
        Ty::Std(Std::Iterator | Std::Endless | Std::Vec | Std::Option | Std::Receiver | Std::Range(_), _) => ty.inner(),
        Ty::Api(super::ty::Api::FrameVec | super::ty::Api::FrameSet, _) => ty.inner(),
        Ty::Ref { mutable, to, .. } => Ty::Ref { mutable: *mutable, frame: false, to: Box::new(item_of(to)) },
        _ => Ty::Unknown,
    }
}

/// What the closure of a method is called with.
pub(crate) fn closure_inputs(std: Std, of: &[Ty], name: &str) -> Vec<Ty> {
    let inner = of.first().cloned().unwrap_or_default();
    match (std, name) {
        (
            Std::Option | Std::Result,
            "map" | "and_then" | "is_some_and" | "map_or" | "map_or_else" | "unwrap_or_else",
        ) => vec![inner],
        (Std::Option, "inspect" | "filter") => vec![Ty::shared(inner)],
        (
            Std::Iterator | Std::Endless | Std::Range(_),
            "map" | "for_each" | "any" | "all" | "flat_map" | "filter_map" | "find_map" | "position" | "try_for_each"
            | "map_while",
        ) => vec![inner],
        (Std::Iterator | Std::Endless | Std::Range(_), "filter" | "inspect" | "take_while" | "skip_while" | "find") => {
            vec![Ty::shared(inner)]
        }
        (Std::Iterator | Std::Endless | Std::Range(_), "fold" | "try_fold") => vec![Ty::Unknown, inner],
        (Std::Cell, "with" | "with_borrow") => vec![Ty::shared(inner)],
        (Std::Cell, "with_borrow_mut") => vec![Ty::exclusive(inner)],
        _ => Vec::new(),
    }
}
