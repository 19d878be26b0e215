//! The value of a budget: a unit and a whole number, or a constant expression that the compiler evaluates.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Expr, Lit, LitFloat, UnOp};

use super::options::POLICIES;
use super::peel_expr;
use crate::{Finding, closest, codes};

/// The largest budget in bytes: what one object may measure on a 64-bit target.
pub const MAX_BUDGET: u128 = i64::MAX as u128;

/// The unit in which a budget is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// `bytes = ..`
    Bytes,
    /// `kb = ..`, of 1024 bytes.
    Kb,
    /// `mb = ..`, of 1024 * 1024 bytes.
    Mb,
}

impl Unit {
    /// The unit called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "bytes" => Some(Unit::Bytes),
            "kb" => Some(Unit::Kb),
            "mb" => Some(Unit::Mb),
            _ => None,
        }
    }

    /// The option as the user writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Unit::Bytes => "bytes",
            Unit::Kb => "kb",
            Unit::Mb => "mb",
        }
    }

    /// How many bytes one of the unit is.
    #[must_use]
    pub fn bytes(self) -> u128 {
        match self {
            Unit::Bytes => 1,
            Unit::Kb => 1024,
            Unit::Mb => 1024 * 1024,
        }
    }
}

/// How large a budget is.
#[derive(Clone)]
pub enum Amount {
    /// Known here: so many bytes, between 1 and [`MAX_BUDGET`].
    Bytes {
        /// The product of number and unit.
        bytes: u128,
        /// The number as written.
        place: TokenStream,
    },
    /// Known to the compiler: `kb = PHYSICS_KB`.
    Constant {
        /// The expression as written.
        expr: Box<Expr>,
        /// What it counts.
        unit: Unit,
    },
}

impl Amount {
    /// The bytes, when they are known without a compiler.
    #[must_use]
    pub fn known_bytes(&self) -> Option<u128> {
        match self {
            Amount::Bytes { bytes, .. } => Some(*bytes),
            Amount::Constant { .. } => None,
        }
    }
}

/// Reads the right-hand side of `kb = ..`.
///
/// # Errors
/// FA102 for a value that is zero, negative, fractional, a string, or larger than [`MAX_BUDGET`].
pub fn read_amount(unit: Unit, value: &Expr) -> Result<Amount, Finding> {
    let name = unit.name();
    let invalid = |message: String, help: String| Err(Finding::new(&codes::FA102, value, message, help));
    match peel_expr(value) {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Int(number) => {
                let digits = number.base10_digits();
                if digits.starts_with('-') {
                    return negative(unit, value);
                }
                if !INTEGERS.contains(&number.suffix()) {
                    let written = number.to_string();
                    let help = match amount_in_text(&written, unit) {
                        Some(amount) => format!("write `{amount}`"),
                        None => format!("write `{name} = {digits}`"),
                    };
                    let message = format!("`{written}` is no number: the unit stands before the `=`");
                    return invalid(message, help);
                }
                read_number(unit, digits, number)
            }
            Lit::Float(number) => {
                invalid("a budget is a whole number".into(), whole_number(unit, number.base10_digits()))
            }
            Lit::Str(text) => {
                let help = match amount_in_text(&text.value(), unit) {
                    Some(amount) => format!("write `{amount}`"),
                    None => format!("write a whole number: `{name} = 256`"),
                };
                invalid("a budget is a number, not a string".into(), help)
            }
            _ => invalid("a budget is a whole number".into(), format!("write it as `{name} = 256`")),
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) && matches!(peel_expr(&unary.expr), Expr::Lit(_)) => {
            negative(unit, value)
        }
        _ => match fraction_in(value) {
            Some(fraction) => {
                let help = format!("write whole numbers only, such as `{name} = 256`");
                Err(Finding::new(&codes::FA102, fraction, "a budget is a whole number", help))
            }
            None => Ok(Amount::Constant { expr: Box::new(value.clone()), unit }),
        },
    }
}

/// What may follow the digits of an integer.
const INTEGERS: [&str; 13] =
    ["", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize"];

/// A fraction that an expression computes with. One that is converted or given to a function may come out whole.
fn fraction_in(expr: &Expr) -> Option<&LitFloat> {
    match peel_expr(expr) {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Float(number) => Some(number),
            _ => None,
        },
        Expr::Unary(unary) => fraction_in(&unary.expr),
        Expr::Binary(binary) => fraction_in(&binary.left).or_else(|| fraction_in(&binary.right)),
        _ => None,
    }
}

fn negative(unit: Unit, value: &Expr) -> Result<Amount, Finding> {
    let help = format!("write a positive whole number: `{} = 256`", unit.name());
    Err(Finding::new(&codes::FA102, value, "a budget cannot be negative", help))
}

fn read_number(unit: Unit, digits: &str, place: &impl ToTokens) -> Result<Amount, Finding> {
    let bytes = digits.parse::<u128>().ok().and_then(|number| number.checked_mul(unit.bytes()));
    match bytes {
        Some(0) => Err(Finding::new(
            &codes::FA102,
            place,
            "a budget of 0 leaves nothing to allocate",
            format!("write how much may be used, such as `{} = 256`", unit.name()),
        )),
        Some(bytes) if bytes <= MAX_BUDGET => Ok(Amount::Bytes { bytes, place: place.to_token_stream() }),
        _ => Err(Finding::new(
            &codes::FA102,
            place,
            "this budget is larger than any memory",
            format!("the largest budget is {MAX_BUDGET} bytes"),
        )),
    }
}

