//! Retention as users have it: where values go, who may take them, what is counted. What attacks it is in
//! `hostile_retain`, where there is no memory in `retain_refused`.

mod tracked;

use framealloc::RetentionPolicy::{Discard, PromoteToHeap, PromoteToPool};
use framealloc::private::{SystemSpec, open, open_region};
use framealloc::{
    AllocConfig, HeapBox, PoolBox, Promoted, PromotionInfo, PromotionOutcome, Promotions, RetainedKey, SmartAlloc,
};
use tracked::{Drops, Tracked};

static SYSTEM: SystemSpec = SystemSpec::new("build_tiles", "retain").tag("retain_nav");
static REGION: SystemSpec = SystemSpec::new("build_here", "retain").tag("retain_here");

fn outcomes(promotions: &Promotions) -> Vec<PromotionOutcome> {
    promotions.iter().map(|info| info.outcome).collect()
}

#[test]
fn each_policy_goes_where_it_says_and_the_list_says_so() {
    let drops = Drops::default();
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    let mut pooled = alloc.frame_retained(drops.value("pooled"), PromoteToPool);
    pooled.name.push_str(", changed");
    let (pooled, heaped) = (pooled.key(), alloc.frame_retained(drops.value("heaped"), PromoteToHeap).key());
    let gone = alloc.with_tag("retain_list", |a| a.frame_retained([7u32; 9], Discard).key());
    let lost = alloc.frame_retained(drops.value("lost"), Discard).key();
    assert_eq!(alloc.report().promotions.pending(), 4);
    let mut promotions = alloc.end_frame_with_promotions();
    assert_eq!(drops.count(), 1);

    assert_eq!((promotions.len(), promotions.is_empty(), promotions.report().frame), (4, false, 1));
    use PromotionOutcome::{Discarded, Heap, Pool};
    assert_eq!(outcomes(&promotions), [Pool, Heap, Discarded, Discarded]);
    let PromotionInfo { type_name, bytes, tag, policy, .. } = promotions.info(gone).unwrap();
    assert_eq!((type_name, bytes, tag.name(), policy), ("[u32; 9]", 36, "retain_list", Discard));
    assert!(format!("{promotions:?}").contains("retain_list"));

    assert!(promotions.take(gone).is_none() && promotions.take_back(lost).is_none());
    let value: Promoted<Tracked> = promotions.take(pooled).unwrap();
    assert_eq!(value.name, "pooled, changed");
    let value: PoolBox<Tracked> = value.into_heap().unwrap_err().into_pool().unwrap();
    let other: HeapBox<Tracked> = promotions.take(heaped).unwrap().into_pool().unwrap_err().into_heap().unwrap();
    assert_eq!((other.name.as_str(), drops.count()), ("heaped", 1));
    assert_eq!(promotions.len(), 4, "what was taken stays in the list");
    drop((value, promotions));
    assert_eq!(drops.count(), 2);
    drop(other);
    assert_eq!(drops.count(), 3);

    let stats = alloc.report().promotions;
    assert_eq!((stats.retained, stats.promoted_to_pool, stats.promoted_to_heap, stats.discarded), (4, 1, 1, 2));
    assert_eq!((stats.taken, stats.wasted, stats.refused, stats.pending()), (2, 0, 0, 0));
    assert_eq!(stats.promoted_bytes, 2 * size_of::<Tracked>() as u64);
    let line = "promotions: 4 retained, 1 to the pools, 1 to the heap, 2 discarded, 0 refused; 2 taken, 0 wasted\n";
    assert!(alloc.report().to_string().ends_with(line), "{}", alloc.report());
}

