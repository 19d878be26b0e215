//! How each feature is switched on at run time. One feature is compiled in at a time; without any, or with one that has no
//! switch, nothing happens.

use framealloc::SmartAlloc;

pub fn on(_alloc: &SmartAlloc) {
    #[cfg(feature = "diagnostics")]
    {
        _alloc.on_frame_event(|event| {
            std::hint::black_box(event);
        });
        _alloc.count_sites(true);
    }
    #[cfg(feature = "memory_filter")]
    _alloc.enable_behavior_filter();
}
