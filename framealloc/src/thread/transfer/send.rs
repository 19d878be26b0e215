//! How a value gets on its way. What is in a frame stays where it is and takes a hold on its chunk along, or moves to a
//! block of its own where it is too small to keep a chunk for.

use core::alloc::Layout;
use core::mem;
use core::ptr::NonNull;
use std::sync::Arc;

use super::error::TransferError;
use super::handle::{Transfer, TransferHandle};
use super::parcel::{Parcel, Room};
use crate::alloc::SmartAlloc;
use crate::error::AllocError;
use crate::frame::state::State;
use crate::insight::heap_guard;
#[cfg(feature = "debug")]
use crate::insight::leaks::report::LeakKind;
use crate::store::Store;
use crate::value::boxed::FrameBox;
use crate::value::vec::FrameVec;

/// Frame data of up to this many bytes is copied. A pin keeps a whole chunk, 64 KiB and more, until the receiver is done;
/// copying so little costs less than the pin's atomics.
const COPIED: usize = 1024;

/// Moves a value to a block of its own and puts it on its way; hands it back where there is no memory.
pub(crate) fn send<T: Transfer>(value: T, store: &Arc<Store>) -> Result<TransferHandle<T>, T> {
    let parcel = Parcel::new(value, store)?;
    store.transfers.count_copied(size_of::<T>());
    Ok(TransferHandle::new(parcel))
}

impl SmartAlloc {
    /// Like [`frame_box_for_transfer`](Self::frame_box_for_transfer).
    ///
    /// # Errors
    /// [`TransferError`], with the value in it, when memory is exhausted.
    #[cfg_attr(feature = "debug", track_caller)]
    pub fn try_frame_box_for_transfer<T>(&self, value: T) -> Result<TransferHandle<T>, TransferError<T>>
    where
        T: Transfer, // FA206: transferred values are `Send` and own their data
    {
        let handle = send(value, self.store()).map_err(|value| {
            let error = self.no_memory_for(size_of::<T>());
            TransferError { value, error }
        })?;
        #[cfg(feature = "debug")]
        self.note_alive(LeakKind::Transfer, handle.value());
        self.count_transfer();
        Ok(handle)
    }

    /// Short for [`try_frame_box_for_transfer`](Self::try_frame_box_for_transfer).
    ///
    /// # Errors
    /// [`TransferError`], with the value in it, when memory is exhausted.
    #[cfg_attr(feature = "debug", track_caller)]
    pub fn try_transfer<T>(&self, value: T) -> Result<TransferHandle<T>, TransferError<T>>
    where
        T: Transfer, // FA206: transferred values are `Send` and own their data
    {
        self.try_frame_box_for_transfer(value)
    }

    /// Hands over what is in a [`FrameBox`] without copying it, where the box lies in this handle's own arena and is
    /// larger than 1 KiB; see [`FrameVec::into_transfer`]. Otherwise the value is moved to a block of its own.
    ///
    /// # Panics
    /// When memory is exhausted.
    ///
    /// ```
    /// use framealloc::{AllocConfig, FrameBox, SmartAlloc, TransferHandle};
    /// let alloc = SmartAlloc::new(AllocConfig::default());
    /// let job: FrameBox<dyn Fn() -> usize + Send> = FrameBox::unsize(alloc.frame_box(|| 6 * 7), |job| job);
    /// let job = alloc.transfer_box(job);
    /// assert_eq!(std::thread::spawn(move || job.receive()()).join().unwrap(), 42);
    /// ```
    #[track_caller]
    pub fn transfer_box<T>(&self, value: FrameBox<'_, T>) -> TransferHandle<T>
    where
        T: ?Sized + Transfer, // FA206: transferred values are `Send` and own their data
    {
        match self.try_transfer_box(value) {
            Ok(handle) => handle,
            Err(refused) => refused.error.raise(),
        }
    }

    /// Like [`transfer_box`](Self::transfer_box).
    ///
    /// # Errors
    /// [`TransferError`], with the box in it, when memory is exhausted.
    #[cfg_attr(feature = "debug", track_caller)]
    pub fn try_transfer_box<'a, T>(
        &self,
        value: FrameBox<'a, T>,
    ) -> Result<TransferHandle<T>, TransferError<FrameBox<'a, T>>>
    where
        T: ?Sized + Transfer, // FA206: transferred values are `Send` and own their data
    {
        let at = FrameBox::as_ptr(&value);
        // SAFETY: the box owns a valid value in memory that nobody else uses; where this arena has the memory, it is the
        // frame's, or a scope's that cannot end while the box borrows from it.
        match unsafe { self.room_for(at.cast(), Layout::for_value(&*value)) } {
            Ok((room, block)) => {
                // The box frees nothing. From here on the parcel owns the value.
                mem::forget(value);
                // SAFETY: the value is at `block` now, in `room`, and nobody else's.
                let parcel = unsafe { Parcel::from_parts(at_address(at, block), room) };
                self.count_transfer();
                let handle = TransferHandle::new(parcel);
                #[cfg(feature = "debug")]
                self.note_alive(LeakKind::Transfer, handle.value());
                Ok(handle)
            }
            Err(error) => Err(TransferError { value, error }),
        }
    }