#[test]
fn every_other_end_of_a_frame_discards() {
    let drops = Drops::default();
    let mut alloc = SmartAlloc::default();
    let keep = |alloc: &SmartAlloc| alloc.frame_retained(drops.value("kept"), PromoteToPool).key();

    alloc.begin_frame();
    let first = keep(&alloc);
    alloc.end_frame();
    assert_eq!(drops.count(), 1);

    alloc.begin_frame();
    keep(&alloc);
    alloc.begin_frame();
    assert_eq!(drops.count(), 2);
    alloc.end_frame();

    let frame = alloc.frame();
    keep(&frame);
    drop(frame);
    assert_eq!(drops.count(), 3);

    let frame = alloc.frame();
    keep(&frame);
    frame.end();
    assert_eq!(drops.count(), 4);

    keep(&alloc); // outside a frame
    alloc.begin_frame();
    assert_eq!(drops.count(), 5);
    assert!(alloc.end_frame_with_promotions().take(first).is_none());

    keep(&alloc);
    let stats = alloc.report().promotions;
    assert_eq!((stats.retained, stats.discarded, stats.promoted(), stats.pending()), (6, 5, 0, 1));
    let other = alloc.for_thread();
    drop(alloc);
    assert_eq!(drops.count(), 6);
    assert_eq!(other.report().promotions.discarded, 6);
}

#[test]
fn what_was_retained_outside_a_frame_can_be_promoted_without_one() {
    let mut alloc = SmartAlloc::default();
    let key = alloc.frame_retained(5u8, PromoteToHeap).key();
    assert_eq!(key.frame(), 0);
    assert_eq!(alloc.end_frame_with_promotions().take(key).as_deref(), Some(&5));
    assert!(alloc.end_frame_with_promotions().is_empty());
}

#[test]
fn the_policy_can_be_decided_late() {
    let drops = Drops::default();
    let mut alloc = SmartAlloc::default();
    let frame = alloc.frame();
    let mut values: Vec<_> = (0..6).map(|n| frame.frame_retained(drops.value(&n.to_string()), Discard)).collect();
    values[1].set_policy(PromoteToPool);
    values[4].set_policy(PromoteToHeap);
    values[5].set_policy(PromoteToPool);
    values[5].set_policy(Discard);
    let keys: Vec<RetainedKey<Tracked>> = values.iter().map(|value| value.key()).collect();
    assert_eq!(values[4].policy(), PromoteToHeap);
    drop(values);
    let mut promotions = frame.end_with_promotions();
    assert_eq!(drops.count(), 4);
    let names: Vec<_> = keys.iter().map(|key| promotions.take(*key).map(|value| value.name.clone())).collect();
    assert_eq!(names, [None, Some("1".into()), None, None, Some("4".into()), None]);
}

#[test]
fn what_nobody_takes_is_dropped_and_counted() {
    let drops = Drops::default();
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    let taken = alloc.frame_retained(drops.value("taken"), PromoteToPool).key();
    alloc.frame_retained(drops.value("wasted"), PromoteToPool).key();
    alloc.frame_retained([0u64; 4], PromoteToHeap).key();
    let mut promotions = alloc.end_frame_with_promotions();
    drop(promotions.take(taken));
    assert_eq!(drops.count(), 1);
    drop(promotions);
    assert_eq!(drops.count(), 2);
    let stats = alloc.report().promotions;
    assert_eq!((stats.taken, stats.wasted), (1, 2));
    assert_eq!(stats.wasted_bytes, 32 + size_of::<Tracked>() as u64);
}

/// Retains one value under each kind of arena and returns the keys.
fn in_every_arena(alloc: &SmartAlloc, drops: &Drops) -> Vec<RetainedKey<Tracked>> {
    let keep = |arena: &SmartAlloc, name| arena.frame_retained(drops.value(name), PromoteToPool).key();
    let mut keys = vec![keep(alloc, "handle")];
    {
        let scope = alloc.scope();
        let inner = scope.with_tag("retain_scope", |scope| scope.scope());
        keys.push(keep(&inner, "inner scope"));
        keys.push(keep(&scope, "scope"));
        scope.frame_retained(drops.value("scope, discarded"), Discard).key();
        scope.frame_retained(1u8, Discard).key();
    }
    {
        let system = open(alloc, &SYSTEM);
        keys.push(keep(&system, "system"));
        keys.push(keep(&system.scope(), "scope of a system"));
        keys.push(keep(&open(&system, &SYSTEM), "nested system"));
    }
    {
        let _region = open_region(alloc, &REGION);
        keys.push(keep(alloc, "region"));
    }
    keys.push(keep(alloc, "handle again"));
    keys
}

