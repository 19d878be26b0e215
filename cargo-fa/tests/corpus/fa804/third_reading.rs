//@ config: [layers.low]
//@ config: modules = ["corpus::low"]
//@ config: [layers.high]
//@ config: modules = ["corpus::high"]
//@ config: may-use = ["low"]
//! Parts for tests, and what comes after a macro.

mod low {
    #[cfg(any(test, feature = "testing"))]
    pub fn for_tests() -> u32 {
        super::high::top()
    }

    #[cfg(all(test, debug_assertions))]
    mod checks {
        #[test]
        fn looks_up() {
            assert_eq!(super::super::high::top(), 3);
        }
    }

    macro_rules! three {
        () => {
            3
        };
    }

    pub mod after_a_macro {
        pub fn up() -> u32 {
            super::super::high::top() //~ FA804
        }
    }

    pub fn bottom() -> u32 {
        three!()
    }
}

mod high {
    pub fn top() -> u32 {
        super::low::bottom()
    }
}