    /// Room for what lies at `block`, and its address there: the same where it stays, in a chunk of this arena.
    ///
    /// # Safety
    /// `block` is valid for reads of `layout`, in memory that nobody else uses. Where the address is the same, the caller
    /// leaves the block to the room: it is neither used nor freed otherwise.
    #[inline(always)]
    unsafe fn room_for(&self, block: NonNull<u8>, layout: Layout) -> Result<(Room, NonNull<u8>), AllocError> {
        if layout.size() == 0 {
            return Ok((Room::nothing(self.store()), block));
        }
        if layout.size() > COPIED {
            // SAFETY: the caller's promise.
            return unsafe { self.room_for_much(block, layout) };
        }
        // SAFETY: the caller's promise.
        unsafe { self.copied(block, layout) }
    }

    /// A block of its own for what lies at `block`, and its address there.
    ///
    /// # Safety
    /// `block` is valid for reads of `layout`, in memory that nobody else uses.
    #[inline(always)]
    unsafe fn copied(&self, block: NonNull<u8>, layout: Layout) -> Result<(Room, NonNull<u8>), AllocError> {
        let Some((room, fresh)) = Room::in_pool(self.store(), layout) else {
            return Err(self.no_memory_for(layout.size()));
        };
        // SAFETY: the caller's promise; the new block is of that size, and somewhere else.
        unsafe { fresh.copy_from_nonoverlapping(block, layout.size()) };
        self.store().transfers.count_copied(layout.size());
        Ok((room, fresh))
    }

    /// `room_for` where copying costs more than a pin.
    ///
    /// # Safety
    /// As there.
    #[inline(never)]
    unsafe fn room_for_much(&self, block: NonNull<u8>, layout: Layout) -> Result<(Room, NonNull<u8>), AllocError> {
        // The count of holds is the runtime's own use of the heap: a `no_heap` system may transfer.
        let ours = heap_guard::exempt();
        let pin = self.arena.pin(block);
        drop(ours);
        let Some(pin) = pin else {
            // SAFETY: the caller's promise.
            return unsafe { self.copied(block, layout) };
        };
        // The boundary has to ask before it empties the chunk.
        self.mark_state(State::PINNED);
        self.store().transfers.count_pinned(layout.size());
        Ok((Room::pinned(self.store(), pin, block), block))
    }
}

/// The pointer `value` with another address, whatever its metadata. The provenance is that of `block`.
fn at_address<T: ?Sized>(value: NonNull<T>, block: NonNull<u8>) -> NonNull<T> {
    let (mut moved, was) = (value, value.addr());
    let data = (&raw mut moved).cast::<NonNull<u8>>();
    // Pointers to unsized types begin with the address on every target there is; one on which they did not would stop
    // here instead of going wrong.
    // SAFETY: a pointer of any type is at least as large and as aligned as a thin one, and is initialised.
    assert!(unsafe { data.read() }.addr() == was, "framealloc: a pointer does not begin with its address");
    // SAFETY: as above.
    unsafe { data.write(block) };
    moved
}

/// What `FrameVec::try_into_transfer` does.
#[inline]
#[cfg_attr(feature = "debug", track_caller)]
pub(crate) fn send_vec<T>(mut vec: FrameVec<'_, T>) -> Result<TransferHandle<[T]>, TransferError<FrameVec<'_, T>>> {
    let alloc = vec.handle();
    vec.shrink_to_fit();
    let (first, len) = (vec.as_non_null(), vec.len());
    // SAFETY: the vector's elements, in a block of its handle's arena; see below for the block.
    match unsafe { alloc.room_for(first.cast(), Layout::for_value(&*vec)) } {
        Ok((room, block)) => {
            if block == first.cast() {
                // The block is the room's now: the vector must not give it back to the arena.
                mem::forget(vec);
            } else {
                vec.forget_elements();
            }
            let elements = NonNull::slice_from_raw_parts(block.cast::<T>(), len);
            // SAFETY: the elements are at `block` now, in `room`, and nobody else's.
            let parcel = unsafe { Parcel::from_parts(elements, room) };
            alloc.count_transfer();
            let handle = TransferHandle::new(parcel);
            #[cfg(feature = "debug")]
            alloc.note_alive(LeakKind::Transfer, handle.value());
            Ok(handle)
        }
        Err(error) => Err(TransferError { value: vec, error }),
    }
}

/// What `FrameString::try_into_transfer` does with its bytes.
///
/// # Safety
/// They are UTF-8.
#[cfg_attr(feature = "debug", track_caller)]
pub(crate) unsafe fn send_text(
    bytes: FrameVec<'_, u8>,
) -> Result<TransferHandle<str>, TransferError<FrameVec<'_, u8>>> {
    let handle = send_vec(bytes)?;
    // SAFETY: the caller's promise, and nobody has changed the bytes; a `str` is laid out as its bytes are. The address
    // stays, so it is not null.
    Ok(unsafe { handle.retype(|bytes| NonNull::new_unchecked(bytes.as_ptr() as *mut str)) })
}
