//! The committed numbers and the comparison with them. Knows nothing of how numbers come about.

use std::{collections::BTreeMap, fs};

/// How much worse, as a share, a number may get before the check fails.
const TOLERANCE: f64 = 0.02;

const HEADER: &str = "# Instructions per operation of framealloc. Written by `ops report --write`; read by `--check`.";

/// Writes `case<TAB>instructions`, one case a line.
pub fn write(path: &str, now: &[(&str, f64)]) -> Result<(), String> {
    let mut text = format!("{HEADER}\n");
    for (case, count) in now {
        text += &format!("{case}\t{count:.2}\n");
    }
    fs::write(path, text).map_err(|e| format!("cannot write {path}: {e}"))
}

/// The lines of the comparison, and whether it holds.
pub fn check(path: &str, now: &[(&str, f64)]) -> Result<(Vec<String>, bool), String> {
    let text = fs::read_to_string(path).map_err(|e| format!("cannot read {path}: {e}"))?;
    Ok(compare(&parse(&text).map_err(|e| format!("{path}: {e}"))?, now))
}

fn parse(text: &str) -> Result<BTreeMap<&str, f64>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|(i, line)| {
            let pair = line.split_once('\t').and_then(|(case, count)| Some((case, count.parse().ok()?)));
            pair.ok_or_else(|| format!("line {}: expected `case<TAB>instructions`, found `{line}`", i + 1))
        })
        .collect()
}

fn compare(old: &BTreeMap<&str, f64>, now: &[(&str, f64)]) -> (Vec<String>, bool) {
    let mut good = true;
    let mut lines = Vec::new();
    for &(case, count) in now {
        let Some(&before) = old.get(case) else {
            good = false;
            lines.push(format!("{case:18} {count:8.2}  not in the baseline: FAILED, record it with --write"));
            continue;
        };
        let change = (count - before) / before;
        let verdict = match change {
            c if c > TOLERANCE => "WORSE",
            c if c < -TOLERANCE => "better, record it with --write",
            _ => "ok",
        };
        good &= change <= TOLERANCE;
        lines.push(format!("{case:18} {count:8.2}  baseline {before:8.2}  {:+6.1} %  {verdict}", change * 100.0));
    }
    for case in old.keys().filter(|case| now.iter().all(|(name, _)| name != *case)) {
        good = false;
        lines.push(format!("{case:18} is in the baseline and was not measured: FAILED"));
    }
    (lines, good)
}

/// Promise 2: an allocation under a tag and budgets takes the instructions of one without. Looking the budgets up is
/// paid once a frame, which leaves a fraction of an instruction for each allocation.
pub fn promise_02(now: &[(&str, f64)]) -> (String, bool) {
    let of = |case: &str| now.iter().find(|(name, _)| *name == case).map(|(_, count)| *count);
    let (Some(plain), Some(tagged)) = (of("alloc_u64"), of("alloc_u64_tagged")) else {
        return ("promise 2: not measured: FAILED".into(), false);
    };
    let holds = tagged - plain < 0.5;
    let verdict = if holds { "holds" } else { "BROKEN" };
    (format!("promise 2 {verdict}: {tagged:.2} instructions under a tag and budgets, {plain:.2} without"), holds)
}

/// Payloads of at least so many bytes are sent without a copy. Smaller ones may be copied, so as to pin no memory.
const LARGE: u64 = 64 << 10;

/// Promise 8: a large payload has the same address at both ends of the channel.
pub fn promise_08(case: &str, sends: u64, copied: f64) -> (String, bool) {
    let verdict = match copied == 0.0 {
        true => "holds",
        false if sends < LARGE => "is not about payloads this small",
        false => "BROKEN",
    };
    (format!("promise 8 {verdict}: {case} copies {copied} bytes of {sends}"), verdict != "BROKEN")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(old: &str, now: &[(&str, f64)]) -> bool {
        compare(&parse(old).unwrap(), now).1
    }

    #[test]
    fn two_percent_is_the_line() {
        assert!(holds("a\t100", &[("a", 102.0)]));
        assert!(!holds("a\t100", &[("a", 102.1)]));
        assert!(holds("# head\na\t100\n\n", &[("a", 50.0)]));
    }

    #[test]
    fn cases_must_match_both_ways() {
        assert!(!holds("a\t1", &[("a", 1.0), ("b", 1.0)]));
        assert!(!holds("a\t1\nb\t1", &[("a", 1.0)]));
    }

    #[test]
    fn one_instruction_breaks_promise_2() {
        assert!(promise_02(&[("alloc_u64", 11.0), ("alloc_u64_tagged", 11.2)]).1);
        assert!(!promise_02(&[("alloc_u64", 11.0), ("alloc_u64_tagged", 12.0)]).1);
        assert!(!promise_02(&[("alloc_u64", 11.0)]).1);
    }

    #[test]
    fn one_large_copy_breaks_promise_8() {
        assert!(promise_08("a", 64, 64.0).1);
        assert!(promise_08("a", 1 << 20, 0.0).1);
        assert!(!promise_08("a", 1 << 20, 1057.0).1);
    }

    #[test]
    fn a_broken_line_is_named() {
        assert_eq!(parse("a\t1\nb 2").unwrap_err(), "line 2: expected `case<TAB>instructions`, found `b 2`");
    }
}
