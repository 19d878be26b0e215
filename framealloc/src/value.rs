//! What frame memory is given out as: plain references, slices, owning boxes, collections, and the register cursor.

pub(crate) mod batch;
pub(crate) mod boxed;
pub(crate) mod map;
pub(crate) mod place;
pub(crate) mod set;
pub(crate) mod slice;
pub(crate) mod string;
pub(crate) mod vec;

impl crate::alloc::SmartAlloc {
    /// The room of a collection here was to grow, and went from so many bytes to so many: counted where somebody counts.
    /// What a callback panicked with meanwhile goes on now, for the collection is whole again.
    #[inline(always)]
    #[track_caller]
    pub(crate) fn grown(&self, before: usize, after: usize) {
        if after > before {
            self.note_site(after - before);
        }
        #[cfg(feature = "_observe")]
        self.resume_deferred();
    }
}
