//! What the owners of this crate share below their safe surface: dropping a value and then its block, and turning a
//! pointer into one of another type. No allocation is made here.

use core::alloc::Layout;
use core::ptr::{self, NonNull};

use crate::value::boxed::Whole;

/// Drops a value and then gives back its block, also when the destructor panics.
///
/// # Safety
/// `value` points to a valid value that the caller owns and gives up; `release` may be called with its block.
#[inline(always)]
pub(crate) unsafe fn drop_and_release<T: ?Sized>(value: NonNull<T>, release: unsafe fn(NonNull<u8>, Layout)) {
    struct Block {
        block: NonNull<u8>,
        layout: Layout,
        release: unsafe fn(NonNull<u8>, Layout),
    }

    impl Drop for Block {
        #[inline(always)]
        fn drop(&mut self) {
            // SAFETY: the promise of `drop_and_release`'s caller; the value is gone by now.
            unsafe { (self.release)(self.block, self.layout) };
        }
    }

    // The layout is read before the destructor runs.
    // SAFETY: the value is valid.
    let layout = Layout::for_value(unsafe { value.as_ref() });
    let _block = Block { block: value.cast(), layout, release };
    // SAFETY: the caller owns the value and gives it up.
    unsafe { ptr::drop_in_place(value.as_ptr()) };
}

/// `value` behind another type, with the provenance it had: a reference in between would narrow it to the value, and an
/// owner has to reach what stands around the value too.
///
/// # Safety
/// `value` points to a valid value that nobody else uses meanwhile.
pub(crate) unsafe fn unsize<T, U: ?Sized>(
    value: NonNull<T>,
    coerce: for<'x> fn(&'x mut Whole<T>) -> &'x mut Whole<U>,
) -> NonNull<U> {
    // SAFETY: the caller's promise; `Whole<T>` is laid out as `T`.
    let whole = unsafe { &mut *(value.as_ptr() as *mut Whole<T>) };
    let mut coerced = coerce(whole) as *mut Whole<U> as *mut U;
    let data = (&raw mut coerced).cast::<*mut T>();
    // Pointers to unsized types begin with the address on every target there is; one on which they did not would stop
    // here instead of going wrong.
    // SAFETY: a pointer of any type is at least as large and as aligned as a thin one, and is initialised.
    assert!(unsafe { data.read() }.addr() == value.as_ptr().addr(), "framealloc: a coercion moved the value");
    // SAFETY: as above; the address stays the same, only its provenance is what it was before the reference.
    unsafe { data.write(value.as_ptr()) };
    // SAFETY: the address is that of `value`, which is not null.
    unsafe { NonNull::new_unchecked(coerced) }
}