#[test]
fn keys_stay_valid_when_the_scope_or_system_has_closed() {
    let drops = Drops::default();
    let mut alloc = SmartAlloc::default();
    for round in 1..=3 {
        alloc.begin_frame();
        let keys = in_every_arena(&alloc, &drops);
        let before = drops.count();
        let mut promotions = alloc.end_frame_with_promotions();
        assert_eq!((drops.count(), promotions.report().frame), (before + 1, 2 * round - 1));
        let names: Vec<_> = keys.iter().map(|key| promotions.take(*key).unwrap().into_inner().name.clone()).collect();
        let expected = [
            "handle",
            "inner scope",
            "scope",
            "system",
            "scope of a system",
            "nested system",
            "region",
            "handle again",
        ];
        assert_eq!(names, expected);
        let tags: Vec<_> = promotions.iter().map(|info| info.tag.name()).collect();
        assert_eq!(tags[1..3], ["retain_scope", "untagged"]);
        assert_eq!(tags[5..9], ["retain_nav", "retain_nav", "retain_nav", "retain_here"]);
        alloc.begin_frame();
        in_every_arena(&alloc, &drops);
        alloc.end_frame();
        // Nine values each in both frames, and all of them are gone.
        assert_eq!(drops.count(), 18 * round as u32);
    }
    assert_eq!(alloc.report().promotions.pending(), 0);
}

#[test]
fn between_frames_scopes_and_systems_retain_for_the_next_frame() {
    let drops = Drops::default();
    let mut alloc = SmartAlloc::default();
    for dirty in [false, true] {
        if dirty {
            alloc.frame_alloc(1u8);
        }
        let own = alloc.frame_retained(drops.value("own"), PromoteToPool).key();
        let scoped = alloc.scope().frame_retained(drops.value("scoped"), PromoteToPool).key();
        let system = open(&alloc, &SYSTEM).frame_retained(drops.value("system"), PromoteToPool).key();
        alloc.begin_frame();
        let mut promotions = alloc.end_frame_with_promotions();
        assert!(promotions.take(own).is_none());
        assert!(promotions.take(scoped).is_some() && promotions.take(system).is_some());
        // A frame whose arena nothing else has touched sees them too.
        let system = open(&alloc, &SYSTEM).frame_retained(drops.value("system"), PromoteToPool).key();
        alloc.begin_frame();
        assert!(alloc.end_frame_with_promotions().take(system).is_some());
        // Without any `begin_frame`, too.
        open(&alloc, &SYSTEM).frame_retained(drops.value("system"), PromoteToPool).key();
        let before = drops.count();
        alloc.end_frame();
        assert_eq!(drops.count(), before + 1);
    }
    assert_eq!(alloc.report().promotions.pending(), 0);
    assert_eq!(drops.count(), 10);
}

#[test]
fn promotions_outlive_everything_and_travel() {
    let drops = Drops::default();
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    let key = alloc.frame_retained(drops.value("far"), PromoteToPool).key();
    alloc.frame_retained(drops.value("untaken"), PromoteToHeap).key();
    let mut promotions = alloc.end_frame_with_promotions();
    drop(alloc);
    let value = std::thread::spawn(move || promotions.take(key)).join().unwrap().unwrap();
    assert_eq!((value.name.as_str(), drops.count()), ("far", 1));
    std::thread::spawn(move || drop(value)).join().unwrap();
    assert_eq!(drops.count(), 2);
}

#[test]
fn promoted_values_are_like_a_box() {
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    let keys = [PromoteToPool, PromoteToHeap].map(|policy| alloc.frame_retained([3, 1, 2], policy).key());
    let mut promotions = alloc.end_frame_with_promotions();
    for key in keys {
        let mut value = promotions.take(key).unwrap();
        value.sort_unstable();
        let copy = value.clone();
        assert_eq!((format!("{value:?}"), &copy), ("[1, 2, 3]".into(), &value));
        let slice: Promoted<[i32]> = copy.unsize(|whole| whole);
        assert_eq!((slice.len(), slice.as_ref()), (3, &[1, 2, 3][..]));
        assert_eq!(value.into_inner(), [1, 2, 3]);
    }
    fn sendable<T: Send + Sync>() {}
    sendable::<(Promotions, Promoted<u8>, RetainedKey<*const u8>)>();
}
