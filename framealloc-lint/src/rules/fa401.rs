//! FA401 `heap_in_frame_system`, as far as a body shows it: direct calls, under `no_heap`.

use crate::model::System;
use crate::{Finding, codes};

pub(super) fn check(system: &System, findings: &mut Vec<Finding>) {
    if !system.no_heap {
        return;
    }
    for heap_use in &system.body.heap_uses {
        findings.push(Finding::new(
            &codes::FA401,
            &heap_use.place,
            format!("{} uses the heap in `{}`, which is declared `no_heap`", heap_use.what, system.name),
            heap_use.instead,
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes_of, heap_of};

    #[test]
    fn direct_calls() {
        for (body, what) in [
            ("let b = Box::new(1);", "Box::new"),
            ("let v = Vec::<u8>::with_capacity(4);", "Vec::with_capacity"),
            ("let v = std::vec::Vec::with_capacity(4);", "Vec::with_capacity"),
            ("let v = vec![1, 2];", "vec![..]"),
            ("let s = String::from(\"a\");", "String::from"),
            ("let s = String::with_capacity(1);", "String::with_capacity"),
            ("let s = format!(\"{x}\");", "format!(..)"),
            ("let s = 5.to_string();", ".to_string()"),
            ("let s = \"a\".to_owned();", ".to_owned()"),
            ("let s = xs.to_vec();", ".to_vec()"),
            ("let r = Rc::new(1);", "Rc::new"),
            ("let r = std::sync::Arc::new(1);", "Arc::new"),
            ("let v = it.collect::<Vec<_>>();", "collecting into a `Vec`"),
            ("let v = it.collect::<Result<HashMap<_, _>, E>>()?;", "collecting into a `HashMap`"),
            ("let v: Vec<u8> = it.map(f).collect();", "collecting into a `Vec`"),
            ("let s = frame_format!(alloc, \"{}\", x.to_string());", ".to_string()"),
            ("let s = matches!(x.to_string().as_str(), \"1\" | \"2\" if y);", ".to_string()"),
            ("assert_eq!(x.to_vec(), [1], \"{}\", format!(\"{x}\"));", ".to_vec()"),
            ("for x in xs { take(|| Box::new(x)); }", "Box::new"),
        ] {
            let found = heap_of(body);
            assert_eq!(found.len(), 1, "{body}: {found:?}");
            let what = if what.contains('`') { what.to_owned() } else { format!("`{what}`") };
            assert!(found[0].starts_with(&format!("{what} uses the heap")), "{body}: {found:?}");
        }
    }

    #[test]
    fn near_misses() {
        for body in [
            "let v: Vec<u8> = Vec::new(); let s = String::new(); let e = vec![];",
            "let a = Arc::clone(&shared); let b = Rc::clone(&r);",
            "panic!(\"{}\", x.to_string());",
            "assert!(ok, \"{}\", format!(\"{x}\"));",
            "let s = frame_format!(alloc, \"{x}\");",
            "their_macro!(x.to_string());",
            "let v = alloc.frame_vec::<u8>(); let s = alloc.frame_string();",
            "let n: u32 = it.collect::<FrameVec<_>>().len();",
            "fn helper() -> Box<u8> { Box::new(1) }",
            "let x = xs.iter().sum::<u32>();",
            "let copy = [0u8; 4].clone();",
            "let n = parse(\"a\").to_owned_by(2);",
        ] {
            assert!(heap_of(body).is_empty(), "{body}: {:?}", heap_of(body));
        }
    }

    #[test]
    fn only_under_no_heap() {
        assert!(codes_of("let b = Box::new(1);").is_empty());
    }
}
