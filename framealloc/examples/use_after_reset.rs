//! Not a program to imitate: it reads frame memory through a raw pointer after the frame has ended. `.ci/run` runs it
//! under AddressSanitizer and fails when the read goes unnoticed; built any other way it refuses to run.

fn main() {
    if !cfg!(framealloc_asan) {
        eprintln!("this example only means something under AddressSanitizer; see step_asan in .ci/run");
        return;
    }
    let mut alloc = framealloc::SmartAlloc::default();
    alloc.begin_frame();
    let stale: *const u64 = alloc.frame_alloc(7);
    alloc.end_frame();
    // SAFETY: there is none. That the sanitizer stops here is what is being tested.
    println!("{}", unsafe { stale.read() });
}
