//! What is measured: frames, tags, phases, systems, the table.

use framealloc::private::{SystemSpec, open};
use framealloc::{AllocConfig, SmartAlloc, Tag};

#[test]
fn frames_are_numbered_and_measured() {
    let mut alloc = SmartAlloc::default();
    assert_eq!((alloc.frame_number(), alloc.is_in_frame()), (0, false));
    alloc.frame_alloc(1u8); // before any frame: legal, and emptied at the next begin
    alloc.begin_frame();
    assert_eq!((alloc.frame_number(), alloc.is_in_frame(), alloc.stats().bytes), (1, true, 0));
    alloc.frame_slice_fill(100, 0u64);
    assert_eq!(alloc.stats().bytes, 800);
    alloc.begin_frame(); // ends the open one
    assert_eq!(alloc.frame_number(), 2);
    let report = alloc.end_frame();
    assert_eq!((report.frame, report.bytes, alloc.is_in_frame()), (2, 0, false));
    assert_eq!(alloc.report().frames, 2);
}

#[test]
fn a_vector_that_gave_its_bytes_back_still_counts() {
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    alloc.frame_vec_with_capacity::<u64>(200);
    assert_eq!(alloc.stats().bytes, 1600);
    assert_eq!(alloc.end_frame().bytes, 1600);
}

#[test]
fn every_byte_belongs_to_one_tag() {
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    alloc.frame_alloc([0u8; 64]);
    alloc.with_tag("reports_a", |a| {
        a.frame_alloc([0u8; 128]);
        a.with_tag("reports_b", |b| b.frame_alloc([0u8; 256]));
        a.frame_alloc([0u8; 512]);
        a.scope().frame_alloc([0u8; 1024]);
    });
    alloc.frame_alloc([0u8; 2048]);
    let report = alloc.end_frame();
    assert_eq!(report.bytes, 4032);
    let bytes = |tag: &'static str| alloc.tag_stats(tag).bytes;
    assert_eq!((bytes("reports_a"), bytes("reports_b")), (1664, 256));
    assert_eq!(alloc.tag_stats(Tag::UNTAGGED).bytes, 2112);
    let whole = alloc.report();
    assert_eq!(whole.tags.iter().map(|tag| tag.bytes).sum::<u64>(), whole.bytes);
    assert_eq!(whole.bytes, 4032);
}

#[test]
fn phases_nest_close_out_of_order_and_survive_being_forgotten() {
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    let outer = alloc.phase("outer");
    alloc.frame_alloc([0u8; 8]);
    let inner = alloc.phase("inner");
    alloc.scope().frame_alloc([0u8; 16]);
    drop(outer); // closes the inner one too
    alloc.frame_alloc([0u8; 32]);
    drop(inner);
    std::mem::forget(alloc.phase("forgotten"));
    alloc.frame_alloc([0u8; 64]);
    alloc.end_frame();
    let report = alloc.report();
    let phase = |name: &str| report.phases.iter().find(|phase| phase.name == name).map(|p| (p.entries, p.bytes));
    assert_eq!(phase("outer"), Some((1, 24)));
    assert_eq!(phase("inner"), Some((1, 16)));
    assert_eq!(phase("forgotten"), Some((1, 64)));
}

#[test]
fn systems_count_calls_scopes_and_transfers() {
    static SYSTEM: SystemSpec = SystemSpec::new("counted", "reports").tag("reports_system");
    static OWNED: SystemSpec = SystemSpec::new("owned", "reports").transfers_result();
    let mut alloc = SmartAlloc::default();
    for _ in 0..3 {
        alloc.begin_frame();
        {
            let system = open(&alloc, &SYSTEM);
            system.frame_alloc([0u8; 100]);
            system.scope().frame_alloc([0u8; 50]);
            drop(system.transfer(1u8));
            drop(open(&system, &OWNED));
        }
        assert_eq!(alloc.end_frame().bytes, 104 + 56);
    }
    let report = alloc.report();
    let counted = report.systems.iter().find(|s| s.name == "counted").unwrap();
    assert_eq!((counted.calls, counted.bytes, counted.peak, counted.transfers), (3, 480, 160, 3));
    assert_eq!(report.systems.iter().find(|s| s.name == "owned").unwrap().transfers, 3);
    assert_eq!(alloc.tag_stats("reports_system").bytes, 480);
    assert_eq!((report.transfers.dropped, report.transfers.pending), (3, 0));
}

#[test]
fn handles_of_one_engine_add_up() {
    let alloc = SmartAlloc::default();
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let mut worker = alloc.clone();
            std::thread::spawn(move || {
                for _ in 0..10 {
                    worker.begin_frame();
                    worker.with_tag("reports_worker", |a| a.frame_alloc([0u8; 1000]));
                    worker.end_frame();
                }
            })
        })
        .collect();
    for worker in workers {
        worker.join().unwrap();
    }
    let report = alloc.report();
    assert_eq!((report.frames, report.bytes), (40, 40_000));
}

#[test]
fn the_table_reads() {
    static SYSTEM: SystemSpec = SystemSpec::new("broad_phase", "reports").tag("table").budget(2048);
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.set_tag_budget("table", 4096);
    alloc.begin_frame();
    open(&alloc, &SYSTEM).frame_slice_fill(1536, 0u8);
    alloc.frame_slice_fill(512, 0u8);
    alloc.end_frame();
    let expected = "\
1 frame, 2 KiB of frame memory used, 72 KiB held (peak 72 KiB)
2 calls to the system allocator: 2 chunks obtained, 0 given back

tag                 bytes       peak     budget      share       over
table             1.5 KiB    1.5 KiB      4 KiB      75.0%          0
untagged            512 B      512 B          -      25.0%          0

system              calls      bytes       peak     budget      share       over       sent
broad_phase             1    1.5 KiB    1.5 KiB      2 KiB      75.0%          0          0
";
    assert_eq!(alloc.report().to_string(), expected);
}
