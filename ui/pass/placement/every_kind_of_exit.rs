//! FA103 must not be raised: `?`, early returns, recursion and systems that call systems work as without the attribute.

#![deny(warnings)]
#![forbid(unsafe_code)]

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn parse(alloc: &SmartAlloc, text: &str) -> Result<u32, std::num::ParseIntError> {
    let trimmed = alloc.frame_str(text.trim());
    if trimmed.is_empty() {
        return Ok(0);
    }
    let value = trimmed.parse::<u32>()?;
    Ok(*alloc.frame_alloc(value))
}
#[frame_system(tag = "outer")]
fn factorial(alloc: &SmartAlloc, n: u32) -> u32 {
    let here = alloc.frame_alloc(n);
    if n < 2 { 1 } else { *here * factorial(alloc, n - 1) }
}
#[frame_system]
fn outer(alloc: &SmartAlloc, text: &str) -> Option<u32> {
    #[frame_system]
    fn inner(alloc: &SmartAlloc, n: u32) -> u32 {
        *alloc.frame_alloc(factorial(alloc, n))
    }
    let kept = alloc.frame_alloc(parse(alloc, text).ok()?);
    Some(inner(alloc, *kept) + *kept)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!((parse(&alloc, " "), parse(&alloc, "x").is_err()), (Ok(0), true));
    assert_eq!((outer(&alloc, " 5 "), outer(&alloc, "-")), (Some(125), None));
}
