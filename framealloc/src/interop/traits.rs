//! How a source of blocks becomes an allocator in one version of the trait. The versions have the same methods, so the text
//! is written once; which type implements which version is said next door. No memory is touched here.

/// Implements `$api::Allocator` for `$Handle`, whose blocks come from `$blocks`, where `$this` is `&self`.
macro_rules! implement_allocator {
    ($($api:ident)::+, $Handle:ty, |$this:ident| $blocks:expr) => {
        // SAFETY: a block stays valid, and where it is, for as long as any copy of the handle is alive (invariant 1 of
        // `FrameBlocks`, and of `PoolBlocks`), whether it is moved, copied or dropped meanwhile. Copies and clones take
        // from the same source, so any of them may be given what another one handed out. Blocks are as large and as
        // aligned as asked for (invariant 2). No method unwinds: what a
        // callback panics with meanwhile is kept.
        unsafe impl $($api)::+::Allocator for $Handle {
            #[inline(always)]
            fn allocate(
                &self,
                layout: core::alloc::Layout,
            ) -> Result<core::ptr::NonNull<[u8]>, $($api)::+::AllocError> {
                let $this = self;
                $blocks.allocate(layout).ok_or($($api)::+::AllocError)
            }

            #[inline(always)]
            unsafe fn deallocate(&self, block: core::ptr::NonNull<u8>, layout: core::alloc::Layout) {
                let $this = self;
                // SAFETY: the caller's promises are the same.
                unsafe { $blocks.deallocate(block, layout) };
            }

            #[inline(always)]
            unsafe fn grow(
                &self,
                block: core::ptr::NonNull<u8>,
                old: core::alloc::Layout,
                new: core::alloc::Layout,
            ) -> Result<core::ptr::NonNull<[u8]>, $($api)::+::AllocError> {
                let $this = self;
                // SAFETY: the caller's promises are the same.
                unsafe { $blocks.grow(block, old, new) }.ok_or($($api)::+::AllocError)
            }

            #[inline(always)]
            unsafe fn grow_zeroed(
                &self,
                block: core::ptr::NonNull<u8>,
                old: core::alloc::Layout,
                new: core::alloc::Layout,
            ) -> Result<core::ptr::NonNull<[u8]>, $($api)::+::AllocError> {
                let $this = self;
                // SAFETY: the caller's promises are the same.
                unsafe { $blocks.grow_zeroed(block, old, new) }.ok_or($($api)::+::AllocError)
            }

            #[inline(always)]
            unsafe fn shrink(
                &self,
                block: core::ptr::NonNull<u8>,
                old: core::alloc::Layout,
                new: core::alloc::Layout,
            ) -> Result<core::ptr::NonNull<[u8]>, $($api)::+::AllocError> {
                let $this = self;
                // SAFETY: the caller's promises are the same.
                unsafe { $blocks.shrink(block, old, new) }.ok_or($($api)::+::AllocError)
            }
        }
    };
}

/// Declares `$Handle`, a frame allocator in the version of the trait that `$api` has, and the method that makes one.
macro_rules! frame_allocator {
    ($(#[$doc:meta])* $Handle:ident, $($api:ident)::+, $(#[$maker_doc:meta])* $maker:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $Handle<'a> {
            blocks: $crate::interop::blocks::FrameBlocks<'a>,
        }

        // SAFETY: never applies: `AllocatorCrossThread` is implemented by nothing. It is written so that sending a
        // collection is refused in this crate's words.
        unsafe impl Send for $Handle<'_> where Self: $crate::thread::AllocatorCrossThread {}
        // SAFETY: as above.
        unsafe impl Sync for $Handle<'_> where Self: $crate::thread::AllocatorCrossThread {}

        impl $crate::SmartAlloc {
            $(#[$maker_doc])*
            #[inline]
            pub fn $maker(&self) -> $Handle<'_> {
                $Handle { blocks: $crate::interop::blocks::FrameBlocks::of(self) }
            }
        }

        impl<'a> $Handle<'a> {
            /// The handle it allocates from.
            #[inline]
            pub fn handle(&self) -> &'a $crate::SmartAlloc {
                self.blocks.handle()
            }
        }

        $crate::interop::traits::implement_allocator!($($api)::+, $Handle<'_>, |this| this.blocks);

        impl core::fmt::Debug for $Handle<'_> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_tuple(stringify!($Handle)).field(self.handle()).finish()
            }
        }
    };
}

/// Declares `$Handle`, a pool allocator in the version of the trait that `$api` has, and the method that makes one.
macro_rules! pool_allocator {
    ($(#[$doc:meta])* $Handle:ident, $($api:ident)::+, $(#[$maker_doc:meta])* $maker:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $Handle {
            blocks: $crate::interop::pool_blocks::PoolBlocks,
        }

        impl $crate::SmartAlloc {
            $(#[$maker_doc])*
            #[cfg_attr(feature = "debug", track_caller)]
            pub fn $maker(&self) -> $Handle {
                let blocks = $crate::interop::pool_blocks::PoolBlocks::of(self.store());
                #[cfg(feature = "debug")]
                let blocks = blocks.tagged(self.tag());
                $Handle { blocks }
            }
        }

        $crate::interop::traits::implement_allocator!($($api)::+, $Handle, |this| this.blocks);

        impl core::fmt::Debug for $Handle {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_struct(stringify!($Handle)).finish_non_exhaustive()
            }
        }
    };
}

pub(crate) use {frame_allocator, implement_allocator, pool_allocator};
