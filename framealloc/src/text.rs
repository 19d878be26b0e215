//! Text that is built in constants, for the messages of compile-time panics. It never allocates.
#![forbid(unsafe_code)]

/// Up to `N` bytes of text; what does not fit is cut off.
pub(crate) struct Text<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Text<N> {
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; N], len: 0 }
    }

    pub(crate) const fn str(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut index = 0;
        while index < text.len() && self.len < N {
            self.bytes[self.len] = text[index];
            self.len += 1;
            index += 1;
        }
        self
    }

    pub(crate) const fn number(mut self, number: usize) -> Self {
        let mut divisor = 1;
        while number / divisor >= 10 {
            divisor *= 10;
        }
        while divisor > 0 && self.len < N {
            self.bytes[self.len] = b'0' + (number / divisor % 10) as u8;
            self.len += 1;
            divisor /= 10;
        }
        self
    }

    /// A size in the largest unit that divides it.
    pub(crate) const fn bytes(self, bytes: usize) -> Self {
        if bytes > 0 && bytes.is_multiple_of(1 << 20) {
            self.number(bytes >> 20).str(" MiB")
        } else if bytes > 0 && bytes.is_multiple_of(1 << 10) {
            self.number(bytes >> 10).str(" KiB")
        } else {
            self.number(bytes).str(" bytes")
        }
    }

    /// A size as one writes it in a budget: `kb = 256`.
    pub(crate) const fn budget(self, bytes: usize) -> Self {
        if bytes > 0 && bytes.is_multiple_of(1 << 20) {
            self.str("mb = ").number(bytes >> 20)
        } else if bytes > 0 && bytes.is_multiple_of(1 << 10) {
            self.str("kb = ").number(bytes >> 10)
        } else {
            self.str("bytes = ").number(bytes)
        }
    }

    pub(crate) const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            // Cut in the middle of a character: the part before it is lost too, but never invalid.
            Err(_) => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_use_the_largest_exact_unit() {
        let text = Text::<64>::new().bytes(1 << 20).str(" ").bytes(2048).str(" ").bytes(1000).str(" ").bytes(0);
        assert_eq!(text.as_str(), "1 MiB 2 KiB 1000 bytes 0 bytes");
        let text = Text::<64>::new().budget(1 << 20).str(" ").budget(1536 << 10).str(" ").budget(1000);
        assert_eq!(text.as_str(), "mb = 1 kb = 1536 bytes = 1000");
    }

    #[test]
    fn what_does_not_fit_is_cut() {
        assert_eq!(Text::<4>::new().str("abcdef").as_str(), "abcd");
        assert_eq!(Text::<2>::new().number(1234).as_str(), "12");
    }
}
