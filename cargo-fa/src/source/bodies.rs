//! Which bodies are read, and how: those with a word that some rule asks for, and what they call, until nothing is new.

use std::collections::HashSet;

use aho_corasick::AhoCorasick;
use framealloc_lint::codes;
use proc_macro2::TokenStream;
use rayon::prelude::*;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Block};

use super::attribute;
use super::body::Walked;
use super::read;
use super::types::Types;
use super::walk::walk;
use super::world::FnId;
use crate::finding::Finding;
use crate::sources::{FileId, Place, Sources};

/// Words without which no rule has anything to say of a body, but for what it calls.
const WORDS: [&str; 20] = [
    "frame_",
    ".frame()",
    "scope",
    "with_tag",
    "phase(",
    "spawn",
    "block_on",
    "forget",
    "leak",
    "into_raw",
    "ManuallyDrop",
    "FrameBarrier",
    "participant",
    "tag_budget",
    "signal_frame",
    "wait_all",
    "loop",
    "while",
    "_frame",
    ".await",
];

/// Reads the bodies that matter.
pub(crate) fn read_all(
    types: &Types<'_, '_>,
    sources: &Sources,
    wanted: impl Fn(FnId) -> bool + Sync,
    everything: bool,
    findings: &mut Vec<Finding>,
) -> Vec<Walked> {
    let world = types.world;
    let Ok(words) = AhoCorasick::new(WORDS) else { return Vec::new() };
    let files: HashSet<FileId> =
        sources.iter().filter(|(_, source)| everything || words.is_match(&*source.text)).map(|(id, _)| id).collect();
    let mut next: Vec<FnId> = (0..world.fns.len())
        .map(FnId)
        .filter(|id| {
            let item = world.fns[id.0].item;
            let Some(body) = item.body else { return false };
            let text = || sources.get(body.file).slice(body.range());
            wanted(*id) && files.contains(&body.file) && (everything || item.annotated || words.is_match(text()))
        })
        .collect();
    let mut known: HashSet<FnId> = next.iter().copied().collect();
    let mut all: Vec<Walked> = Vec::new();
    while !next.is_empty() {
        let read: Vec<(Option<Walked>, Option<Finding>)> =
            next.par_iter().map(|id| read_one(types, sources, *id)).collect();
        next.clear();
        for (walked, finding) in read {
            findings.extend(finding);
            let Some(walked) = walked else { continue };
            for call in walked.body.calls.iter().filter(|call| call.handle.is_some()) {
                if world.fns[call.callee.0].item.body.is_some() && known.insert(call.callee) {
                    next.push(call.callee);
                }
            }
            all.push(walked);
        }
    }
    all.sort_by_key(|walked| walked.id);
    all
}

fn read_one(types: &Types<'_, '_>, sources: &Sources, id: FnId) -> (Option<Walked>, Option<Finding>) {
    let function = &types.world.fns[id.0];
    let Some(place) = function.item.body else { return (None, None) };
    let text = sources.get(place.file).slice(place.range());
    let (tokens, block) = match parse(text) {
        Ok(read) => read,
        Err((start, end, why)) => {
            let base = place.start as usize;
            let at = Place::new(place.file, base + start, base + end);
            let message = format!("the body of `{}` was not judged: {why}", function.item.name);
            let finding = Finding::new(&codes::FA006, at, message, "make it a body that `rustc` reads");
            proc_macro2::extra::invalidate_current_thread_spans();
            return (None, Some(finding));
        }
    };
    let body = walk(types, id, &block, sources.get(place.file), place.file, place.start as usize);
    drop(block);
    let attribute = function.item.annotated.then(|| attribute::read(types, sources, id, &tokens)).flatten();
    // All spans were turned into places.
    proc_macro2::extra::invalidate_current_thread_spans();
    (Some(Walked { id, module: function.module, body, attribute }), None)
}

/// The tokens of a block and what they are, or where it goes wrong and why.
fn parse(text: &str) -> Result<(TokenStream, Block), (usize, usize, String)> {
    let tokens = read::tokens(text).map_err(|error| (error.start, error.end, error.why))?;
    if read::has_endless_run(&tokens, true) {
        return Err((0, 1, "an expression in it is too long".into()));
    }
    let block = block.parse2(tokens.clone()).map_err(|error| {
        let range = error.span().byte_range();
        (range.start.min(text.len()), range.end.min(text.len()), error.to_string())
    })?;
    Ok((tokens, block))
}

/// A block as the body of a function, which may begin with attributes of the whole.
fn block(input: ParseStream<'_>) -> syn::Result<Block> {
    let content;
    let brace_token = syn::braced!(content in input);
    content.call(Attribute::parse_inner)?;
    Ok(Block { brace_token, stmts: content.call(Block::parse_within)? })
}
