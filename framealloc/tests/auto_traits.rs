//! What each owner and guard may do with threads, asked of the compiler: `Send`, `Sync` and `Unpin`, both where they have
//! to be and where they must not.

use std::cell::Cell;
use std::marker::PhantomPinned;
use std::rc::Rc;
use std::sync::MutexGuard;

use framealloc::private::{SystemGuard, SystemRegion};
use framealloc::{
    BarrierParticipant, FrameBarrier, FrameBatch, FrameBox, FrameGuard, FrameLease, FrameLeases, FrameMap, FrameString,
    FrameVec, HeapBox, PhaseGuard, PoolAllocator, PoolBox, Promoted, Promotions, Received, ReceivedElements, Retained,
    RetainedKey, Scope, SharedAlloc, SharedFrame, SmartAlloc, TransferHandle,
};

/// Compiles only where every type has the trait.
macro_rules! all {
    ($Trait:path: $($Type:ty),+ $(,)?) => {$({
        fn has<T: ?Sized + $Trait>() {}
        has::<$Type>();
    })+};
}

/// Compiles only where no type has the trait: for one that has it, both impls apply, and the call names neither.
macro_rules! none {
    ($Trait:path: $($Type:ty),+ $(,)?) => {$({
        trait Ambiguous<A> {
            fn call() {}
        }
        impl<T: ?Sized> Ambiguous<()> for T {}
        impl<T: ?Sized + $Trait> Ambiguous<u8> for T {}
        <$Type as Ambiguous<_>>::call();
    })+};
}

/// `Send` and not `Sync`, `Sync` and not `Send`, neither.
type SendOnly = Cell<u8>;
type SyncOnly = MutexGuard<'static, u8>;
type Neither = Rc<u8>;

macro_rules! as_its_value {
    ($($Owner:ident),+) => {$(
        all!(Send: $Owner<u8>, $Owner<SendOnly>);
        none!(Send: $Owner<SyncOnly>, $Owner<Neither>);
        all!(Sync: $Owner<u8>, $Owner<SyncOnly>);
        none!(Sync: $Owner<SendOnly>, $Owner<Neither>);
    )+};
}

#[test]
fn owners_cross_threads_as_their_values_do() {
    as_its_value!(TransferHandle, Received, ReceivedElements, PoolBox, HeapBox, Promoted);
    none!(Send: TransferHandle<dyn Fn()>, Received<dyn Fn()>, PoolBox<dyn Fn()>, Promoted<dyn Fn() + Sync>);
    none!(Sync: TransferHandle<dyn Fn() + Send>, Received<[SendOnly]>, HeapBox<dyn Fn() + Send>);
    all!(Send: TransferHandle<[SendOnly]>, Received<str>);
    all!(Unpin: Received<PhantomPinned>, PoolBox<PhantomPinned>, HeapBox<PhantomPinned>, Promoted<PhantomPinned>);
}

#[test]
fn what_borrows_frame_memory_stays_and_what_does_not_goes_anywhere() {
    none!(Send: FrameBox<'static, u8>, FrameVec<'static, u8>, FrameString<'static>, FrameMap<'static, u8, u8>,
        Retained<'static, u8>, Scope<'static>, FrameBatch<'static>, PhaseGuard<'static>, SystemGuard,
        SystemRegion<'static>, FrameLeases<'static>);
    none!(Sync: FrameBox<'static, u8>, FrameVec<'static, u8>, FrameString<'static>, FrameMap<'static, u8, u8>,
        Retained<'static, u8>, Scope<'static>, FrameBatch<'static>, PhaseGuard<'static>, SystemGuard,
        SystemRegion<'static>, FrameGuard<'static>, SmartAlloc, BarrierParticipant<'static>, FrameLease<'static>);
    all!(Send: SmartAlloc, SharedAlloc, SharedFrame<'static>, Promotions, PoolAllocator, FrameBarrier,
        BarrierParticipant<'static>, RetainedKey<u8>, RetainedKey<Neither>, FrameLease<'static>);
    all!(Sync: SharedAlloc, SharedFrame<'static>, Promotions, PoolAllocator, FrameBarrier, RetainedKey<Neither>,
        FrameLeases<'static>);
}
