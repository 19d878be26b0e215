//! What `#[frame_system(alloc = ..)]` may name. How a system is opened is in `system`.
#![forbid(unsafe_code)]

use core::ops::Deref;

use crate::alloc::SmartAlloc;
use crate::frame::system::{SystemGuard, SystemSpec, open};

/// What `#[frame_system(alloc = ..)]` may name: a [`SmartAlloc`], or whatever derefs to one, such as a
/// [`Scope`](crate::Scope) or an `Rc<SmartAlloc>`. It is implemented for all of them, and for nothing else.
// A parameter is opened by `open`, whose concrete type lets the compiler coerce. An expression of any type comes here, so
// that one that is no allocator is told in our words.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an allocator [FA101]",
    label = "not an allocator",
    note = "`alloc = ..` names a `SmartAlloc` or what derefs to one, such as a `Scope`: `alloc = world.alloc`"
)]
pub trait AllocSource {
    /// Always the same guard; unknown where the trait is not implemented.
    #[doc(hidden)]
    type Guard;

    /// Opens a system, as `open` does.
    #[doc(hidden)]
    fn open_system(&self, spec: &'static SystemSpec) -> SystemGuard;

    /// The same for an expression whose name the system's arena takes: where that is the wrong one, what the body does
    /// with the name is no second error.
    #[doc(hidden)]
    fn open_instead(&self, spec: &'static SystemSpec) -> Self::Guard;
}

#[diagnostic::do_not_recommend]
impl AllocSource for SmartAlloc {
    type Guard = SystemGuard;

    #[inline]
    fn open_system(&self, spec: &'static SystemSpec) -> SystemGuard {
        open(self, spec)
    }

    #[inline]
    fn open_instead(&self, spec: &'static SystemSpec) -> SystemGuard {
        open(self, spec)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ?Sized + Deref> AllocSource for T
where
    T::Target: AllocSource,
{
    type Guard = <T::Target as AllocSource>::Guard;

    #[inline]
    fn open_system(&self, spec: &'static SystemSpec) -> SystemGuard {
        (**self).open_system(spec)
    }

    #[inline]
    fn open_instead(&self, spec: &'static SystemSpec) -> Self::Guard {
        (**self).open_instead(spec)
    }
}
