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
    #[cfg(feature = "snapshot")]
    {
        // Kept for the rest of the process: a recording that nobody holds ends.
        std::mem::forget(_alloc.record_frames());
    }
    #[cfg(feature = "debug")]
    _alloc.track_leaks(true);
    #[cfg(feature = "tracy")]
    _alloc.connect_tracy();
    #[cfg(feature = "log")]
    {
        /// Takes everything and writes nothing: what is counted is ours, and not a logger's.
        struct Silent;
        impl log::Log for Silent {
            fn enabled(&self, _: &log::Metadata<'_>) -> bool {
                true
            }
            fn log(&self, record: &log::Record<'_>) {
                std::hint::black_box(record);
            }
            fn flush(&self) {}
        }
        if log::set_logger(&Silent).is_ok() {
            log::set_max_level(log::LevelFilter::Trace);
        }
        _alloc.log_frames();
    }
    #[cfg(feature = "tracing")]
    {
        struct Silent;
        impl tracing::Subscriber for Silent {
            fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
                true
            }
            fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
                tracing::span::Id::from_u64(1)
            }
            fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
            fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
            fn event(&self, event: &tracing::Event<'_>) {
                std::hint::black_box(event);
            }
            fn enter(&self, _: &tracing::span::Id) {}
            fn exit(&self, _: &tracing::span::Id) {}
        }
        tracing::subscriber::set_global_default(Silent).expect("nobody else has set one");
        _alloc.log_frames();
    }
}
