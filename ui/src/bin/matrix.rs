//! Prints the matrix of mistakes with its counts: `cargo run -p framealloc-ui --bin matrix`.

use framealloc_ui::{cases, matrix};

fn main() {
    let mut faults = Vec::new();
    let (failing, passing) = (cases::read("fail", &mut faults), cases::read("pass", &mut faults));
    print!("{}", matrix::table(&failing, &passing));
    for fault in faults {
        eprintln!("left out: {fault}");
    }
}