/// What to write for a fraction: the same in a smaller unit, where that comes out even.
fn whole_number(unit: Unit, digits: &str) -> String {
    let smaller = match unit {
        Unit::Mb => Unit::Kb,
        Unit::Kb => Unit::Bytes,
        Unit::Bytes => return "write a whole number: `bytes = 256`".into(),
    };
    let number = digits.parse::<f64>().unwrap_or_default() * 1024.0;
    let even = number >= 1.0 && number < f64::from(u32::MAX) && number.fract() == 0.0;
    let number = if even { number } else { 1536.0 };
    format!("write it in a smaller unit{} `{} = {number}`", if even { ":" } else { ", such as" }, smaller.name())
}

/// The option that a text such as `64 kb` stands for; without a unit of its own in `unit`.
#[must_use]
pub fn amount_in_text(text: &str, unit: Unit) -> Option<String> {
    let text = text.trim().to_lowercase();
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let number = digits.parse::<u64>().ok()?;
    let unit = match rest.trim() {
        "" => unit,
        "k" | "kib" => Unit::Kb,
        "m" | "mib" => Unit::Mb,
        "b" => Unit::Bytes,
        name => Unit::named(name)?,
    };
    Some(format!("{} = {number}", unit.name()))
}

/// Reads the right-hand side of `policy = ..`: whether it is `fail`.
///
/// # Errors
/// FA104 for anything but the bare words `fail` and `warn`.
pub fn read_policy(value: &Expr) -> Result<Ident, Finding> {
    let written = match peel_expr(value) {
        Expr::Path(path) => match path.path.get_ident() {
            Some(word) if POLICIES.iter().any(|known| word == known) => return Ok(word.clone()),
            Some(word) => word.to_string(),
            None => path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default(),
        },
        Expr::Lit(lit) => match &lit.lit {
            Lit::Str(text) => text.value(),
            _ => String::new(),
        },
        _ => String::new(),
    };
    let help = match closest(&written, POLICIES) {
        Some(meant) => format!("write `policy = {meant}`"),
        None => "write `policy = fail` (refuse the allocation) or `policy = warn` (record it and go on)".into(),
    };
    Err(Finding::new(&codes::FA104, value, "a budget's policy is `fail` or `warn`", help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    fn amount(unit: Unit, value: &Expr) -> Amount {
        read_amount(unit, value).unwrap_or_else(|finding| panic!("{}", finding.text()))
    }

    #[test]
    fn numbers_become_bytes() {
        let value: Expr = parse_quote!(256);
        assert_eq!(amount(Unit::Kb, &value).known_bytes(), Some(256 * 1024));
        let value: Expr = parse_quote!(2usize);
        assert_eq!(amount(Unit::Mb, &value).known_bytes(), Some(2 << 20));
        let value: Expr = parse_quote!(0x10_u64);
        assert_eq!(amount(Unit::Bytes, &value).known_bytes(), Some(16));
        // What becomes of a fraction that is converted is for the compiler.
        let constants: [Expr; 2] = [parse_quote!(physics::KB * 2), parse_quote!((1.5 * SCALE) as usize)];
        for value in constants {
            assert!(amount(Unit::Kb, &value).known_bytes().is_none());
        }
    }

    #[test]
    fn every_bad_shape_is_named() {
        let cases: [(Expr, &str); 10] = [
            (parse_quote!(0), "a budget of 0 leaves nothing to allocate"),
            (parse_quote!(-4), "a budget cannot be negative"),
            (parse_quote!((-4)), "a budget cannot be negative"),
            (parse_quote!("8"), "a budget is a number, not a string"),
            (parse_quote!(1.5), "a budget is a whole number"),
            (parse_quote!(true), "a budget is a whole number"),
            (parse_quote!(8.0 * 2.0), "a budget is a whole number"),
            (parse_quote!(64kb), "`64kb` is no number: the unit stands before the `=`"),
            (parse_quote!(8f32), "`8f32` is no number: the unit stands before the `=`"),
            (parse_quote!(99999999999999999), "this budget is larger than any memory"),
        ];
        for (value, message) in cases {
            let finding = read_amount(Unit::Mb, &value).err().expect("the value is bad");
            assert_eq!(finding.message, message);
            assert_eq!(finding.code.id, "FA102");
        }
        let huge: Expr = parse_quote!(340282366920938463463374607431768211456);
        assert!(read_amount(Unit::Bytes, &huge).is_err());
    }

    #[test]
    fn the_help_repeats_the_number() {
        let cases: [(Unit, Expr, &str); 8] = [
            (Unit::Kb, parse_quote!("64"), "write `kb = 64`"),
            (Unit::Kb, parse_quote!("2 MiB"), "write `mb = 2`"),
            (Unit::Bytes, parse_quote!(64kb), "write `kb = 64`"),
            (Unit::Mb, parse_quote!(2gb), "write `mb = 2`"),
            (Unit::Kb, parse_quote!("much"), "write a whole number: `kb = 256`"),
            (Unit::Mb, parse_quote!(0.5), "write it in a smaller unit: `kb = 512`"),
            (Unit::Mb, parse_quote!(0.3), "write it in a smaller unit, such as `kb = 1536`"),
            (Unit::Bytes, parse_quote!(0.5), "write a whole number: `bytes = 256`"),
        ];
        for (unit, value, help) in cases {
            assert_eq!(read_amount(unit, &value).err().expect("the value is bad").help, help);
        }
    }

    #[test]
    fn a_policy_is_a_bare_word() {
        assert_eq!(read_policy(&parse_quote!(fail)).unwrap(), "fail");
        assert_eq!(read_policy(&parse_quote!("warn")).unwrap_err().help, "write `policy = warn`");
        assert_eq!(read_policy(&parse_quote!(BudgetPolicy::Fail)).unwrap_err().help, "write `policy = fail`");
        assert_eq!(read_policy(&parse_quote!(3)).unwrap_err().code.id, "FA104");
    }
}
