//! What every owning pointer of this crate can do because of what it points to: compare, print, hash, iterate, borrow. It
//! is a macro, since stable Rust has no way to say it once for several types; it expands to safe code only.

/// Implements for `$Owner<T>`, which derefs to `T`, what `Box<T>` has.
macro_rules! like_a_box {
    ($Owner:ident) => {
        impl<T: ?Sized> AsRef<T> for $Owner<T> {
            #[inline]
            fn as_ref(&self) -> &T {
                self
            }
        }

        impl<T: ?Sized> AsMut<T> for $Owner<T> {
            #[inline]
            fn as_mut(&mut self) -> &mut T {
                self
            }
        }

        impl<T: ?Sized> core::borrow::Borrow<T> for $Owner<T> {
            #[inline]
            fn borrow(&self) -> &T {
                self
            }
        }

        impl<T: ?Sized> core::borrow::BorrowMut<T> for $Owner<T> {
            #[inline]
            fn borrow_mut(&mut self) -> &mut T {
                self
            }
        }

        impl<T: ?Sized + core::fmt::Debug> core::fmt::Debug for $Owner<T> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                T::fmt(self, f)
            }
        }

        impl<T: ?Sized + core::fmt::Display> core::fmt::Display for $Owner<T> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                T::fmt(self, f)
            }
        }

        impl<T: ?Sized> core::fmt::Pointer for $Owner<T> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                core::fmt::Pointer::fmt(&core::ptr::from_ref::<T>(self), f)
            }
        }

        impl<T: ?Sized + PartialEq> PartialEq for $Owner<T> {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                **self == **other
            }
        }

        impl<T: ?Sized + Eq> Eq for $Owner<T> {}

        impl<T: ?Sized + PartialOrd> PartialOrd for $Owner<T> {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
                (**self).partial_cmp(&**other)
            }
        }

        impl<T: ?Sized + Ord> Ord for $Owner<T> {
            #[inline]
            fn cmp(&self, other: &Self) -> core::cmp::Ordering {
                (**self).cmp(&**other)
            }
        }

        impl<T: ?Sized + core::hash::Hash> core::hash::Hash for $Owner<T> {
            fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
                (**self).hash(state);
            }
        }

        impl<T: ?Sized + core::error::Error> core::error::Error for $Owner<T> {
            fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
                (**self).source()
            }
        }
    };
}

/// The same for owners that are themselves the iterator or future that they hold.
macro_rules! runs_like_a_box {
    ($Owner:ident) => {
        impl<I: ?Sized + Iterator> Iterator for $Owner<I> {
            type Item = I::Item;

            #[inline]
            fn next(&mut self) -> Option<I::Item> {
                (**self).next()
            }

            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                (**self).size_hint()
            }

            #[inline]
            fn nth(&mut self, n: usize) -> Option<I::Item> {
                (**self).nth(n)
            }
        }

        impl<I: ?Sized + DoubleEndedIterator> DoubleEndedIterator for $Owner<I> {
            #[inline]
            fn next_back(&mut self) -> Option<I::Item> {
                (**self).next_back()
            }
        }

        impl<I: ?Sized + ExactSizeIterator> ExactSizeIterator for $Owner<I> {}
        impl<I: ?Sized + core::iter::FusedIterator> core::iter::FusedIterator for $Owner<I> {}

        impl<F: ?Sized + Future + Unpin> Future for $Owner<F> {
            type Output = F::Output;

            fn poll(
                mut self: core::pin::Pin<&mut Self>,
                context: &mut core::task::Context<'_>,
            ) -> core::task::Poll<F::Output> {
                core::pin::Pin::new(&mut **self).poll(context)
            }
        }
    };
}

pub(crate) use {like_a_box, runs_like_a_box};
