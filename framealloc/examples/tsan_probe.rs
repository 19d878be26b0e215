//! Run by `.ci/run tsan`: two threads at once on what framealloc shares without a lock, in a form that ThreadSanitizer can
//! judge although the standard library is not instrumented. So there are no std threads and no std locks here (build it
//! with `--features parking_lot`), and whatever std counts references on is given up last on the main thread.
//!
//! With the argument `race` it races on purpose: a detector that does not report that reports nothing.

#[cfg(unix)]
fn main() {
    if std::env::args().nth(1).as_deref() == Some("race") {
        return probe::race();
    }
    probe::idle_arenas(300);
    probe::barrier(2000);
    println!("no race was provoked");
}

#[cfg(not(unix))]
fn main() {}

#[cfg(unix)]
mod probe {
    use std::ffi::{c_int, c_void};
    use std::ptr;
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

    use framealloc::private::{SystemGuard, SystemSpec, open};
    use framealloc::{AllocConfig, BarrierParticipant, FrameBarrier, SmartAlloc};

    unsafe extern "C" {
        fn pthread_create(thread: *mut usize, attr: *const c_void, start: Start, argument: *mut c_void) -> c_int;
        fn pthread_join(thread: usize, value: *mut *mut c_void) -> c_int;
    }

    type Start = unsafe extern "C" fn(*mut c_void) -> *mut c_void;

    /// Runs both at the same time, `here` on this thread.
    fn both<F: FnOnce() + Send>(there: F, here: impl FnOnce()) {
        unsafe extern "C" fn start<F: FnOnce() + Send>(argument: *mut c_void) -> *mut c_void {
            // SAFETY: made by `Box::into_raw` below, for this call alone.
            let body = unsafe { Box::from_raw(argument.cast::<F>()) };
            body();
            ptr::null_mut()
        }
        let body = Box::into_raw(Box::new(there));
        let mut thread = 0;
        // SAFETY: `start` takes the box over; what it borrows outlives the thread, which is joined below.
        let created = unsafe { pthread_create(&mut thread, ptr::null(), start::<F>, body.cast()) };
        assert_eq!(created, 0, "no thread could be made");
        here();
        // SAFETY: the thread was made above and is joined once.
        let joined = unsafe { pthread_join(thread, ptr::null_mut()) };
        assert_eq!(joined, 0, "the thread could not be joined");
    }

    /// Lets two threads go at the same time. Relaxed on purpose: it must not order anything.
    struct Meeting(AtomicU32);

    impl Meeting {
        fn meet(&self) {
            self.0.fetch_add(1, Relaxed);
            while self.0.load(Relaxed) < 2 {
                std::thread::yield_now();
            }
        }
    }

    static SYSTEM: SystemSpec = SystemSpec::new("probed", "tsan_probe").tag("probed").budget(1 << 20);

    fn work(system: &SystemGuard) {
        let block = system.frame_slice_fill(100, 1u8);
        block[99] += 1;
        assert_eq!(block[99], 2);
    }

    /// Systems end here while their handle is used, and goes away, there.
    pub(super) fn idle_arenas(rounds: u32) {
        for round in 0..rounds {
            let mut alloc = SmartAlloc::new(AllocConfig::default());
            alloc.begin_frame();
            let last = open(&alloc, &SYSTEM);
            let open_now = [open(&alloc, &SYSTEM), open(&alloc, &SYSTEM), open(&alloc, &SYSTEM)];
            open_now.iter().for_each(work);
            let start = Meeting(AtomicU32::new(0));
            both(
                || {
                    let alloc = alloc;
                    start.meet();
                    for _ in 0..round % 5 {
                        work(&open(&alloc, &SYSTEM));
                    }
                },
                || {
                    start.meet();
                    for system in open_now {
                        work(&open(&system, &SYSTEM));
                        drop(system);
                    }
                },
            );
            drop(last);
        }
    }

    /// Two threads that meet in each frame write places of their own, and read each other's in between.
    pub(super) fn barrier(frames: u64) {
        let barrier = FrameBarrier::new(2);
        let mut places = [0u64; 2];
        let at = &raw mut places as usize;
        let run = |me: usize, seat: &mut BarrierParticipant| {
            let (mine, theirs) = ((at as *mut u64).wrapping_add(me), (at as *const u64).wrapping_add(1 - me));
            // By looking rather than by waiting, which may take a lock of std's.
            let meet = |frame| {
                seat.signal_frame_complete();
                while barrier.frames_completed() < frame {
                    std::thread::yield_now();
                }
            };
            for frame in (1..=frames).step_by(2) {
                // SAFETY: in odd frames each thread writes its own place only.
                unsafe { mine.write(frame) };
                meet(frame);
                // SAFETY: in even frames both only read.
                assert_eq!(unsafe { theirs.read() }, frame);
                meet(frame + 1);
            }
        };
        let (mut here, mut there) = (barrier.participant(), barrier.participant());
        // Lent, so that both seats are given up on this thread.
        let lent = &mut there;
        both(|| run(1, lent), || run(0, &mut here));
    }

    /// Two threads write one place.
    pub(super) fn race() {
        const PLACES: usize = 256;
        let (mut places, start, end) = ([0u32; PLACES], Meeting(AtomicU32::new(0)), Meeting(AtomicU32::new(0)));
        let at = &raw mut places as usize;
        let write = || {
            start.meet();
            for value in 0..100 * PLACES {
                // SAFETY: there is none. That the sanitizer reports this is what is being tested.
                unsafe { (at as *mut u32).add(value % PLACES).write_volatile(value as u32) };
            }
            // The sanitizer forgets what a thread did that has ended: neither does before both have written.
            end.meet();
        };
        both(write, write);
        println!("{}", places[0]);
    }
}
