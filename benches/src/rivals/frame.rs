//! framealloc itself, with the accounting that cannot be switched off and no option of its own.

use framealloc::{AllocConfig, RetentionPolicy, SmartAlloc};

use super::{CHUNK, Object, Pool, Post, Promotes, Rival, Scoped, Unit};
use crate::keep::keep;

pub struct Frame(pub SmartAlloc);

impl Rival for Frame {
    fn open() -> Self {
        let mut alloc = SmartAlloc::new(AllocConfig::default().frame_arena_size(CHUNK));
        alloc.begin_frame();
        Self(alloc)
    }

    #[inline(always)]
    fn put<T: Copy>(&self, value: T) {
        keep(self.0.frame_alloc(value));
    }

    #[inline(always)]
    fn copy<T: Copy>(&self, items: &[T]) {
        keep(self.0.frame_slice_copy(items));
    }

    #[inline(always)]
    fn grow(&self, n: usize) {
        let mut vec = self.0.frame_vec();
        for i in 0..n {
            vec.push(i);
            keep(vec.as_ptr());
        }
    }

    /// The boundary between two frames: `begin_frame` ends the one that is open.
    #[inline(always)]
    fn reset(&mut self) {
        self.0.begin_frame();
    }
}

impl Scoped for Frame {
    #[inline(always)]
    fn scope(&mut self) {
        keep(&*self.0.scope());
    }

    #[inline(always)]
    fn scope_put<T: Copy>(&mut self, value: T) {
        keep(self.0.scope().frame_alloc(value));
    }
}

/// Boxes from the engine's pools.
impl Pool for Frame {
    type Owned = framealloc::PoolBox<Object>;

    #[inline(always)]
    fn insert(&mut self, object: Object) -> Self::Owned {
        let owned = self.0.pool_alloc(object);
        keep(&*owned);
        owned
    }

    #[inline(always)]
    fn free(&mut self, owned: Self::Owned) {
        drop(owned);
    }
}

/// A frame vector, which leaves with the chunk that it lies in.
impl<const N: usize> Post<N> for Frame {
    type Sent = framealloc::TransferHandle<[Unit<N>]>;
    type Arrived = framealloc::Received<[Unit<N>]>;

    #[inline(always)]
    fn pack(&mut self, units: usize, fill: impl FnOnce(&mut [Unit<N>])) -> Self::Sent {
        let mut payload = self.0.frame_vec_with_capacity(units);
        payload.resize(units, Unit::uninit());
        fill(&mut payload);
        payload.into_transfer()
    }

    #[inline(always)]
    fn unpack(sent: Self::Sent) -> Self::Arrived {
        sent.receive()
    }
}

/// A retained value, promoted to the pool.
impl Promotes for Frame {
    #[inline(always)]
    fn outlive(&mut self, object: Object) {
        self.0.begin_frame();
        let key = self.0.frame_retained(object, RetentionPolicy::PromoteToPool).key();
        let mut promotions = self.0.end_frame_with_promotions();
        keep(&*promotions.take(key).expect("it was retained in this frame"));
    }
}
