//! Tests of the page's colours: neighbours in the stack can be told apart, also by those who see fewer colours, and text
//! can be read. The colours themselves are in `style.css`.
#![forbid(unsafe_code)]

use super::STYLE;

type Rgb = [f64; 3];
type Matrix = [Rgb; 3];

/// What is seen of linear RGB without one kind of cone (Machado, Oliveira and Fernandes 2009), and with all.
const EYES: [(&str, Matrix); 4] = [
    ("all", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protanopia", [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]]),
    ("deuteranopia", [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]]),
    ("tritanopia", [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]]),
];

/// The colours of the light scheme and of the dark one.
fn schemes() -> [&'static str; 2] {
    let Some((light, dark)) = STYLE.split_once("prefers-color-scheme: dark") else { panic!("no dark scheme") };
    [light, dark]
}

/// A colour by its name, as linear RGB.
fn colour(scheme: &str, name: &str) -> Rgb {
    let Some((_, rest)) = scheme.split_once(&format!("--{name}: #")) else { panic!("no colour {name}") };
    [0, 2, 4].map(|at| {
        let Ok(byte) = u8::from_str_radix(&rest[at..at + 2], 16) else { panic!("no number in {rest}") };
        let share = f64::from(byte) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    })
}

fn times(matrix: &Matrix, rgb: Rgb) -> Rgb {
    matrix.map(|row| row.iter().zip(rgb).map(|(factor, part)| factor * part).sum::<f64>().clamp(0.0, 1.0))
}

/// CIE Lab under D65, in which distances are about those that one sees: 2 is hardly a difference, 20 a plain one.
fn lab(rgb: Rgb) -> Rgb {
    let to_xyz = [[0.4339, 0.3762, 0.1899], [0.2126, 0.7152, 0.0722], [0.0177, 0.1095, 0.8728]];
    let part = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let [x, y, z] = times(&to_xyz, rgb).map(part);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn distance(a: Rgb, b: Rgb) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn layers_that_touch_differ_for_every_eye() {
    for scheme in schemes() {
        for (eye, matrix) in &EYES {
            let seen: Vec<Rgb> = (0..=8).map(|n| lab(times(matrix, colour(scheme, &format!("p{n}"))))).collect();
            for (below, pair) in seen.windows(2).enumerate() {
                let apart = distance(pair[0], pair[1]);
                assert!(apart > 25.0, "{eye}: p{below} and the next are {apart:.0} apart");
            }
        }
    }
}

#[test]
fn text_stands_out() {
    let light_of = |rgb: Rgb| 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2] + 0.05;
    for scheme in schemes() {
        for (text, back) in ["text", "soft", "alert"].iter().flat_map(|text| [(text, "back"), (text, "card")]) {
            let [text_light, back_light] = [text, back].map(|name| light_of(colour(scheme, name)));
            let contrast = text_light.max(back_light) / text_light.min(back_light);
            assert!(contrast > 4.5, "{text} on {back}: {contrast:.1}");
        }
    }
}
